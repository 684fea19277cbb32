/** `npm run kills`, the short way: kill -9 loses nothing acknowledged and sends nothing twice. */
import { expect, inject, it } from 'vitest';
import { newDatabase } from '../support/postgres.ts';
import { runKills } from '../support/kills/run.ts';

const engines: [string, number, () => Promise<string | undefined>][] = [
  ['PGlite', 2, async () => undefined],
  ['PostgreSQL', 3, () => newDatabase(inject('postgresUrl'))],
];

it.concurrent.each(engines)('loses nothing acknowledged and sends nothing twice when killed at any moment, on %s', async (_engine, kills, database) => {
  const report = await runKills({ seed: 7, kills, customersAtOnce: 2, databaseUrl: await database() });
  expect(report.problems).toEqual([]);
  expect(report.lost).toBeGreaterThan(0);
  expect(report.documents).toBeGreaterThan(3);
}, 300_000);
