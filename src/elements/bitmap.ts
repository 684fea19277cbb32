/** Pictures on a canvas: no `blob:` or `data:` URL ever, so the strictest policy holds. */

/** Draws the picture, a blob's scaled to at most `maxWidthPx`; false when it is none the browser can show. A bitmap stays its owner's. */
export async function draw(canvas: HTMLCanvasElement, picture: Blob | ImageBitmap, maxWidthPx: number): Promise<boolean> {
  if (picture instanceof ImageBitmap) return paint(canvas, picture);
  const bitmap = await decode(picture, maxWidthPx);
  if (!bitmap) return false;
  const isDrawn = paint(canvas, bitmap);
  bitmap.close();
  return isDrawn;
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap): boolean {
  // A closed bitmap has no size.
  if (bitmap.width === 0) return false;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return true;
}

async function decode(blob: Blob, maxWidthPx: number): Promise<ImageBitmap | undefined> {
  try {
    const full = await createImageBitmap(blob);
    if (full.width <= maxWidthPx) return full;
    const small = await createImageBitmap(full, { resizeWidth: maxWidthPx, resizeQuality: 'medium' });
    full.close();
    return small;
  } catch {
    return undefined;
  }
}
