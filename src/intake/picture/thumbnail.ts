/** The small picture of a row, upright. */
import type { Sheet } from './canvas.ts';
import { within } from './decode.ts';

/** On the long side: twice the 128 px that a host may at most be expected to give it (`--kyc-thumbnail-size`). */
const longSidePx = 256;

export function thumbnailFrom(canvas: Sheet['canvas']): Promise<ImageBitmap> {
  const { width, height } = within(canvas, longSidePx);
  return createImageBitmap(canvas, { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' });
}
