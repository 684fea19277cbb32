/**
 * The database: PostgreSQL by `DATABASE_URL`, or PGlite, the same PostgreSQL inside this process, in the data folder.
 * Everything above this file sees one drizzle type and one SQL dialect.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import pg from 'pg';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

interface Options {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** A line for the console. */
  log(line: string): void;
}

export async function openDatabase(options: Options): Promise<OpenDatabase> {
  const open = options.databaseUrl === null ? await openEmbedded(options) : openServer(options.databaseUrl, options);
  await migrate(open.database);
  return open;
}

function openServer(databaseUrl: string, { log }: Options): OpenDatabase {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  // An idle connection the server closed is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => log('A database connection was lost; a new one will be made when needed.'));
  return { database: drizzleServer(pool), close: () => pool.end() };
}

async function openEmbedded({ dataDir, log }: Options): Promise<OpenDatabase> {
  const directory = join(dataDir, 'database');
  if (!existsSync(directory)) await createEmbedded(directory, log);
  const client = await PGlite.create(directory);
  return { database: drizzleEmbedded(client) as unknown as Database, close: () => client.close() };
}

/** Made aside and moved into place when whole, so that a kill half-way leaves nothing half-made behind. */
async function createEmbedded(directory: string, log: (line: string) => void): Promise<void> {
  log('Creating the database, this takes a few seconds …');
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const client = await PGlite.create(unfinished);
  await client.close();
  await rename(unfinished, directory);
}
