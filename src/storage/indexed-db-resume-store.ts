/**
 * Resume records that outlive the page.
 *
 * Owns the patience with IndexedDB, which may be absent, refuse, be full, be broken or never answer: what it has not
 * confirmed is remembered in memory, and while it is silent nobody waits for it.
 */
import { clear, createStore, del, delMany, entries, set } from 'idb-keyval';
import { readResumeRecord } from '../contract/resume-record.ts';
import type { Clock } from '../model/clock.ts';
import { MemoryResumeStore } from './memory-resume-store.ts';
import { databaseName, deleteResumeDatabase } from './resume-database.ts';
import { isExpired, oldestFirst, type ResumeRecord, type ResumeStore } from './resume-store.ts';

const patienceMs = 500;
/** Rows of an earlier page come when they come: no upload waits for them, and a device too slow for all else has them all the same. */
const listPatienceMs = 5_000;

export class IndexedDbResumeStore implements ResumeStore {
  readonly #clock: Clock;
  readonly #database = createStore(databaseName, 'uploads');
  readonly #unconfirmed: MemoryResumeStore;
  #isSilent = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#unconfirmed = new MemoryResumeStore(clock);
  }

  async list(customerId: string): Promise<readonly ResumeRecord[]> {
    const stored = await this.#ask(() => this.#keepOnly((record) => record.customerId === customerId), listPatienceMs);
    const unconfirmed = await this.#unconfirmed.list(customerId);
    const records = [...(stored ?? []), ...unconfirmed].map((record) => [record.uploadId, record] as const);
    return oldestFirst(new Map(records).values());
  }

  async put(record: ResumeRecord): Promise<void> {
    const kept = readResumeRecord(record);
    if (!kept) return;
    void this.#unconfirmed.put(kept);
    await this.#askUnlessSilent(async () => {
      await set(kept.uploadId, kept, this.#database);
      this.#unconfirmed.release(kept);
    });
  }

  async remove(uploadId: string): Promise<void> {
    void this.#unconfirmed.remove(uploadId);
    await this.#tell(() => del(uploadId, this.#database));
  }

  async forgetExpired(): Promise<void> {
    void this.#unconfirmed.forgetExpired();
    await this.#askUnlessSilent(() => this.#keepOnly(() => true));
  }

  async clear(): Promise<void> {
    void this.#unconfirmed.clear();
    await this.#tell(() => clear(this.#database).catch(deleteResumeDatabase));
  }

  async #keepOnly(isWanted: (record: ResumeRecord) => boolean): Promise<ResumeRecord[]> {
    const now = this.#clock.now();
    const all = (await entries(this.#database)).map(([key, value]) => ({ key, record: readResumeRecord(value) }));
    const kept = all.flatMap(({ key, record }) =>
      (record && record.uploadId === key && !isExpired(record, now) && isWanted(record) ? [record] : []));
    const keys = all.map(({ key }) => key).filter((key) => !kept.some(({ uploadId }) => uploadId === key));
    if (keys.length > 0) await delMany(keys, this.#database);
    return kept;
  }

  async #askUnlessSilent<T>(request: () => Promise<T>): Promise<T | undefined> {
    return this.#isSilent ? undefined : this.#ask(request);
  }

  /** What must be forgotten is said to a silent database, too: it may still get to it. Nobody waits for that. */
  async #tell(request: () => Promise<void>): Promise<void> {
    const wasSilent = this.#isSilent;
    const told = this.#ask(request);
    if (!wasSilent) await told;
  }

  /** The answer, or undefined when the request fails or is not answered in time. */
  #ask<T>(request: () => Promise<T>, limitMs = patienceMs): Promise<T | undefined> {
    return new Promise((resolve) => {
      const stopWaiting = this.#clock.after(limitMs, () => {
        this.#isSilent = true;
        resolve(undefined);
      });
      const answered = (answer?: T) => {
        stopWaiting();
        this.#isSilent = false;
        resolve(answer);
      };
      attempt(request).then(answered, () => answered());
    });
  }
}

/** A browser without storage throws where others reject. */
async function attempt<T>(request: () => Promise<T>): Promise<T> {
  return request();
}
