/** Writes down what the host's server is to hear, in the transaction that made it true. */
import { and, isNotNull, lt, or } from 'drizzle-orm';
import type { Database, Transaction } from '../database/database.ts';
import { webhooks } from '../database/schema.ts';
import type { Happening } from '../domain/happenings.ts';
import { newId } from '../identifiers.ts';
import type { MessageSettings } from '../settings.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

interface Telling {
  readonly settings: MessageSettings;
  readonly now: Date;
}

/** Nothing while nobody listens: what a host that sets a URL later would get is old news. */
export async function recordHappenings(transaction: Transaction, happenings: readonly Happening[], { settings, now }: Telling): Promise<void> {
  if (settings.webhookUrl === null || happenings.length === 0) return;
  const timestamp = now.toISOString();
  await transaction.insert(webhooks).values(happenings.map(({ type, key, data }) => ({
    id: newId('msg'), event: `${type}:${key}`, type, payload: JSON.stringify({ type, timestamp, data }),
    createdAt: now, attempts: 0, nextAttemptAt: now,
  }))).onConflictDoNothing();
}

/** Those delivered or given up a month ago. */
export async function forgetWebhooks(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  const isOver = or(isNotNull(webhooks.deliveredAt), isNotNull(webhooks.givenUpAt));
  await database.delete(webhooks).where(and(isOver, lt(webhooks.createdAt, before)));
}
