/**
 * Tells the customers' pages that their case has a new version: every open event stream of this process.
 *
 * What is new, the database says: one statement asks for the versions of all cases watched and for the tokens still valid,
 * after every change made here, and once a second for those made by a reading or by another process. Nobody who changes a
 * case has to know who watches it.
 */
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { readCase } from '../cases.ts';
import { accesses, configurations, verifications } from '../database/schema.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { EventStream, type Watcher } from './event-stream.ts';

const lookMs = 1000;
/** Time alone changes a case too: a document runs out, a renewal is overdue. */
const readMs = 60_000;
const streamsPerCustomer = 10;
const retryAfterSeconds = 60;

type Needs = Pick<Services, 'settings' | 'database' | 'now' | 'log'>;
interface News {
  readonly version: number;
  readonly configurationVersion: number;
}

export class EventStreams {
  readonly #services: Needs;
  readonly #streams = new Set<EventStream>();
  readonly #timers: readonly NodeJS.Timeout[];
  #looking: Promise<void> | null = null;
  #isOutdated = false;
  #isStopped = false;

  constructor(services: Needs, heartbeatMs: number) {
    this.#services = services;
    const beat = (): void => this.#streams.forEach((stream) => stream.comment('still here'));
    this.#timers = [setInterval(() => this.look(), lookMs).unref(), setInterval(beat, heartbeatMs).unref()];
  }

  /** Streams open here. */
  get size(): number {
    return this.#streams.size;
  }

  /** A stream for one page. @throws Problem 429 `rate_limited` when the customer has too many open here. */
  open(watcher: Watcher): ReadableStream<Uint8Array> {
    if (this.#isStopped) throw new Problem(503, 'server_error', { retryable: true });
    const open = [...this.#streams].filter(({ customerId }) => customerId === watcher.customerId).length;
    if (open >= streamsPerCustomer) {
      throw new Problem(429, 'rate_limited', { retryable: true, retryAfterSeconds, limit: streamsPerCustomer, actual: open + 1 });
    }
    const stream = new EventStream(watcher, () => this.#streams.delete(stream));
    this.#streams.add(stream);
    // The case may have changed since the page's version was read.
    this.look();
    return stream.body;
  }

  /** Looks for news soon; a look under way is followed by another. */
  look(): void {
    if (this.#streams.size === 0) return;
    if (this.#looking) {
      this.#isOutdated = true;
      return;
    }
    this.#isOutdated = false;
    this.#looking = this.#tell().catch(() => this.#giveUp()).finally(() => {
      this.#looking = null;
      if (this.#isOutdated) this.look();
    });
  }

  /** Ends every stream, so that the server can stop. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#endAll();
    await this.#looking;
  }

  async #tell(): Promise<void> {
    const streams = [...this.#streams];
    const news = await this.#news(streams);
    for (const stream of streams) {
      const known = news.get(stream.accessHash);
      if (known) stream.tell(await this.#current(stream, known));
      else stream.end();
    }
  }

  /** By the token's hash; without those that ended. */
  async #news(streams: readonly EventStream[]): Promise<Map<string, News>> {
    const { database, now } = this.#services;
    const hashes = [...new Set(streams.map(({ accessHash }) => accessHash))];
    const rows = await database.select({ hash: accesses.hash, version: verifications.version, configurationVersion: configurations.version })
      .from(accesses)
      .innerJoin(verifications, eq(verifications.customerId, accesses.customerId))
      .innerJoin(configurations, sql`true`)
      .where(and(inArray(accesses.hash, hashes), gt(accesses.expiresAt, now())));
    return new Map(rows.map(({ hash, ...news }) => [hash, news]));
  }

  /** Reading a case brings it up to date with the configuration and the clock, which may make a new version. */
  async #current(stream: EventStream, { version, configurationVersion }: News): Promise<number> {
    const now = this.#services.now();
    const isRead = stream.configurationVersion === configurationVersion && now.getTime() - stream.readAt < readMs;
    if (isRead) return version;
    const draft = await readCase(this.#services.database, { key: { customerId: stream.customerId }, now, settings: this.#services.settings });
    stream.configurationVersion = configurationVersion;
    stream.readAt = now.getTime();
    return draft.version;
  }

  /** Pages whose stream ended poll, and come back. */
  #giveUp(): void {
    if (this.#isStopped) return;
    this.#services.log('The event streams could not look for news; they were ended.');
    this.#endAll();
  }

  #endAll(): void {
    for (const stream of [...this.#streams]) stream.end();
  }
}
