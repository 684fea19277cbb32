/**
 * How much each customer may announce and send in a day (UTC), counted in the database.
 *
 * An announcement pays for one sending of its bytes; each further one (a fresh place, another start after a wrong hash)
 * pays again. Refused requests count nothing.
 */
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database, Transaction } from './database/database.ts';
import { tickets, usage } from './database/schema.ts';
import type { CaseDraft } from './domain/case.ts';
import { Problem } from './problem.ts';
import type { Settings } from './settings.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
const ticketsPerHour = 10;
const bytesPerMb = 1024 * 1024;

export interface Spending {
  readonly customerId: string;
  readonly now: Date;
  readonly files: number;
  readonly bytes: number;
}

/** @throws Problem 429 `rate_limited` until the next day, with `limit` and `actual` in files or bytes. Then undo what else the transaction did. */
export async function spend(
  database: Database | Transaction,
  { quotaFiles, quotaMb }: Settings,
  { customerId, now, files, bytes }: Spending,
): Promise<void> {
  const [spent] = await database.insert(usage)
    .values({ customerId, day: dayOf(now), files, bytes })
    .onConflictDoUpdate({
      target: [usage.customerId, usage.day],
      set: { files: sql`${usage.files} + ${files}`, bytes: sql`${usage.bytes} + ${bytes}` },
    })
    .returning();
  if (!spent) return;
  if (files > 0 && spent.files > quotaFiles) throw exceeded(now, { limit: quotaFiles, actual: spent.files });
  const limit = quotaMb * bytesPerMb;
  if (bytes > 0 && spent.bytes > limit) throw exceeded(now, { limit, actual: spent.bytes });
}

/** @throws Problem 429 `rate_limited` until the first of the last hour's tickets is an hour old. */
export async function requireTicketRoom(transaction: Transaction, { customer, now }: CaseDraft): Promise<void> {
  const isRecent = and(eq(tickets.customerId, customer.id), gt(tickets.createdAt, new Date(now.getTime() - hourMs)));
  const recent = await transaction.select({ createdAt: tickets.createdAt }).from(tickets).where(isRecent).orderBy(asc(tickets.createdAt));
  const [first] = recent;
  if (!first || recent.length < ticketsPerHour) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((first.createdAt.getTime() + hourMs - now.getTime()) / 1000));
  throw new Problem(429, 'rate_limited', { retryable: true, retryAfterSeconds, limit: ticketsPerHour, actual: recent.length + 1 });
}

export async function forgetUsage(database: Database, now: Date): Promise<void> {
  await database.delete(usage).where(lt(usage.day, dayOf(now)));
}

function exceeded(now: Date, facts: { limit: number; actual: number }): Problem {
  const retryAfterSeconds = Math.ceil((dayMs - (now.getTime() % dayMs)) / 1000);
  return new Problem(429, 'rate_limited', { retryable: true, retryAfterSeconds, ...facts });
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
