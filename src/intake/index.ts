/** Inspection of chosen files; loaded with the first one. */
import { fingerprintOf } from './fingerprint.ts';
import { hashBlob } from './hash.ts';
import { inspectFile } from './inspect-file.ts';
import type { Intake } from './intake.ts';

export interface IntakeOptions {
  /** Where `intake-worker.js` lies, when not beside this module; resolved against the page's base URL. */
  readonly workerUrl?: string;
}

export function createIntake(_options: IntakeOptions): Intake {
  return { inspect: inspectFile, hash: hashBlob, fingerprint: (bytes, signal) => hashBlob(fingerprintOf(bytes), signal) };
}
