/** Tokens as they come with a request (RFC 6750 §2.1). */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { hashOf } from '../identifiers.ts';
import { Problem } from '../problem.ts';

/** Empty when there is none. */
export function bearer(c: Context): string {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
}

/**
 * Which of these came along. Every one is compared, in constant time, so that it takes as long whatever was given.
 * @throws Problem 401 for one that is none of these.
 */
export function requireToken(c: Context, tokens: readonly string[]): string {
  const given = Buffer.from(hashOf(bearer(c)));
  const [token] = tokens.filter((candidate) => timingSafeEqual(given, Buffer.from(hashOf(candidate))));
  if (token === undefined) throw new Problem(401, 'unauthorized');
  return token;
}
