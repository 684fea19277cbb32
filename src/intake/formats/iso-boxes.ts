/** Boxes of ISO/IEC 14496-12 and the kind of file its first one states. */
import { maxParts, textOf, unreadable, viewOf, type Bytes } from './cleaning.ts';
import type { PictureStructure } from './structure.ts';

export interface Box {
  readonly type: string;
  readonly body: number;
  /** May lie behind the end of what it is in. */
  readonly to: number;
}

/** The boxes that follow one another in a range; ends where there is no room for another, or with one that does not fit. */
export function* boxesIn(bytes: Bytes, from: number, end: number): Generator<Box> {
  const view = viewOf(bytes);
  let at = from;
  for (let count = 0; at + 8 <= end; count++) {
    if (count > maxParts) throw unreadable();
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const size = short === 0 ? end - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < header) throw unreadable();
    yield { type: textOf(bytes, at + 4, at + 8), body: at + header, to: at + size };
    at += size;
  }
}

/** The boxes inside one, by type; each must fit. */
export function* childrenOf(bytes: Bytes, parent: Box, skip: number): Generator<Box> {
  for (const box of boxesIn(bytes, parent.body + skip, parent.to)) {
    if (box.to > parent.to) throw unreadable();
    yield box;
  }
}

type FileType = { readonly mediaType: PictureStructure['mediaType']; readonly isSequence: boolean };

/** The first brand that says more than "some picture". */
export function readFileType(bytes: Bytes, { body, to }: Box): FileType {
  const text = textOf(bytes, body, Math.min(to, body + 256));
  const brands = (text.match(/.{4}/gs) ?? []).filter((_, index) => index !== 1);
  const isSequence = /^(avis|msf1|he[vl][cmsx])$/.test(brands[0] ?? '');
  const telling = brands.find((brand) => /^(avi[fs]|he[iv][cmsx])$/.test(brand));
  if (telling) return { mediaType: telling.startsWith('av') ? 'image/avif' : 'image/heic', isSequence };
  if (!brands.some((brand) => /^(mif1|msf1)$/.test(brand))) throw unreadable();
  return { mediaType: 'image/heif', isSequence };
}
