/** Smoothed rate and time left of one attempt to send. */

/** Weight of the newest measurement. */
const smoothing = 0.3;

export class ProgressMeter {
  readonly #totalBytes: number;
  #last: { readonly at: number; readonly loadedBytes: number } | undefined;
  #bytesPerMs = 0;

  constructor(totalBytes: number) {
    this.#totalBytes = totalBytes;
  }

  /** Time left in milliseconds, or null while nothing is known: what was there at first was not sent now. */
  update(loadedBytes: number, at: number): number | null {
    this.#last ??= { at, loadedBytes };
    const elapsedMs = at - this.#last.at;
    if (elapsedMs > 0) {
      const rate = Math.max(0, loadedBytes - this.#last.loadedBytes) / elapsedMs;
      this.#bytesPerMs = this.#bytesPerMs === 0 ? rate : smoothing * rate + (1 - smoothing) * this.#bytesPerMs;
      this.#last = { at, loadedBytes };
    }
    return this.#bytesPerMs > 0 ? (this.#totalBytes - loadedBytes) / this.#bytesPerMs : null;
  }
}
