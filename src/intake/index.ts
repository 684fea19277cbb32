/** Inspection of chosen files; loaded with the first one. */
import { fingerprintOf } from './fingerprint.ts';
import type { Intake } from './intake.ts';
import { JobRunner } from './job-runner.ts';
import { peekAt } from './peek.ts';
import { isAlike } from './quality/alike.ts';

export interface IntakeOptions {
  /**
   * Where `intake-worker.js` lies, when not beside this module: http(s), of the page's origin, resolved against the
   * page's base URL. Anything else, and the work is done on the main thread.
   */
  readonly workerUrl?: string;
}

export function createIntake({ workerUrl }: IntakeOptions): Intake {
  const runner = new JobRunner(workerUrl);
  const hash: Intake['hash'] = (bytes, signal) => runner.run('hash', { bytes }, signal);
  return {
    peek: peekAt,
    inspect: (file, { category: { kind, accept, maxSizeBytes, privacy }, edits }, signal) =>
      runner.run('inspect', { file, category: { kind, accept, maxSizeBytes, privacy }, edits }, signal),
    judge: (picture, kind, signal) => runner.run('judge', { picture, kind }, signal),
    isAlike,
    hash,
    fingerprint: (bytes, signal) => hash(fingerprintOf(bytes), signal),
    rest: () => runner.rest(),
  };
}
