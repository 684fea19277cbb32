/**
 * What can be told of a small picture: how sharp, how light, how much of it is lost in a reflection. Numbers only; what
 * they mean stands in `thresholds.ts`.
 */
import type { Pace } from '../pace.ts';
import { glareOf } from './glare.ts';
import type { Grid } from './grid.ts';
import { softnessOf } from './softness.ts';

export interface Measures {
  /** Pixels over which an edge of the document rises, in the direction where it is softest; 0 = too few edges to say. */
  readonly softness: number;
  /** Luminance (0 … 255) under which 95 % of the picture lie. */
  readonly light: number;
  /** Luminance of what is printed on white: under it lies a fiftieth of what is darker than paper. */
  readonly ink: number;
  /** Shares of the picture (0 … 1): white; a colour that lost its shade because a channel is full; in a reflection. */
  readonly white: number;
  readonly burnt: number;
  readonly glare: number;
}

export async function measure(grid: Grid, pace: Pace): Promise<Measures> {
  const softness = softnessOf(grid);
  if (pace.isDue) await pace.rest();
  return { softness, light: grid.light(), ink: grid.ink(), ...grid.shares(), glare: glareOf(grid) };
}
