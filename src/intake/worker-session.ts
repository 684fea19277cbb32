/** One running worker: its jobs by id, and the one way in which it can be lost. */
import { KycError } from '../model/errors.ts';
import { untilAborted } from './until-aborted.ts';
import { bitmapsIn, protocolVersion, type Answer, type FromWorker, type Given, type JobKind, type ToWorker } from './worker-protocol.ts';

/** A file that is found and allowed says so at once; a network that hangs must not hold a customer up. */
const readyWithinMs = 2_000;

/** The worker did not start or did not live: whatever it had to do is still to be done. */
export class WorkerLost extends Error {}

export class WorkerSession {
  readonly #worker: Worker;
  readonly #jobs = new Map<number, PromiseWithResolvers<Answer<JobKind>>>();
  readonly #waiting: ReturnType<typeof setTimeout>;
  #lastId = 0;
  #isLost = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#waiting = setTimeout(this.#lose, readyWithinMs);
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener('error', this.#lose);
    worker.addEventListener('messageerror', this.#lose);
  }

  get isIdle(): boolean {
    return this.#jobs.size === 0;
  }

  /** Rejects with `KycError` (`aborted` at once), or with `WorkerLost`. */
  async run<K extends JobKind>(job: K, given: Given<K>, signal: AbortSignal): Promise<Answer<K>> {
    if (this.#isLost) throw new WorkerLost();
    const id = ++this.#lastId;
    const outcome = Promise.withResolvers<Answer<JobKind>>();
    this.#jobs.set(id, outcome);
    try {
      this.#post({ kind: 'run', id, job, given } as ToWorker, bitmapsIn(given));
      return await untilAborted(outcome.promise, signal);
    } finally {
      this.#jobs.delete(id);
      if (signal.aborted) this.#post({ kind: 'cancel', id });
    }
  }

  end(): void {
    clearTimeout(this.#waiting);
    this.#worker.terminate();
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, { transfer });
  }

  #hear(message: FromWorker): void {
    if (message.kind === 'ready') {
      clearTimeout(this.#waiting);
      if (message.protocolVersion !== protocolVersion) this.#lose();
    } else if (message.kind === 'done') this.#jobs.get(message.id)?.resolve(message.answer);
    else this.#jobs.get(message.id)?.reject(new KycError(message.code));
  }

  readonly #lose = (event?: Event): void => {
    // Nobody's uncaught error: it is answered here.
    event?.preventDefault();
    this.#isLost = true;
    this.end();
    for (const job of this.#jobs.values()) job.reject(new WorkerLost());
  };
}
