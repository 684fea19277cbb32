/** So many requests a minute for each caller, counted in this process. */
import { Problem } from '../problem.ts';

const windowMs = 60_000;

export class RateLimit {
  readonly #limit: number;
  readonly #counts = new Map<string, { count: number; endsAt: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws Problem 429 `rate_limited` with the seconds to wait. */
  take(caller: string, now: Date): void {
    const time = now.getTime();
    const known = this.#counts.get(caller);
    const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + windowMs };
    if (current !== known) this.#start(caller, current, time);
    current.count += 1;
    if (current.count <= this.#limit) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((current.endsAt - time) / 1000));
    throw new Problem(429, 'rate_limited', { retryable: true, retryAfterSeconds, limit: this.#limit });
  }

  /** Windows that are over go when a new one starts, so the map holds a minute's callers at most. */
  #start(caller: string, entry: { count: number; endsAt: number }, time: number): void {
    for (const [key, { endsAt }] of this.#counts) if (endsAt <= time) this.#counts.delete(key);
    this.#counts.set(caller, entry);
  }
}
