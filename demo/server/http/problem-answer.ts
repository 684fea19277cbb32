/** Errors as RFC 9457 problem details. What is unexpected is logged by its kind only: its message may hold data. */
import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Problem, notFound, storageFull } from '../problem.ts';

export function answerProblem(c: Context, reason: unknown, log: (line: string) => void): Response {
  if (reason instanceof Problem) return problemResponse(c, reason);
  if (reason instanceof HTTPException) return problemResponse(c, new Problem(reason.status, 'invalid_request'));
  log(`${c.req.method} request failed: ${kindOf(reason)}`);
  return problemResponse(c, unexpected(reason));
}

export function answerNotFound(c: Context): Response {
  return problemResponse(c, notFound());
}

function problemResponse(c: Context, { status, code, facts }: Problem): Response {
  const { retryAfterSeconds, retryable = false, ...rest } = facts;
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, retryable, ...rest };
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  return c.newResponse(JSON.stringify(body), { status: status as 400, headers });
}

function unexpected(reason: unknown): Problem {
  return isStorageFull(reason) ? storageFull() : new Problem(500, 'server_error', { retryable: true });
}

/** No space or quota left on a disk (ours, the embedded database's), or PostgreSQL's `disk_full`, at any depth. */
function isStorageFull(reason: unknown): boolean {
  if (['ENOSPC', 'EDQUOT', '53100'].includes(codeOf(reason))) return true;
  return reason instanceof Error && reason.cause !== undefined && isStorageFull(reason.cause);
}

/** Name, code and place of an error; drizzle's messages quote the values of the statement, of which a line may begin like a place. */
function kindOf(reason: unknown): string {
  if (!(reason instanceof Error)) return typeof reason;
  const { message, stack = '' } = reason;
  const places = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
  const place = places.split('\n').find((line) => line.trimStart().startsWith('at '))?.trim() ?? '';
  const cause = reason.cause instanceof Error ? ` (${reason.cause.name} ${codeOf(reason.cause)})` : '';
  return `${reason.name} ${codeOf(reason)}${cause} ${place}`;
}

function codeOf(reason: unknown): string {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? String(reason.code) : '';
}
