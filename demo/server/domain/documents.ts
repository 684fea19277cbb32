/** What the customer does with documents: add, add a side, change the type, take back. */
import type * as z from 'zod/mini';
import type { addFileSchema, createDocumentSchema, newFileSchema, updateDocumentSchema } from '../../../src/contract/index.ts';
import { faultyFields } from '../../../src/model/fields.ts';
import { displayName } from '../../../src/model/file-name.ts';
import { newId } from '../identifiers.ts';
import { Problem, invalidRequest, notFound, versionConflict } from '../problem.ts';
import {
  requireAsked, requireCategory, requireChangeable, requireDocument, requireFile, requireFileChangeable, requireReplaceable,
} from './access.ts';
import { eraseBytes, note, touch, type CaseDocument, type CaseDraft, type CaseFile } from './case.ts';
import { orderPages } from './pages.ts';
import { documentsOf, isOut, isStored, openRequestsOf } from './completeness.ts';
import type { CaseCategory, CaseDocumentType } from './configuration.ts';
import { maxPages, refuseAnnounced } from './limits.ts';
import { removeFiles, settle } from './settling.ts';

type NewFile = z.output<typeof newFileSchema>;
type NewDocument = Extract<z.output<typeof createDocumentSchema>, { file: unknown }>;

/** How long the place for the bytes stays open. */
export const uploadLifeMs = 24 * 60 * 60 * 1000;

export interface Added {
  readonly document: CaseDocument;
  readonly file: CaseFile;
}

/** `POST /documents`: a document with its first file, announced. */
export function addDocument(draft: CaseDraft, input: NewDocument): Added {
  const category = requireCategory(draft, input.categoryId);
  const type = requireType(category, input.documentTypeId);
  const replaced = input.replaces === undefined ? null : requireReplaced(draft, input.replaces, category);
  if (!replaced) requireAsked(draft, category);
  requireRoom(draft, category, replaced);
  requireSide(type.sides, input.file);
  refuseAnnounced(category, input.file);
  const document = emptyDocument(draft, category, type);
  document.fields = checkedFields(type, input.fields);
  document.replaces = replaced?.id ?? null;
  const file = newFile(draft, input.file);
  document.files.push(file);
  keepDocument(draft, document);
  return { document, file };
}

/** `POST /documents/{id}/files`: another side or page, or one swapped. */
export function addFile(draft: CaseDraft, documentId: string, input: z.output<typeof addFileSchema>): Added {
  const document = requireDocument(draft, documentId);
  requireChangeable(draft, document);
  const category = requireCategory(draft, document.categoryId);
  requireSide(document.sides, input);
  const swapped = input.replaces === undefined ? occupant(document, input) : requireFile(document, input.replaces);
  if (swapped && swapped.side !== input.side) throw invalidRequest(['side']);
  if (swapped && input.replaces === undefined && isStored(swapped)) {
    throw new Problem(422, 'too_many_files', { limit: document.sides.length, actual: document.files.length + 1, documentId });
  }
  if (swapped) requireFileChangeable(draft, document, swapped);
  refuseAnnounced(category, input);
  const file = newFile(draft, { ...input, page: pageFor(document, input, swapped) });
  if (swapped?.status === 'uploading') removeFiles(draft, document, [swapped]);
  else file.swaps = swapped?.id ?? null;
  document.files.push(file);
  settle(draft, document);
  return { document, file };
}

/** `POST …/upload`: a fresh place for the bytes; what was sent to the old one is forgotten. */
export function renewUpload(draft: CaseDraft, documentId: string, fileId: string): CaseFile {
  const document = requireDocument(draft, documentId);
  const file = requireFile(document, fileId);
  requireChangeable(draft, document);
  if (file.status !== 'uploading') throw new Problem(409, 'not_open', { documentId });
  eraseBytes(draft, [file]);
  file.received = null;
  file.uploadId = newId('upl');
  file.uploadExpiresAt = uploadEnd(draft.now);
  return file;
}

/** `PATCH /documents/{id}`: another type of the same category, its fields, the order of its pages. */
export function updateDocument(draft: CaseDraft, documentId: string, input: z.output<typeof updateDocumentSchema>): CaseDocument {
  const document = requireDocument(draft, documentId);
  requireChangeable(draft, document);
  if (document.status === 'rejected') throw new Problem(409, 'not_open', { documentId });
  const type = requireType(requireCategory(draft, document.categoryId), input.documentTypeId ?? document.documentTypeId);
  if (type.id !== document.documentTypeId) retype(document, type);
  if (input.fields) document.fields = { ...document.fields, ...checkedFields(type, input.fields) };
  if (input.pageOrder) orderPages(document, input.pageOrder);
  settle(draft, document);
  return document;
}

export function removeDocument(draft: CaseDraft, documentId: string): void {
  const document = requireDocument(draft, documentId);
  requireChangeable(draft, document);
  dropDocument(draft, document);
}

/** One file; the document goes with its last one. */
export function removeFile(draft: CaseDraft, documentId: string, fileId: string): void {
  const document = requireDocument(draft, documentId);
  const file = requireFile(document, fileId);
  requireFileChangeable(draft, document, file);
  dropFile(draft, document, file);
}

/** Takes a file out, and the document when that leaves it empty. True when the document went. */
export function dropFile(draft: CaseDraft, document: CaseDocument, file: CaseFile): boolean {
  removeFiles(draft, document, [file]);
  touch(draft, document);
  if (document.files.length === 0) dropDocument(draft, document);
  else settle(draft, document);
  return document.files.length === 0;
}

