/** Tokens as they come with a request (RFC 6750 §2.1). */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { hashOf } from '../identifiers.ts';
import { Problem } from '../problem.ts';

/** Empty when there is none. */
export function bearer(c: Context): string {
  return /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
}

/** @throws Problem 401 for one that is none of these. Every one is compared, in constant time, so that it takes as long whatever was given. */
export function requireToken(c: Context, tokens: readonly string[]): void {
  const given = Buffer.from(hashOf(bearer(c)));
  if (!tokens.map((token) => timingSafeEqual(given, Buffer.from(hashOf(token)))).includes(true)) throw new Problem(401, 'unauthorized');
}
