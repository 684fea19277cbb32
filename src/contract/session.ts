/** What a host's `fetchSession` gives. */
import * as z from 'zod/mini';

/** What a host's `fetchSession` resolves to. */
export const sessionSchema = z.object({
  /** RFC 6750 b64token characters, which every HTTP header can carry. */
  token: z.string().check(z.regex(/^[\w.~+/=:-]+$/)),
  expiresInSeconds: z.optional(z.number().check(z.positive())),
  expiresAt: z.optional(z.string()),
});
