/**
 * One file's journey from being chosen to being stored, as a discriminated union and one pure `transition()`.
 *
 * Client-owned: named by a client-made `uploadId`, never mixed with the server's documents, so that a refresh cannot
 * clobber a running upload.
 */
import type { Side } from './verification.ts';

/** What was chosen and where it goes; constant for the journey. */
export interface UploadSubject {
  readonly uploadId: string;
  readonly categoryId: string;
  readonly documentTypeId: string;
  readonly side: Side;
  readonly page: number;
  /** Shown to the person; leaves the browser only to the provider's own backend. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** Files with the same one become one document, also before the server has named it. */
  readonly draftId: string;
  /** Document this file becomes part of; known from the start when a side is added to an existing one. */
  readonly documentId?: string;
  readonly fileId?: string;
  /** File or document that goes once this one is stored. */
  readonly replaces?: string;
}

/** What was taken out of a file before it is sent: where and with what it was taken, or other things one does not see. */
export type RemovedDetails = 'location_and_camera' | 'hidden_details';

/** Why a chosen file is not sent, with the numbers to say so. */
export interface Refusal {
  readonly code: string;
  readonly limit?: number | string;
  readonly actual?: number | string;
}

export type UploadPhase =
  | { readonly kind: 'inspecting' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'warned'; readonly codes: readonly string[] }
  | { readonly kind: 'queued' }
  | {
      readonly kind: 'uploading';
      readonly loadedBytes: number;
      readonly totalBytes: number;
      /** Estimate; null until there is one. */
      readonly remainingMs: number | null;
    }
  | { readonly kind: 'waiting'; readonly loadedBytes: number; readonly retryAt: number; readonly code: string }
  | { readonly kind: 'paused'; readonly loadedBytes: number }
  | { readonly kind: 'confirming' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'failed'; readonly code: string; readonly retryable: boolean; readonly limit?: number | string; readonly actual?: number | string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'needs_file'; readonly loadedBytes: number };

export type UploadKind = UploadPhase['kind'];

export interface Upload extends UploadSubject {
  readonly removed?: RemovedDetails;
  readonly phase: UploadPhase;
}

const next: Readonly<Record<UploadKind, readonly UploadKind[]>> = {
  inspecting: ['refused', 'warned', 'queued', 'cancelled'],
  refused: [],
  warned: ['queued', 'cancelled'],
  queued: ['uploading', 'paused', 'waiting', 'failed', 'cancelled'],
  uploading: ['uploading', 'confirming', 'waiting', 'paused', 'failed', 'cancelled', 'queued'],
  waiting: ['queued', 'uploading', 'paused', 'failed', 'cancelled'],
  paused: ['queued', 'cancelled'],
  confirming: ['stored', 'failed', 'waiting', 'queued', 'cancelled', 'paused'],
  stored: [],
  failed: ['queued', 'cancelled'],
  cancelled: [],
  needs_file: ['inspecting', 'queued', 'cancelled'],
};

/** Whether a journey may go from one phase to another. */
export function isLegalTransition(from: UploadKind, to: UploadKind): boolean {
  return next[from].includes(to);
}

/** The upload in its new phase. Throws `Error` on an illegal pair: a bug in the caller, never a person's input. */
export function transition(upload: Upload, phase: UploadPhase): Upload {
  if (!isLegalTransition(upload.phase.kind, phase.kind)) {
    throw new Error(`illegal upload transition ${upload.phase.kind} → ${phase.kind}`);
  }
  return { ...upload, phase };
}

/** Nothing more will happen to it by itself or by the person. */
export function isSettled(upload: Upload): boolean {
  return next[upload.phase.kind].length === 0;
}

/** Work is under way or will be without a further act of the person. */
export function isActive(upload: Upload): boolean {
  return ['inspecting', 'queued', 'uploading', 'waiting', 'confirming'].includes(upload.phase.kind);
}

/** Active, or held by the person: it is neither stored nor given up. */
export function isUnderWay(upload: Upload): boolean {
  return isActive(upload) || upload.phase.kind === 'paused';
}
