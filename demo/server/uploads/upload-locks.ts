/**
 * One at a time for each upload, in this process, which alone owns its data folder.
 *
 * Who comes later wins: the holder is asked to end, because an older request on the same upload is most likely a
 * connection that broke without anyone noticing.
 */
import { Problem } from '../problem.ts';

const waitLimitMs = 10_000;

interface Holder {
  readonly released: Promise<void>;
  readonly askToEnd: () => void;
}

export interface Held {
  release(): void;
}

export class UploadLocks {
  readonly #holders = new Map<string, Holder>();

  /** Uploads being worked on. */
  get size(): number {
    return this.#holders.size;
  }

  /** @throws Problem 423 `locked` when the holder does not end in time, or `signal` aborts first. */
  async acquire(uploadId: string, askToEnd: () => void = () => undefined, signal?: AbortSignal): Promise<Held> {
    const deadline = Date.now() + waitLimitMs;
    for (let holder = this.#holders.get(uploadId); holder; holder = this.#holders.get(uploadId)) {
      holder.askToEnd();
      await atMost(holder.released, deadline - Date.now(), signal);
    }
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = () => {
        this.#holders.delete(uploadId);
        resolve();
      };
    });
    this.#holders.set(uploadId, { released, askToEnd });
    return { release };
  }

  /** Runs `act` while nobody else works on the upload. */
  async hold<T>(uploadId: string, act: () => Promise<T>): Promise<T> {
    const held = await this.acquire(uploadId);
    try {
      return await act();
    } finally {
      held.release();
    }
  }
}

/** @throws Problem 423 `locked` */
function atMost(happening: Promise<void>, limitMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      stop();
      reject(new Problem(423, 'locked', { retryable: true }));
    };
    const timer = setTimeout(giveUp, Math.max(0, limitMs));
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    void happening.then(() => {
      stop();
      resolve();
    });
  });
}
