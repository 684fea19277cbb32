/**
 * `Idempotency-Key`: a repeated request acts once and gets the first answer for 24 hours.
 *
 * The key's row is written in the transaction of the act itself. Two requests at once meet at that row: the second
 * waits, then finds the first one's answer.
 */
import { and, eq, lt } from 'drizzle-orm';
import type { Transaction } from './database/database.ts';
import { idempotentAnswers } from './database/schema.ts';
import { hashOf } from './identifiers.ts';
import { Problem } from './problem.ts';

export const answerLifeMs = 24 * 60 * 60 * 1000;

export interface Answer {
  readonly status: 200 | 201;
  readonly body: unknown;
}

export interface IdempotentRequest {
  readonly customerId: string;
  /** Method and path. */
  readonly route: string;
  /** Null when the request carries no key: then it simply acts. */
  readonly key: string | null;
  readonly body: unknown;
  readonly now: Date;
}

/** @throws Problem 422 `idempotency_mismatch` when the key was used for another body. Failed acts are not remembered. */
export async function answerOnce(
  transaction: Transaction,
  request: IdempotentRequest,
  act: () => Promise<Answer>,
): Promise<Answer> {
  const { customerId, route, key, now } = request;
  if (key === null) return act();
  if (key.length > 255) throw new Problem(400, 'invalid_request', { paths: ['Idempotency-Key'] });
  const isThisKey = and(eq(idempotentAnswers.customerId, customerId), eq(idempotentAnswers.route, route), eq(idempotentAnswers.key, key));
  const bodyHash = hashOf(JSON.stringify(request.body));
  await transaction.delete(idempotentAnswers).where(and(isThisKey, lt(idempotentAnswers.createdAt, new Date(now.getTime() - answerLifeMs))));
  const place = { customerId, route, key, bodyHash, status: 0, body: null, createdAt: now };
  const isFirst = (await transaction.insert(idempotentAnswers).values(place).onConflictDoNothing().returning()).length > 0;
  if (!isFirst) return firstAnswer(await transaction.select().from(idempotentAnswers).where(isThisKey), bodyHash);
  const answer = await act();
  await transaction.update(idempotentAnswers).set({ status: answer.status, body: JSON.stringify(answer.body) }).where(isThisKey);
  return answer;
}

function firstAnswer([known]: (typeof idempotentAnswers.$inferSelect)[], bodyHash: string): Answer {
  if (!known) throw new Problem(409, 'server_error', { retryable: true });
  if (known.bodyHash !== bodyHash) throw new Problem(422, 'idempotency_mismatch');
  return { status: known.status === 200 ? 200 : 201, body: JSON.parse(known.body ?? 'null') };
}
