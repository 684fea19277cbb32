/** What a host's `fetchSession` gives. */
import * as z from 'zod/mini';
import { orNull } from './primitives.ts';

/** What a host's `fetchSession` resolves to. */
export const sessionSchema = z.object({
  /** RFC 6750 b64token characters, which every HTTP header can carry. */
  token: z.string().check(z.regex(/^[\w.~+/=:-]+$/)),
  expiresInSeconds: orNull(z.number().check(z.positive())),
  expiresAt: orNull(z.string()),
});
