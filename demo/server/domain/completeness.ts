/** Counting, as the contract counts: documents, never files. */
import type { CaseDocument, CaseDraft, CaseFile } from './case.ts';
import type { CaseCategory } from './configuration.ts';

const stored: readonly string[] = ['uploaded', 'pending', 'accepted'];
const out: readonly string[] = ['rejected', 'expired', 'replaced'];

/** Uploaded or later. */
export function isStored(file: CaseFile): boolean {
  return stored.includes(file.status);
}

/** Every side of its type is there and nothing is still on its way that is not a mere swap. */
export function hasEverySide(document: CaseDocument): boolean {
  return isWholeOf(document, isStored);
}

/** Every side is there, though some may still be looked at. */
export function hasEverySideSent(document: CaseDocument): boolean {
  return isWholeOf(document, (file) => isStored(file) || file.status === 'checking');
}

function isWholeOf({ sides, files }: CaseDocument, isThere: (file: CaseFile) => boolean): boolean {
  const isEverySideThere = sides.every((side) => files.some((file) => file.side === side && isThere(file)));
  return isEverySideThere && files.every((file) => isThere(file) || file.swaps !== null || file.status === 'rejected');
}

export function isOut(document: CaseDocument): boolean {
  return out.includes(document.status);
}

export function isCounted(document: CaseDocument): boolean {
  return !isOut(document) && hasEverySide(document);
}

export function documentsOf(draft: CaseDraft, categoryId: string): CaseDocument[] {
  return draft.state.documents.filter((document) => document.categoryId === categoryId);
}

export function openRequestsOf(draft: CaseDraft, categoryId: string): number {
  return draft.state.requests.filter((request) => request.categoryId === categoryId && request.fulfilledBy === null).length;
}

/** Enough documents that satisfy `isEnough`, and nothing asked for besides. */
function isCategoryMet(draft: CaseDraft, category: CaseCategory, isEnough: (document: CaseDocument) => boolean): boolean {
  if (openRequestsOf(draft, category.id) > 0) return false;
  if (category.satisfied !== null) return category.satisfied;
  return documentsOf(draft, category.id).filter(isEnough).length >= category.minDocuments;
}

export function isCategorySatisfied(draft: CaseDraft, category: CaseCategory): boolean {
  return isCategoryMet(draft, category, isCounted);
}

/** Categories a submission would leave open, by id, in display order. */
export function unmetCategories(draft: CaseDraft): string[] {
  return draft.state.categories.filter((category) => !isCategorySatisfied(draft, category)).map((category) => category.id);
}

/** Every category has the accepted documents it needs. */
export function isEverythingAccepted(draft: CaseDraft): boolean {
  return draft.state.categories.every((category) =>
    isCategoryMet(draft, category, (document) => document.status === 'accepted'));
}
