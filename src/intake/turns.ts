/** The pace of work where it runs: on the main thread in turns that no one notices, in the worker without a pause. */
import { KycError } from '../model/errors.ts';
import type { Pace } from './pace.ts';

/** Of the 16 ms between two frames, half. */
const turnMs = 8;

export function turns(signal: AbortSignal): Pace {
  const isShared = globalThis.document !== undefined;
  let began = performance.now();
  return {
    get isDue() {
      return signal.aborted || (isShared && performance.now() - began > turnMs);
    },
    async rest() {
      if (isShared) await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) throw new KycError('aborted');
      began = performance.now();
    },
  };
}
