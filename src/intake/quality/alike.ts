/** Whether two pictures are the same one, by the likeness `likeness.ts` made of each. */
import { likenessLimits } from './thresholds.ts';

/** Whether two pictures show the same, as far as a coarse look tells. */
export function isAlike(likeness: string, other: string): boolean {
  return likeness.length === other.length && differenceOf(likeness, other) <= likenessLimits.bits;
}

/** Bits in which they differ. */
export function differenceOf(likeness: string, other: string): number {
  return Array.from(likeness).reduce((sum, digit, index) => {
    const bits = parseInt(digit, 16) ^ parseInt(other.charAt(index), 16);
    return sum + bits.toString(2).replaceAll('0', '').length;
  }, 0);
}
