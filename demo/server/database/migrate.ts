/** Brings the tables up to date: all missing migrations in one transaction, one process at a time. */
import { sql } from 'drizzle-orm';
import { migrations } from '../migrations/index.ts';
import { rowsOf, type Database } from './database.ts';

/** Any number, the same in every process of ours that shares the database. */
const lockNumber = 7_215_001;

export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT pg_advisory_xact_lock(${lockNumber})`);
    await transaction.execute(sql`CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, ran_at timestamptz NOT NULL DEFAULT now())`);
    const done = rowsOf(await transaction.execute(sql`SELECT name FROM migrations`)).map((row) => row['name']);
    for (const { name, statements } of migrations.filter((migration) => !done.includes(migration.name))) {
      for (const statement of statements) await transaction.execute(sql.raw(statement));
      await transaction.execute(sql`INSERT INTO migrations (name) VALUES (${name})`);
    }
  });
}
