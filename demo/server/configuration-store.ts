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

/** The same, kept from changing until the transaction ends. */
export async function lockConfiguration(transaction: Transaction): Promise<VersionedConfiguration> {
  await transaction.select({ version: configurations.version }).from(configurations).for('update');
  return readConfiguration(transaction);
}

/** Resolves to its new version. */
export async function writeConfiguration(transaction: Transaction, value: Configuration): Promise<number> {
  const [row] = await transaction.update(configurations).set({ value, version: sql`${configurations.version} + 1` })
    .returning({ version: configurations.version });
  return row?.version ?? 0;
}
