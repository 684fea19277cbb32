import type { Clock } from '../model/clock.ts';

/** Waits; false when the signal ends it before. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const cancel = clock.after(delayMs, () => resolve(true));
    signal.addEventListener('abort', () => (cancel(), resolve(false)), { once: true });
  });
}
