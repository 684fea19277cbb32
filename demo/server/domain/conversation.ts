/** What provider and customer say to each other in a case: comments, requests for another document, a renewal. */
import type { Renewal } from '../../../src/model/verification.ts';
import { newId } from '../identifiers.ts';
import { Problem, invalidRequest, notFound, notOpen } from '../problem.ts';
import { requireDocument } from './access.ts';
import { note, touch, touchQuietly, type CaseDraft } from './case.ts';
import type { CaseCategory } from './configuration.ts';
import { requestChanges } from './review.ts';
import { applyConfiguration, restrictOverdue } from './sync.ts';

/** In one case. */
const mostComments = 500;
const mostRequests = 100;

export interface NewComment {
  /** Plain text. */
  readonly body: string;
  readonly categoryId?: string | undefined;
  readonly documentId?: string | undefined;
}

export interface NewRequest {
  readonly categoryId: string;
  readonly documentTypeId?: string | undefined;
  readonly message?: string | undefined;
}

export function addComment(draft: CaseDraft, input: NewComment, author: string): CaseDraft['state']['comments'][number] {
  const document = input.documentId === undefined ? null : requireDocument(draft, input.documentId);
  const categoryId = input.categoryId ?? document?.categoryId ?? null;
  if (categoryId !== null && !draft.state.knownCategoryIds.includes(categoryId)) throw notFound();
  requireRoom(draft.state.comments, mostComments);
  const comment = {
    id: newId('com'),
    author: { name: author, role: 'admin' },
    body: input.body,
    createdAt: draft.now.toISOString(),
    readAt: null,
    categoryId,
    documentId: document?.id ?? null,
  };
  draft.state.comments.push(comment);
  touch(draft);
  note(draft, { actor: author, action: 'commented', detail: { commentId: comment.id, documentId: comment.documentId } });
  return comment;
}

/** @throws Problem 422 `too_many` with the limit. */
function requireRoom(said: readonly unknown[], limit: number): void {
  if (said.length >= limit) throw new Problem(422, 'too_many', { limit, actual: said.length + 1 });
}

/** `POST /comments/{id}/read`; repeatable. */
export function markCommentRead(draft: CaseDraft, commentId: string): void {
  const comment = draft.state.comments.find((candidate) => candidate.id === commentId);
  if (!comment) throw notFound();
  if (comment.readAt !== null) return;
  comment.readAt = draft.now.toISOString();
  touchQuietly(draft);
}

/**
 * Asks for another document. A case under review, and a completed one, becomes the customer's to act on; in a renewal the
 * category is renewed as well.
 * @throws Problem 404 for a category the case does not have, 409 `not_open` when it was rejected.
 */
export function requestDocument(draft: CaseDraft, input: NewRequest, reviewer: string): CaseDraft['state']['requests'][number] {
  const { state, now } = draft;
  const category = state.categories.find((candidate) => candidate.id === input.categoryId);
  if (!category) throw notFound();
  if (state.status === 'rejected') throw notOpen();
  const documentTypeId = input.documentTypeId ?? null;
  if (documentTypeId !== null && !category.documentTypes.some((type) => type.id === documentTypeId)) throw notFound();
  requireRoom(state.requests, mostRequests);
  const createdAt = now.toISOString();
  const request = { id: newId('req'), categoryId: category.id, documentTypeId, message: input.message ?? null, createdAt, fulfilledBy: null };
  state.requests.push(request);
  touch(draft);
  note(draft, { actor: reviewer, action: 'document_requested', detail: { requestId: request.id, categoryId: category.id } });
  if (state.renewal && !state.renewal.categoryIds.includes(category.id)) state.renewal.categoryIds = [...state.renewal.categoryIds, category.id];
  const isReopened = state.status === 'completed' && !state.renewal;
  if (state.status === 'pending' || isReopened || state.renewal?.status === 'pending') requestChanges(draft, null);
  return request;
}

/** A category for this case alone, e.g. a proof of income that nobody else is asked for. */
export function addOwnCategory(draft: CaseDraft, category: CaseCategory): CaseCategory {
  if (draft.state.knownCategoryIds.includes(category.id)) throw invalidRequest(['category.id']);
  draft.state.ownCategories.push(category);
  applyConfiguration(draft);
  return category;
}

/** Asks a verified customer to prove themselves again by a date. */
export function startRenewal(
  draft: CaseDraft,
  input: { dueAt: string; reason: Exclude<Renewal['reason'], 'unknown'>; categoryIds?: readonly string[] | undefined },
  reviewer: string,
): void {
  const { state } = draft;
  if (state.status !== 'completed') throw new Problem(409, 'not_open');
  const required = state.categories.filter((category) => category.minDocuments > 0).map((category) => category.id);
  const categoryIds = input.categoryIds ?? required;
  if (categoryIds.some((id) => !state.categories.some((category) => category.id === id))) throw notFound();
  state.renewal = { dueAt: input.dueAt, reason: input.reason, status: 'due', categoryIds: [...categoryIds] };
  touch(draft);
  draft.mails.push('renewal_due');
  note(draft, { actor: reviewer, action: 'renewal_started', detail: { reason: input.reason, dueAt: input.dueAt } });
  restrictOverdue(draft);
}
