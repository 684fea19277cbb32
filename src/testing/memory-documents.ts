/** Copies of documents, and documents changed by hand: what `POST /documents {copyOf}` and `PATCH /documents/{id}` do. */
import type { CopyDocumentRequest, UpdateDocumentRequest } from '../client/kyc-client.ts';
import { isCounted } from '../model/selectors.ts';
import type { DocumentFile, Verification, VerificationDocument } from '../model/verification.ts';
import type { MemoryCase } from './memory-case.ts';
import { settleDocument, withNewDocument, withType } from './memory-changes.ts';
import { categoryOf, checkOpen, checkRoom, checkStated, documentOf, problem, typeOf } from './memory-rules.ts';

/** The new document, stored. @throws as the contract's `POST /documents` */
export function copiedDocument(memory: MemoryCase, { categoryId, documentTypeId, copyOf }: CopyDocumentRequest): VerificationDocument {
  const { verification } = memory;
  checkOpen(verification);
  const category = categoryOf(verification, categoryId, documentTypeId);
  checkRoom(verification, category);
  const source = documentOf(verification, copyOf);
  const type = typeOf(category, documentTypeId);
  const sourceCategory = verification.categories.find(({ id }) => id === source.categoryId);
  const sourceSides = sourceCategory?.documentTypes.find(({ id }) => id === source.documentTypeId)?.sides ?? [];
  const isWhole = sourceCategory !== undefined && isCounted(sourceCategory, source);
  if (!isWhole || sourceSides.join() !== type.sides.join()) throw problem('invalid_request', { paths: ['copyOf'] });
  const stored = source.files.filter(({ status }) => status !== 'uploading');
  for (const file of stored) checkStated(category, file);
  const copy: VerificationDocument = {
    ...source, id: memory.nextId('doc'), categoryId, documentTypeId, status: 'uploading', reason: null, expiresAt: null, replaces: null,
    fields: documentTypeId === source.documentTypeId ? source.fields : {}, files: stored.map((file) => copiedFile(memory, file)),
  };
  memory.change((current) => settleDocument(withNewDocument(current, copy), copy.id));
  return documentOf(memory.verification, copy.id);
}

function copiedFile(memory: MemoryCase, file: DocumentFile): DocumentFile {
  const copy: DocumentFile = { ...file, id: memory.nextId('fil'), status: 'uploaded', reason: null };
  const bytes = memory.bytes.get(file.id);
  if (bytes) memory.bytes.set(copy.id, bytes);
  return copy;
}

/** The document with another type, other fields, its pages in another order. @throws `invalid_request` for no such order */
export function updatedDocument(
  current: Verification, document: VerificationDocument, { documentTypeId, fields, pageOrder }: UpdateDocumentRequest,
): VerificationDocument {
  const typeId = documentTypeId ?? document.documentTypeId;
  const type = typeOf(categoryOf(current, document.categoryId, typeId), typeId);
  const typed = type.id === document.documentTypeId ? document : withType(document, type);
  return { ...typed, fields: { ...typed.fields, ...fields }, files: pageOrder ? ordered(typed, pageOrder) : typed.files };
}

function ordered({ files }: VerificationDocument, pageOrder: readonly string[]): DocumentFile[] {
  const pages = files.filter(({ side }) => side === 'page').map(({ id }) => id);
  const isPermutation = pageOrder.length === pages.length && pages.every((id) => pageOrder.includes(id));
  if (!isPermutation) throw problem('invalid_request', { status: 422, paths: ['pageOrder'] });
  return files.map((file) => (file.side === 'page' ? { ...file, page: pageOrder.indexOf(file.id) + 1 } : file));
}
