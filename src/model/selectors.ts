/**
 * What follows from a snapshot for everybody who looks at it: the stage, what counts, whether anything may change. Pure
 * functions; the rules are the contract's ("Counting", the two status tables). What is missing stands in `blockers.ts`,
 * what the customer may do in `permissions.ts`.
 */
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

/** By category, sorted once: lists are long and asked for often. */
const standing = new WeakMap<readonly VerificationDocument[], Record<string, VerificationDocument[]>>();

/** Documents of a category that are still shown: everything but `replaced`. */
export function documentsIn({ documents }: Verification, categoryId: string): readonly VerificationDocument[] {
  let groups = standing.get(documents);
  if (!groups) {
    // Without a prototype: a category may have any name.
    standing.set(documents, (groups = Object.create(null) as Record<string, VerificationDocument[]>));
    for (const doc of documents) if (doc.status !== 'replaced') (groups[doc.categoryId] ??= []).push(doc);
  }
  return groups[categoryId] ?? [];
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

/** Counted once per list: cards, checklist and Submit all ask. */
const counts = new WeakMap<Category, { readonly documents: readonly VerificationDocument[]; readonly count: number }>();

/** How many documents of the category count. */
export function countedDocuments(verification: Verification, category: Category): number {
  const documents = documentsIn(verification, category.id);
  const known = counts.get(category);
  if (known?.documents === documents) return known.count;
  const count = documents.filter((doc) => isCounted(category, doc)).length;
  counts.set(category, { documents, count });
  return count;
}

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
