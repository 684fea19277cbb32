/**
 * Walks a still picture in an ISO base media file (ISO/IEC 14496-12, HEIF 23008-12): AVIF and HEIC. Where things lie is
 * written as offsets from the file's start, so Exif and XMP are blanked where they are; only what follows the last box
 * that is needed is left out.
 */
import type { Pace } from '../pace.ts';
import { Cleaning, refuseBomb, refuseCut, refuseTiny, unreadable, viewOf, type Bytes, type Kinds } from './cleaning.ts';
import { bareExif, kindsInXmp, readExif } from './exif.ts';
import { boxesIn, readFileType, type Box } from './iso-boxes.ts';
import { readMeta, type Extent, type HiddenItem, type Meta } from './iso-meta.ts';
import { Refused, type PictureStructure } from './structure.ts';

const content = /^(ftyp|meta|mdat|moov|moof)$/;
/** No picture's data is spread over more of them. */
const maxHolding = 64;
/** Boxes that stay where they are. */
const staying = /^(ftyp|meta|mdat|moov|moof|free|skip|wide)$/;

export async function readIsoBmff(bytes: Bytes, pace: Pace): Promise<PictureStructure> {
  if (pace.isDue) await pace.rest();
  return refuseCut(async () => walk(bytes));
}

function walk(bytes: Bytes): PictureStructure {
  const boxes = topBoxes(bytes);
  const [first] = boxes;
  if (first?.type !== 'ftyp') throw unreadable();
  const { mediaType, isSequence } = readFileType(bytes, first);
  const isAnimated = isSequence || boxes.some(({ type }) => type === 'moov');
  const metaBox = boxes.find(({ type }) => type === 'meta');
  // A film without a still picture in it, or a file that ends before the picture.
  if (!metaBox) throw new Refused(isAnimated ? 'animated' : 'truncated');
  const meta = readMeta(bytes, metaBox);
  for (const size of meta.sizes) refuseBomb(size.widthPx, size.heightPx);
  if (meta.dataEnd > bytes.length) throw new Refused('truncated');
  refuseStrayData(meta, boxes);
  refuseTiny(meta.widthPx, meta.heightPx);
  const end = Math.max(meta.dataEnd, ...boxes.filter(({ type }) => staying.test(type)).map(({ to }) => to));
  return {
    ...clean(bytes, meta, { boxes, end }), mediaType, orientation: 1, isAnimated, widthPx: meta.widthPx, heightPx: meta.heightPx,
  };
}

/** Data in boxes that are for none: what is blanked or left out would be a part of the picture. */
function refuseStrayData({ extents }: Meta, boxes: readonly Box[]): void {
  const holding = boxes.filter(({ type }) => content.test(type));
  const isHeld = ({ from, to }: Extent) => from === to || holding.some((box) => from >= box.body && to <= box.to);
  if (holding.length > maxHolding || !extents.every(isHeld)) throw unreadable();
}

/** To the end, or to what is no box: a box we know and that does not fit is a cut file, anything else is something behind it. */
function topBoxes(bytes: Bytes): Box[] {
  const boxes: Box[] = [];
  for (const box of boxesIn(bytes, 0, bytes.length)) {
    if (box.to > bytes.length && staying.test(box.type)) throw new Refused('truncated');
    if (box.to > bytes.length) break;
    boxes.push(box);
  }
  return boxes;
}

function clean(bytes: Bytes, meta: Meta, { boxes, end }: { readonly boxes: readonly Box[]; readonly end: number }): ReturnType<Cleaning['finish']> {
  const cleaning = new Cleaning();
  const spare = boxes.filter(({ type, to }) => !content.test(type) && to <= end);
  const items = [...meta.hidden, ...spare.map(({ body, to }) => ({ kind: 'spare' as const, from: body, to }))];
  // Two of them in one place are not believed; so there is never more to write than the file is long.
  if (items.reduce((sum, { from, to }) => sum + to - from, 0) > bytes.length) throw unreadable();
  for (const item of items) blank(bytes, item, cleaning);
  return cleaning.finish(bytes, end);
}

type Blankable = HiddenItem | { readonly kind: 'spare'; readonly from: number; readonly to: number };

function blank(bytes: Bytes, { kind, from, to }: Blankable, cleaning: Cleaning): void {
  const found = bytes.subarray(from, to);
  const filler = kind === 'xmp' ? 0x20 : 0;
  if (found.every((byte) => byte === filler)) return;
  const kinds = kindsIn(found, kind);
  if (kinds.length === 0) return;
  const instead = new Uint8Array(found.length).fill(filler);
  // Too short a part of one is left empty.
  if (kind === 'exif' && found.length > 20) instead.set(bareExif(1), 4);
  cleaning.cut(from, to, { kinds, instead });
}

/** An Exif item begins with the offset of its TIFF structure. */
function kindsIn(found: Bytes, kind: Blankable['kind']): Kinds {
  if (kind === 'spare') return ['other'];
  return kind === 'xmp' ? kindsInXmp(found) : readExif(found.subarray(found.length < 4 ? 0 : 4 + viewOf(found).getUint32(0))).kinds;
}
