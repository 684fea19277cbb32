/** The `meta` box of a still picture (ISO/IEC 23008-12): its size, where its data lies, and which items one does not see. */
import { maxParts, textOf, unreadable, viewOf, type Bytes } from './cleaning.ts';
import { childrenOf, type Box } from './iso-boxes.ts';

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface HiddenItem {
  readonly kind: 'exif' | 'xmp';
  readonly from: number;
  readonly to: number;
}

export interface Meta extends Size {
  /** Of everything in the file, tiles and thumbnails too. */
  readonly sizes: readonly Size[];
  /** Where the last data of any item ends. */
  readonly dataEnd: number;
  /** Where the items' data lies. */
  readonly extents: readonly Extent[];
  readonly hidden: readonly HiddenItem[];
}

export interface Extent {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

/** No picture has more; each is looked through. */
const maxHidden = 64;

/** Reads numbers one after another; within a box, so that what is asked behind it shows. */
class Cursor {
  readonly #view: DataView;
  #at = 0;
  readonly version: number;
  readonly flags: number;

  /** A full box starts with its version and flags. */
  constructor(bytes: Bytes, { body, to }: Box) {
    this.#view = viewOf(bytes.subarray(body, to));
    const head = this.uint(4);
    this.version = head >>> 24;
    this.flags = head & 0xffffff;
  }

  uint(size: number): number {
    const at = this.#at;
    this.#at += size;
    if (size === 8) return Number(this.#view.getBigUint64(at));
    if (size === 4) return this.#view.getUint32(at);
    if (size === 2) return this.#view.getUint16(at);
    return size === 1 ? this.#view.getUint8(at) : 0;
  }
}

export function readMeta(bytes: Bytes, box: Box): Meta {
  const parts = new Map(Array.from(childrenOf(bytes, box, 4), (part) => [part.type, part]));
  const part = (type: string): Box => {
    const found = parts.get(type);
    if (!found) throw unreadable();
    return found;
  };
  const pitm = new Cursor(bytes, part('pitm'));
  const primary = pitm.uint(pitm.version === 0 ? 2 : 4);
  const extents = readExtents(new Cursor(bytes, part('iloc')), parts.get('idat')?.body);
  if (!extents.some(({ item, from, to }) => item === primary && to > from)) throw unreadable();
  const { sizes, own } = readSizes(bytes, part('iprp'), primary);
  return { ...own, sizes, dataEnd: Math.max(...extents.map(({ to }) => to)), extents, hidden: hiddenItems(bytes, part('iinf'), extents) };
}

/** `iloc`: where each item's data lies. Data made of other items has none of its own. */
function readExtents(iloc: Cursor, dataStart: number | undefined): Extent[] {
  const { version } = iloc;
  const sizes = iloc.uint(2);
  const [offsetSize = 0, lengthSize = 0, baseSize = 0, indexSize = 0] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15);
  const idSize = version < 2 ? 2 : 4;
  const extents: Extent[] = [];
  for (let items = iloc.uint(idSize), all = 0; items > 0; items--) {
    const item = iloc.uint(idSize);
    const method = version > 0 ? iloc.uint(2) & 15 : 0;
    iloc.uint(2);
    const base = iloc.uint(baseSize);
    for (let left = iloc.uint(2); left > 0; left--) {
      if (all++ > maxParts) throw unreadable();
      if (version > 0) iloc.uint(indexSize);
      const from = base + iloc.uint(offsetSize) + (method === 1 ? dataStart ?? Infinity : 0);
      const to = from + iloc.uint(lengthSize);
      if (method < 2) extents.push({ item, from, to });
    }
  }
  return extents;
}

/** `iprp`: the properties (`ipco`) and which items have which of them (`ipma`). A grid has its whole size. */
function readSizes(bytes: Bytes, iprp: Box, primary: number): { readonly sizes: readonly Size[]; readonly own: Size } {
  const parts = [...childrenOf(bytes, iprp, 0)];
  const properties = parts.filter(({ type }) => type === 'ipco').flatMap((ipco) => [...childrenOf(bytes, ipco, 0)]);
  const sizes = properties.map((property) => (property.type === 'ispe' ? readSize(new Cursor(bytes, property)) : undefined));
  const indices = parts.filter(({ type }) => type === 'ipma').flatMap((ipma) => indicesOf(primary, new Cursor(bytes, ipma)));
  const own = indices.map((index) => sizes[index - 1]).find((size) => size !== undefined);
  if (!own) throw unreadable();
  return { sizes: sizes.filter((size) => size !== undefined), own };
}

function readSize(ispe: Cursor): Size {
  return { widthPx: ispe.uint(4), heightPx: ispe.uint(4) };
}

function indicesOf(primary: number, ipma: Cursor): number[] {
  const found: number[] = [];
  for (let items = ipma.uint(4); items > 0; items--) {
    const item = ipma.uint(ipma.version === 0 ? 2 : 4);
    for (let left = ipma.uint(1); left > 0; left--) {
      // The top bit says that the property is essential.
      const index = ipma.flags & 1 ? ipma.uint(2) & 0x7fff : ipma.uint(1) & 0x7f;
      if (item === primary) found.push(index);
    }
  }
  return found;
}

/** `iinf`: what each item is. Exif, and anything with a media type, which in pictures is XMP. */
function hiddenItems(bytes: Bytes, iinf: Box, extents: readonly Extent[]): HiddenItem[] {
  const version = new Cursor(bytes, iinf).version;
  const kinds = new Map<number, HiddenItem['kind']>();
  for (const infe of childrenOf(bytes, iinf, version === 0 ? 6 : 8)) {
    const entry = new Cursor(bytes, infe);
    const idSize = entry.version === 2 ? 2 : 4;
    const id = entry.uint(idSize);
    const type = textOf(bytes, infe.body + 6 + idSize, infe.body + 10 + idSize);
    if (type === 'Exif') kinds.set(id, 'exif');
    else if (type === 'mime') kinds.set(id, 'xmp');
  }
  const hidden = extents.flatMap(({ item, from, to }) => {
    const kind = kinds.get(item);
    return kind && to > from ? [{ kind, from, to }] : [];
  });
  if (hidden.length > maxHidden) throw unreadable();
  return hidden;
}
