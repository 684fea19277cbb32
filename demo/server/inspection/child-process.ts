/** One inspecting process as the server sees it: what it is asked, what it answers, and when it is ended. */
import { fork, type ChildProcess } from 'node:child_process';
import type { ChildMessage, InspectionJob, Outcome } from './job.ts';

export interface ChildLimits {
  /** The built entry of the process. */
  readonly entry: string;
  /** Wall-clock time for one file. */
  readonly fileMs: number;
  /** Mebibytes of memory, all in all. */
  readonly memoryMb: number;
}

/** Loading decoders takes a moment, more on a busy machine. */
const startMs = 60_000;
/** Its own heap, besides which decoders take memory of their own. */
const heapMb = 512;

/** The process ended, or had to be ended, over the file it was given. */
export class ChildLost extends Error {
  override readonly name = 'ChildLost';
}

export class InspectionChild {
  readonly #child: ChildProcess;
  readonly #limits: ChildLimits;

  private constructor(child: ChildProcess, limits: ChildLimits) {
    this.#child = child;
    this.#limits = limits;
    // Told to whoever waits for an answer.
    child.on('error', () => undefined);
  }

  /** @throws Error when it cannot be started: a fault of this server, never of a file. */
  static async start(limits: ChildLimits): Promise<InspectionChild> {
    const { SystemRoot, TMPDIR } = process.env;
    const forked = fork(limits.entry, [String(limits.memoryMb)], {
      // None of the server's settings, and no console: what a decoder says may quote the file.
      // Large pictures stay in memory: by itself libvips would lay them out in the folder for temporary files.
      env: { ...(SystemRoot && { SystemRoot }), ...(TMPDIR && { TMPDIR }), VIPS_DISC_THRESHOLD: '1t' },
      execArgv: [`--max-old-space-size=${heapMb}`, '--no-warnings'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const child = new InspectionChild(forked, limits);
    const message = await child.#next(startMs).catch(() => null);
    if (message?.kind === 'ready') return child;
    child.end();
    throw new Error('the inspecting process could not be started');
  }

  get isAlive(): boolean {
    return this.#child.connected && !this.#child.killed && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** @throws ChildLost; Error for a failure that says nothing about the file. */
  async run(job: InspectionJob): Promise<Outcome> {
    const answer = this.#next(this.#limits.fileMs);
    this.#child.send(job, () => undefined);
    const message = await answer.catch((reason: unknown) => {
      this.end();
      throw reason;
    });
    if (message.kind !== 'answer') throw new Error('the inspecting process failed');
    if (message.isSpent) this.end();
    return message.outcome;
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  #next(withinMs: number): Promise<ChildMessage> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        child.off('message', hear).off('exit', lose);
      };
      const lose = (): void => {
        stop();
        reject(new ChildLost());
      };
      const hear = (message: ChildMessage): void => {
        stop();
        resolve(message);
      };
      const timer = setTimeout(lose, withinMs);
      child.on('message', hear).on('exit', lose);
    });
  }
}
