/** Failed answers as errors: RFC 9457 problem details where the server sends them, else the status alone. */
import * as z from 'zod/mini';
import { KycError, type KycErrorDetail } from '../model/errors.ts';
import { orElse } from './primitives.ts';

/** RFC 9457 problem details with this contract's members. */
export const problemSchema = z.object({
  type: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  code: z.string(),
  retryable: orElse(z.boolean(), false),
  limit: z.optional(z.union([z.number(), z.string()])),
  actual: z.optional(z.union([z.number(), z.string()])),
  documentId: z.optional(z.string()),
  categoryIds: z.optional(z.array(z.string())),
  /** Places in the request that did not fit, e.g. `fields.expiry`. */
  paths: z.optional(z.array(z.string())),
});

const codeByStatus: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'not_found',
  413: 'too_large',
  415: 'type_not_allowed',
  429: 'rate_limited',
  507: 'storage_full',
};
const retryableStatuses = [408, 425, 429, 500, 502, 503, 504];

/** An answer as `fetch` and `XMLHttpRequest` can both give it. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: string;
  header(name: string): string | null;
}

/** The error an answer with a failure status stands for; its body goes no further than known members. */
export function problemError(answer: FailedAnswer, now: number): KycError {
  const { status } = answer;
  const parsed = z.safeParse(problemSchema, parseJson(answer.body));
  const problem = parsed.success ? parsed.data : undefined;
  const detail: KycErrorDetail = {
    status,
    limit: problem?.limit,
    actual: problem?.actual,
    documentId: problem?.documentId,
    categoryIds: problem?.categoryIds,
    paths: problem?.paths,
    retryAfterMs: retryAfterMs(answer, now),
  };
  const code = problem?.code ?? codeByStatus[status] ?? (status >= 300 && status < 400 ? 'unexpected_redirect' : 'server_error');
  const retryable = problem ? problem.retryable || retryableStatuses.includes(status) : retryableStatuses.includes(status);
  return new KycError(code, { retryable, detail });
}

/** `Retry-After` (RFC 9110 §10.2.3) in milliseconds; a date is read against the server's own clock. */
function retryAfterMs(answer: FailedAnswer, now: number): number | undefined {
  const value = answer.header('Retry-After');
  if (!value) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const serverNow = Date.parse(answer.header('Date') ?? '') || now;
  // Numbers that are no HTTP-date would pass for a year.
  const until = /gmt/i.test(value) ? Date.parse(value) - serverNow : NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
