/**
 * How soft the document's edges are: for each tile the largest rise within a line of pixels beside the steepest part of it.
 * Contrast cancels out, so a pale card is judged like a bold one. The middle, where the document lies, counts more than the
 * table around it, and a tile without an edge says nothing. Judged in four directions, for a moved camera blurs only one.
 */
import type { Grid } from './grid.ts';

const tilePx = 32;
/** Two lines are read as one, against noise; of four, two say enough. */
const lineStep = 4;
/** Rises of two lines together: enough to stand out of noise and JPEG blocks, and enough where nothing else is there. */
const clearRise = 60;
const leastRise = 40;
const leastTiles = 6;
/** Of the tiles; the rest may be a portrait, a shade, the table out of focus. */
const sharperShare = 0.3;

/** From one pixel of a line to the next, and from a line to the one beside it. */
interface Direction {
  readonly stride: number;
  readonly across: number;
  /** By how much the last pixel of a line lies right of the first. */
  readonly lean: number;
}

interface Edge {
  readonly rise: number;
  /** Pixels it takes. */
  readonly widthPx: number;
  readonly weight: number;
}

/** Pixels in the softest direction; 0 = too few edges to say. */
export function softnessOf(grid: Grid): number {
  const { width } = grid;
  const directions = [
    { stride: 1, across: width, lean: 0 }, { stride: width, across: 1, lean: 0 },
    { stride: width + 1, across: 1, lean: tilePx }, { stride: width - 1, across: 1, lean: -tilePx },
  ];
  return Math.max(...directions.map((direction) => softnessAlong(grid, direction)));
}

function softnessAlong({ luminance, width, height }: Grid, direction: Direction): number {
  const { lean } = direction;
  const edges: Edge[] = [];
  for (let top = 0; top + tilePx <= height; top += tilePx) {
    for (let left = Math.max(0, -lean); left + tilePx + Math.max(0, lean) < width; left += tilePx) {
      const weight = nearness(top, height) * nearness(left + lean / 2, width);
      edges.push({ ...edgeIn(luminance, top * width + left, direction), weight });
    }
  }
  const clear = edges.filter(({ rise }) => rise >= clearRise);
  return ofSharper(clear.length < leastTiles ? edges.filter(({ rise }) => rise >= leastRise) : clear);
}

/** 1 in the middle, 0 at the border. */
function nearness(start: number, length: number): number {
  return (1 - Math.abs(((start + tilePx / 2) / length) * 2 - 1)) ** 2;
}

function edgeIn(luminance: Uint8Array, from: number, { stride, across }: Direction): Omit<Edge, 'weight'> {
  let rise = 0;
  let steepest = 1;
  for (let line = 0; line < tilePx; line += lineStep) {
    let low = 510;
    let high = 0;
    let last = -1;
    let beforeLast = -1;
    for (let step = 0, at = from + line * across; step < tilePx; step += 1, at += stride) {
      const value = (luminance[at] ?? 0) + (luminance[at + across] ?? 0);
      if (value < low) low = value;
      if (value > high) high = value;
      if (beforeLast >= 0) steepest = Math.max(steepest, Math.abs(value - beforeLast));
      beforeLast = last;
      last = value;
    }
    rise = Math.max(rise, high - low);
  }
  return { rise, widthPx: (2 * rise) / steepest };
}

function ofSharper(edges: Edge[]): number {
  if (edges.length < leastTiles) return 0;
  const enough = edges.reduce((sum, { weight }) => sum + weight, 0) * sharperShare;
  let sum = 0;
  return edges.sort((a, b) => a.widthPx - b.widthPx).find(({ weight }) => (sum += weight) >= enough)?.widthPx ?? 0;
}
