/** Advice on what a camera shows right now. */
import type { CategoryKind } from '../../model/verification.ts';
import type { Pace } from '../pace.ts';
import { sheet } from '../picture/canvas.ts';
import { Grid } from './grid.ts';
import { measure } from './measure.ts';
import { codesOf } from './advice.ts';

/** The bitmap is closed. How many pixels a photo will have is not for its preview to say. */
export async function judgePicture(picture: ImageBitmap, kind: CategoryKind, pace: Pace): Promise<readonly string[]> {
  const { width, height } = picture;
  const { context } = sheet(width, height, true);
  context.drawImage(picture, 0, 0);
  picture.close();
  const measures = await measure(new Grid(context.getImageData(0, 0, width, height)), pace);
  const structure = { widthPx: Infinity, heightPx: Infinity };
  return codesOf(measures, { structure, kind });
}
