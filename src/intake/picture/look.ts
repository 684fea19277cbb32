/** One look at a picture whose structure is in order: what it looks like, what it is like, and what a reader would say. */
import type { CategoryKind } from '../../model/verification.ts';
import type { PictureStructure } from '../formats/structure.ts';
import type { Pace } from '../pace.ts';
import { Grid } from '../quality/grid.ts';
import { likenessOf } from '../quality/likeness.ts';
import { measure } from '../quality/measure.ts';
import { codesOf } from '../quality/advice.ts';
import { sheet, type Sheet } from './canvas.ts';
import { decode, within } from './decode.ts';
import { thumbnailFrom } from './thumbnail.ts';

export interface Look {
  /** Upright; its owner closes it. */
  readonly thumbnail: ImageBitmap;
  readonly likeness: string;
  /** What to tell before it is sent; empty when there is nothing. */
  readonly codes: readonly string[];
}

export interface Looked {
  readonly structure: PictureStructure;
  readonly kind: CategoryKind;
}

/** On the long side, for the measures: an ID-1 card that fills it has 300 dpi. */
const measuredPx = 1024;

/** undefined where the browser cannot decode it: it then goes without a preview and without advice. */
export async function look(bytes: Blob, { structure, kind }: Looked, pace: Pace): Promise<Look | undefined> {
  const drawn = await draw(bytes, structure);
  if (!drawn) return undefined;
  const { canvas, context } = drawn;
  if (pace.isDue) await pace.rest();
  const grid = new Grid(context.getImageData(0, 0, canvas.width, canvas.height));
  if (pace.isDue) await pace.rest();
  const codes = codesOf(await measure(grid, pace), { structure, kind });
  return { thumbnail: await thumbnailFrom(canvas), likeness: likenessOf(grid), codes };
}

async function draw(bytes: Blob, structure: PictureStructure): Promise<Sheet | undefined> {
  const decoded = await decode(bytes, structure, measuredPx);
  if (!decoded) return undefined;
  const { image } = decoded;
  const { width, height } = within(decoded, measuredPx);
  const drawn = sheet(width, height, true);
  drawn.context.drawImage(image, 0, 0, width, height);
  image.close();
  return drawn;
}
