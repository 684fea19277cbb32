import type { ResumeRecord, ResumeStore } from './resume-store.ts';

/** Remembers as long as the page lives; also stands in where the browser refuses storage. */
export class MemoryResumeStore implements ResumeStore {
  readonly #records = new Map<string, ResumeRecord>();

  async list(customerId: string): Promise<readonly ResumeRecord[]> {
    return [...this.#records.values()].filter((record) => record.customerId === customerId);
  }

  async put(record: ResumeRecord): Promise<void> {
    this.#records.set(record.uploadId, record);
  }

  async remove(uploadId: string): Promise<void> {
    this.#records.delete(uploadId);
  }

  async clear(): Promise<void> {
    this.#records.clear();
  }
}
