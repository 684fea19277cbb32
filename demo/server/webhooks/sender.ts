/**
 * Delivers what the host's server is to hear, by Standard Webhooks: signed, again and again until it says 2xx, with one id.
 *
 * It may get a message twice (its answer was lost, a process was killed) and in another order than things happened; the id
 * tells the one, `version` the other.
 */
import { and, eq, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import type { Database } from '../database/database.ts';
import { webhooks } from '../database/schema.ts';
import { claimNext, whileClaimed, type Claim } from '../delivery/claims.ts';
import { startCouriers, type Courier } from '../delivery/courier.ts';

/** At once; an answer that takes its time keeps the others from nothing. */
const lanes = 4;
const answerMs = 15_000;
/** The standard's example schedule, in units of its first pause of 5 s: 5 s, 5 min, 30 min, 2, 5, 10, 14, 20, 24 h. */
const pauses = [1, 60, 360, 1440, 3600, 7200, 10_080, 14_400, 17_280];
const shortestPauseMs = 500;
const longestRetryAfterMs = 24 * 60 * 60 * 1000;

interface Options {
  readonly url: string;
  /** Newest first; a message carries a signature of each. */
  readonly secrets: readonly string[];
  /** Before the second attempt. */
  readonly retryMs: number;
  readonly log: (line: string) => void;
}

type Message = typeof webhooks.$inferSelect;

/** What came of an attempt. `code` is a status or a system's word: never an address or a body. */
interface Answer {
  readonly code: string;
  readonly retryAfterMs: number;
}

export function startWebhooks(database: Database, options: Options): Courier {
  const address = new URL(options.url);
  const authorization = takeCredentials(address);
  const signers = options.secrets.map((secret) => new Webhook(secret));
  const post = (message: Message, stopping: AbortSignal): Promise<Answer> => {
    const headers = { 'Content-Type': 'application/json', ...signatures(signers, message), ...authorization };
    return postOnce(address, { headers, body: message.payload }, stopping);
  };
  return startCouriers(lanes, { what: 'The webhooks', log: options.log, next: (stopping) => deliverNext({ database, ...options, post }, stopping) });
}

interface Means extends Pick<Options, 'retryMs' | 'log'> {
  readonly database: Database;
  readonly post: (message: Message, stopping: AbortSignal) => Promise<Answer>;
}

async function deliverNext(means: Means, stopping: AbortSignal): Promise<number | null> {
  const { database } = means;
  const claim = await claimNext(database, webhooks, sql`candidate.delivered_at IS NULL AND candidate.given_up_at IS NULL`);
  if (!claim) return null;
  const [message] = await database.select().from(webhooks).where(eq(webhooks.id, claim.id));
  if (!message) return 0;
  const answer = await whileClaimed(database, webhooks, { claim, work: () => means.post(message, stopping) });
  await note(means, claim, stopping.aborted && !isDelivered(answer) ? { nextAttemptAt: new Date() } : outcomeOf(means, claim, answer));
  return 0;
}

function isDelivered({ code }: Answer): boolean {
  return /^2\d\d$/.test(code);
}

/** 410 says that nobody wants it any more; else the schedule, or later when the receiver asks for more time. */
function outcomeOf({ retryMs, log }: Means, { id, attempts }: Claim, answer: Answer): Partial<Message> {
  const now = Date.now();
  if (isDelivered(answer)) return { deliveredAt: new Date(now), lastError: null };
  const factor = pauses[attempts - 1];
  const { code: lastError } = answer;
  if (factor === undefined || lastError === '410') {
    log(`Webhook ${id} was given up (${lastError}, attempt ${attempts}); it can be sent again on the admin page.`);
    return { givenUpAt: new Date(now), lastError };
  }
  log(`Webhook ${id} could not be delivered (${lastError}, attempt ${attempts}); it will be tried again.`);
  const jitter = 0.9 + Math.random() * 0.2;
  const pauseMs = Math.max(shortestPauseMs, factor * retryMs * jitter, answer.retryAfterMs);
  return { nextAttemptAt: new Date(now + pauseMs), lastError };
}

async function note({ database }: Means, { id, attempts }: Claim, values: Partial<Message>): Promise<void> {
  await database.update(webhooks).set(values).where(and(eq(webhooks.id, id), eq(webhooks.attempts, attempts)));
}

function signatures(signers: readonly Webhook[], { id, payload }: Message): Record<string, string> {
  const now = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signers.map((signer) => signer.sign(id, now, payload)).join(' '),
  };
}

/** `fetch` takes no name and password in an address; the header says the same. */
function takeCredentials(address: URL): Record<string, string> {
  const { username, password } = address;
  if (username === '' && password === '') return {};
  [address.username, address.password] = ['', ''];
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

async function postOnce(address: URL, { headers, body }: { headers: Record<string, string>; body: string }, stopping: AbortSignal): Promise<Answer> {
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(answerMs)]);
    const response = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
    // The status says it all; what else comes is nobody's business.
    await response.body?.cancel();
    return { code: String(response.status), retryAfterMs: retryAfterMs(response.headers.get('Retry-After')) };
  } catch (reason) {
    return { code: codeOf(reason), retryAfterMs: 0 };
  }
}

/** RFC 9110 §10.2.3: seconds or a date. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(waitMs) ? 0 : Math.min(longestRetryAfterMs, Math.max(0, waitMs));
}

function codeOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown';
  if (reason.name === 'TimeoutError') return 'timeout';
  const cause = reason.cause ?? reason;
  return typeof cause === 'object' && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unreachable';
}
