/** Pictures put together by hand: what no camera writes, and what cameras write that the specimens have not. */
import { bareExif } from '../../src/intake/formats/exif.ts';
import { crc32 } from '../../src/intake/formats/crc32.ts';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Part = Uint8Array | readonly number[] | string;

export function join(...parts: readonly Part[]): Bytes {
  const arrays = parts.map((part) => (typeof part === 'string' ? Uint8Array.from(part, (sign) => sign.charCodeAt(0)) : Uint8Array.from(part)));
  const all = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
  arrays.reduce((at, array) => (all.set(array, at), at + array.length), 0);
  return all;
}

export function uint32(value: number, isLittle = false): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, isLittle);
  return bytes;
}

export const uint16 = (value: number): Bytes => uint32(value).slice(2);

/** Offset of the first place where the text stands. */
export function find(bytes: Uint8Array, text: string, from = 0): number {
  return new TextDecoder('latin1').decode(bytes).indexOf(text, from);
}

export function splice(bytes: Uint8Array, at: number, removed: number, ...added: readonly Part[]): Bytes {
  return join(bytes.subarray(0, at), ...added, bytes.subarray(at + removed));
}

/** Big-endian TIFF with orientation, maker and where it was taken. */
export function fullExif(orientation: number): Bytes {
  const entry = (tag: number, type: number, rest: readonly number[]) => [tag >> 8, tag & 255, 0, type, 0, 0, 0, ...rest];
  return join(
    'MM\0*', uint32(8), uint16(3), entry(0x10f, 2, [4, 0x41, 0x43, 0x4d, 0]), entry(0x112, 3, [1, 0, orientation, 0, 0]),
    entry(0x8825, 4, [1, 0, 0, 0, 50]), uint32(0), uint16(1), entry(2, 5, [1, 0, 0, 0, 68]), uint32(0), uint32(51), uint32(1), 'KYC-CANARY-EXIF',
  );
}

export const exifOf = { full: fullExif, bare: bareExif };

export function jpegSegment(marker: number, ...body: readonly Part[]): Bytes {
  const content = join(...body);
  return join([0xff, marker], uint16(content.length + 2), content);
}

export function pngChunk(type: string, ...body: readonly Part[]): Bytes {
  const content = join(type, ...body);
  return join(uint32(content.length - 4), content, uint32(crc32(content, 0)));
}

export function pngHeader(widthPx: number, heightPx: number, [depth, colour]: readonly [number, number] = [8, 2]): Bytes {
  return join('\x89PNG\r\n\x1a\n', pngChunk('IHDR', uint32(widthPx), uint32(heightPx), [depth, colour, 0, 0, 0]));
}

export function riffChunk(type: string, ...body: readonly Part[]): Bytes {
  const content = join(...body);
  return join(type, uint32(content.length, true), content, content.length % 2 ? [0] : []);
}

export function webp(...chunks: readonly Bytes[]): Bytes {
  const content = join('WEBP', ...chunks);
  return join('RIFF', uint32(content.length, true), content);
}

/** The extended header (RFC 9649, 2.7). */
export function vp8x(flags: number, widthPx: number, heightPx: number): Bytes {
  return riffChunk('VP8X', [flags, 0, 0, 0], uint32(widthPx - 1, true).subarray(0, 3), uint32(heightPx - 1, true).subarray(0, 3));
}

export function box(type: string, ...body: readonly Part[]): Bytes {
  const content = join(...body);
  return join(uint32(content.length + 8), type, content);
}

export interface Still {
  readonly primaryBytes?: Bytes;
  /** Instead of offset and length of each item's data. */
  readonly iloc?: Bytes;
  readonly ipma?: Bytes;
  readonly ipco?: Bytes;
  readonly size?: readonly [number, number];
  readonly brand?: string;
}

/** A file of a picture as item 1, Exif as item 2 and XMP as item 3; the picture's own data need not be any. */
export function still(exif: Bytes, xmp: Bytes, { primaryBytes = new Uint8Array(64), iloc, ipma, ipco, size = [1024, 768], brand = 'avif' }: Still = {}): Bytes {
  const file = box('ftyp', brand, uint32(0), 'mif1', brand);
  const data = [primaryBytes, join(uint32(0), exif), xmp];
  const entry = (id: number, type: string, rest = '') => box('infe', [2, 0, 0, 0], uint16(id), uint16(0), type, `\0${rest}`);
  const metaOf = (start: number) => box('meta', uint32(0),
    box('hdlr', uint32(0), uint32(0), 'pict', new Uint8Array(13)), box('pitm', uint32(0), uint16(1)),
    iloc ?? box('iloc', uint32(0), [0x44, 0], uint16(3), ...data.flatMap((part, index) => [
      uint16(index + 1), uint16(0), uint16(1),
      uint32(start + data.slice(0, index).reduce((sum, { length }) => sum + length, 0)), uint32(part.length),
    ])),
    box('iinf', uint32(0), uint16(3), entry(1, 'av01'), entry(2, 'Exif'), entry(3, 'mime', 'application/rdf+xml\0')),
    box('iprp', ipco ?? box('ipco', box('ispe', uint32(0), uint32(size[0]), uint32(size[1]))), ipma ?? box('ipma', uint32(0), uint32(1), uint16(1), [1, 1])));
  return join(file, metaOf(file.length + metaOf(0).length + 8), box('mdat', ...data));
}
