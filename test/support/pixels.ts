/** What a picture shows, small enough to compare: for tests on Node. */
import sharp from 'sharp';

const box = { width: 40, height: 30, fit: 'fill' } as const;

/** RGB of 40 × 30 pixels, as the bytes lie: an orientation that stands beside them changes nothing. */
export function pixelsOf(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture).resize(box).removeAlpha().toColourspace('srgb').raw().toBuffer();
}

/** Mean difference of two such pictures, 0 to 255. */
export function difference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;
}

/** Whether two files show the same picture, however it is encoded. */
export async function isSamePicture(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  return difference(await pixelsOf(one), await pixelsOf(other)) < 3;
}
