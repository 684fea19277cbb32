/** A canvas off the page where there is one, else an element that is never shown. */

export interface Sheet {
  readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  readonly context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
}

/** `isRead`: pixels will be read back, so they stay in ordinary memory. Throws where the browser gives no more canvases. */
export function sheet(width: number, height: number, isRead = false): Sheet {
  const canvas = 'OffscreenCanvas' in globalThis ? new OffscreenCanvas(width, height) : pageCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: isRead });
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'medium';
  return { canvas, context };
}

function pageCanvas(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** Rejects where the browser cannot. */
export async function toJpeg(canvas: Sheet['canvas'], quality: number): Promise<Blob> {
  const type = 'image/jpeg';
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), type, quality);
  });
}
