/** Who may send now: jobs run in the order they came, at most `concurrency` at a time. Knows nothing of protocols. */

export interface UploadJob {
  readonly id: string;
  /** Does the work and deals with its own failures; ends soon after the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export class UploadQueue {
  #concurrency: number;
  #waiting: UploadJob[] = [];
  readonly #running = new Map<string, AbortController>();

  constructor(concurrency: number) {
    this.#concurrency = usable(concurrency);
  }

  /** Takes effect at once; running jobs are never stopped by it. */
  set concurrency(value: number) {
    this.#concurrency = usable(value);
    this.#fill();
  }

  add(job: UploadJob): void {
    this.#waiting.push(job);
    this.#fill();
  }

  /** For jobs that had their turn and were held up: they go, in their order, before those that wait for their first. */
  addFirst(...jobs: readonly UploadJob[]): void {
    this.#waiting.unshift(...jobs);
    this.#fill();
  }

  /** Takes a waiting job out or aborts a running one; add it again to go on. */
  stop(id: string): void {
    this.#waiting = this.#waiting.filter((job) => job.id !== id);
    this.#running.get(id)?.abort();
  }

  #fill(): void {
    while (this.#running.size < this.#concurrency) {
      const index = this.#waiting.findIndex(({ id }) => !this.#running.has(id));
      const [job] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (!job) return;
      void this.#run(job);
    }
  }

  async #run(job: UploadJob): Promise<void> {
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    try {
      await job.run(controller.signal);
    } finally {
      this.#running.delete(job.id);
      this.#fill();
    }
  }
}

/** At least one at a time, whatever a host writes. */
function usable(concurrency: number): number {
  return Math.max(1, Math.trunc(concurrency) || 1);
}
