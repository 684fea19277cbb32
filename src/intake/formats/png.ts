/**
 * Walks a PNG (W3C PNG, third edition) chunk by chunk: order, checksums, header. Kept is what the picture needs to look
 * as it does; texts, times, unknown chunks, the frames of an animation and everything behind the end are left out.
 */
import type { Pace } from '../pace.ts';
import { Cleaning, maxParts, refuseBomb, refuseCut, refuseTiny, textOf, unreadable, viewOf, type Bytes, type Kinds } from './cleaning.ts';
import { crc32 } from './crc32.ts';
import { bareExif, kindsInXmp, readExif } from './exif.ts';
import { Refused, type PictureStructure } from './structure.ts';

const signature = '\x89PNG\r\n\x1a\n';
const kept = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|cICP|mDCV|cLLI|pHYs|bKGD)$/;
/** Bits per sample allowed for each colour type, and samples per pixel. */
const colours: Readonly<Record<number, { readonly depths: readonly number[]; readonly samples: number }>> = {
  0: { depths: [1, 2, 4, 8, 16], samples: 1 },
  2: { depths: [8, 16], samples: 3 },
  3: { depths: [1, 2, 4, 8], samples: 1 },
  4: { depths: [8, 16], samples: 2 },
  6: { depths: [8, 16], samples: 4 },
};
const xmpKeyword = 'XML:com.adobe.xmp\0';
/** Deflate cannot press more into one byte. */
const maxRatio = 1032;

export function readPng(bytes: Bytes, pace: Pace): Promise<PictureStructure> {
  return refuseCut(() => new PngWalk(bytes).walk(pace));
}

interface Chunk {
  readonly type: string;
  /** Of its length field. */
  readonly from: number;
  /** Of its data. */
  readonly data: number;
  readonly end: number;
  /** Behind its checksum. */
  readonly to: number;
}

class PngWalk {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  readonly #cleaning = new Cleaning();
  #widthPx = 0;
  #heightPx = 0;
  #colour = 0;
  #rawBytes = 0;
  #dataBytes = 0;
  #before = '';
  #hasPalette = false;
  #frames = 1;
  #orientation = 1;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  async walk(pace: Pace): Promise<PictureStructure> {
    const start = textOf(this.#bytes, 0, 8);
    if (start !== signature) throw unreadable();
    for (let at = 8, steps = 1; steps < maxParts; steps++) {
      const chunk = this.#chunkAt(at);
      await this.#check(chunk, pace);
      this.#take(chunk);
      if (chunk.type === 'IEND') return this.#finish(chunk.to);
      this.#before = chunk.type;
      at = chunk.to;
      if (steps % 256 === 0 && pace.isDue) await pace.rest();
    }
    throw unreadable();
  }

  #chunkAt(from: number): Chunk {
    const data = from + 8;
    const end = data + this.#view.getUint32(from);
    const type = textOf(this.#bytes, from + 4, data);
    if (type.length < 4) throw new Refused('truncated');
    if (!/^[a-z]{4}$/i.test(type) || (from === 8) !== (type === 'IHDR')) throw unreadable();
    return { type, from, data, end, to: end + 4 };
  }

  async #check({ from, type, end }: Chunk, pace: Pace): Promise<void> {
    // The size first: a bomb's body need not be there at all.
    if (type === 'IHDR') refuseBomb(this.#view.getUint32(from + 8), this.#view.getUint32(from + 12));
    const expected = this.#view.getUint32(end);
    let sum = 0;
    for (let at = from + 4; at < end; at += 65_536) {
      sum = crc32(this.#bytes.subarray(at, Math.min(at + 65_536, end)), sum);
      if (pace.isDue) await pace.rest();
    }
    // Of what is left out, it says nothing of the picture.
    if (sum !== expected && !isLeftOut(type)) throw unreadable();
  }

  #take(chunk: Chunk): void {
    const { type, from, to } = chunk;
    if (type === 'IHDR') this.#takeHeader(chunk);
    else if (type === 'PLTE') this.#takePalette(chunk);
    else if (type === 'IDAT') this.#takeData(chunk);
    // A frame count only counts before the picture.
    else if (type === 'acTL' && this.#dataBytes === 0) this.#frames = this.#view.getUint32(chunk.data);
    if (type === 'eXIf') this.#takeExif(chunk);
    else if (isLeftOut(type)) this.#cleaning.cut(from, to, { kinds: this.#kindsIn(chunk) });
    else if (!kept.test(type)) throw unreadable();
  }

  #takeHeader({ data, end }: Chunk): void {
    const view = this.#view;
    this.#widthPx = view.getUint32(data);
    this.#heightPx = view.getUint32(data + 4);
    this.#colour = view.getUint8(data + 9);
    const depth = view.getUint8(data + 8);
    const colour = colours[this.#colour];
    const isKnown = end === data + 13 && view.getUint16(data + 10) === 0 && view.getUint8(data + 12) < 2;
    if (!isKnown || !colour?.depths.includes(depth)) throw unreadable();
    this.#rawBytes = this.#heightPx * Math.ceil((this.#widthPx * depth * colour.samples) / 8);
  }

  #takePalette({ data, end }: Chunk): void {
    const isValid = !this.#hasPalette && this.#dataBytes === 0 && (end - data) % 3 === 0 && end > data && end - data <= 768;
    if (!isValid || this.#colour % 4 === 0) throw unreadable();
    this.#hasPalette = true;
  }

  #takeData({ data, end }: Chunk): void {
    const isLate = this.#dataBytes > 0 && this.#before !== 'IDAT';
    if (isLate || (this.#colour === 3 && !this.#hasPalette)) throw unreadable();
    this.#dataBytes += end - data;
  }

  /** Browsers turn a PNG by its Exif as they do a JPEG. */
  #takeExif({ data, end, from, to }: Chunk): void {
    const { orientation, kinds } = readExif(this.#bytes.subarray(data, end));
    this.#orientation = orientation;
    if (kinds.length > 0) this.#cleaning.cut(from, to, { kinds, instead: orientation > 1 ? exifChunk(orientation) : undefined });
  }

  #kindsIn({ type, data, end }: Chunk): Kinds {
    const isXmp = type === 'iTXt' && textOf(this.#bytes, data, Math.min(end, data + xmpKeyword.length)) === xmpKeyword;
    return isXmp ? kindsInXmp(this.#bytes.subarray(data, end)) : ['other'];
  }

  #finish(end: number): PictureStructure {
    if (this.#dataBytes === 0) throw unreadable();
    if (this.#dataBytes * maxRatio < this.#rawBytes) throw new Refused('truncated');
    refuseTiny(this.#widthPx, this.#heightPx);
    return {
      ...this.#cleaning.finish(this.#bytes, end), mediaType: 'image/png', isAnimated: this.#frames > 1,
      widthPx: this.#widthPx, heightPx: this.#heightPx, orientation: this.#orientation,
    };
  }
}

/** Upper case: not to be passed over by whoever does not know it. */
function isLeftOut(type: string): boolean {
  return /^[a-z]/.test(type) && type !== 'eXIf' && !kept.test(type);
}

function exifChunk(orientation: number): Bytes {
  const tiff = bareExif(orientation);
  const chunk = new Uint8Array(tiff.length + 12);
  const view = viewOf(chunk);
  view.setUint32(0, tiff.length);
  chunk.set([0x65, 0x58, 0x49, 0x66, ...tiff], 4);
  view.setUint32(tiff.length + 8, crc32(chunk.subarray(4, -4), 0));
  return chunk;
}
