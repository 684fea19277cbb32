/**
 * How much of the picture is lost in a reflection: white without any structure, compact, fading out softly but fast.
 * White paper and white backgrounds end at print, at edges or at the end of the picture; light from one side fades slowly.
 */
import type { Grid } from './grid.ts';
import { glareLimits } from './thresholds.ts';

/** Within two cells of the border: print, or the edge of something. */
const hardRise = 48;
/** How many cells further the fading is looked at. */
const fadeCells = 8;
/** π / 64 times this is 1: area over squared border of a disc made of square cells. */
const disc = 64 / Math.PI;

interface Patch {
  cells: number;
  /** Sides of cells at which the white ends; with an edge, and with the picture. */
  border: number;
  hard: number;
  outer: number;
  /** How much less white it is further out, where it ends softly. */
  readonly fades: number[];
}

/** Share of the picture, 0 … 1. */
export function glareOf(grid: Grid): number {
  const total = grid.low.length;
  const seen = new Uint8Array(total);
  let cells = 0;
  for (let start = 0; start < total; start += 1) {
    if (seen[start] || !grid.isWhite(start)) continue;
    const patch = patchFrom(start, grid, seen);
    if (patch.cells >= total * glareLimits.leastShare && isGlare(patch)) cells += patch.cells;
  }
  return cells / total;
}

function isGlare({ cells, border, hard, outer, fades }: Patch): boolean {
  const { leastRoundness, mostHard, mostOuter, leastFade } = glareLimits;
  const fade = fades.sort((a, b) => a - b)[fades.length >> 1] ?? 0;
  return disc * cells >= leastRoundness * border ** 2 && hard <= mostHard * border && outer <= mostOuter * border && fade >= leastFade;
}

function patchFrom(start: number, grid: Grid, seen: Uint8Array): Patch {
  const patch: Patch = { cells: 0, border: 0, hard: 0, outer: 0, fades: [] };
  const waiting = [start];
  seen[start] = 1;
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    patch.cells += 1;
    for (const { step, room } of ways(cell, grid)) {
      const next = cell + step;
      if (room === 0 || !grid.isWhite(next)) noteBorder(patch, grid, { next, step, room });
      else if (!seen[next]) {
        seen[next] = 1;
        waiting.push(next);
      }
    }
  }
  return patch;
}

/** To the four neighbours, each with the number of cells that lie that way. */
function ways(cell: number, { columns, rows }: Grid) {
  const x = cell % columns;
  const y = (cell - x) / columns;
  return [
    { step: 1, room: columns - 1 - x }, { step: -1, room: x },
    { step: columns, room: rows - 1 - y }, { step: -columns, room: y },
  ];
}

function noteBorder(patch: Patch, { low, high }: Grid, { next, step, room }: { next: number; step: number; room: number }): void {
  const rise = (cell: number) => (high[cell] ?? 0) - (low[cell] ?? 0);
  patch.border += 1;
  if (room === 0) patch.outer += 1;
  else if (rise(next) > hardRise || (room > 1 && rise(next + step) > hardRise)) patch.hard += 1;
  else if (room >= fadeCells) patch.fades.push(255 - (high[next + (fadeCells - 1) * step] ?? 0));
}
