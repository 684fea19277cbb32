/**
 * What follows from the state: the stage, what counts, what is missing and what the customer may do.
 * Pure functions of the snapshot and the uploads; the rules are the contract's ("Counting", the two status tables).
 */
import type { State } from './state.ts';
import { isActive, type Upload } from './upload.ts';
import type {
  Category, DocumentFile, DocumentType, Side, Verification, VerificationDocument, VerificationStatus,
} from './verification.ts';

export type Stage = 1 | 2 | 3;

const stages: Readonly<Record<VerificationStatus, Stage | null>> = {
  not_required: null,
  collecting: 1,
  pending: 2,
  action_required: 1,
  completed: 3,
  rejected: 2,
  expired: 1,
  unknown: null,
};

/** The stage shown for a status; null when none is. */
export function stageOf(status: VerificationStatus): Stage | null {
  return stages[status];
}

const gone = ['rejected', 'expired', 'replaced'];
const present = ['uploaded', 'pending', 'accepted'];

export function documentTypeOf(category: Category, documentTypeId: string): DocumentType | undefined {
  return category.documentTypes.find(({ id }) => id === documentTypeId);
}

/** Documents of a category that are still shown: everything but `replaced`. */
export function documentsIn(verification: Verification, categoryId: string): VerificationDocument[] {
  return verification.documents.filter((doc) => doc.categoryId === categoryId && doc.status !== 'replaced');
}

/** The file that stands at a side now: the newest that is not rejected, else the newest. */
export function fileAt(document: VerificationDocument, side: Side): DocumentFile | undefined {
  const files = document.files.filter((file) => file.side === side);
  return files.findLast(({ status }) => status !== 'rejected') ?? files.at(-1);
}

/** Sides of the type that have no file in `uploaded` or later. */
export function missingSides(type: DocumentType | undefined, document: VerificationDocument): Side[] {
  const isThere = (side: Side) => document.files.some((file) => file.side === side && present.includes(file.status));
  return (type?.sides ?? []).filter((side) => !isThere(side));
}

/** Whether a document counts toward `minDocuments`. */
export function isCounted(category: Category, document: VerificationDocument): boolean {
  if (gone.includes(document.status) || !present.includes(document.status)) return false;
  return missingSides(documentTypeOf(category, document.documentTypeId), document).length === 0;
}

/** How many documents of the category count. */
export function countedDocuments(verification: Verification, category: Category): number {
  return documentsIn(verification, category.id).filter((doc) => isCounted(category, doc)).length;
}

/** Whether nothing more is needed in the category; the server's own word overrides the count. */
export function isSatisfied(verification: Verification, category: Category): boolean {
  return category.satisfied ?? countedDocuments(verification, category) >= category.minDocuments;
}

export type CategoryProgress =
  | 'to_do' | 'optional' | 'partly_added' | 'adding' | 'added' | 'pending' | 'accepted' | 'needs_fix';

/** The one word for a category's badge. */
export function categoryProgress(state: State, category: Category): CategoryProgress {
  const verification = state.verification;
  if (!verification) return 'to_do';
  const documents = documentsIn(verification, category.id);
  if (hasUnansweredFix(verification, category) || openRequests(verification, category.id).length > 0) return 'needs_fix';
  const standing = documents.filter((doc) => !needsFix(doc));
  const isCountedAny = countedDocuments(verification, category) > 0;
  if (isSatisfied(verification, category) && isCountedAny) return settledProgress(verification, standing);
  if (state.uploads.some((upload) => upload.categoryId === category.id && isActive(upload))) return 'adding';
  if (documents.length > 0) return 'partly_added';
  return isSatisfied(verification, category) ? 'optional' : 'to_do';
}

function settledProgress(
  verification: Verification, documents: readonly VerificationDocument[],
): CategoryProgress {
  if (documents.every(({ status }) => status === 'accepted')) return 'accepted';
  const isWaiting = documents.some(({ status }) => status === 'pending') || verification.status === 'pending';
  return isWaiting ? 'pending' : 'added';
}

/** A document the provider sent back and the customer can still do something about. */
export function needsFix(document: VerificationDocument): boolean {
  return document.status === 'rejected' || document.status === 'expired';
}

/** Whether something was sent back and nothing new stands beside it that makes the category whole again. */
function hasUnansweredFix(verification: Verification, category: Category): boolean {
  const documents = documentsIn(verification, category.id);
  const isAnswered = isSatisfied(verification, category) && documents.some(({ status }) => status === 'uploaded');
  return documents.some(needsFix) && !isAnswered;
}

/** Requests of the provider that nothing answers yet. */
export function openRequests(verification: Verification, categoryId: string) {
  return verification.requests.filter((request) => request.categoryId === categoryId && request.fulfilledBy === null);
}

/** Whether the status lets the customer change anything at all. */
export function isEditable(verification: Verification): boolean {
  const { status, customer, renewal } = verification;
  if (status === 'action_required') return true;
  if (customer.status === 'locked') return false;
  return status === 'collecting' || status === 'expired' || (status === 'completed' && renewal !== null
    && renewal.status !== 'pending');
}

/** Whether a further document may be added to the category. */
export function canAdd(verification: Verification, category: Category): boolean {
  if (!isEditable(verification) || isFull(verification, category)) return false;
  if (verification.status === 'completed') return verification.renewal?.categoryIds.includes(category.id) ?? false;
  if (verification.status !== 'action_required') return true;
  return isAsked(verification, category) || !verification.categories.some((one) => isAskedOrSentBack(verification, one));
}

