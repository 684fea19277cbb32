/**
 * By what a picture is known again when it was saved anew or made smaller: for each cell of a coarse grid whether it is
 * clearly lighter than the next. Little enough to say nothing about what a document reads.
 */
import type { Grid } from './grid.ts';
import { likenessLimits } from './thresholds.ts';

const rows = 16;
/** One more than there are steps between them. */
const columns = 17;

/** 64 hex digits. */
export function likenessOf(grid: Grid): string {
  const lightness = meansOf(grid);
  let hex = '';
  for (let at = 0; at + 4 < lightness.length; at += (at + 5) % columns === 0 ? 5 : 4) {
    const digit = [0, 1, 2, 3].reduce((bits, step) => bits * 2 + isLighter(lightness, at + step), 0);
    hex += digit.toString(16);
  }
  return hex;
}

function isLighter(lightness: Float64Array, at: number): 0 | 1 {
  return (lightness[at] ?? 0) - (lightness[at + 1] ?? 0) > likenessLimits.step ? 1 : 0;
}

/** By plain areas: a browser's own scaling differs with the size it starts from. */
function meansOf({ luminance, width, height }: Grid): Float64Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  const columnOf = Uint8Array.from({ length: width }, (_, x) => ((x + 0.5) * columns) / width);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(((y + 0.5) * rows) / height) * columns;
    for (let x = 0; x < width; x += 1, at += 1) {
      const cell = row + (columnOf[x] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + (luminance[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => sum / (counts[cell] ?? 1));
}
