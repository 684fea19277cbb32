/**
 * Where a job runs: in `intake-worker.js`, started with the first job and ended soon after the last, or, where it may not
 * run or did not live, on the main thread in short slices.
 */
import { KycError } from '../model/errors.ts';
import { scriptUrl } from './script-url.ts';
import { untilAborted } from './until-aborted.ts';
import type { Answer, Given, JobKind } from './worker-protocol.ts';
import { WorkerLost, WorkerSession } from './worker-session.ts';

/** One worker for the files of one choice. */
const idleMs = 2_000;

export class JobRunner {
  readonly #workerUrl: string | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #session: WorkerSession | undefined;
  /** Tried once: a page that refuses the worker refuses it for every file, and says so on the console each time. */
  #isRefused = false;

  constructor(workerUrl?: string) {
    this.#workerUrl = workerUrl;
  }

  /** Rejects with `KycError`; `aborted` at once. */
  async run<K extends JobKind>(job: K, given: Given<K>, signal: AbortSignal): Promise<Answer<K>> {
    if (signal.aborted) throw new KycError('aborted');
    clearTimeout(this.#ending);
    const session = this.#open();
    if (!session) return untilAborted(runHere(job, given, signal), signal);
    try {
      return await session.run(job, given, signal);
    } catch (reason) {
      if (!(reason instanceof WorkerLost)) throw reason;
      this.#isRefused = true;
      return await untilAborted(runHere(job, given, signal), signal);
    } finally {
      if (session.isIdle) this.#ending = setTimeout(() => this.#end(), idleMs);
    }
  }

  /** Ends the worker, as soon as what was aborted has let go of it. */
  rest(): void {
    clearTimeout(this.#ending);
    if (this.#session?.isIdle) this.#end();
    else this.#ending = setTimeout(() => this.#end());
  }

  #end(): void {
    if (!this.#session?.isIdle) return;
    this.#session.end();
    this.#session = undefined;
  }

  #open(): WorkerSession | undefined {
    if (this.#isRefused) return undefined;
    try {
      this.#session ??= new WorkerSession(new Worker(this.#scriptUrl(), { name: 'kyc-verification' }));
    } catch {
      this.#isRefused = true;
    }
    return this.#session;
  }

  /** Bundlers know this form and bring the file along. */
  #scriptUrl(): string {
    const given = this.#workerUrl;
    return scriptUrl(given ? new URL(given, document.baseURI) : new URL('./intake-worker.js', import.meta.url));
  }
}

/** The work itself is loaded only where no worker does it. */
async function runHere<K extends JobKind>(job: K, given: Given<K>, signal: AbortSignal): Promise<Answer<K>> {
  const { jobs } = await import('./jobs.ts');
  return jobs[job](given, signal);
}
