/**
 * Pictures written anew: decoded whole, turned upright, in sRGB, and nothing else of the file goes along. What comes out is
 * what an encoder of ours wrote, whatever was hidden in what came in.
 */
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { Refused } from '../../../src/intake/formats/structure.ts';
import { contentLimits } from '../../../src/model/limits.ts';

// Two processes on one server: more threads would only wait for each other. Nothing is ever decoded twice.
sharp.concurrency(1);
sharp.cache(false);
// What reads other formats is never needed, and never reached by what a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile', 'VipsForeignLoadHeifFile'] });

const thumbnailPx = 480;
const jpegQuality = 92;

/** Pixels as a decoder of another library gave them: RGBA, upright. */
export interface RawPicture {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** In the same format, for keeping. @throws Refused `unreadable_image` */
export function rewrite(path: string, mediaType: string, to: string): Promise<OutputInfo> {
  return written(encoded(opened(path).autoOrient(), mediaType), to);
}

/** Everything decoded and nothing kept: `unreadable_image` where that fails, as `Refused`. */
export async function decode(path: string): Promise<void> {
  await opened(path).stats().catch(unreadable);
}

/** A small one, upright: WebP, which keeps what is transparent. */
export function writeThumbnail(picture: string | RawPicture, to: string, longSidePx = thumbnailPx): Promise<OutputInfo> {
  const source = typeof picture === 'string' ? opened(picture).autoOrient() : ofPixels(picture);
  const box = { width: longSidePx, height: longSidePx, fit: 'inside', withoutEnlargement: true } as const;
  return written(source.resize(box).webp({ quality: 80 }), to);
}

/** For people whose browser cannot show the original. */
export function writeRendition(picture: RawPicture, to: string): Promise<OutputInfo> {
  return written(encoded(ofPixels(picture).removeAlpha(), 'image/jpeg'), to);
}

/** As many frames as anybody sees: the first. Warnings are what cameras are known for; errors are not. */
function opened(path: string): Sharp {
  return sharp(path, { failOn: 'error', limitInputPixels: contentLimits.maxPixels, animated: false });
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

function written(picture: Sharp, to: string): Promise<OutputInfo> {
  return picture.toFile(to).catch(unreadable);
}

/** The library's words may quote paths; what it could not read is unreadable, what it could not write is no verdict. */
function unreadable(reason: unknown): never {
  if (reason instanceof Error && /unable to (?:write|open for write)|ENOSPC|no space/i.test(reason.message)) throw new Error('the picture could not be written');
  throw new Refused('unreadable_image');
}