export function requireType(category: CaseCategory, documentTypeId: string): CaseDocumentType {
  const type = category.documentTypes.find((candidate) => candidate.id === documentTypeId);
  if (!type) throw versionConflict();
  return type;
}

/** @throws Problem 422 `too_many_documents`, counted without the one being replaced; each open request makes room for one. */
export function requireRoom(draft: CaseDraft, category: CaseCategory, replaced: CaseDocument | null): void {
  if (category.maxDocuments === null) return;
  const kept = documentsOf(draft, category.id).filter((document) => !isOut(document) && document !== replaced);
  const limit = category.maxDocuments + openRequestsOf(draft, category.id);
  if (kept.length + 1 > limit) throw new Problem(422, 'too_many_documents', { limit, actual: kept.length + 1 });
}

export function emptyDocument(draft: CaseDraft, category: CaseCategory, type: CaseDocumentType): CaseDocument {
  return {
    id: newId('doc'),
    categoryId: category.id,
    documentTypeId: type.id,
    fields: {},
    status: 'uploading',
    reason: null,
    expiresAt: null,
    replaces: null,
    sides: [...type.sides],
    files: [],
    version: draft.version + 1,
    submissionId: null,
    createdAt: draft.now.toISOString(),
  };
}

export function keepDocument(draft: CaseDraft, document: CaseDocument): void {
  draft.state.documents.push(document);
  touch(draft, document);
  if (draft.state.renewal?.status === 'due') draft.state.renewal.status = 'collecting';
  note(draft, { actor: 'customer', action: 'document_added', detail: { documentId: document.id } });
}

function dropDocument(draft: CaseDraft, document: CaseDocument): void {
  eraseBytes(draft, document.files);
  draft.state.documents = draft.state.documents.filter((candidate) => candidate !== document);
  for (const request of draft.state.requests) if (request.fulfilledBy === document.id) request.fulfilledBy = null;
  touch(draft);
  note(draft, { actor: 'customer', action: 'document_removed', detail: { documentId: document.id } });
}

function requireReplaced(draft: CaseDraft, documentId: string, category: CaseCategory): CaseDocument {
  const document = requireDocument(draft, documentId);
  if (document.categoryId !== category.id) throw invalidRequest(['replaces']);
  requireReplaceable(draft, document, category);
  return document;
}

function requireSide(sides: CaseDocument['sides'], file: NewFile): void {
  if (!sides.includes(file.side)) throw invalidRequest(['side']);
}

/** The file that already stands in this place. Pages have as many places as the limit allows. */
function occupant(document: CaseDocument, file: NewFile): CaseFile | null {
  const standing = document.files.filter((candidate) => candidate.side === file.side);
  if (file.side !== 'page') return standing[standing.length - 1] ?? null;
  return standing.find((candidate) => candidate.page === file.page) ?? null;
}

function pageFor(document: CaseDocument, file: NewFile, swapped: CaseFile | null): number {
  if (file.side !== 'page') return 1;
  if (swapped) return swapped.page;
  const pages = document.files.filter((candidate) => candidate.side === 'page').map((candidate) => candidate.page);
  if (pages.length >= maxPages) {
    throw new Problem(422, 'too_many_files', { limit: maxPages, actual: pages.length + 1, documentId: document.id });
  }
  return file.page ?? Math.max(0, ...pages) + 1;
}

function newFile(draft: CaseDraft, input: NewFile): CaseFile {
  return {
    id: newId('fil'),
    side: input.side,
    page: input.page ?? 1,
    status: 'uploading',
    reason: null,
    fileName: displayName(input.fileName),
    mediaType: input.mediaType,
    sizeBytes: input.sizeBytes,
    sha256: null,
    uploadedAt: null,
    uploadId: newId('upl'),
    uploadExpiresAt: uploadEnd(draft.now),
    swaps: null,
    received: null,
  };
}

function uploadEnd(now: Date): string {
  return new Date(now.getTime() + uploadLifeMs).toISOString();
}

/** @throws Problem 422 `invalid_request` naming the fields whose values do not fit. */
function checkedFields(type: CaseDocumentType, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  const faulty = faultyFields(type, fields);
  if (faulty.length > 0) throw new Problem(422, 'invalid_request', { paths: faulty.map((id) => `fields.${id}`) });
  return { ...fields };
}

/** Lays the files into the new type's places, in order. */
function retype(document: CaseDocument, type: CaseDocumentType): void {
  const places = type.sides.includes('page') ? document.files.map(() => 'page' as const) : type.sides;
  if (document.files.length > places.length) {
    throw new Problem(422, 'too_many_files', { limit: places.length, actual: document.files.length, documentId: document.id });
  }
  document.files.forEach((file, index) => {
    file.side = places[index] ?? 'single';
    file.page = file.side === 'page' ? index + 1 : 1;
  });
  document.documentTypeId = type.id;
  document.sides = [...type.sides];
  document.fields = {};
}

/** The file with this upload id, wherever it is in the case. */
export function requireUpload(draft: CaseDraft, uploadId: string): Added {
  for (const document of draft.state.documents) {
    const file = document.files.find((candidate) => candidate.uploadId === uploadId);
    if (file) return { document, file };
  }
  throw notFound();
}
