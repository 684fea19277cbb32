/** A backend of one's own on each kind of database, and a look into its tables while it is stopped. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import { inject } from 'vitest';
import { rowsOf, type Database } from '../../demo/server/database/database.ts';
import { openDatabase } from '../../demo/server/database/open.ts';
import { startBackend, type RunningBackend } from './backend.ts';
import { newDatabase } from './postgres.ts';

export interface OwnBackend extends RunningBackend {
  /** Null for the embedded one. */
  readonly databaseUrl: string | null;
}

type Start = (env?: Readonly<Record<string, string>>) => Promise<OwnBackend>;

/** On PostgreSQL: it is ready in a third of the time the embedded database takes. */
export const startOwn: Start = async (env = {}) => {
  const databaseUrl = await newDatabase(inject('postgresUrl'));
  return { ...await startBackend({ databaseUrl, env }), databaseUrl };
};

/** By the name of their database, for `describe.each`: for what the database itself does, and for being killed or stopped. */
export const engines: [string, Start][] = [
  ['PGlite', async (env = {}) => ({ ...await startBackend({ env }), databaseUrl: null })],
  ['PostgreSQL', startOwn],
];

/** For rules that are the server's own: on PostgreSQL, and on both in the long form (`npm run engines`). */
export const anyEngine = process.env['KYC_ENGINES'] === 'all' ? engines : engines.slice(1);

/** Works on the tables of a backend that does not run: the embedded database cannot be open twice. */
export async function withDatabase<T>({ databaseUrl, dataDir }: Pick<OwnBackend, 'databaseUrl' | 'dataDir'>, act: (database: Database) => Promise<T>): Promise<T> {
  const { database, close } = await openDatabase({ databaseUrl, dataDir, log: () => undefined });
  return act(database).finally(close);
}

/** Stops the backend, works on its tables, and starts it again on the same data. */
export async function whileStopped<T>(backend: OwnBackend, act: (database: Database) => Promise<T>): Promise<T> {
  await backend.kill('SIGTERM');
  const result = await withDatabase(backend, act);
  await backend.restart();
  return result;
}

export async function rows(database: Database, statement: SQL): Promise<Record<string, unknown>[]> {
  return rowsOf(await database.execute(statement));
}

/** Everything in every table, by table, one JSON object a line. */
export async function allTables(database: Database): Promise<Record<string, string>> {
  const names = await rows(database, sql`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`);
  const dumped: [string, string][] = [];
  for (const { table_name: name } of names) {
    const content = await rows(database, sql`SELECT row_to_json(entry)::text AS line FROM ${sql.identifier(String(name))} AS entry`);
    dumped.push([String(name), content.map(({ line }) => String(line)).join('\n')]);
  }
  return Object.fromEntries(dumped);
}

/** Every file of a data folder but the database's own: names and, as Latin-1, bytes. */
export async function allFiles(dataDir: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.startsWith(join(dataDir, 'database'))) continue;
    files.set(path.slice(dataDir.length + 1), await readFile(path, 'latin1'));
  }
  return files;
}
