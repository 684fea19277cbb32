/**
 * What the page and `intake-worker.js` say to each other.
 *
 * A new kind of job is a line in `Jobs` and one in `jobs.ts`, on both sides at once: raise `protocolVersion` with every
 * change, for a host may serve a worker file of another version than the element (`workerUrl`).
 */
import type { CategoryKind } from '../model/verification.ts';
import type { Inspecting } from './inspect-file.ts';
import type { Verdict } from './intake.ts';

export const protocolVersion = 2;

/** What can be asked for, by kind: what is given (posted, so it must be cloneable) and what comes back. */
export interface Jobs {
  /** SHA-256 (FIPS 180-4) as lower-case hex. The blob is posted, never its bytes. */
  hash: { given: { readonly bytes: Blob }; answer: string };
  inspect: { given: Inspecting; answer: Verdict };
  /** The bitmap is transferred, and closed when it was looked at. */
  judge: { given: { readonly picture: ImageBitmap; readonly kind: CategoryKind }; answer: readonly string[] };
}

export type JobKind = keyof Jobs;
export type Given<K extends JobKind> = Jobs[K]['given'];
export type Answer<K extends JobKind> = Jobs[K]['answer'];

export interface RunRequest<K extends JobKind> {
  readonly kind: 'run';
  readonly id: number;
  readonly job: K;
  readonly given: Given<K>;
}

export type ToWorker = { [K in JobKind]: RunRequest<K> }[JobKind] | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  /** Said once, unasked: the file was found, allowed and has run. */
  | { readonly kind: 'ready'; readonly protocolVersion: number }
  | { readonly kind: 'done'; readonly id: number; readonly answer: Answer<JobKind> }
  /** `code` is a `KycError`'s. */
  | { readonly kind: 'failed'; readonly id: number; readonly code: string };

/** Bitmaps of a question or an answer change hands instead of being copied. */
export function bitmapsIn(value: unknown): ImageBitmap[] {
  if (value instanceof ImageBitmap) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).filter((member) => member instanceof ImageBitmap) : [];
}
