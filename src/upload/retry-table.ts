/**
 * What is done about a failed step of an upload, as data: the first row that matches says it. How long to wait stands in
 * `backoff.ts`.
 */
import type { KycError } from '../model/errors.ts';

/** Where the failure came from: naming the file to the endpoint, another call to it, or the bytes' own way. */
export type FailurePlace = 'announcement' | 'endpoint' | 'upload';

export type Remedy =
  /** The same again, later: also asks a resumable upload for its offset. */
  | 'wait'
  /** The same again at once, with a session token other than the refused one. */
  | 'renew_session'
  /** From the first byte, at a place asked for anew: an upload URL, or the document as it stands now. */
  | 'start_again'
  /** Nothing will heal it without the person. */
  | 'give_up';

export interface RetryRule {
  readonly place?: FailurePlace;
  readonly statuses?: readonly number[];
  readonly codes?: readonly string[];
  readonly remedy: Remedy;
  /** So often in a row without progress; then the person is asked. Absent: for ever. */
  readonly attempts?: number;
}

export const retryTable: readonly RetryRule[] = [
  // The verification has moved on.
  { codes: ['not_open', 'not_asked_for', 'customer_locked', 'version_conflict'], remedy: 'give_up' },
  // An answer about the bytes, from `complete`.
  { codes: ['hash_mismatch'], remedy: 'start_again', attempts: 3 },
  { codes: ['upload_incomplete'], remedy: 'wait', attempts: 20 },
  // The place for the bytes.
  { place: 'upload', statuses: [401], remedy: 'renew_session', attempts: 1 },
  { place: 'upload', statuses: [403, 404, 410], remedy: 'start_again', attempts: 4 },
  // The document or file it was to join or replace has gone meanwhile.
  { place: 'announcement', statuses: [404, 410], remedy: 'start_again', attempts: 2 },
  { place: 'upload', codes: ['offset_mismatch'], remedy: 'start_again', attempts: 4 },
  // Somebody else writes, or the offset is another than thought: asked for it again.
  { place: 'upload', statuses: [423], remedy: 'wait' },
  { place: 'upload', statuses: [409], remedy: 'wait', attempts: 8 },
  { codes: ['other_tab'], remedy: 'wait' },
  // The host could not give a session; a sign-in that is over is not healed by asking on.
  { codes: ['session_error'], remedy: 'wait', attempts: 4 },
  // Not what the contract says: a proxy or a captive portal in between, or a server that is broken.
  { codes: ['contract_error', 'unexpected_redirect'], remedy: 'wait', attempts: 12 },
  { codes: ['connection_error'], remedy: 'wait' },
  { statuses: [408, 425, 429, 500, 502, 503, 504, 507], remedy: 'wait' },
];

/** Never repeated, whatever else they say: the server's limit or reason is shown. */
const finalStatuses = [413, 415, 422];

/** The rule for a failure; undefined = give up. */
export function ruleFor(error: KycError, place: FailurePlace): RetryRule | undefined {
  const { code, detail: { status } } = error;
  const rule = retryTable.find((row) => (row.place ?? place) === place
    && (row.codes?.includes(code) ?? true) && (row.statuses?.includes(status ?? 0) ?? true));
  if (status !== undefined && finalStatuses.includes(status) && !rule?.codes?.includes(code)) return undefined;
  return rule;
}
