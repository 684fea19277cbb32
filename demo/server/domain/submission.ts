/** Sending what was added to review, and taking it back while nobody has looked. */
import { missingFields } from '../../../src/model/fields.ts';
import { Problem, notFound, notOpen, versionConflict } from '../problem.ts';
import { newId } from '../identifiers.ts';
import { requireOpen } from './access.ts';
import { note, touch, type CaseDocument, type CaseDraft } from './case.ts';
import { isCounted, unmetCategories } from './completeness.ts';
import { keepConsents, requireConsents, type GivenConsent } from './consents.ts';
import { isUnderReview } from './review.ts';
import { beginRound, endRound } from './rounds.ts';
import { removeFiles } from './settling.ts';

/** What the provider usually needs, in hours. */
export const usualHours = { minHours: 2, maxHours: 24 } as const;

export interface SubmissionRequest {
  /** The version of the snapshot the customer saw. */
  readonly version: number;
  readonly documentIds: readonly string[];
  readonly consents?: readonly GivenConsent[] | undefined;
}

/**
 * `POST /submissions`. Pressing Submit again while the same documents are under review names the same submission.
 * @throws Problem 403 `customer_locked`, 409 `not_open` | `version_conflict`, 422 `incomplete` with what is unmet, `consent_missing`.
 */
export function submit(draft: CaseDraft, input: SubmissionRequest, mode: 'manual' | 'automatic'): string {
  const running = runningSubmission(draft, input.documentIds);
  if (running !== null) return running;
  const openness = requireOpen(draft);
  const documents = requireUnchanged(draft, input);
  requireComplete(draft, documents, openness === 'renew');
  requireConsents(draft, input.consents ?? []);
  keepConsents(draft, input.consents ?? []);
  const submissionId = startReview(draft, documents);
  const isForRules = mode === 'automatic' || draft.configuration.automaticApproval;
  draft.state.automaticReview = isForRules ? { submissionId, outcome: 'waiting', rule: null } : null;
  return submissionId;
}

/** `DELETE /submissions/{id}`: back to where it was. */
export function withdraw(draft: CaseDraft, submissionId: string): void {
  const { state } = draft;
  if (state.review.submissionId !== submissionId) throw notFound();
  if (!isWithdrawable(draft)) throw notOpen();
  for (const document of state.documents.filter((candidate) => candidate.status === 'pending')) {
    if (document.submissionId !== submissionId) continue;
    reopen(document);
    touch(draft, document);
  }
  if (state.renewal?.status === 'pending') state.renewal.status = state.statusBeforeReview === 'action_required' ? 'action_required' : 'collecting';
  else state.status = state.statusBeforeReview;
  state.review = state.reviewBefore ?? { ...state.review, submissionId: null, submittedAt: null, expectedBy: null };
  endRound(draft, 'withdrawn', null);
  touch(draft);
  note(draft, { actor: 'customer', action: 'submission_withdrawn', detail: { submissionId } });
}

export function isWithdrawable({ state }: Pick<CaseDraft, 'state'>): boolean {
  return isUnderReview({ state }) && state.review.startedAt === null && state.review.submissionId !== null;
}

function reopen(document: CaseDocument): void {
  document.status = 'uploaded';
  document.submissionId = null;
  for (const file of document.files) if (file.status === 'pending') file.status = 'uploaded';
}

/** The submission under review, when it is exactly what is being sent again. */
function runningSubmission({ state }: CaseDraft, documentIds: readonly string[]): string | null {
  const { submissionId } = state.review;
  if (!isUnderReview({ state }) || submissionId === null || documentIds.length === 0) return null;
  const isSame = documentIds.every((id) =>
    state.documents.some((document) => document.id === id && document.submissionId === submissionId));
  return isSame ? submissionId : null;
}

/** The documents as named, when they and the categories are what the customer saw. Comments and the like do not count. */
function requireUnchanged(draft: CaseDraft, { version, documentIds }: SubmissionRequest): CaseDocument[] {
  const { state } = draft;
  if (version > draft.version || state.categoriesVersion > version) throw versionConflict();
  const named = state.documents.filter((document) => documentIds.includes(document.id));
  if (named.length < new Set(documentIds).size) throw version < draft.version ? versionConflict() : notFound();
  const isChanged = named.some((document) => document.version > version);
  const isLeftOut = state.documents.some((document) => document.status === 'uploaded' && !named.includes(document));
  if (isChanged || isLeftOut) throw versionConflict();
  return named;
}

function requireComplete(draft: CaseDraft, documents: readonly CaseDocument[], isRenewal: boolean): void {
  const checking = draft.state.documents.find((document) => document.status === 'checking');
  const unfinished = documents.find((document) => !isCounted(document) || lacksField(draft, document)) ?? checking;
  const missing = unmetCategories(draft);
  const notRenewed = isRenewal ? categoriesNotRenewed(draft, documents) : [];
  const categoryIds = [...new Set([...missing, ...notRenewed, ...(unfinished ? [unfinished.categoryId] : [])])];
  if (categoryIds.length > 0) throw new Problem(422, 'incomplete', { categoryIds, documentId: unfinished?.id });
}

/** A required field says nothing. Documents accepted before keep what they were accepted with. */
function lacksField({ state }: CaseDraft, { status, categoryId, documentTypeId, fields }: CaseDocument): boolean {
  const category = state.categories.find(({ id }) => id === categoryId);
  const type = category?.documentTypes.find(({ id }) => id === documentTypeId);
  return status === 'uploaded' && type !== undefined && missingFields(type, fields).length > 0;
}

/** Each needs something new the first time; after that, the categories in which something was sent back. */
function categoriesNotRenewed({ state }: CaseDraft, documents: readonly CaseDocument[]): string[] {
  const isAnswered = (id: string): boolean => state.renewal?.status === 'action_required'
    && !state.documents.some(({ categoryId, status }) => categoryId === id && status === 'rejected');
  const renewed = documents.filter((document) => document.status === 'uploaded').map((document) => document.categoryId);
  return (state.renewal?.categoryIds ?? []).filter((id) => !renewed.includes(id) && !isAnswered(id));
}

function startReview(draft: CaseDraft, documents: readonly CaseDocument[]): string {
  const { state, now } = draft;
  const submissionId = newId('sub');
  for (const document of documents) if (document.status === 'uploaded') send(draft, document, submissionId);
  remember(draft);
  if (state.status === 'completed' && state.renewal) state.renewal.status = 'pending';
  else state.status = 'pending';
  const expectedBy = new Date(now.getTime() + usualHours.maxHours * 3_600_000).toISOString();
  state.review = { submissionId, submittedAt: now.toISOString(), startedAt: null, expectedBy, decidedAt: null, reason: null };
  beginRound(draft, submissionId, now.toISOString());
  touch(draft);
  draft.mails.push('submitted');
  note(draft, { actor: 'customer', action: 'submitted', detail: { submissionId, documents: documents.length } });
  return submissionId;
}

/** Where a withdrawal leads back to. */
function remember({ state }: CaseDraft): void {
  const isFixedRenewal = state.status === 'completed' && state.renewal?.status === 'action_required';
  state.statusBeforeReview = isFixedRenewal ? 'action_required' : state.status;
  state.reviewBefore = state.review;
}

/** A swap that has not arrived is given up: what was there is what is sent. */
function send(draft: CaseDraft, document: CaseDocument, submissionId: string): void {
  removeFiles(draft, document, document.files.filter((file) => file.status === 'uploading'));
  document.status = 'pending';
  document.submissionId = submissionId;
  for (const file of document.files) if (file.status === 'uploaded') file.status = 'pending';
  touch(draft, document);
}
