/** A customer's file as sheets to draw: a picture is one, a PDF has as many as pages. Nothing in it is ever run. */

/** Something to draw that is held in memory. */
export type Sheet = ImageBitmap | HTMLCanvasElement;

export interface Sheets {
  readonly count: number;
  /** A page, from 1 on. */
  sheet(page: number): Promise<Sheet>;
  close(): void;
}

/** Larger pictures are drawn at this size: canvases have limits, memory too. */
const longestEdge = 4000;
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/heif'];

/** What this page draws by itself. Of HEIC the server gives a JPEG. */
export function isDrawable(mediaType: string): boolean {
  return pictures.includes(mediaType) || mediaType === 'application/pdf';
}

/** @throws when the bytes are not what they say they are. */
export async function openSheets(bytes: Blob): Promise<Sheets> {
  if (bytes.type === 'application/pdf') return (await import('./pdf-sheets.ts')).openPdf(bytes);
  const picture = await decode(bytes);
  return { count: 1, sheet: () => Promise.resolve(picture), close: () => picture.close() };
}

async function decode(bytes: Blob): Promise<ImageBitmap> {
  const whole = await createImageBitmap(bytes);
  const scale = longestEdge / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  const resizeWidth = Math.max(1, Math.round(whole.width * scale));
  const resizeHeight = Math.max(1, Math.round(whole.height * scale));
  try {
    return await createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: 'high' });
  } finally {
    whole.close();
  }
}
