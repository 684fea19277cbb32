/** Whether this process can serve now: what `/healthz` answers, and what every request hears while it starts. */
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import type { Services } from '../services.ts';

/** A probe more often than this is answered with what the last one found. */
const freshMs = 1000;
/** What does not answer in this time is not there. */
const patienceMs = 3000;

export interface Health {
  readonly status: 'ok' | 'unavailable' | 'starting' | 'stopping';
  /** What cannot be used: `database`, `store`. */
  readonly parts?: readonly string[];
}

export class HealthCheck {
  readonly #services: Pick<Services, 'database' | 'store'>;
  #isStopping = false;
  #found: Promise<Health> | null = null;
  #foundAt = 0;

  constructor(services: Pick<Services, 'database' | 'store'>) {
    this.#services = services;
  }

  /** From now on whoever distributes requests should look elsewhere. */
  stop(): void {
    this.#isStopping = true;
  }

  async look(): Promise<Health> {
    if (this.#isStopping) return { status: 'stopping' };
    if (!this.#found || Date.now() - this.#foundAt >= freshMs) {
      this.#foundAt = Date.now();
      this.#found = this.#ask();
    }
    return this.#found;
  }

  async #ask(): Promise<Health> {
    const { database, store } = this.#services;
    const checks = { database: requireWritable(database), store: store.check() };
    const answers = await Promise.all(Object.entries(checks).map(async ([part, check]) => (await isFine(check) ? [] : [part])));
    const parts = answers.flat();
    return parts.length === 0 ? { status: 'ok' } : { status: 'unavailable', parts };
  }
}

/** Writes nothing: a probe must cost nothing. @throws Error also for one that only reads, e.g. a standby. */
async function requireWritable(database: Services['database']): Promise<void> {
  const [row] = rowsOf(await database.execute(sql`SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS closed`));
  if (row?.['closed'] !== false) throw new Error('the database cannot be written to');
}

async function isFine(check: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  const late = pause(patienceMs, false, { signal: waiting.signal }).catch(() => false);
  return Promise.race([check.then(() => true, () => false), late]).finally(() => waiting.abort());
}
