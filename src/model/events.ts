/**
 * The public events: one table of names and details that the engine raises by, the element dispatches by, and hosts
 * get their types from. Details carry ids, codes and numbers; never bytes, tokens or `File`s.
 */
import type { ErrorEventCode } from './errors.ts';
import type { Comment, CustomerStatus, DocumentStatus, Reason, Verification, VerificationStatus } from './verification.ts';

export interface KycEventDetails {
  'kyc-ready': { readonly verification: Verification };
  'kyc-change': { readonly verification: Verification };
  'kyc-status-change': {
    readonly previous: VerificationStatus | undefined;
    readonly current: VerificationStatus;
    readonly verification: Verification;
  };
  'kyc-customer-status-change': { readonly previous: CustomerStatus; readonly current: CustomerStatus };
  'kyc-document-status-change': {
    readonly documentId: string;
    readonly categoryId: string;
    readonly previous: DocumentStatus | undefined;
    readonly current: DocumentStatus;
    readonly reason?: Reason;
  };
  'kyc-before-upload': {
    readonly uploadId: string;
    readonly categoryId: string;
    readonly documentTypeId: string;
    readonly file: { readonly name: string; readonly sizeBytes: number; readonly mediaType: string };
  };
  'kyc-file-refuse': {
    readonly uploadId: string;
    readonly categoryId: string;
    readonly name: string;
    readonly code: string;
    readonly limit?: number | string;
    readonly actual?: number | string;
  };
  'kyc-file-warn': { readonly uploadId: string; readonly categoryId: string; readonly codes: readonly string[] };
  'kyc-upload-progress': {
    readonly uploadId: string;
    readonly documentId?: string;
    readonly loadedBytes: number;
    readonly totalBytes: number;
    /** 0 to 1. */
    readonly ratio: number;
    readonly remainingMs: number | null;
  };
  'kyc-upload-success': UploadOutcome;
  'kyc-upload-error': UploadOutcome;
  'kyc-upload-abort': UploadOutcome;
  'kyc-before-submit': { readonly verification: Verification };
  'kyc-submit': { readonly submissionId: string; readonly submittedAt: string };
  'kyc-comment': { readonly comment: Comment };
  'kyc-support': {
    readonly channel: 'ticket' | 'email';
    readonly categoryId?: string;
    readonly documentId?: string;
    readonly diagnostics: string;
  };
  'kyc-session-expired': { readonly reason: string };
  /** The person follows the link of `<kyc-status>`; `href` as the host wrote it. */
  'kyc-navigate': { readonly href: string; readonly status: VerificationStatus | undefined };
  'kyc-error': { readonly code: ErrorEventCode; readonly fatal: boolean; readonly retryable: boolean };
}

export interface UploadOutcome {
  readonly uploadId: string;
  readonly documentId?: string;
  readonly fileId?: string;
  readonly categoryId: string;
  readonly code?: string;
  readonly retryable?: boolean;
}

export type KycEventName = keyof KycEventDetails;

/** Events whose `preventDefault()` stops what they announce. */
export const cancelableEvents: readonly KycEventName[] = ['kyc-before-upload', 'kyc-before-submit', 'kyc-support'];

/** Raises an event; false when the host prevented it. */
export type RaiseEvent = <N extends KycEventName>(name: N, detail: KycEventDetails[N]) => boolean;

type Change = { [N in KycEventName]: readonly [name: N, detail: KycEventDetails[N]] }[KycEventName];

/** The events a new snapshot gives rise to, in the order they are raised. */
export function snapshotEvents(previous: Verification | undefined, current: Verification): Change[] {
  if (previous === current) return [];
  const change: Change[] = [[previous ? 'kyc-change' : 'kyc-ready', { verification: current }]];
  if (!previous) {
    change.push(['kyc-change', { verification: current }]);
    return change;
  }
  if (previous.status !== current.status) {
    change.push(['kyc-status-change', { previous: previous.status, current: current.status, verification: current }]);
  }
  if (previous.customer.status !== current.customer.status) {
    change.push(['kyc-customer-status-change', { previous: previous.customer.status, current: current.customer.status }]);
  }
  return [...change, ...documentEvents(previous, current), ...commentEvents(previous, current)];
}

function documentEvents(previous: Verification, current: Verification): Change[] {
  const before = new Map(previous.documents.map((document) => [document.id, document.status]));
  return current.documents.filter(({ id, status }) => before.get(id) !== status).map((document) => [
    'kyc-document-status-change',
    {
      documentId: document.id,
      categoryId: document.categoryId,
      previous: before.get(document.id),
      current: document.status,
      ...(document.reason ? { reason: document.reason } : {}),
    },
  ]);
}

function commentEvents(previous: Verification, current: Verification): Change[] {
  const known = new Set(previous.comments.map(({ id }) => id));
  return current.comments.filter(({ id }) => !known.has(id)).map((comment) => ['kyc-comment', { comment }]);
}
