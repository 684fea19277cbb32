/**
 * Has the rules decide what was submitted to them. A submission is saved as `pending` first, with its mail; the decision is a
 * change of its own, which the upkeep makes up for when a kill came between the two.
 */
import { and, isNotNull, sql } from 'drizzle-orm';
import { caseNow, changeCase, readCase, type CaseKey } from './cases.ts';
import type { Database } from './database/database.ts';
import { verifications } from './database/schema.ts';
import { isForRules, reviewAutomatically } from './domain/automatic-review.ts';
import type { Services } from './services.ts';

type Needs = Pick<Services, 'settings' | 'database' | 'now'>;

/** True when there was something to decide. Asked twice, it decides once. */
export async function decideByRules(services: Needs, key: CaseKey): Promise<boolean> {
  const { database } = services;
  if (!isForRules(await readCase(database, caseNow(services, key)))) return false;
  await changeCase(database, caseNow(services, key), reviewAutomatically);
  return true;
}

/** Submissions nobody has asked the rules about, some at a time. */
export async function casesForRules(database: Database): Promise<CaseKey[]> {
  const isAwaited = sql`${verifications.state} -> 'automaticReview' ->> 'outcome' = 'waiting'`;
  const rows = await database.select({ verificationId: verifications.id }).from(verifications)
    .where(and(isNotNull(verifications.waitingSince), isAwaited)).limit(100);
  return rows;
}
