/** What stands between the customer and Submit, and how far each category is. */
import { recalled, remembered } from './remembered.ts';
import { countedDocuments, documentsIn, documentTypeOf, inCategory, isEditable, isSatisfied, missingSides, needsFix, openRequests } from './selectors.ts';
import type { State } from './state.ts';
import { isUnderWay, type Upload } from './upload.ts';
import type { Category, Consent, DocumentField, Side, Verification, VerificationDocument } from './verification.ts';

/** One thing that stands between the customer and Submit. */
export interface Blocker {
  readonly kind: 'documents_missing' | 'side_missing' | 'needs_fix' | 'requested' | 'upload_running' | 'upload_failed' | 'warned' | 'needs_file'
    | 'field_missing' | 'consent_missing';
  /** Empty where it is about no category. */
  readonly categoryId: string;
  readonly documentId?: string;
  readonly uploadId?: string;
  readonly side?: Side;
  /** For `documents_missing`: how many more. */
  readonly count?: number;
  /** For `field_missing`. */
  readonly fieldId?: string;
  /** For `consent_missing`. */
  readonly consentId?: string;
}

/** Everything that is missing, in display order; empty = can be submitted. */
export const blockers = remembered((state: State): readonly Blocker[] => {
  const { verification } = state;
  if (!verification || !isEditable(verification)) return [];
  const found = verification.categories.flatMap((category) => {
    const uploads = inCategory(state.uploads, category.id);
    return blockersOf(category, partsOf(state, verification, category),
      () => [...documentBlockers(verification, category, uploads), ...uploads.flatMap(uploadBlocker)]);
  });
  return [...found, ...missingConsents(state).map(({ id }): Blocker => ({ kind: 'consent_missing', categoryId: '', consentId: id }))];
});

const blockersOf = recalled<readonly Blocker[]>();
const progressOf = recalled<CategoryProgress>();

/** All that what is said of a category follows from. */
function partsOf({ uploads }: State, verification: Verification, { id }: Category): readonly unknown[] {
  return [verification.status, documentsIn(verification, id), inCategory(verification.requests, id), inCategory(uploads, id)];
}

/** Required consents that were neither given before nor on this page, in the version asked for. */
export function missingConsents({ verification, consents }: Pick<State, 'verification' | 'consents'>): Consent[] {
  return (verification?.consents ?? []).filter(({ id, version, required, givenAt }) => required && givenAt === null && consents[id] !== version);
}

function documentBlockers(verification: Verification, category: Category, uploads: readonly Upload[]): Blocker[] {
  const categoryId = category.id;
  const documents = documentsIn(verification, categoryId);
  const isEnough = isSatisfied(verification, category) && !isDueAgain(verification, category);
  const isFixNeeded = category.satisfied !== true && hasUnansweredFix(verification, category);
  const found: Blocker[] = documents.filter((doc) => isFixNeeded && needsFix(doc) && !doc.reason?.final)
    .map(({ id }) => ({ kind: 'needs_fix', categoryId, documentId: id }));
  // What is unfinished beside enough others stays behind; it is not sent.
  for (const doc of documents.filter(({ status }) => status === 'uploading' && !isEnough)) {
    const isAskedFor = (side: Side) => uploads.some((upload) => needsFile(upload) && upload.documentId === doc.id && upload.side === side);
    const side = missingSides(documentTypeOf(category, doc.documentTypeId), doc).find((one) => !isAskedFor(one));
    if (side) found.push({ kind: 'side_missing', categoryId, documentId: doc.id, side });
  }
  const fields = documents.flatMap((doc) => missingFields(category, doc)
    .map(({ id }): Blocker => ({ kind: 'field_missing', categoryId, documentId: doc.id, fieldId: id })));
  const isAsked = openRequests(verification, categoryId).length > 0;
  const isUnfinished = uploads.some((upload) => needsFile(upload));
  if (isAsked) found.push({ kind: 'requested', categoryId });
  const count = category.minDocuments - countedDocuments(verification, category);
  if (!isAsked && !isUnfinished && found.length === 0 && !isEnough) {
    found.push({ kind: 'documents_missing', categoryId, count: Math.max(1, count) });
  }
  return [...found, ...fields];
}

