/** Smoothed rate and time left of one upload. */

/** Weight of the newest measurement. */
const smoothing = 0.3;

export class ProgressMeter {
  readonly #totalBytes: number;
  #last: { readonly at: number; readonly loadedBytes: number };
  #bytesPerMs = 0;

  constructor(totalBytes: number, startedAt: number) {
    this.#totalBytes = totalBytes;
    this.#last = { at: startedAt, loadedBytes: 0 };
  }

  /** Time left in milliseconds, or null while nothing is known. */
  update(loadedBytes: number, at: number): number | null {
    const elapsedMs = at - this.#last.at;
    if (elapsedMs > 0) {
      const rate = (loadedBytes - this.#last.loadedBytes) / elapsedMs;
      this.#bytesPerMs = this.#bytesPerMs === 0 ? rate : smoothing * rate + (1 - smoothing) * this.#bytesPerMs;
      this.#last = { at, loadedBytes };
    }
    return this.#bytesPerMs > 0 ? (this.#totalBytes - loadedBytes) / this.#bytesPerMs : null;
  }
}