function isAsked(verification: Verification, category: Category): boolean {
  return openRequests(verification, category.id).length > 0 || !isSatisfied(verification, category);
}

/** When no category is, the provider asked for changes in words alone, and each may be added to. */
function isAskedOrSentBack(verification: Verification, category: Category): boolean {
  return isAsked(verification, category) || documentsIn(verification, category.id).some(needsFix);
}

/** Whether `maxDocuments` is reached; each open request makes room for one more. */
export function isFull(verification: Verification, category: Category): boolean {
  if (category.maxDocuments === null) return false;
  const standing = documentsIn(verification, category.id).filter((doc) => !gone.includes(doc.status));
  return standing.length >= category.maxDocuments + openRequests(verification, category.id).length;
}

/** Whether the document may be replaced, have a side added, or its type changed. */
export function canChange(verification: Verification, document: VerificationDocument): boolean {
  if (!isEditable(verification)) return false;
  if (document.reason?.final) return false;
  if (needsFix(document)) return true;
  return ['uploading', 'checking', 'uploaded'].includes(document.status);
}

/** Whether the document may be removed: before review, or when it was rejected. */
export function canRemove(verification: Verification, document: VerificationDocument): boolean {
  if (!isEditable(verification)) return false;
  return ['uploading', 'checking', 'uploaded', 'rejected'].includes(document.status);
}

/** One thing that stands between the customer and Submit. */
export interface Blocker {
  readonly kind: 'documents_missing' | 'side_missing' | 'needs_fix' | 'requested' | 'upload_running' | 'upload_failed' | 'warned' | 'needs_file';
  readonly categoryId: string;
  readonly documentId?: string;
  readonly uploadId?: string;
  readonly side?: Side;
  /** For `documents_missing`: how many more. */
  readonly count?: number;
}

/** Everything that is missing, in display order; empty = can be submitted. */
export function blockers(state: State): Blocker[] {
  const { verification } = state;
  if (!verification || !isEditable(verification)) return [];
  return verification.categories.flatMap((category) => [
    ...documentBlockers(verification, category, state.uploads),
    ...state.uploads.filter(({ categoryId }) => categoryId === category.id).flatMap(uploadBlocker),
  ]);
}

function documentBlockers(verification: Verification, category: Category, uploads: readonly Upload[]): Blocker[] {
  const categoryId = category.id;
  const documents = documentsIn(verification, categoryId);
  const isFixNeeded = category.satisfied !== true && hasUnansweredFix(verification, category);
  const found: Blocker[] = documents.filter((doc) => isFixNeeded && needsFix(doc) && !doc.reason?.final)
    .map(({ id }) => ({ kind: 'needs_fix', categoryId, documentId: id }));
  // What is unfinished beside enough others stays behind; it is not sent.
  for (const doc of documents.filter(({ status }) => status === 'uploading' && !isSatisfied(verification, category))) {
    const isAskedFor = (side: Side) => uploads.some((upload) => needsFile(upload) && upload.documentId === doc.id && upload.side === side);
    const side = missingSides(documentTypeOf(category, doc.documentTypeId), doc).find((one) => !isAskedFor(one));
    if (side) found.push({ kind: 'side_missing', categoryId, documentId: doc.id, side });
  }
  const isAsked = openRequests(verification, categoryId).length > 0;
  const isUnfinished = uploads.some((upload) => upload.categoryId === categoryId && needsFile(upload));
  if (isAsked) found.push({ kind: 'requested', categoryId });
  const count = category.minDocuments - countedDocuments(verification, category);
  if (!isAsked && !isUnfinished && found.length === 0 && !isSatisfied(verification, category)) {
    found.push({ kind: 'documents_missing', categoryId, count: Math.max(1, count) });
  }
  return found;
}

/** Begun before a reload; its row asks for the file. */
function needsFile({ phase }: Upload): boolean {
  return phase.kind === 'needs_file';
}

function uploadBlocker(upload: Upload): Blocker[] {
  const { uploadId, categoryId, phase } = upload;
  if (isActive(upload) || phase.kind === 'paused') return [{ kind: 'upload_running', categoryId, uploadId }];
  if (phase.kind === 'warned' || phase.kind === 'needs_file') return [{ kind: phase.kind, categoryId, uploadId }];
  return phase.kind === 'failed' ? [{ kind: 'upload_failed', categoryId, uploadId }] : [];
}

/** How far the required categories are. */
export function progressOf(verification: Verification): { readonly satisfied: number; readonly required: number } {
  const required = verification.categories.filter((category) => category.minDocuments > 0 || category.satisfied !== null);
  return {
    satisfied: required.filter((category) => isSatisfied(verification, category)).length,
    required: required.length,
  };
}

/** Ids a submission names: every document in `uploaded`. */
export function documentsToSubmit(verification: Verification): string[] {
  return verification.documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
}

/** Whether there is something to send: the status allows it and there is at least one uploaded document or nothing is missing. */
export function isSubmittable(verification: Verification): boolean {
  return isEditable(verification) && verification.categories.length > 0;
}

/** The stored file and the document it is part of. */
export function findFile(verification: Verification | undefined, fileId: string) {
  for (const document of verification?.documents ?? []) {
    const file = document.files.find(({ id }) => id === fileId);
    if (file) return { document, file };
  }
  return undefined;
}
