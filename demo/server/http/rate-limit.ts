/** So many requests a minute for each caller, counted in this process. */
import { Problem } from '../problem.ts';

const windowMs = 60_000;

interface Window {
  count: number;
  readonly endsAt: number;
}

export class RateLimit {
  readonly #limit: number;
  readonly #windows = new Map<string, Window>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws Problem 429 `rate_limited` with the limit, how many there were, and the seconds to wait. */
  take(caller: string, now: Date): void {
    this.count(caller, now);
    this.#refuse(this.#windows.get(caller), now, 0);
  }

  /** @throws Problem 429 when one more would be too many; counts nothing. */
  require(caller: string, now: Date): void {
    this.#refuse(this.#windows.get(caller), now, 1);
  }

  count(caller: string, now: Date): void {
    const time = now.getTime();
    const known = this.#windows.get(caller);
    const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + windowMs };
    if (current !== known) this.#start(caller, current, time);
    current.count += 1;
  }

  #refuse(window: Window | undefined, now: Date, more: number): void {
    if (!window || window.endsAt <= now.getTime() || window.count + more <= this.#limit) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((window.endsAt - now.getTime()) / 1000));
    throw new Problem(429, 'rate_limited', { retryable: true, retryAfterSeconds, limit: this.#limit, actual: window.count + more });
  }

  /** Windows that are over go when a new one starts, so the map holds a minute's callers at most. */
  #start(caller: string, entry: Window, time: number): void {
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= time) this.#windows.delete(key);
    this.#windows.set(caller, entry);
  }
}
