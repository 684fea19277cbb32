/**
 * Who carries a row of the outbox or of the webhooks, so that no two processes carry the same one.
 *
 * A claim is the row's `attempts`, raised by one, and a next attempt a little ahead, moved on while the process works at it. A
 * process that dies lets go of it by itself; one that was only slow finds `attempts` raised by another and changes nothing.
 */
import { sql, type SQL } from 'drizzle-orm';
import { rowsOf, type Database } from '../database/database.ts';
import type { outbox, webhooks } from '../database/schema.ts';

const leaseMs = 15_000;
const shortestPauseMs = 500;

export type DeliveryTable = typeof outbox | typeof webhooks;

export interface Claim {
  readonly id: string;
  /** Counting this one, from 1. */
  readonly attempts: number;
}

/** Claims the oldest row of those that wait (`isWaiting`, about `candidate`) and are due. */
export async function claimNext(database: Database, table: DeliveryTable, isWaiting: SQL): Promise<Claim | null> {
  const now = new Date();
  const rows = rowsOf(await database.execute(sql`
    UPDATE ${table} SET attempts = attempts + 1, next_attempt_at = ${leaseFrom(now)}::timestamptz
    WHERE id = (
      SELECT candidate.id FROM ${table} AS candidate
      WHERE ${isWaiting} AND candidate.next_attempt_at <= ${now.toISOString()}::timestamptz
      ORDER BY candidate.number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts`));
  const [row] = rows;
  return row ? { id: String(row['id']), attempts: Number(row['attempts']) } : null;
}

/** Keeps the claim for as long as the work takes; what came of it is noted after that. */
export async function whileClaimed<T>(database: Database, table: DeliveryTable, { claim, work }: { claim: Claim; work: () => Promise<T> }): Promise<T> {
  const extend = async (): Promise<void> => {
    await database.execute(sql`
      UPDATE ${table} SET next_attempt_at = ${leaseFrom(new Date())}::timestamptz WHERE id = ${claim.id} AND attempts = ${claim.attempts}`);
  };
  let extending: Promise<void> = Promise.resolve();
  // One that could not be extended may be taken over; the one who lost it notices.
  const timer = setInterval(() => { extending = extend().catch(() => undefined); }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await extending;
  }
}

/** Before the next attempt: the first pause, then twice as long each time. */
export function growingPauseMs(attempts: number, firstMs: number, longestMs: number): number {
  return Math.min(longestMs, Math.max(shortestPauseMs, firstMs) * 2 ** Math.min(attempts - 1, 20));
}

function leaseFrom(now: Date): string {
  return new Date(now.getTime() + leaseMs).toISOString();
}
