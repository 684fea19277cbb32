/** Pictures on a canvas: no `blob:` or `data:` URL ever, so the strictest policy holds. */

/** Draws the blob's picture, scaled to at most `maxWidthPx`; false when it is none the browser can show. */
export async function drawBlob(canvas: HTMLCanvasElement, blob: Blob, maxWidthPx: number): Promise<boolean> {
  const bitmap = await decode(blob, maxWidthPx);
  if (!bitmap) return false;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
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
