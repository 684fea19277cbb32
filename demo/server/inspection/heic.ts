/** HEIC and HEIF to pixels: the image library's own binaries leave HEVC out, so libheif does it, as WebAssembly. */
import { Refused } from '../../../src/intake/formats/structure.ts';
import type { RawPicture } from './pictures.ts';

/** Upright as the file's own transformations say (ISO 23008-12). @throws Refused `unreadable_image` */
export async function decodeHeic(bytes: Uint8Array<ArrayBuffer>): Promise<RawPicture> {
  // Megabytes that most processes never need.
  const { default: decode } = await import('heic-decode');
  return decode({ buffer: bytes }).catch(() => {
    throw new Refused('unreadable_image');
  });
}
