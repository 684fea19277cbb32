/** Holds the one state and tells who listens. */
import { initialState, reduce, type Action, type State } from '../model/state.ts';

export class Store {
  #state: State = initialState;
  readonly #listeners = new Set<(state: State) => void>();

  get state(): State {
    return this.#state;
  }

  apply(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener(next);
  }

  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once the state answers to the predicate; false when the signal aborts first. */
  until(predicate: (state: State) => boolean, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (predicate(this.#state)) return resolve(true);
      const done = (isReached: boolean) => {
        unsubscribe();
        signal.removeEventListener('abort', aborted);
        resolve(isReached);
      };
      const aborted = () => done(false);
      const unsubscribe = this.subscribe((state) => predicate(state) && done(true));
      signal.addEventListener('abort', aborted);
    });
  }
}
