/** Any file's structure, by the reader of what it is. */
import type { Pace } from '../pace.ts';
import { readIsoBmff } from './iso-bmff.ts';
import { readJpeg } from './jpeg.ts';
import { headBytes, mediaTypeOfBytes } from './media-type.ts';
import { readPdf } from './pdf.ts';
import { readPng } from './png.ts';
import { readBytes } from './read-bytes.ts';
import { Refused, type PictureStructure, type Structure } from './structure.ts';
import { readWebp } from './webp.ts';

/** Pictures are read whole; one of more than this is none that a camera took. */
const maxPictureBytes = 128 * 1024 * 1024;

const pictures: Readonly<Record<string, ((bytes: Uint8Array<ArrayBuffer>, pace: Pace) => Promise<PictureStructure>) | undefined>> = {
  'image/jpeg': readJpeg, 'image/png': readPng, 'image/webp': readWebp,
  'image/avif': readIsoBmff, 'image/heic': readIsoBmff, 'image/heif': readIsoBmff,
};

/** @throws Refused; whatever `pace` rejects with. */
export async function readStructure(bytes: Blob, pace: Pace): Promise<Structure> {
  const mediaType = mediaTypeOfBytes(await readBytes(bytes.slice(0, headBytes)));
  if (mediaType === 'application/pdf') return readPdf(bytes, pace);
  const read = pictures[mediaType];
  if (!read) throw new Refused('type_not_allowed', { actual: mediaType || 'unknown' });
  if (bytes.size > maxPictureBytes) throw new Refused('too_large', { limit: maxPictureBytes, actual: bytes.size });
  return read(await readBytes(bytes), pace);
}
