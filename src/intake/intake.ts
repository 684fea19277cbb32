/**
 * The port of inspection: a chosen file becomes a verdict and the bytes to send. Codes are the contract's intake codes.
 */
import type { Edits } from '../model/edits.ts';
import type { Refusal, RemovedDetails } from '../model/upload.ts';
import type { Category, CategoryKind } from '../model/verification.ts';

/** What is to be sent of a file, and what was learnt on the way. */
export interface Prepared {
  readonly bytes: Blob;
  /** By content, not by name. */
  readonly mediaType: string;
  /** Lower-case hex SHA-256 (FIPS 180-4) of `bytes`; absent for large ones, which `hash` reads in a stream. */
  readonly sha256?: string;
  /** By which two pictures of the same thing are known: see `isAlike`. Absent where the browser cannot draw it. */
  readonly likeness?: string;
  readonly removed?: RemovedDetails;
  /** Small and upright; absent where the browser cannot draw it. Its owner closes it. */
  readonly thumbnail?: ImageBitmap;
}

export type Verdict =
  | ({ readonly kind: 'accept' } & Prepared)
  | ({ readonly kind: 'warn'; readonly codes: readonly string[] } & Prepared)
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

export interface InspectOptions {
  readonly category: Category;
  readonly edits?: Edits;
}

export interface Intake {
  /** What name and first bytes say against the file (`type_not_allowed`, `type_mismatch`, `file_changed`); undefined = go on. */
  peek(file: File, category: Category): Promise<Refusal | undefined>;
  /** Rejects only when aborted (`KycError` `aborted`); everything about the file is a verdict. */
  inspect(file: File, options: InspectOptions, signal: AbortSignal): Promise<Verdict>;
  /** Whether two pictures show the same, by their `likeness`. */
  isAlike(likeness: string, other: string): boolean;
  /** What speaks against a picture of a camera, as codes; the bitmap is used up. */
  judge(picture: ImageBitmap, kind: CategoryKind, signal: AbortSignal): Promise<readonly string[]>;
  /** Lower-case hex SHA-256 (FIPS 180-4) of the bytes, read in a stream. Rejects with `KycError` `aborted` or `file_changed`. */
  hash(bytes: Blob, signal: AbortSignal): Promise<string>;
  /**
   * By which a file chosen again is recognised: lower-case hex SHA-256 over its first MiB followed by its last MiB, over
   * all of it up to 2 MiB. Cheap, whatever the size. Rejects like `hash`.
   */
  fingerprint(bytes: Blob, signal: AbortSignal): Promise<string>;
  /** Leaves nothing running; the next question starts what it needs again. */
  rest(): void;
}
