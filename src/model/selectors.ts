/**
 * What follows from a snapshot for everybody who looks at it: the stage, what counts, whether anything may change. Pure
 * functions; the rules are the contract's ("Counting", the two status tables). What is missing stands in `blockers.ts`,
 * what the customer may do in `permissions.ts`.
 */
import { listsBy, recalled, remembered } from './remembered.ts';
import type {
  Category, DocumentType, Side, Verification, VerificationDocument, VerificationStatus,
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

const present = ['uploaded', 'pending', 'accepted'];

export function documentTypeOf(category: Category, documentTypeId: string): DocumentType | undefined {
  return category.documentTypes.find(({ id }) => id === documentTypeId);
}

/** What of a list is about the category. */
export const inCategory = listsBy('categoryId');

/** Documents of a category that are still shown: everything but `replaced`. */
export function documentsIn({ documents }: Verification, categoryId: string): readonly VerificationDocument[] {
  return withoutReplaced(inCategory(documents, categoryId));
}

const withoutReplaced = remembered((documents: readonly VerificationDocument[]) => documents.filter(({ status }) => status !== 'replaced'));

/** Sides of the type that have no file in `uploaded` or later. */
export function missingSides(type: DocumentType | undefined, document: VerificationDocument): Side[] {
  const isThere = (side: Side) => document.files.some((file) => file.side === side && present.includes(file.status));
  return (type?.sides ?? []).filter((side) => !isThere(side));
}

/** Whether a document counts toward `minDocuments`. */
export function isCounted(category: Category, document: VerificationDocument): boolean {
  return present.includes(document.status) && missingSides(documentTypeOf(category, document.documentTypeId), document).length === 0;
}

/** How many documents of the category count. */
export function countedDocuments(verification: Verification, category: Category): number {
  const documents = documentsIn(verification, category.id);
  return countOf(category, [documents], () => documents.filter((doc) => isCounted(category, doc)).length);
}

const countOf = recalled<number>();

/** Whether nothing more is needed in the category; the server's own word overrides the count. */
export function isSatisfied(verification: Verification, category: Category): boolean {
  return category.satisfied ?? countedDocuments(verification, category) >= category.minDocuments;
}

/** A document the provider sent back and the customer can still do something about. */
export function needsFix(document: VerificationDocument): boolean {
  return document.status === 'rejected' || document.status === 'expired';
}

/** Requests of the provider that nothing answers yet. */
export function openRequests(verification: Verification, categoryId: string) {
  return inCategory(verification.requests, categoryId).filter(({ fulfilledBy }) => fulfilledBy === null);
}

/** Whether the status lets the customer change anything at all. */
export function isEditable(verification: Verification): boolean {
  const { status, customer, renewal } = verification;
  if (status === 'action_required') return true;
  if (customer.status === 'locked') return false;
  return status === 'collecting' || status === 'expired' || (status === 'completed' && renewal !== null
    && renewal.status !== 'pending');
}

/** How far the required categories are. */
export function progressOf(verification: Verification): { readonly satisfied: number; readonly required: number } {
  const required = verification.categories.filter((category) => category.minDocuments > 0 || category.satisfied !== null);
  return {
    satisfied: required.filter((category) => isSatisfied(verification, category)).length,
    required: required.length,
  };
}

/** The stored file and the document it is part of. */
export function findFile(verification: Verification | undefined, fileId: string) {
  for (const document of verification?.documents ?? []) {
    const file = document.files.find(({ id }) => id === fileId);
    if (file) return { document, file };
  }
  return undefined;
}
