/** Bodies and parameters of requests: read, cleaned, and parsed by a schema before anything believes them. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { Problem, invalidRequest } from '../problem.ts';
import { cleanValue } from './clean-text.ts';

const maxBytes = 512 * 1024;

/**
 * The request's JSON as the schema states it.
 * @throws Problem 400 `invalid_request` naming the places, 413 `too_large`.
 */
export async function readBody<T extends z.ZodMiniType>(c: Context, schema: T): Promise<z.output<T>> {
  return parseBody(schema, parseJson(await readText(c)));
}

export function parseBody<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = z.safeParse(schema, cleaned(value));
  if (result.success) return result.data;
  const paths = result.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(root)');
  throw new Problem(400, 'invalid_request', { paths, ...excessOf(result.error.issues[0], value) });
}

/**
 * The request's parameters as the schema states them; an empty one counts as left out.
 * @throws Problem 400 `invalid_request` naming the parameters.
 */
export function readQuery<T extends z.ZodMiniType>(c: Context, schema: T): z.output<T> {
  const given = Object.entries(c.req.query()).filter(([, value]) => value !== '');
  const result = z.safeParse(schema, cleaned(Object.fromEntries(given)));
  if (result.success) return result.data;
  throw invalidRequest([...new Set(result.error.issues.map((issue) => String(issue.path[0] ?? '(query)')))]);
}

/** How long a text or list may be, and how long this one is. */
function excessOf(issue: z.core.$ZodIssue | undefined, value: unknown): { limit: number; actual: number } | undefined {
  if (issue?.code !== 'too_big' || (issue.origin !== 'string' && issue.origin !== 'array')) return undefined;
  const found = issue.path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown> | null)?.[key], value);
  return typeof found === 'string' || Array.isArray(found) ? { limit: Number(issue.maximum), actual: found.length } : undefined;
}

export async function readText(c: Context): Promise<string> {
  return (await readBytes(c, maxBytes)).toString('utf8');
}

/** @throws Problem 413 `too_large`, at once where the length was announced. */
export async function readBytes(c: Context, limit: number): Promise<Buffer> {
  const announced = Number(c.req.header('Content-Length') ?? 0);
  if (announced > limit) throw new Problem(413, 'too_large', { limit, actual: announced });
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > limit) throw new Problem(413, 'too_large', { limit, actual: sizeBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest(['(root)']);
  }
}

function cleaned(value: unknown): unknown {
  try {
    return cleanValue(value);
  } catch (reason) {
    if (reason instanceof RangeError) throw invalidRequest(['(root)']);
    throw reason;
  }
}
