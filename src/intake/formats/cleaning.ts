/**
 * What the picture readers share: cutting out what one does not see, the limits on size, and how a cut file shows.
 */
import { contentLimits } from '../../model/limits.ts';
import { Refused, type HiddenKind, type Piece, type PictureStructure } from './structure.ts';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Kinds = readonly HiddenKind[];

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly instead: Bytes | undefined;
}

/** No camera and no program writes that many parts, or so much to leave out; a file made to keep us busy does. */
export const maxParts = 20_000;
const maxCuts = 1000;
const maxPadding = 65_536;

/** Collects what is left out of a file, or replaced. */
export class Cleaning {
  readonly #cuts: Cut[] = [];
  readonly #hidden = new Set<HiddenKind>();
  #cameraBytes = 0;

  /** End exclusive. What tells of a camera was written by one. */
  cut(from: number, to: number, found: { readonly kinds: Kinds; readonly instead?: Bytes; readonly isCameras?: boolean }): void {
    if (this.#cuts.length >= maxCuts) throw unreadable();
    const isCameras = found.isCameras ?? found.kinds.some((kind) => kind !== 'other');
    if (isCameras) this.#cameraBytes += to - from - (found.instead?.length ?? 0);
    for (const kind of found.kinds) this.#hidden.add(kind);
    this.#cuts.push({ from, to, instead: found.instead });
  }

  /** `end`: of the picture; what is behind it goes. */
  finish(bytes: Bytes, end: number): Pick<PictureStructure, 'kind' | 'pieces' | 'hidden' | 'tail' | 'cameraBytes'> {
    const tail = tailOf(bytes, end);
    if (tail !== 'none') this.cut(end, bytes.length, { kinds: ['other'], isCameras: tail === 'camera' });
    return { kind: 'picture', pieces: this.#pieces(bytes.length), hidden: [...this.#hidden], tail, cameraBytes: this.#cameraBytes };
  }

  #pieces(length: number): Piece[] {
    const pieces: Piece[] = [];
    let at = 0;
    for (const { from, to, instead } of this.#cuts.sort((one, other) => one.from - other.from)) {
      if (from < at) throw unreadable();
      if (from > at) pieces.push({ from: at, to: from });
      if (instead) pieces.push(instead);
      at = to;
    }
    if (at < length) pieces.push({ from: at, to: length });
    return pieces;
  }
}

/** Broken, or not what its first bytes promise. */
export const unreadable = (): Refused => new Refused('unreadable_image');

/** Asked as soon as the header is read, before the rest is walked. */
export function refuseBomb(widthPx: number, heightPx: number): void {
  const { maxPixels, maxSidePx } = contentLimits;
  const side = Math.max(widthPx, heightPx);
  if (widthPx * heightPx > maxPixels) throw new Refused('too_many_pixels', { limit: maxPixels, actual: widthPx * heightPx });
  if (side > maxSidePx) throw new Refused('too_many_pixels', { limit: maxSidePx, actual: side });
  if (widthPx * heightPx === 0) throw unreadable();
}

/** Asked last: of a broken file its being small is not what matters. */
export function refuseTiny(widthPx: number, heightPx: number): void {
  const actual = Math.max(widthPx, heightPx);
  if (actual < contentLimits.minLongSidePx) throw new Refused('too_few_pixels', { limit: contentLimits.minLongSidePx, actual });
}

/** Readers ask a DataView without looking at the length first: what is asked behind the end is what a cut file lacks. */
export async function refuseCut<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof RangeError ? new Refused('truncated') : error;
  }
}

export function viewOf(bytes: Bytes): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A name inside a file, one character for each byte (a "latin1" decoder is windows-1252); ends with the file. */
export function textOf(bytes: Bytes, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** What follows the picture's end: a camera's video or further pictures, or something else. */
function tailOf(bytes: Bytes, end: number): PictureStructure['tail'] {
  if (end >= bytes.length) return 'none';
  // Cameras let what follows begin at a round place.
  const start = end + Math.max(0, bytes.subarray(end, end + maxPadding).findIndex((byte) => byte !== 0));
  // An MP4, another JPEG (multi-picture format), a HEIC motion photo, Samsung's trailer.
  const isCameras = /^(.{0,4}ftyp|\xff\xd8\xff|.{0,4}mpvd|.{0,40}MotionPhoto_Data)/s.test(textOf(bytes, start, start + 64));
  return isCameras || textOf(bytes, bytes.length - 4, bytes.length) === 'SEFT' ? 'camera' : 'unknown';
}
