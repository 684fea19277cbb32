/**
 * The port of inspection: a chosen file becomes a verdict and the bytes to send.
 *
 * Further inspectors (structure, picture quality, metadata removal) are added to the list in `inspect-file.ts`; nothing
 * outside this folder changes for them.
 */
import type { Refusal } from '../model/upload.ts';
import type { Category } from '../model/verification.ts';

/** Codes are the contract's intake codes. */
export type Verdict =
  | { readonly kind: 'accept'; readonly bytes: Blob; readonly mediaType: string }
  | { readonly kind: 'warn'; readonly bytes: Blob; readonly mediaType: string; readonly codes: readonly string[] }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

export interface Intake {
  /** Rejects only when aborted (`KycError` `aborted`); everything about the file is a verdict. */
  inspect(file: File, category: Category, signal: AbortSignal): Promise<Verdict>;
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
