/**
 * Live updates by asking again: every 5 s while visible, every 60 s once nothing has changed for 10 minutes, at once
 * when the page is looked at again, never while it is hidden. Failures back off; a server's `Retry-After` is kept.
 */
import type { Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';

export const pollIntervalMs = 5_000;
export const idlePollIntervalMs = 60_000;
export const idleAfterMs = 10 * 60_000;
const longestWaitMs = 60_000;
/** A host that gives no session is asked so often again. */
const sessionAttempts = 3;

/** The page as polling sees it. */
export interface PageActivity {
  isVisible(): boolean;
  /** Calls back when the page becomes visible, focused or online again. */
  onReturn(callback: () => void): () => void;
  /** Calls back when it is hidden or put away; left out where that never happens. */
  onHide?(callback: () => void): () => void;
}

export interface PollingOptions {
  /** Asks the server; resolves whether something changed. */
  readonly poll: () => Promise<boolean>;
  readonly clock: Clock;
  readonly page: PageActivity;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

export class Polling {
  readonly #options: PollingOptions;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #changedAt = 0;
  #failures = 0;
  #asking: Promise<void> | undefined;
  #isResting = false;
  #notBefore = 0;

  constructor(options: PollingOptions) {
    this.#options = options;
  }

  /** Begins to ask, the first time after one interval. */
  start(): void {
    if (this.#stopListening) return;
    const { clock, page } = this.#options;
    this.#changedAt = clock.now();
    this.#failures = 0;
    this.#stopListening = page.onReturn(() => void this.#returned());
    this.#schedule(pollIntervalMs);
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#stopListening?.();
    this.#cancelTimer = this.#stopListening = undefined;
  }

  /** Something changed elsewhere (an own action): short intervals again. */
  touch(): void {
    this.#changedAt = this.#options.clock.now();
    this.#failures = 0;
    if (this.#stopListening && !this.#asking) this.#schedule(this.#intervalMs());
  }

  /** News come another way: asked only now and then. */
  rest(isResting: boolean): void {
    this.#isResting = isResting;
    if (this.#stopListening && !this.#asking) this.#schedule(Math.max(this.#intervalMs(), this.#notBefore - this.#options.clock.now()));
  }

  /** There is news: asked at once, after a question that is on its way, unless the server asked to wait. */
  async ask(): Promise<void> {
    await this.#asking;
    if (this.#stopListening && this.#options.clock.now() >= this.#notBefore) await this.#ask();
  }

  /** Failed outside of polling (the first load): wait as after a failed poll. */
  failed(error: KycError): void {
    if (this.#stopListening) this.#scheduleAfter(error);
  }

  /** Somebody looks again: asked at once, and the ten minutes begin anew. */
  #returned(): Promise<void> {
    const now = this.#options.clock.now();
    if (now < this.#notBefore) return Promise.resolve();
    this.#changedAt = now;
    return this.#ask();
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(delayMs, () => void this.#ask());
  }

  #intervalMs(): number {
    const isIdle = this.#isResting || this.#options.clock.now() - this.#changedAt >= idleAfterMs;
    return isIdle ? idlePollIntervalMs : pollIntervalMs;
  }

  async #ask(): Promise<void> {
    if (this.#asking || !this.#options.page.isVisible()) return;
    this.#cancelTimer?.();
    this.#asking = this.#askOnce().finally(() => (this.#asking = undefined));
    await this.#asking;
  }

  async #askOnce(): Promise<void> {
    try {
      this.#succeeded(await this.#options.poll());
    } catch (reason) {
      if (this.#stopListening) this.#scheduleAfter(KycError.from(reason));
    }
  }

  #succeeded(isChanged: boolean): void {
    this.#failures = 0;
    this.#notBefore = 0;
    if (isChanged) this.#changedAt = this.#options.clock.now();
    if (this.#stopListening) this.#schedule(this.#intervalMs());
  }

  /** What will not heal by itself (session, configuration) waits for the person or the host; a session may just have got lost. */
  #scheduleAfter(error: KycError): void {
    this.#cancelTimer?.();
    if (!error.retryable || (error.code === 'session_error' && this.#failures >= sessionAttempts)) return;
    const random = this.#options.random ?? Math.random;
    const backOffMs = Math.min(pollIntervalMs * 2 ** this.#failures++, longestWaitMs);
    const askedMs = Math.min(error.detail.retryAfterMs ?? 0, longestWaitMs);
    const delayMs = askedMs > 0 ? askedMs * (1 + 0.2 * random()) : backOffMs * (0.8 + 0.4 * random());
    this.#notBefore = askedMs > 0 ? this.#options.clock.now() + askedMs : 0;
    this.#schedule(delayMs);
  }
}

/** The browser's page; without one (a worker, a test runner) always visible. */
export const browserPage: PageActivity = {
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  onReturn: (callback) => listen(['focus', 'online', 'pageshow'], () => { if (browserPage.isVisible()) callback(); }),
  onHide: (callback) => listen(['pagehide'], ({ type }) => { if (type === 'pagehide' || !browserPage.isVisible()) callback(); }),
};

/** To changes of visibility, and these events of the window. */
function listen(names: readonly string[], callback: (event: Event) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', callback, { signal });
  for (const name of names) addEventListener(name, callback, { signal });
  return () => listening.abort();
}
