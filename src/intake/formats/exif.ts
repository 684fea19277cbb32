/** What Exif and XMP give away, and the one thing of them that a picture needs: which way is up. EXIF 2.32, TIFF 6.0. */
import { textOf, viewOf, type Bytes, type Kinds } from './cleaning.ts';

export interface ExifFacts {
  /** 1 … 8. */
  readonly orientation: number;
  /** Empty when there is nothing but the orientation. */
  readonly kinds: Kinds;
}

const orientationTag = 0x112;
const cameraTags = new Set([
  // IFD0: make, model, software, date, artist, host computer.
  0x10f, 0x110, 0x131, 0x132, 0x13b, 0x13c,
  // Exif IFD: exposure, aperture, speed, dates, maker's note, unique id, owner, serial numbers, lens.
  0x829a, 0x829d, 0x8827, 0x9003, 0x9004, 0x927c, 0xa420, 0xa430, 0xa431, 0xa433, 0xa434, 0xa435,
]);

/** Of the TIFF structure, without the "Exif\0\0" before it. Never throws: what cannot be read is something hidden. */
export function readExif(tiff: Bytes): ExifFacts {
  const order = textOf(tiff, 0, 4);
  if (tiff.length < 14 || (order !== 'II*\0' && order !== 'MM\0*')) return { orientation: 1, kinds: ['other'] };
  const read = readerOf(tiff, order === 'II*\0');
  const main = read(4);
  const detail = main.get(0x8769);
  const camera = [...main.keys(), ...(detail === undefined ? [] : read(detail).keys())].some((tag) => cameraTags.has(tag));
  const gps = main.get(0x8825);
  const location = gps !== undefined && [2, 4].some((tag) => read(gps).has(tag));
  const kinds: Kinds = [...(location ? ['location' as const] : []), ...(camera ? ['camera' as const] : [])];
  return { orientation: orientationIn(tiff, order, main), kinds: kinds.length > 0 || isBare(tiff, main) ? kinds : ['other'] };
}

/** Reads the directory whose offset is written at a place: each tag with the place of its value. */
function readerOf(tiff: Bytes, isLittle: boolean): (pointer: number) => Map<number, number> {
  const view = viewOf(tiff);
  return (pointer) => {
    const start = view.getUint32(pointer, isLittle);
    if (start + 2 > tiff.length) return new Map();
    // More than any camera writes.
    const room = Math.min(view.getUint16(start, isLittle), 500, Math.floor((tiff.length - start - 2) / 12));
    const places = Array.from({ length: room }, (_, index) => start + 2 + index * 12);
    return new Map(places.map((at) => [view.getUint16(at, isLittle), at + 8]));
  };
}

function orientationIn(tiff: Bytes, order: string, main: ReadonlyMap<number, number>): number {
  const at = main.get(orientationTag);
  const isLittle = order === 'II*\0';
  const view = viewOf(tiff);
  if (at === undefined || view.getUint16(at - 6, isLittle) !== 3) return 1;
  const value = view.getUint16(at, isLittle);
  return value >= 1 && value <= 8 ? value : 1;
}

/** Nothing but the orientation, and nothing between or behind the lines. */
function isBare(tiff: Bytes, main: ReadonlyMap<number, number>): boolean {
  const start = main.size * 12 + 10;
  return viewOf(tiff).getUint32(4, tiff[0] === 0x49) === 8 && [...main.keys()].every((tag) => tag === orientationTag) &&
    tiff.subarray(start).every((byte) => byte === 0);
}

/** The smallest valid TIFF structure, with the orientation unless that is 1. */
export function bareExif(orientation: number): Bytes {
  const start = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0];
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return new Uint8Array([...start, ...(orientation > 1 ? [1, ...entry] : [0]), 0, 0, 0, 0]);
}

/** Of an XMP packet, by the names in its beginning. */
export function kindsInXmp(packet: Bytes): Kinds {
  const text = new TextDecoder().decode(packet.subarray(0, 65_536));
  const kinds: Kinds = [
    ...(/GPSL(at|ong)itude/.test(text) ? ['location' as const] : []),
    ...(/tiff:M(ake|odel)|exif:DateTime|xmp:Create|SerialNumber/.test(text) ? ['camera' as const] : []),
  ];
  return kinds.length > 0 ? kinds : ['other'];
}
