/**
 * Walks a WebP (RFC 9649) chunk by chunk. Left out are Exif, XMP, unknown chunks and everything behind the RIFF; sizes
 * and flags in the headers are corrected. Browsers do not turn a WebP by its Exif, but viewers do: its orientation stays.
 */
import type { Pace } from '../pace.ts';
import { Cleaning, maxParts, refuseBomb, refuseCut, refuseTiny, textOf, unreadable, viewOf, type Bytes, type Kinds } from './cleaning.ts';
import { bareExif, kindsInXmp, readExif } from './exif.ts';
import { Refused, type PictureStructure } from './structure.ts';

const kept = /^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/;
/** In VP8X. */
const exifFlag = 0x08;
const xmpFlag = 0x04;
const animationFlag = 0x02;

export function readWebp(bytes: Bytes, pace: Pace): Promise<PictureStructure> {
  return refuseCut(() => new WebpWalk(bytes).walk(pace));
}

interface Chunk {
  readonly type: string;
  readonly from: number;
  readonly data: number;
  /** Without the byte that makes the next one start evenly. */
  readonly end: number;
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

class WebpWalk {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  readonly #cleaning = new Cleaning();
  /** Undefined while the file may stay as it is. */
  #removedBytes: number | undefined;
  #hasExif = false;
  #canvas: Size | undefined;
  #picture: Size | undefined;
  #flags = 0;
  #frames = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  async walk(pace: Pace): Promise<PictureStructure> {
    if (!/^RIFF.{4}WEBPVP8[ LX]/s.test(textOf(this.#bytes, 0, 16))) throw unreadable();
    const end = 8 + this.#view.getUint32(4, true);
    if (end > this.#bytes.length) throw new Refused('truncated');
    for (let at = 12, steps = 1; at < end; steps++) {
      const chunk = this.#chunkAt(at);
      if (chunk.end > end || steps > maxParts) throw unreadable();
      this.#take(chunk);
      // The last one's even byte is left out by some writers.
      at = Math.min(chunk.end + ((chunk.end - chunk.data) % 2), end);
      if (!kept.test(chunk.type)) this.#remove(chunk, at);
      if (steps % 256 === 0 && pace.isDue) await pace.rest();
    }
    return this.#finish(end);
  }

  #chunkAt(from: number): Chunk {
    return { type: textOf(this.#bytes, from, from + 4), from, data: from + 8, end: from + 8 + this.#view.getUint32(from + 4, true) };
  }

  #take({ type, data, end }: Chunk): void {
    const view = this.#view;
    if (type === 'VP8X' && data === 20 && end >= data + 10) {
      this.#flags = view.getUint8(data);
      const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
      this.#canvas = allowed({ widthPx: uint24(data + 4) + 1, heightPx: uint24(data + 7) + 1 });
    } else if (/^VP8[ LX]$/.test(type)) {
      if (this.#picture || type === 'VP8X') throw unreadable();
      this.#picture = allowed(type === 'VP8 ' ? this.#lossySize(data, end) : this.#losslessSize(data));
    } else if (type === 'ANMF') this.#frames++;
  }

  /** RFC 6386, 9.1: a key frame's tag, start code, width and height with their scaling. */
  #lossySize(data: number, end: number): Size {
    const view = this.#view;
    const tag = view.getUint16(data, true) + view.getUint8(data + 2) * 65_536;
    const isKeyFrame = tag % 2 === 0 && textOf(this.#bytes, data + 3, data + 6) === '\x9d\x01*';
    // The first partition must lie within.
    if (!isKeyFrame || data + 10 + (tag >> 5) > end) throw unreadable();
    return { widthPx: view.getUint16(data + 6, true) & 0x3fff, heightPx: view.getUint16(data + 8, true) & 0x3fff };
  }

  #losslessSize(data: number): Size {
    const bits = this.#view.getUint32(data + 1, true);
    if (this.#view.getUint8(data) !== 0x2f || bits >>> 29 !== 0) throw unreadable();
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }

  #remove({ type, from, data, end }: Chunk, to: number): void {
    const body = this.#bytes.subarray(data, end);
    if (type === 'EXIF') this.#removeExif(body, from, to);
    else this.#cut(from, to, { kinds: type === 'XMP ' ? kindsInXmp(body) : ['other'] });
  }

  /** The first one's orientation stays, where the header can announce it. */
  #removeExif(body: Bytes, from: number, to: number): void {
    // Some writers keep the "Exif\0\0" of a JPEG.
    const { orientation, kinds } = readExif(body[0] === 0x45 ? body.subarray(6) : body);
    const isKept = this.#flags & exifFlag && !this.#hasExif && orientation > 1;
    if (isKept) this.#hasExif = true;
    if (isKept && kinds.length === 0) return;
    this.#cut(from, to, { kinds: kinds.length > 0 ? kinds : ['other'], instead: isKept ? exifChunk(orientation) : undefined });
  }

  #cut(from: number, to: number, found: { readonly kinds: Kinds; readonly instead?: Bytes }): void {
    this.#removedBytes = (this.#removedBytes ?? 0) + to - from - (found.instead?.length ?? 0);
    this.#cleaning.cut(from, to, found);
  }

  #finish(end: number): PictureStructure {
    const isAnimated = this.#frames > 0;
    const size = this.#canvas ?? this.#picture;
    const isWhole = isAnimated ? this.#canvas && this.#flags & animationFlag : this.#picture && size?.widthPx === this.#picture.widthPx && size.heightPx === this.#picture.heightPx;
    if (!size || !isWhole) throw unreadable();
    refuseTiny(size.widthPx, size.heightPx);
    this.#correctHeaders(end);
    return { ...this.#cleaning.finish(this.#bytes, end), mediaType: 'image/webp', orientation: 1, isAnimated, ...size };
  }

  #correctHeaders(end: number): void {
    if (this.#removedBytes === undefined) return;
    const instead = this.#bytes.slice(0, this.#canvas ? 21 : 8);
    viewOf(instead).setUint32(4, end - 8 - this.#removedBytes, true);
    if (this.#canvas) instead[20] = this.#flags & ~(this.#hasExif ? xmpFlag : xmpFlag | exifFlag);
    this.#cleaning.cut(0, instead.length, { kinds: [], instead });
  }
}

function exifChunk(orientation: number): Bytes {
  const tiff = bareExif(orientation);
  return new Uint8Array([0x45, 0x58, 0x49, 0x46, tiff.length, 0, 0, 0, ...tiff]);
}

function allowed(size: Size): Size {
  refuseBomb(size.widthPx, size.heightPx);
  return size;
}
