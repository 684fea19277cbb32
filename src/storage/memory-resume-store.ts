import type { Clock } from '../model/clock.ts';
import { isExpired, oldestFirst, type ResumeRecord, type ResumeStore } from './resume-store.ts';

/** Remembers as long as the page lives: the stand-in for what the browser did not take. */
export class MemoryResumeStore implements ResumeStore {
  readonly #clock: Clock;
  readonly #records = new Map<string, ResumeRecord>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async list(customerId: string): Promise<readonly ResumeRecord[]> {
    this.#keepOnly((record) => record.customerId === customerId);
    return oldestFirst(this.#records.values());
  }

  async put(record: ResumeRecord): Promise<void> {
    this.#records.set(record.uploadId, record);
  }

  async remove(uploadId: string): Promise<void> {
    this.#records.delete(uploadId);
  }

  /** Forgets exactly this record: a later one of the same upload stays. */
  release(record: ResumeRecord): void {
    if (this.#records.get(record.uploadId) === record) this.#records.delete(record.uploadId);
  }

  async forgetExpired(): Promise<void> {
    this.#keepOnly(() => true);
  }

  async clear(): Promise<void> {
    this.#records.clear();
  }

  #keepOnly(isWanted: (record: ResumeRecord) => boolean): void {
    const now = this.#clock.now();
    for (const record of this.#records.values()) {
      if (isExpired(record, now) || !isWanted(record)) this.#records.delete(record.uploadId);
    }
  }
}
