/**
 * Pictures written anew: decoded whole, turned upright, in sRGB, and nothing else of the file goes along. What comes out is
 * what an encoder of ours wrote, whatever was hidden in what came in.
 */
import sharp, { type Sharp } from 'sharp';
import { Refused } from '../../../src/intake/formats/structure.ts';
import { contentLimits } from '../../../src/model/limits.ts';

// Two processes on one server: more threads would only wait for each other. Nothing is ever decoded twice.
sharp.concurrency(1);
sharp.cache(false);
// What reads other formats is never needed, and never reached by what a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadHeifBuffer'] });

const thumbnailPx = 480;
const jpegQuality = 92;

/** Pixels as a decoder of another library gave them: RGBA, upright. */
export interface RawPicture {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** In the same format, for keeping. @throws Refused `unreadable_image` */
export function rewrite(bytes: Uint8Array, mediaType: string): Promise<Buffer> {
  return written(encoded(opened(bytes).autoOrient(), mediaType));
}

/** Everything decoded and nothing kept: `unreadable_image` where that fails, as `Refused`. */
export async function decode(bytes: Uint8Array): Promise<void> {
  await opened(bytes).stats().catch(unreadable);
}

/** A small one, upright: WebP, which keeps what is transparent. */
export function thumbnailOf(picture: Uint8Array | RawPicture, longSidePx = thumbnailPx): Promise<Buffer> {
  const source = picture instanceof Uint8Array ? opened(picture).autoOrient() : ofPixels(picture);
  const box = { width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true } as const;
  return written(source.resize(box).webp({ quality: 80 }));
}

/** For people whose browser cannot show the original. */
export function renditionOf(picture: RawPicture): Promise<Buffer> {
  return written(encoded(ofPixels(picture).removeAlpha(), 'image/jpeg'));
}

/** As many frames as anybody sees: the first. Warnings are what cameras are known for; errors are not. */
function opened(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: contentLimits.maxPixels, animated: false });
}

function ofPixels({ data, width, height }: RawPicture): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

function encoded(picture: Sharp, mediaType: string): Sharp {
  switch (mediaType) {
    case 'image/png': return picture.png();
    case 'image/webp': return picture.webp({ quality: jpegQuality });
    case 'image/avif': return picture.avif({ quality: 80, chromaSubsampling: '4:4:4', effort: 0 });
    default: return picture.jpeg({ quality: jpegQuality, chromaSubsampling: '4:4:4' });
  }
}

function written(picture: Sharp): Promise<Buffer> {
  return picture.toBuffer().catch(unreadable);
}

function unreadable(): never {
  throw new Refused('unreadable_image');
}
