/** A connection may hang without ever failing: silence for too long ends the attempt. */
import type { Clock } from '../model/clock.ts';

/** Without a byte while there are some to send. */
export const silenceLimitMs = 10_000;
/** For the answer once all bytes are on their way: the server may have to write and look at them. */
export const answerLimitMs = 20_000;

export class SilenceWatch {
  readonly #clock: Clock;
  readonly #totalBytes: number;
  readonly #controller = new AbortController();
  #heardAt: number;
  #loadedBytes = -1;
  #cancel: () => void;

  constructor(clock: Clock, totalBytes: number) {
    this.#clock = clock;
    this.#totalBytes = totalBytes;
    this.#heardAt = clock.now();
    this.#cancel = this.#watch(silenceLimitMs);
  }

  /** Aborts when the silence was too long, or `nudge` found some. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(loadedBytes: number): void {
    if (loadedBytes === this.#loadedBytes) return;
    this.#loadedBytes = loadedBytes;
    this.#heardAt = this.#clock.now();
    this.#cancel();
    this.#cancel = this.#watch(loadedBytes >= this.#totalBytes ? answerLimitMs : silenceLimitMs);
  }

  /** The network has changed: a connection silent for longer than this is given up at once. */
  nudge(silentMs: number): void {
    if (this.#clock.now() - this.#heardAt >= silentMs) this.#controller.abort();
  }

  stop(): void {
    this.#cancel();
  }

  #watch(limitMs: number): () => void {
    return this.#clock.after(limitMs, () => this.#controller.abort());
  }
}
