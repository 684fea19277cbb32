/**
 * Building blocks of the wire's schemas.
 *
 * Rules they keep: unknown fields are dropped, unknown enum values become `'unknown'`, absent and null optional values become
 * `null` or their default, a wrong shape fails. `zod/mini` only: it makes no `eval` and keeps the host's zod configuration untouched.
 */
import * as z from 'zod/mini';

/** A string enum that a newer server may extend: any other string parses to `'unknown'`. */
export function openEnum<const T extends readonly [string, ...string[]]>(values: T) {
  return z.union([
    z.enum(values),
    z.pipe(z.string(), z.transform((): 'unknown' => 'unknown')),
  ]);
}

/** Absent and null count as the fallback: backends differ in how they write what is not there. */
export function orElse<T extends z.ZodMiniType, const F>(schema: T, fallback: F) {
  return z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value): z.output<T> | F => (value ?? fallback) as z.output<T> | F),
  );
}

/** `T | null`; absent counts as null. */
export function orNull<T extends z.ZodMiniType>(schema: T) {
  return orElse(schema, null);
}

/** A list; absent and null count as empty. */
export function list<T extends z.ZodMiniType>(schema: T) {
  return orElse(z.array(schema), [] as z.output<T>[]);
}

export const id = z.string().check(z.minLength(1), z.maxLength(200));
/** RFC 3339 §5.6 date-time with offset; `openapi.json` says `format: date-time`. */
export const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
export const instant = z.string().check(z.regex(instantPattern));
export const sizeBytes = z.int().check(z.nonnegative());
/** Lower-case hex SHA-256 (FIPS 180-4) of the bytes sent. */
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
