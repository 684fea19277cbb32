/** How soon the provider's queue, a search in it and one case are there, with very many cases in the store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../demo/server/database/open.ts';
import { seedWhenEmpty } from '../../demo/server/configuration-store.ts';
import { startBackend } from '../support/backend.ts';
import { Reviewer } from '../support/backend-driver.ts';
import { seedCases } from '../support/many-cases.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { prepareDatabase } from '../support/prepared-database.ts';

const cases = 10_000;
const runs = 100;

/** Milliseconds, 95 of a hundred answers at most, by what was asked for. */
export interface QueueFigures {
  readonly database: string;
  readonly queues: Readonly<Record<string, number>>;
  readonly searches: Readonly<Record<string, number>>;
  readonly oneCaseMs: number;
  readonly openedFirstMs: number;
}

export async function measureQueue(): Promise<QueueFigures[]> {
  const postgres = await startPostgres();
  try {
    return [await measureOn('PGlite', null), await measureOn('PostgreSQL', await newDatabase(postgres.url))];
  } finally {
    await postgres.stop();
  }
}

async function measureOn(database: string, databaseUrl: string | null): Promise<QueueFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-queue-'));
  try {
    if (databaseUrl === null) await prepareDatabase(dataDir);
    const store = await openDatabase({ databaseUrl, dataDir, log: () => undefined });
    await seedWhenEmpty(store.database);
    await seedCases(store.database, cases);
    // As a server leaves its tables by itself within a minute; the embedded database never does.
    if (databaseUrl !== null) await store.database.execute(sql`VACUUM ANALYZE`);
    await store.close();
    const backend = await startBackend({ isMeasured: true, ...(databaseUrl === null ? {} : { databaseUrl }), env: { KYC_DATA_DIR: dataDir, KYC_RATE_LIMIT: '1000000' } });
    try {
      return { database, ...await measureBackend(new Reviewer(backend, 'Rita Reviewer')) };
    } finally {
      await backend.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureBackend(reviewer: Reviewer): Promise<Omit<QueueFigures, 'database'>> {
  const list = async (query: Record<string, string>) => {
    const { status, body } = await reviewer.api('GET', `/verifications?${new URLSearchParams(query)}`);
    if (status !== 200) throw new Error(`the queue was answered with ${status}`);
    return body as { verifications: { id: string }[]; nextCursor: string | null };
  };
  const p95 = (ask: (run: number) => Promise<unknown>) => percentile(ask);
  const deep: string[] = [''];
  for (let page = 0; page < 60; page += 1) deep.push((await list({ cursor: deep.at(-1) ?? '', limit: '50' })).nextCursor ?? '');
  const queues = {
    'newest first': await p95(() => list({})),
    'a page further down': await p95((run) => list({ cursor: deep[run % deep.length] ?? '' })),
    'waiting longest, by status': await p95(() => list({ sort: 'waiting', status: 'pending' })),
    'waiting over 48 hours, of one kind': await p95(() => list({ waitingOverHours: '48', type: 'individual', sort: 'waiting' })),
    'customers who are locked': await p95(() => list({ customerStatus: 'locked' })),
  };
  const searches = {
    'a whole name': await p95((run) => list({ q: `specimen ${run * 97}` })),
    'part of many names': await p95(() => list({ q: 'παράδ' })),
    'an address': await p95((run) => list({ q: `many-${run * 89}@` })),
    'nothing there': await p95((run) => list({ q: `nobody ${run}` })),
    'part of a name, among those who wait': await p95(() => list({ q: 'ada', status: 'pending', sort: 'waiting' })),
  };
  const ids = (await Promise.all(deep.slice(0, 5).map((cursor) => list({ cursor })))).flatMap(({ verifications }) => verifications.map(({ id }) => id));
  const open = (run: number) => reviewer.api('GET', `/verifications/${ids[run % ids.length]}`);
  // The first look at a case is written down, and begins its review.
  const openedFirstMs = await p95(open);
  return { queues, searches, openedFirstMs, oneCaseMs: await p95(open) };
}

/** After a few that warm up. */
async function percentile(ask: (run: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await ask(run);
    took.push(performance.now() - start);
  }
  return took.toSorted((one, other) => one - other)[Math.ceil(runs * 0.95) - 1] ?? Infinity;
}
