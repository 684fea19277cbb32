/** What the customer may do now: the contract's table of statuses as one place to ask. */
import { Problem, notAskedFor, notFound, notOpen, versionConflict } from '../problem.ts';
import type { CaseDocument, CaseDraft, CaseFile } from './case.ts';
import { documentsOf, isCategorySatisfied, isOut, openRequestsOf } from './completeness.ts';
import type { CaseCategory } from './configuration.ts';

/** `free`: add anything asked · `fix`: only what was rejected, ran out or was asked for · `renew`: the categories due again. */
export type Openness = 'free' | 'fix' | 'renew';

/**
 * How open the case is for the customer's own documents.
 * @throws Problem 403 `customer_locked`, 409 `not_open`.
 */
export function requireOpen(draft: CaseDraft): Openness {
  const { state, customer } = draft;
  if (customer.status === 'locked' && state.status !== 'action_required') throw new Problem(403, 'customer_locked');
  if (!state.isRequired && state.status !== 'completed') throw notOpen();
  if (state.status === 'collecting') return 'free';
  if (state.status === 'action_required' || state.status === 'expired') return 'fix';
  if (state.status === 'completed' && state.renewal && state.renewal.status !== 'pending') return 'renew';
  throw notOpen();
}

/** @throws Problem 404 for a category this case never had, 409 `version_conflict` for one that was removed meanwhile. */
export function requireCategory(draft: CaseDraft, categoryId: string): CaseCategory {
  const { categories, closedCategoryIds, knownCategoryIds } = draft.state;
  const category = categories.find((candidate) => candidate.id === categoryId);
  if (category && !closedCategoryIds.includes(categoryId)) return category;
  throw knownCategoryIds.includes(categoryId) ? versionConflict() : notFound();
}

export function requireDocument(draft: CaseDraft, documentId: string): CaseDocument {
  const document = draft.state.documents.find((candidate) => candidate.id === documentId);
  if (!document) throw notFound();
  return document;
}

export function requireFile(document: CaseDocument, fileId: string): CaseFile {
  const file = document.files.find((candidate) => candidate.id === fileId);
  if (!file) throw notFound();
  return file;
}

/** @throws Problem 409 `not_asked_for` when this category is not to be added to now. */
export function requireAsked(draft: CaseDraft, category: CaseCategory): void {
  const openness = requireOpen(draft);
  if (openness === 'free') return;
  if (openness === 'renew' && draft.state.renewal?.categoryIds.includes(category.id)) return;
  if (openness === 'fix' && (draft.state.isWhollyReopened || isAsked(draft, category))) return;
  throw notAskedFor();
}

/**
 * The customer may still change or take back this document.
 * @throws Problem 409 `not_asked_for` for one that is accepted or under review while others are to be fixed, else `not_open`.
 */
export function requireChangeable(draft: CaseDraft, document: CaseDocument): void {
  const openness = requireOpen(draft);
  const { status } = document;
  if (['uploading', 'checking', 'uploaded', 'rejected'].includes(status)) return;
  throw openness === 'free' || status === 'replaced' ? notOpen() : notAskedFor(document.id);
}

/**
 * The customer may take back or swap this file of a document they may change.
 * @throws Problem 409 `not_asked_for` for one that was sent and not objected to.
 */
export function requireFileChangeable(draft: CaseDraft, document: CaseDocument, file: CaseFile): void {
  requireChangeable(draft, document);
  const { submittedAt } = draft.state.review;
  const wasSent = document.submissionId !== null && file.uploadedAt !== null && submittedAt !== null && file.uploadedAt <= submittedAt;
  if (wasSent && file.status !== 'rejected' && requireOpen(draft) !== 'free') throw notAskedFor(document.id);
}

/** A document that a new one may stand in for. An accepted one only when its category is due again. */
export function requireReplaceable(draft: CaseDraft, document: CaseDocument, category: CaseCategory): void {
  const openness = requireOpen(draft);
  if (document.status === 'replaced') throw versionConflict();
  if (document.status === 'expired') return;
  if (openness === 'renew' && document.status === 'accepted') return requireAsked(draft, category);
  requireChangeable(draft, document);
}

/** Something in this category was rejected, ran out, was asked for, or is short of what it needs. */
export function isAsked(draft: CaseDraft, category: CaseCategory): boolean {
  if (openRequestsOf(draft, category.id) > 0 || !isCategorySatisfied(draft, category)) return true;
  return documentsOf(draft, category.id).some((document) => document.status !== 'replaced' && isOut(document));
}
