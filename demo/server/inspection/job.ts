/** What the server asks its inspecting process, and what that answers: encrypted files by their paths, never bytes. */
import type { Refusal } from '../../../src/model/upload.ts';

export interface InspectionJob {
  /** The bytes as they were sent, as all files of the job encrypted with its `key`. */
  readonly path: string;
  /** Made for this job, base64; told from memory to memory. */
  readonly key: string;
  /** Where what is made of them is to be written: an empty folder of this job alone. */
  readonly directory: string;
  readonly fileName: string;
  /** As the sender said it; never believed. */
  readonly mediaType: string;
  /** The category's list; empty: everything we can tell. */
  readonly accept: readonly string[];
  readonly privacy: { readonly stripMetadata: boolean; readonly allowReencode: boolean };
  /** Longest side of the small picture made of it; left out, a thumbnail's. */
  readonly smallPx?: number;
}

export interface Passed {
  readonly kind: 'passed';
  /** By content. */
  readonly mediaType: string;
  /** What to keep in place of the bytes sent; null keeps those. */
  readonly cleanPath: string | null;
  readonly thumbnailPath: string | null;
  /** A JPEG of a picture that browsers cannot show. */
  readonly renditionPath: string | null;
}

export type Outcome = Passed | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What the inspecting process says. `failed`: something that is no verdict, e.g. a full disk. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  /** `isSpent`: it holds so much memory that the next file should get a fresh process. */
  | { readonly kind: 'answer'; readonly outcome: Outcome; readonly isSpent: boolean }
  | { readonly kind: 'failed'; readonly why: string };
