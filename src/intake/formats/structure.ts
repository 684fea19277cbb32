/**
 * What walking a file's structure tells, before anything is decoded. Readers live beside this module, one for each format;
 * they know bytes only, so that a server on Node may use them as well.
 */
import type { Refusal } from '../../model/upload.ts';

/** A part of what is to be sent: a range of the file (end exclusive), or bytes in place of one. */
export type Piece = { readonly from: number; readonly to: number } | Uint8Array<ArrayBuffer>;

/** What was found besides the picture: where and with what it was taken, or anything else one does not see. */
export type HiddenKind = 'location' | 'camera' | 'other';

export interface PictureStructure {
  readonly kind: 'picture';
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/heic' | 'image/heif';
  /** As the pixels lie in the file, before `orientation`. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** EXIF 2.32, tag 0x0112: 1 upright … 8. Formats that turn by other means say 1 here. */
  readonly orientation: number;
  readonly isAnimated: boolean;
  /** The file without what one does not see, upright as before; one range over all of it when there is nothing to remove. */
  readonly pieces: readonly Piece[];
  readonly hidden: readonly HiddenKind[];
  /** What was left out behind the picture's end: a camera's own (motion photo, further pictures) or something unknown. */
  readonly tail: 'none' | 'camera' | 'unknown';
  /** Of what was left out, anywhere in the file: what cameras write besides the picture. The rest is ballast. */
  readonly cameraBytes: number;
}

export interface PdfStructure {
  readonly kind: 'pdf';
  readonly mediaType: 'application/pdf';
  /** null where it cannot be told without a full parser. */
  readonly pageCount: number | null;
}

export type Structure = PictureStructure | PdfStructure;

/** Thrown by a reader: the file is not taken, and why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: string, facts: Omit<Refusal, 'code'> = {}) {
    super(code);
    this.refusal = { code, ...facts };
  }
}
