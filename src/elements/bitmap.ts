/** Pictures on a canvas: no `blob:` or `data:` URL ever, so the strictest policy holds. */

/** Draws the picture, a blob's scaled to at most `maxWidthPx`; false when it is none the browser can show. A bitmap stays its owner's. */
export async function draw(canvas: HTMLCanvasElement, picture: Blob | ImageBitmap, maxWidthPx: number): Promise<boolean> {
  if (picture instanceof ImageBitmap) return paint(canvas, picture);
  const bitmap = await decode(picture, { maxWidthPx });
  if (!bitmap) return false;
  const isDrawn = paint(canvas, bitmap);
  bitmap.close();
  return isDrawn;
}

/** False when the bitmap was closed meanwhile. */
export function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): boolean {
  // A closed bitmap has no size.
  if (bitmap.width === 0) return false;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return true;
}

/** The largest canvas that every phone still draws. */
const canvasPixels = 16_000_000;

/** The picture upright, made smaller where it has more pixels than there is room for; undefined when it is none the browser can show. */
export async function decode(blob: Blob, { maxWidthPx = Infinity, maxPixels = canvasPixels } = {}): Promise<ImageBitmap | undefined> {
  try {
    const full = await createImageBitmap(blob);
    const scale = Math.min(maxWidthPx / full.width, Math.sqrt(maxPixels / (full.width * full.height)));
    if (scale >= 1) return full;
    const small = await createImageBitmap(full, {
      resizeWidth: Math.max(1, Math.floor(full.width * scale)), resizeHeight: Math.max(1, Math.floor(full.height * scale)), resizeQuality: 'medium',
    });
    full.close();
    return small;
  } catch {
    return undefined;
  }
}
