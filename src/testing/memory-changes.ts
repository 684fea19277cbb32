/** What a backend does to the snapshot when something happened to a document, as pure functions. */
import { documentTypeOf, missingSides } from '../model/selectors.ts';
import type {
  DocumentFile, DocumentStatus, DocumentType, FileStatus, Reason, Verification, VerificationDocument,
} from '../model/verification.ts';

/** The snapshot with one document changed. */
export function withDocument(
  verification: Verification, documentId: string, change: (document: VerificationDocument) => VerificationDocument,
): Verification {
  const documents = verification.documents.map((one) => (one.id === documentId ? change(one) : one));
  return { ...verification, documents };
}

/** The snapshot with one document more; the first of a renewal begins it. */
export function withNewDocument(verification: Verification, document: VerificationDocument): Verification {
  const { renewal, documents } = verification;
  return {
    ...verification,
    documents: [...documents, document],
    renewal: renewal?.status === 'due' ? { ...renewal, status: 'collecting' } : renewal,
  };
}

/** Every file of the document in the status and reason given. */
export function withFiles(
  document: VerificationDocument, status: FileStatus, reason: Reason | null = null,
): VerificationDocument {
  return { ...document, files: document.files.map((file) => ({ ...file, status, reason })) };
}

/** The stored file instead of what stood at its side before: the file it replaces, rejected ones, abandoned ones. */
export function withStoredFile(
  document: VerificationDocument, stored: DocumentFile, replacedId: string | undefined,
): VerificationDocument {
  const isSuperseded = (file: DocumentFile) => file.id === replacedId
    || (file.side === stored.side && file.page === stored.page && ['rejected', 'uploading'].includes(file.status));
  const files = document.files
    .filter((file) => file.id === stored.id || !isSuperseded(file))
    .map((file) => (file.id === stored.id ? stored : file));
  return { ...document, files };
}

/** The snapshot after a document's files changed: its status, what it replaces, what it answers. */
export function settleDocument(verification: Verification, documentId: string): Verification {
  const settled = withDocument(verification, documentId, (document) => settle(typeIn(verification, document), document));
  const document = settled.documents.find(({ id }) => id === documentId);
  if (document?.status !== 'uploaded') return settled;
  return fulfil(retire(settled, document.replaces), document);
}

/** The snapshot without a document; what it answered is open again. */
export function withoutDocument(verification: Verification, documentId: string): Verification {
  return {
    ...verification,
    documents: verification.documents.filter(({ id }) => id !== documentId),
    requests: verification.requests.map((one) => (one.fulfilledBy === documentId ? { ...one, fulfilledBy: null } : one)),
  };
}

/** The snapshot without a file; a document that this leaves empty goes too. */
export function withoutFile(verification: Verification, documentId: string, fileId: string): Verification {
  const without = withDocument(verification, documentId, (document) => ({
    ...document, files: document.files.filter(({ id }) => id !== fileId),
  }));
  const isEmpty = without.documents.find(({ id }) => id === documentId)?.files.length === 0;
  return isEmpty ? withoutDocument(verification, documentId) : settleDocument(without, documentId);
}

/** The document as another type: its files move to the new type's places, in order. */
export function withType(document: VerificationDocument, type: DocumentType): VerificationDocument {
  const isPaged = type.sides.includes('page');
  const files = document.files.map((file, index) => ({
    ...file, side: isPaged ? 'page' as const : type.sides[index] ?? 'single', page: isPaged ? index + 1 : 1,
  }));
  return { ...document, documentTypeId: type.id, fields: {}, files };
}

function typeIn(verification: Verification, document: VerificationDocument): DocumentType | undefined {
  const category = verification.categories.find(({ id }) => id === document.categoryId);
  return category && documentTypeOf(category, document.documentTypeId);
}

function settle(type: DocumentType | undefined, document: VerificationDocument): VerificationDocument {
  const rejected = document.files.find(({ status }) => status === 'rejected');
  if (rejected) return { ...document, status: 'rejected', reason: rejected.reason ?? document.reason };
  const status: DocumentStatus = missingSides(type, document).length > 0 ? 'uploading' : 'uploaded';
  // A rejected document keeps its words until what was wrong with it has been made good.
  if (status === 'uploading' && document.status === 'rejected') return document;
  return { ...document, status, reason: null };
}

function retire(verification: Verification, documentId: string | null): Verification {
  if (documentId === null) return verification;
  return withDocument(verification, documentId, (document) => ({ ...document, status: 'replaced' }));
}

function fulfil(verification: Verification, document: VerificationDocument): Verification {
  const open = verification.requests.find((one) => one.fulfilledBy === null && one.categoryId === document.categoryId
    && (one.documentTypeId === null || one.documentTypeId === document.documentTypeId));
  if (!open) return verification;
  const requests = verification.requests.map((one) => (one === open ? { ...one, fulfilledBy: document.id } : one));
  return { ...verification, requests };
}
