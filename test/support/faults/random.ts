/** All chance of the rig: one seed, one stream of numbers for each run, so that a run can be had again alone. */

export interface Draw {
  /** 0 ≤ x < 1. */
  share(): number;
  between(min: number, max: number): number;
  /** Both ends included. */
  whole(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(share: number): boolean;
  bytes(length: number): Buffer;
}

/** The stream of one run: `index` counts from 0. */
export function drawFor(seed: number, index: number): Draw {
  const next = mulberry32(mix(seed, index));
  const share = (): number => next() / 2 ** 32;
  const whole = (min: number, max: number): number => min + Math.floor(share() * (max - min + 1));
  return {
    share,
    whole,
    between: (min, max) => min + share() * (max - min),
    pick: ([first, ...others]) => [first, ...others][whole(0, others.length)] ?? first,
    chance: (limit) => share() < limit,
    bytes: (length) => {
      const words = Uint32Array.from({ length: Math.ceil(length / 4) }, next);
      return Buffer.from(words.buffer, 0, length);
    },
  };
}

/** 32 random bits a call. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Neighbouring runs of neighbouring seeds shall have nothing in common. */
function mix(seed: number, index: number): number {
  return Math.imul((seed >>> 0) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
}
