/** The reviewer's decisions and the moves they cause. One mail per move. */
import type { Reason } from '../../../src/model/verification.ts';
import { Problem, notOpen } from '../problem.ts';
import { requireDocument, requireFile, isAsked } from './access.ts';
import { note, touch, type AuditNote, type CaseDocument, type CaseDraft, type CaseFile } from './case.ts';
import { isEverythingAccepted } from './completeness.ts';
import { endRound, noteDecision } from './rounds.ts';

export interface DocumentDecision {
  readonly documentId: string;
  readonly decision: 'accept' | 'reject';
  /** Only this file of the document. */
  readonly fileId?: string | undefined;
  /** A reviewer code of the contract. */
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly final?: boolean | undefined;
  readonly expiresAt?: string | null | undefined;
  /** Of the automatic review: what decided. */
  readonly rule?: string | undefined;
}

export interface WholeDecision {
  readonly decision: 'complete' | 'request_changes' | 'reject';
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** The reviewer opened the case: from now on it cannot be withdrawn. */
export function beginReview(draft: CaseDraft, reviewer: string): void {
  const { state } = draft;
  if (!isUntouched(draft)) return;
  state.review.startedAt = draft.now.toISOString();
  touch(draft);
  note(draft, { actor: reviewer, action: 'review_started', detail: { submissionId: state.review.submissionId } });
}

/** Under review, and nobody has looked. */
export function isUntouched({ state }: Pick<CaseDraft, 'state'>): boolean {
  return isUnderReview({ state }) && state.review.startedAt === null;
}

/** @throws Problem 409 `not_open` for a document that was never sent, or a case that is closed. */
export function decideDocument(draft: CaseDraft, input: DocumentDecision, reviewer: string): CaseDocument {
  const { documentId } = input;
  const document = requireDocument(draft, documentId);
  requireDecidable(draft, document);
  const file = input.fileId === undefined ? null : requireFile(document, input.fileId);
  if (input.decision === 'accept') accept(document, file, input.expiresAt ?? null);
  else reject(document, file, reasonOf(input));
  if (input.decision === 'reject') draft.state.isWhollyReopened = false;
  noteDecision(draft, document, reviewer);
  touch(draft, document);
  draft.state.review.startedAt ??= draft.now.toISOString();
  const action = input.decision === 'accept' ? 'document_accepted' : 'document_rejected';
  const byRule: AuditNote['detail'] = input.rule === undefined ? {} : { rule: input.rule, outcome: document.status };
  note(draft, { actor: reviewer, action, detail: { documentId, fileId: file?.id ?? null, reason: input.reason ?? null, ...byRule } });
  settleReview(draft, reviewer);
  return document;
}

/** The verdict on the whole. @throws Problem 409 `not_open` when the case is not where this verdict leads from. */
export function decideWhole(draft: CaseDraft, input: WholeDecision, reviewer: string): void {
  const { state } = draft;
  const isReviewed = state.status === 'pending' || state.status === 'action_required' || isRenewalReviewed(draft);
  const isReopened = state.status === 'rejected' && input.decision === 'request_changes';
  if (!isReviewed && !isReopened) throw notOpen();
  note(draft, { actor: reviewer, action: `case_${input.decision}`, detail: { reason: input.reason ?? null } });
  if (input.decision === 'complete') return complete(draft, reviewer);
  if (input.decision === 'reject') return rejectWhole(draft, input);
  requestChanges(draft, wholeReason(input, false));
}

/** Moves the case on once no submitted document waits for a decision. */
export function settleReview(draft: CaseDraft, decidedBy: string): void {
  const { state } = draft;
  const isUndecided = state.documents.some((document) => document.status === 'pending');
  if (isUndecided) return;
  if (!isAnythingRejectedNow(draft) && isEverythingAccepted(draft)) return complete(draft, decidedBy);
  if (state.status === 'pending' || state.renewal?.status === 'pending') requestChanges(draft, null);
}

/** Sent and not decided: the case, or the renewal of one that stays completed. */
export function isUnderReview({ state }: Pick<CaseDraft, 'state'>): boolean {
  return state.status === 'pending' || (state.status === 'completed' && state.renewal?.status === 'pending');
}

/** What is asked of the customer changed: the case is theirs again. Used by decisions and by requests. */
export function requestChanges(draft: CaseDraft, reason: Reason | null): void {
  const { state } = draft;
  const isRenewal = state.status === 'completed' && state.renewal !== null;
  const isMove = isRenewal ? state.renewal?.status !== 'action_required' : state.status !== 'action_required';
  if (isRenewal && state.renewal) state.renewal.status = 'action_required';
  else state.status = 'action_required';
  state.isWhollyReopened = !state.categories.some((category) => isAsked(draft, category));
  if (reason || isMove) state.review.reason = reason;
  if (isMove) state.review.decidedAt = draft.now.toISOString();
  touch(draft);
  if (reason || isMove) endRound(draft, 'action_required', reason);
  if (isMove) draft.mails.push('action_required');
}

function complete(draft: CaseDraft, decidedBy: string): void {
  const { state, customer } = draft;
  for (const document of state.documents.filter((candidate) => candidate.status === 'pending')) {
    accept(document, null, document.expiresAt);
    noteDecision(draft, document, decidedBy);
    touch(draft, document);
  }
  state.status = 'completed';
  state.renewal = null;
  state.isWhollyReopened = false;
  state.review.decidedAt = draft.now.toISOString();
  state.review.reason = null;
  customer.status = 'active';
  customer.restrictions = [];
  endRound(draft, 'completed', null);
  touch(draft);
  draft.mails.push('completed');
}

function rejectWhole(draft: CaseDraft, input: WholeDecision): void {
  const { state, customer, configuration } = draft;
  if (state.status === 'completed') throw notOpen();
  state.status = 'rejected';
  state.review.decidedAt = draft.now.toISOString();
  state.review.reason = wholeReason(input, true) ?? { code: 'other', message: null, final: true };
  customer.status = configuration.rejectedCustomerStatus;
  customer.restrictions = customer.status === 'restricted' ? [{ code: 'verification_failed', message: null, liftedBy: null }] : [];
  endRound(draft, 'rejected', state.review.reason);
  touch(draft);
  draft.mails.push('rejected');
}

function requireDecidable(draft: CaseDraft, document: CaseDocument): void {
  const { status } = draft.state;
  const isReviewed = status === 'pending' || status === 'action_required' || isRenewalReviewed(draft);
  const isSent = document.submissionId !== null && ['pending', 'accepted', 'rejected'].includes(document.status);
  if (!isReviewed || !isSent) throw new Problem(409, 'not_open', { documentId: document.id });
}

function isRenewalReviewed({ state }: CaseDraft): boolean {
  return state.status === 'completed' && ['pending', 'action_required'].includes(state.renewal?.status ?? '');
}

function isAnythingRejectedNow({ state }: CaseDraft): boolean {
  return state.documents.some((document) =>
    document.status === 'rejected' && document.submissionId === state.review.submissionId);
}

function accept(document: CaseDocument, file: CaseFile | null, expiresAt: string | null): void {
  for (const accepted of file ? [file] : document.files) {
    accepted.status = 'accepted';
    accepted.reason = null;
  }
  document.expiresAt = expiresAt ?? document.expiresAt;
  if (document.files.some((candidate) => candidate.status === 'rejected')) return;
  if (document.files.some((candidate) => candidate.status !== 'accepted')) return awaitDecision(document);
  document.status = 'accepted';
  document.reason = null;
}

/** Nothing is wrong with it any more, but not all of it is accepted either. */
function awaitDecision(document: CaseDocument): void {
  document.status = 'pending';
  document.reason = null;
  for (const file of document.files) if (file.status === 'uploaded') file.status = 'pending';
}

/** One rejected file rejects the document with that file's reason; only its side is asked for again. */
function reject(document: CaseDocument, file: CaseFile | null, reason: Reason): void {
  document.status = 'rejected';
  document.reason = reason;
  for (const candidate of document.files) {
    if (!file || candidate === file) Object.assign(candidate, { status: 'rejected', reason });
    else if (candidate.status !== 'rejected') candidate.status = 'uploaded';
  }
}

function reasonOf(input: DocumentDecision): Reason {
  return { code: input.reason ?? 'other', message: input.message ?? null, final: input.final ?? false };
}

function wholeReason(input: WholeDecision, final: boolean): Reason | null {
  if (input.reason === undefined && input.message === undefined) return null;
  return { code: input.reason ?? 'other', message: input.message ?? null, final };
}
