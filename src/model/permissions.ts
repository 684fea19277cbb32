/** What the customer may do with documents now; pure functions of the snapshot, by the contract's two status tables. */
import { remembered } from './remembered.ts';
import { documentsIn, isEditable, isSatisfied, needsFix, openRequests } from './selectors.ts';
import type { Category, DocumentFile, Verification, VerificationDocument } from './verification.ts';

const gone = ['rejected', 'expired', 'replaced'];
/** Whether a further document may be added to the category, or in a renewal take the place of the one that stands. */
export function canAdd(verification: Verification, category: Category): boolean {
  if (!isEditable(verification)) return false;
  const isRenewed = verification.status === 'completed' && isRenewing(verification, category.id);
  if (isFull(verification, category)) return isRenewed && renewedBy(verification, category) !== undefined;
  if (verification.status === 'completed') return isRenewed;
  if (verification.status === 'collecting') return true;
  return isAsked(verification, category) || !isAnyAsked(verification);
}

function isAsked(verification: Verification, category: Category): boolean {
  return openRequests(verification, category.id).length > 0 || !isSatisfied(verification, category);
}

/** When nothing is asked for or sent back, the provider asked for changes in words alone, and each category may be added to. */
const isAnyAsked = remembered((verification: Verification) => verification.categories.some((category) =>
  isAsked(verification, category) || documentsIn(verification, category.id).some(needsFix)));

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

/** Whether a file of a document that may be changed may itself go: not one that was sent and came back without objection. */
export function canSwap({ status, review }: Verification, file: DocumentFile): boolean {
  if (status === 'collecting' || file.status === 'rejected') return true;
  return !(Date.parse(file.uploadedAt ?? '') <= Date.parse(review.submittedAt ?? ''));
}

/** Whether an accepted document may give its place to a new one: early, in a renewal, once. */
export function canRenew(verification: Verification, document: VerificationDocument): boolean {
  if (verification.status !== 'completed' || !isEditable(verification) || !isRenewing(verification, document.categoryId)) return false;
  return document.status === 'accepted' && !verification.documents.some(({ replaces, status }) => replaces === document.id && !gone.includes(status));
}

/** The one document of the category whose place a new one takes in a renewal; undefined where the customer has to say which. */
export function renewedBy(verification: Verification, category: Category): VerificationDocument | undefined {
  const [only, ...others] = documentsIn(verification, category.id).filter((document) => canRenew(verification, document));
  return others.length === 0 ? only : undefined;
}

function isRenewing({ renewal }: Verification, categoryId: string): boolean {
  return renewal?.categoryIds.includes(categoryId) ?? false;
}

/** Whether the document may be removed: before review, or when it was rejected. */
export function canRemove(verification: Verification, document: VerificationDocument): boolean {
  if (!isEditable(verification)) return false;
  return ['uploading', 'checking', 'uploaded', 'rejected'].includes(document.status);
}
