/** Bearer secrets: the portal's session cookie, the contract's short-lived tokens, single-use links. Kept as hashes. */
import { and, eq, gt, lt } from 'drizzle-orm';
import type { Database } from './database/database.ts';
import { accesses } from './database/schema.ts';
import { hashOf, newSecret } from './identifiers.ts';

export type AccessKind = 'portal' | 'kyc' | 'view';

export const accessLifeMs: Readonly<Record<AccessKind, number>> = {
  portal: 12 * 60 * 60 * 1000,
  kyc: 15 * 60 * 1000,
  view: 60 * 1000,
};

export interface Granted {
  readonly secret: string;
  readonly expiresAt: Date;
}

/** A secret someone came with. */
export interface Presented {
  readonly kind: AccessKind;
  readonly secret: string;
  readonly now: Date;
}

interface Grant {
  readonly kind: AccessKind;
  readonly customerId: string;
  readonly target?: Readonly<Record<string, string>>;
  readonly now: Date;
}

export async function grantAccess(database: Database, { kind, customerId, target, now }: Grant): Promise<Granted> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + accessLifeMs[kind]);
  await database.insert(accesses).values({ hash: hashOf(secret), kind, customerId, target: target ?? null, expiresAt });
  return { secret, expiresAt };
}

/** Whose secret this is; null when it is unknown, of another kind, or over. */
export async function customerOf(database: Database, presented: Presented): Promise<string | null> {
  const [row] = await database.select({ customerId: accesses.customerId }).from(accesses).where(valid(presented));
  return row?.customerId ?? null;
}

/** Takes a single-use secret: only the first who asks gets it. */
export async function useOnce(
  database: Database,
  presented: Presented,
): Promise<{ customerId: string; target: Readonly<Record<string, string>> } | null> {
  const [row] = await database.delete(accesses).where(valid(presented)).returning();
  return row ? { customerId: row.customerId, target: row.target ?? {} } : null;
}

export async function endAccess(database: Database, kind: AccessKind, secret: string): Promise<void> {
  await database.delete(accesses).where(and(eq(accesses.hash, hashOf(secret)), eq(accesses.kind, kind)));
}

export async function forgetEnded(database: Database, now: Date): Promise<void> {
  await database.delete(accesses).where(lt(accesses.expiresAt, now));
}

function valid({ kind, secret, now }: Presented) {
  return and(eq(accesses.hash, hashOf(secret)), eq(accesses.kind, kind), gt(accesses.expiresAt, now));
}
