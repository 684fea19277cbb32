/** The one configuration, kept in the database; seeded on the first start. */
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database/database.ts';
import { configurations } from './database/schema.ts';
import type { Configuration } from './domain/configuration.ts';
import { seedConfiguration } from './domain/seed.ts';

export interface VersionedConfiguration {
  /** Grows by one with every change. */
  readonly version: number;
  readonly value: Configuration;
}

export async function seedWhenEmpty(database: Database): Promise<void> {
  await database.insert(configurations).values({ isCurrent: true, version: 1, value: seedConfiguration }).onConflictDoNothing();
}

export async function readConfiguration(database: Database | Transaction): Promise<VersionedConfiguration> {
  const [row] = await database.select().from(configurations);
  if (!row) throw new Error('the configuration is missing');
  // One kept before there were consents has none.
  return { version: row.version, value: { ...row.value, consents: row.value.consents ?? [], privacyNotice: row.value.privacyNotice ?? null } };
}

export async function writeConfiguration(database: Database | Transaction, value: Configuration): Promise<void> {
  await database.update(configurations).set({ value, version: sql`${configurations.version} + 1` });
}
