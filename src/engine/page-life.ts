/** What happens to the page while bytes move: the network comes back, the page sleeps, someone wants to leave. */

export interface PageLifeOptions {
  /** The network is back: `isNetwork`; or somebody looks again. */
  readonly onWake: (isNetwork: boolean) => void;
  /** The page is put away (back/forward cache, frozen tab), or left for good. */
  readonly onSleep: () => void;
  readonly onReturn: () => void;
}

export class PageLife {
  readonly #listening = new AbortController();
  readonly #leaving = (event: BeforeUnloadEvent): void => event.preventDefault();
  #isGuarding = false;

  constructor({ onWake, onSleep, onReturn }: PageLifeOptions) {
    const { signal } = this.#listening;
    addEventListener('online', () => onWake(true), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && onWake(false), { signal });
    addEventListener('pagehide', onSleep, { signal });
    document.addEventListener('freeze', onSleep, { signal });
    addEventListener('pageshow', onReturn, { signal });
    document.addEventListener('resume', onReturn, { signal });
  }

  /** Leaving asks first, only as long as it would cost something: the listener keeps pages out of browsers' caches. */
  guard(isMoving: boolean): void {
    if (isMoving === this.#isGuarding) return;
    this.#isGuarding = isMoving;
    if (isMoving) addEventListener('beforeunload', this.#leaving);
    else removeEventListener('beforeunload', this.#leaving);
  }

  stop(): void {
    this.guard(false);
    this.#listening.abort();
  }
}
