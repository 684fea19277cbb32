/** The part of a picture that is kept: moved, resized and turned along with it, never outside and never too small to see. */
import type { Crop } from '../model/edits.ts';

export type Corner = 'nw' | 'ne' | 'sw' | 'se';
export const corners: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

export const whole: Crop = { x: 0, y: 0, width: 1, height: 1 };
/** Of the picture's width and height. */
const least = 0.05;

export function isWhole({ width, height }: Crop): boolean {
  return width === 1 && height === 1;
}

export function movedBy(crop: Crop, dx: number, dy: number): Crop {
  return { ...crop, x: within(crop.x + dx, 0, 1 - crop.width), y: within(crop.y + dy, 0, 1 - crop.height) };
}

/** One corner moves, the one across stays. */
export function resizedBy({ x, y, width, height }: Crop, corner: Corner, [dx, dy]: readonly [dx: number, dy: number]): Crop {
  const [right, bottom] = [x + width, y + height];
  const left = corner.endsWith('w') ? within(x + dx, 0, right - least) : x;
  const top = corner.startsWith('n') ? within(y + dy, 0, bottom - least) : y;
  const newRight = corner.endsWith('e') ? within(right + dx, left + least, 1) : right;
  const newBottom = corner.startsWith('s') ? within(bottom + dy, top + least, 1) : bottom;
  return { x: left, y: top, width: exact(newRight - left), height: exact(newBottom - top) };
}

/** One number typed; what else has to give way gives way. */
export function withNumber(crop: Crop, key: keyof Crop, value: number): Crop {
  const [start, size] = key === 'x' || key === 'width' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  if (key === size) return { ...crop, [size]: within(value, least, 1 - crop[start]) };
  const from = within(value, 0, 1 - least);
  return { ...crop, [start]: from, [size]: Math.min(crop[size], exact(1 - from)) };
}

/** The same part after a quarter turn of the picture, clockwise or back. */
export function turnedBy({ x, y, width, height }: Crop, quarter: 1 | -1): Crop {
  return quarter === 1
    ? { x: exact(1 - y - height), y: x, width: height, height: width }
    : { x: y, y: exact(1 - x - width), width: height, height: width };
}

function within(value: number, from: number, to: number): number {
  return exact(Math.min(Math.max(value, from), to));
}

/** Sums of fractions stay as they are written. */
function exact(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
