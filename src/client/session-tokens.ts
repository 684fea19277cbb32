/**
 * The host's short-lived bearer token: asked for once at a time, again at 80 % of its life and after a 401. Kept in
 * memory only.
 */
import * as z from 'zod/mini';
import { sessionSchema } from '../contract/session.ts';
import type { Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';

/** What a host's `fetchSession` resolves to; without a life the token is kept until the server refuses it. */
export interface KycSession {
  readonly token: string;
  readonly expiresInSeconds?: number;
  /** RFC 3339. */
  readonly expiresAt?: string;
}
export type FetchSession = () => Promise<KycSession>;

const usableShare = 0.8;
const timeoutMs = 20_000;

export class SessionTokens {
  readonly #fetchSession: FetchSession;
  readonly #clock: Clock;
  #current: { readonly token: string; readonly renewAt: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(fetchSession: FetchSession, clock: Clock) {
    this.#fetchSession = fetchSession;
    this.#clock = clock;
  }

  /** A token that is good now. Rejects with `session_error`. */
  async get(): Promise<string> {
    if (this.#current && this.#clock.now() < this.#current.renewAt) return this.#current.token;
    return this.#renew();
  }

  /** A token other than the one the server refused; parallel callers share one renewal. */
  async replace(refused: string): Promise<string> {
    if (this.#current && this.#current.token !== refused) return this.#current.token;
    return this.#renew();
  }

  #renew(): Promise<string> {
    this.#pending ??= this.#ask().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  async #ask(): Promise<string> {
    let answer: unknown;
    try {
      answer = await this.#withTimeout(Promise.resolve().then(() => this.#fetchSession()));
    } catch {
      throw new KycError('session_error', { retryable: true });
    }
    const parsed = z.safeParse(sessionSchema, answer);
    if (!parsed.success) throw new KycError('session_error', { retryable: true, detail: { paths: ['fetchSession'] } });
    this.#current = { token: parsed.data.token, renewAt: this.#renewAt(parsed.data) };
    return parsed.data.token;
  }

  #renewAt({ expiresInSeconds, expiresAt }: { expiresInSeconds: number | null; expiresAt: string | null }): number {
    const now = this.#clock.now();
    const lifeMs = expiresInSeconds ? expiresInSeconds * 1000 : Date.parse(expiresAt ?? '') - now;
    return Number.isNaN(lifeMs) ? Infinity : now + lifeMs * usableShare;
  }

  #withTimeout<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(timeoutMs, () => reject(new KycError('session_error', { retryable: true })));
      work.then(resolve, reject).finally(cancel);
    });
  }
}
