/** How long to wait before the next attempt: full jitter, and what the server asks for. */

export const firstStepMs = 500;
/** Longest wait during the first minute of trouble … */
export const earlyCapMs = 5_000;
export const earlyForMs = 60_000;
/** … and later. */
export const lateCapMs = 30_000;
/** A server that asks for more is asked again after this. */
export const longestAskedMs = 60_000;

export interface Trouble {
  /** When it began, epoch milliseconds. */
  readonly since: number;
  /** Attempts that failed since. */
  readonly attempts: number;
}

export interface Delay {
  readonly delayMs: number;
  /** The server named it: nothing wakes the upload before. */
  readonly isAsked: boolean;
}

/** The wait after the latest failed attempt; `random` is 0 to 1, `now` epoch milliseconds. */
export function delayAfter({ since, attempts }: Trouble, { now, random, askedMs = 0 }: { now: number; random: number; askedMs?: number }): Delay {
  const capMs = now - since < earlyForMs ? earlyCapMs : lateCapMs;
  const jitteredMs = random * Math.min(capMs, firstStepMs * 2 ** Math.max(0, attempts - 1));
  const heldMs = Math.min(askedMs, longestAskedMs);
  return heldMs > jitteredMs ? { delayMs: heldMs, isAsked: true } : { delayMs: jitteredMs, isAsked: false };
}
