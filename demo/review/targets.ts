/** What a reviewer decides on, in the order of the page: each document, and its sides where there are several. */
import type { Category, DocumentFile, Verification, VerificationDocument } from '../../src/model/verification.ts';
import { sideWords, word } from './words.ts';

export interface Target {
  /** `doc_…` or `doc_…/fil_…`; also the id of its element. */
  readonly key: string;
  readonly document: VerificationDocument;
  /** Null for the document as a whole. */
  readonly file: DocumentFile | null;
}

/** Statuses a document may be decided from: what was submitted, and a change of mind. */
const decidable = ['pending', 'accepted', 'rejected'];

/** Whether the case takes decisions on documents now. */
export function isUnderReview({ status, renewal }: Verification): boolean {
  const isRenewed = status === 'completed' && ['pending', 'action_required'].includes(renewal?.status ?? '');
  return status === 'pending' || status === 'action_required' || isRenewed;
}

export function canDecide(verification: Verification, { status }: VerificationDocument): boolean {
  return isUnderReview(verification) && decidable.includes(status);
}

export function targetsOf(verification: Verification): Target[] {
  const documents = verification.documents.filter(({ status }) => status !== 'replaced');
  const order = verification.categories.map(({ id }) => id);
  const place = ({ categoryId }: VerificationDocument): number => (order.includes(categoryId) ? order.indexOf(categoryId) : order.length);
  return documents.toSorted((a, b) => place(a) - place(b)).flatMap((document) => {
    const sides = document.files.length > 1 && canDecide(verification, document) ? document.files : [];
    return [{ key: document.id, document, file: null }, ...sides.map((file) => ({ key: `${document.id}/${file.id}`, document, file }))];
  });
}

/** The next one nobody decided on, after `key` and then from the top. */
export function nextUndecided(verification: Verification, key: string): Target | null {
  const targets = targetsOf(verification);
  const at = targets.findIndex((target) => target.key === key);
  const inTurn = [...targets.slice(at + 1), ...targets.slice(0, at + 1)];
  return inTurn.find(({ document, file }) => (file ?? document).status === 'pending' && document.status === 'pending') ?? null;
}

export function categoryOf({ categories }: Verification, { categoryId }: VerificationDocument): Category | null {
  return categories.find(({ id }) => id === categoryId) ?? null;
}

/** "Passport", or with its number when there are several alike in its category. */
export function titleOf(verification: Verification, document: VerificationDocument): string {
  const type = categoryOf(verification, document)?.documentTypes.find(({ id }) => id === document.documentTypeId);
  const alike = verification.documents.filter(({ categoryId, documentTypeId, status }) =>
    categoryId === document.categoryId && documentTypeId === document.documentTypeId && status !== 'replaced');
  const at = alike.indexOf(document);
  const number = alike.length > 1 && at !== -1 ? ` ${at + 1}` : '';
  return `${type?.title ?? document.documentTypeId}${number}`;
}

/** "ID Proof: Passport". */
export function fullTitleOf(verification: Verification, document: VerificationDocument): string {
  return `${categoryOf(verification, document)?.title ?? document.categoryId}: ${titleOf(verification, document)}`;
}

export function sideOf(file: Pick<DocumentFile, 'side' | 'page'>): string {
  return file.side === 'page' ? `Page ${file.page}` : word(sideWords, file.side);
}

/** "Driving License, Front". */
export function fileTitleOf(verification: Verification, document: VerificationDocument, file: DocumentFile): string {
  return `${titleOf(verification, document)}, ${sideOf(file)}`;
}

/** Other files of the case with the very same bytes, by their titles. */
export function copiesOf(verification: Verification, file: DocumentFile): string[] {
  if (!file.sha256) return [];
  return verification.documents.flatMap((document) => document.files
    .filter((other) => other.id !== file.id && other.sha256 === file.sha256)
    .map((other) => `${fullTitleOf(verification, document)}, ${sideOf(other)}`));
}
