/** Parameters that lists have in common. */
import * as z from 'zod/mini';

/** Several values, separated by commas. */
export function oneOrMore<const T extends readonly [string, ...string[]]>(values: T) {
  return z.optional(z.pipe(z.pipe(z.string(), z.transform((text) => text.split(','))), z.array(z.enum(values))));
}

export const listQuery = {
  /** Part of what somebody may know of a case or a customer. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  cursor: z.optional(z.string()),
  limit: z._default(z.pipe(z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)), z.number().check(z.minimum(1), z.maximum(200))), 50),
};