/** To be renewed, and nothing new is there yet: what was accepted before does not count. Once sent, decisions say what lacks. */
export function isDueAgain(verification: Verification, { id }: Category): boolean {
  const { status, renewal } = verification;
  const isSent = renewal?.status === 'pending' || renewal?.status === 'action_required';
  if (status !== 'completed' || isSent || !renewal?.categoryIds.includes(id)) return false;
  return !documentsIn(verification, id).some((document) => document.status === 'uploaded');
}

/** Required fields without a value, of a document that is sent with the next submission. */
export function missingFields(category: Category, { status, documentTypeId, fields }: VerificationDocument): DocumentField[] {
  if (status !== 'uploaded' && status !== 'checking') return [];
  return (documentTypeOf(category, documentTypeId)?.fields ?? []).filter(({ id, required }) => required && !fields[id]?.trim());
}

/** Begun before a reload; its row asks for the file. */
function needsFile({ phase }: Upload): boolean {
  return phase.kind === 'needs_file';
}

function uploadBlocker(upload: Upload): Blocker[] {
  const { uploadId, categoryId, phase } = upload;
  if (isUnderWay(upload)) return [{ kind: 'upload_running', categoryId, uploadId }];
  if (phase.kind === 'warned' || phase.kind === 'needs_file') return [{ kind: phase.kind, categoryId, uploadId }];
  return phase.kind === 'failed' ? [{ kind: 'upload_failed', categoryId, uploadId }] : [];
}

export type CategoryProgress =
  | 'to_do' | 'optional' | 'partly_added' | 'adding' | 'added' | 'pending' | 'accepted' | 'needs_fix'
  /** By a request, or as a category that came after sending. */
  | 'requested';

/** The one word for a category's badge. */
export function categoryProgress(state: State, category: Category): CategoryProgress {
  const { verification } = state;
  return verification ? progressOf(category, partsOf(state, verification, category), () => progressIn(state, verification, category)) : 'to_do';
}

function progressIn(state: State, verification: Verification, category: Category): CategoryProgress {
  const documents = documentsIn(verification, category.id);
  if (hasUnansweredFix(verification, category)) return 'needs_fix';
  if (openRequests(verification, category.id).length > 0) return 'requested';
  const standing = documents.filter((doc) => !needsFix(doc));
  const isCountedAny = countedDocuments(verification, category) > 0;
  const isHalfRenewed = isDueAgain(verification, category) && standing.some(({ status }) => status === 'uploading');
  if (isHalfRenewed || standing.some((doc) => missingFields(category, doc).length > 0)) return 'partly_added';
  if (isSatisfied(verification, category) && isCountedAny) return settledProgress(verification, standing);
  if (inCategory(state.uploads, category.id).some(isUnderWay)) return 'adding';
  if (documents.length > 0) return 'partly_added';
  if (isSatisfied(verification, category)) return 'optional';
  return verification.status === 'action_required' ? 'requested' : 'to_do';
}

function settledProgress(
  verification: Verification, documents: readonly VerificationDocument[],
): CategoryProgress {
  if (documents.every(({ status }) => status === 'accepted')) return 'accepted';
  const isWaiting = documents.some(({ status }) => status === 'pending') || verification.status === 'pending';
  return isWaiting ? 'pending' : 'added';
}

/** Whether something was sent back and nothing new stands beside it that makes the category whole again. */
function hasUnansweredFix(verification: Verification, category: Category): boolean {
  const documents = documentsIn(verification, category.id);
  const isAnswered = isSatisfied(verification, category) && documents.some(({ status }) => status === 'uploaded');
  return documents.some(needsFix) && !isAnswered;
}

/** Ids a submission names: every document in `uploaded`. */
export function documentsToSubmit(verification: Verification): string[] {
  return verification.documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
}
