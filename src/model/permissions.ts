/** What the customer may do with documents now; pure functions of the snapshot, by the contract's two status tables. */
import { documentsIn, isEditable, isSatisfied, needsFix, openRequests } from './selectors.ts';
import type { Category, Verification, VerificationDocument } from './verification.ts';

const gone = ['rejected', 'expired', 'replaced'];
/** Whether a further document may be added to the category. */
export function canAdd(verification: Verification, category: Category): boolean {
  if (!isEditable(verification) || isFull(verification, category)) return false;
  if (verification.status === 'completed') return verification.renewal?.categoryIds.includes(category.id) ?? false;
  if (verification.status === 'collecting') return true;
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
