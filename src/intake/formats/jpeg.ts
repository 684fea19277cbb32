/**
 * Walks a JPEG (ITU-T T.81) marker by marker to its end of image, through all scans. Kept are the frame, its tables and
 * scans, JFIF, the colour profile and Adobe's colour transform; everything else is left out.
 */
import type { Pace } from '../pace.ts';
import { Cleaning, maxParts, refuseBomb, refuseCut, refuseTiny, textOf, unreadable, viewOf, type Bytes } from './cleaning.ts';
import { bareExif, kindsInXmp, readExif } from './exif.ts';
import { Refused, type PictureStructure } from './structure.ts';

/** SOF0-2, 9, 10: lossless and hierarchical pictures can be read by nobody. */
const frameMarkers = [0xc0, 0xc1, 0xc2, 0xc9, 0xca];
/** Tables (DHT, DAC, DQT, DRI). */
const tableMarkers = [0xc4, 0xcc, 0xdb, 0xdd];

export function readJpeg(bytes: Bytes, pace: Pace): Promise<PictureStructure> {
  return refuseCut(() => new JpegWalk(bytes).walk(pace));
}

interface Segment {
  readonly marker: number;
  /** Of its 0xFF. */
  readonly from: number;
  readonly to: number;
}

class JpegWalk {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  readonly #cleaning = new Cleaning();
  #widthPx = 0;
  #heightPx = 0;
  #orientation: number | undefined;
  /** Components of the frame that no scan has brought yet; undefined before the frame. */
  #missing: Set<number> | undefined;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  async walk(pace: Pace): Promise<PictureStructure> {
    if (this.#view.getUint16(0) !== 0xffd8) throw unreadable();
    let at = 2;
    let isScan = false;
    for (let count = 0; count < maxParts; count++) {
      const from = await this.#nextMarker(at, pace);
      // Decoders step over stray bytes between segments; they are not sent. In a scan they are the picture.
      if (!isScan && from > at) this.#cleaning.cut(at, from, { kinds: ['other'] });
      const marker = this.#view.getUint8(from + 1);
      if (marker === 0xd9) return this.#finish(from + 2);
      at = from + 2 + this.#view.getUint16(from + 2);
      if (at > this.#bytes.length) throw new Refused('truncated');
      this.#take({ marker, from, to: at });
      isScan = marker === 0xda;
    }
    throw unreadable();
  }

  /** Over entropy-coded data, with its stuffed zeros and restart markers, to the next marker. */
  async #nextMarker(start: number, pace: Pace): Promise<number> {
    const bytes = this.#bytes;
    let at = start;
    for (let steps = 1; ; steps++) {
      // Asked byte by byte where they follow one another, which a hostile file makes them do.
      if (bytes[at] !== 0xff) at = bytes.indexOf(0xff, at);
      const next = at < 0 ? undefined : bytes[at + 1];
      if (next === undefined) throw new Refused('truncated');
      if (next === 0xff) at += 1;
      else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2;
      else return at;
      if (steps % 256 === 0 && pace.isDue) await pace.rest();
    }
  }

  #take(segment: Segment): void {
    const { marker, from, to } = segment;
    if (to < from + 4) throw unreadable();
    if (frameMarkers.includes(marker)) this.#takeFrame(segment);
    else if (marker === 0xda) this.#takeScan(segment);
    else if (marker >= 0xe0 && marker <= 0xef) this.#takeApplication(segment);
    else if (marker === 0xfe) this.#cleaning.cut(from, to, { kinds: ['other'] });
    else if (!tableMarkers.includes(marker)) throw unreadable();
  }

  #takeFrame({ from, to }: Segment): void {
    const view = this.#view;
    const count = view.getUint8(from + 9);
    if (this.#missing || to !== from + 10 + 3 * count || ![1, 3, 4].includes(count)) throw unreadable();
    this.#heightPx = view.getUint16(from + 5);
    this.#widthPx = view.getUint16(from + 7);
    refuseBomb(this.#widthPx, this.#heightPx);
    this.#missing = new Set(Array.from({ length: count }, (_, index) => view.getUint8(from + 10 + 3 * index)));
  }

  #takeScan({ from, to }: Segment): void {
    const count = this.#view.getUint8(from + 4);
    if (!this.#missing || count < 1 || to !== from + 8 + 2 * count) throw unreadable();
    for (let at = from + 5; at < to - 3; at += 2) this.#missing.delete(this.#view.getUint8(at));
  }

  #takeApplication({ marker, from, to }: Segment): void {
    const name = textOf(this.#bytes, from + 4, Math.min(to, from + 16));
    if (marker === 0xe0 && name.startsWith('JFIF\0')) this.#shorten(from, to, 18);
    else if (marker === 0xee && name.startsWith('Adobe')) this.#shorten(from, to, 16);
    else if (marker === 0xe1) this.#takeMetadata(name.startsWith('Exif\0'), from, to);
    else if (marker !== 0xe2 || name !== 'ICC_PROFILE\0') this.#cleaning.cut(from, to, { kinds: ['other'], isCameras: true });
  }

  /** Behind the fields there may be a thumbnail (JFIF), or anything. */
  #shorten(from: number, to: number, length: number): void {
    if (to - from <= length) return;
    const instead = this.#bytes.slice(from, from + length);
    instead.set([0, length - 2], 2);
    if (length === 18) instead.set([0, 0], 16);
    this.#cleaning.cut(from, to, { kinds: ['other'], instead });
  }

  #takeMetadata(isExif: boolean, from: number, to: number): void {
    const { orientation, kinds } = isExif
      ? readExif(this.#bytes.subarray(from + 10, to))
      : { orientation: 1, kinds: kindsInXmp(this.#bytes.subarray(from + 4, to)) };
    // Decoders hold to the first Exif.
    const isFirst = isExif && this.#orientation === undefined;
    if (isFirst) this.#orientation = orientation;
    if (isFirst && kinds.length === 0) return;
    const instead = isFirst && orientation > 1 ? exifSegment(orientation) : undefined;
    this.#cleaning.cut(from, to, { kinds: kinds.length > 0 ? kinds : ['other'], instead, isCameras: true });
  }

  #finish(end: number): PictureStructure {
    if (!this.#missing) throw unreadable();
    if (this.#missing.size > 0) throw new Refused('truncated');
    refuseTiny(this.#widthPx, this.#heightPx);
    return {
      ...this.#cleaning.finish(this.#bytes, end), mediaType: 'image/jpeg', isAnimated: false,
      widthPx: this.#widthPx, heightPx: this.#heightPx, orientation: this.#orientation ?? 1,
    };
  }
}

function exifSegment(orientation: number): Bytes {
  const tiff = bareExif(orientation);
  return new Uint8Array([0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}
