/** A picture written anew, as JPEG: turned and cropped by the person, or made to fit the size limit. */
import { contentLimits } from '../../model/limits.ts';
import { noEdits, type Edits } from '../../model/edits.ts';
import { Refused, type PictureStructure } from '../formats/structure.ts';
import { sheet, toJpeg, type Sheet } from './canvas.ts';
import { sizeOf, type Size } from './decode.ts';

export interface EditOptions {
  readonly edits: Edits;
  /** null = none. */
  readonly maxSizeBytes: number | null;
}

/** What the strictest browser (iOS) gives a canvas, and all give it on a side. */
const maxCanvasPixels = 16_777_216;
const maxCanvasSidePx = 16_384;
const firstQuality = 0.92;
/** One after the other until it fits; then it gets smaller. */
const lesserQualities = [0.85, 0.75];
const shrinkBy = 0.8;
/** On the long side, and never below for the sake of a limit: small print of an A4 page (about 140 dpi). */
const legiblePx = Math.max(1600, contentLimits.legibleLongSidePx);

/**
 * At full resolution as far as a canvas goes; the same input gives the same bytes. Throws `Refused` (`unreadable_image`,
 * `too_large` with limit and actual bytes).
 */
export async function edited(bytes: Blob, structure: PictureStructure, { edits, maxSizeBytes }: EditOptions): Promise<Blob> {
  const image = await createImageBitmap(bytes).catch(() => {
    throw new Refused('unreadable_image');
  });
  const { canvas } = drawEdited(image, sizeOf(structure), edits);
  image.close();
  const written = await toJpeg(canvas, firstQuality);
  return maxSizeBytes === null || written.size <= maxSizeBytes ? written : fit(canvas, maxSizeBytes);
}

/** As it is, in at most `maxSizeBytes`. Throws like `edited`. */
export function fitted(bytes: Blob, structure: PictureStructure, maxSizeBytes: number): Promise<Blob> {
  return edited(bytes, structure, { edits: noEdits, maxSizeBytes });
}

function drawEdited(image: ImageBitmap, { width, height }: Size, { turns, crop }: Edits): Sheet {
  const [turnedWidth, turnedHeight] = turns % 2 === 1 ? [height, width] : [width, height];
  const part = crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const [partWidth, partHeight] = [part.width * turnedWidth, part.height * turnedHeight];
  const scale = Math.min(1, Math.sqrt(maxCanvasPixels / (partWidth * partHeight)), maxCanvasSidePx / Math.max(partWidth, partHeight));
  const drawn = blank(partWidth * scale, partHeight * scale);
  const { context } = drawn;
  context.scale(scale, scale);
  context.translate((0.5 - part.x) * turnedWidth, (0.5 - part.y) * turnedHeight);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(image, -width / 2, -height / 2, width, height);
  return drawn;
}

/** White, because JPEG knows no transparency. */
function blank(width: number, height: number): Sheet {
  const drawn = sheet(Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height)));
  const { canvas, context } = drawn;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return drawn;
}

async function fit(canvas: Sheet['canvas'], maxSizeBytes: number): Promise<Blob> {
  let last = 0;
  for (const quality of lesserQualities) {
    const written = await toJpeg(canvas, quality);
    if (written.size <= maxSizeBytes) return written;
    last = written.size;
  }
  const smaller = blank(canvas.width * shrinkBy, canvas.height * shrinkBy);
  if (Math.max(smaller.canvas.width, smaller.canvas.height) < legiblePx) throw new Refused('too_large', { limit: maxSizeBytes, actual: last });
  smaller.context.drawImage(canvas, 0, 0, smaller.canvas.width, smaller.canvas.height);
  return fit(smaller.canvas, maxSizeBytes);
}
