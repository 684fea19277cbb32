/**
 * What a backend checks before it lets a customer change something, as pure functions of the snapshot. Each throws the
 * `KycError` that the wire's problem would become.
 */
import { KycError, type KycErrorDetail } from '../model/errors.ts';
import { faultyFields, missingFields } from '../model/fields.ts';
import { isTypeAllowed } from '../model/limits.ts';
import { canAdd, canChange, canRenew, isFull } from '../model/permissions.ts';
import { documentsIn, documentTypeOf, isCounted, isEditable, isSatisfied, openRequests } from '../model/selectors.ts';
import type { Category, DocumentFile, DocumentType, Verification, VerificationDocument } from '../model/verification.ts';
import type { AddFileRequest, CreateDocumentRequest, FileRef, SubmitRequest, UpdateDocumentRequest } from '../client/kyc-client.ts';
import { isGiven } from './memory-submission.ts';

type NewFile = Pick<AddFileRequest, 'mediaType' | 'sizeBytes'>;

const statusOf: Readonly<Record<string, number>> = {
  invalid_request: 400, customer_locked: 403, not_found: 404, too_large: 422, type_not_allowed: 422, too_many_files: 422,
  too_many_documents: 422, hash_mismatch: 422, incomplete: 422, consent_missing: 422, idempotency_mismatch: 422,
  empty_file: 422, type_mismatch: 422,
};

/** The problem a backend would answer with; its HTTP status follows from the code (409 unless said otherwise). */
export function problem(code: string, detail: KycErrorDetail = {}): KycError {
  const retryable = code === 'upload_incomplete' || code === 'hash_mismatch';
  return new KycError(code, { retryable, detail: { status: statusOf[code] ?? 409, ...detail } });
}

/** @throws `customer_locked`, `not_open` */
export function checkOpen(verification: Verification): void {
  if (isEditable(verification)) return;
  throw problem(verification.customer.status === 'locked' ? 'customer_locked' : 'not_open');
}

/** @throws `not_found` */
export function documentOf(verification: Verification, documentId: string): VerificationDocument {
  const found = verification.documents.find(({ id }) => id === documentId);
  if (!found) throw problem('not_found');
  return found;
}

/** @throws `not_found` */
export function fileOf(verification: Verification, ref: FileRef): DocumentFile {
  const found = documentOf(verification, ref.documentId).files.find(({ id }) => id === ref.fileId);
  if (!found) throw problem('not_found');
  return found;
}

/** The category, as long as the provider asks for it. @throws `version_conflict`: it, or the type, was taken away. */
export function categoryOf(verification: Verification, categoryId: string, documentTypeId: string): Category {
  const found = verification.categories.find(({ id }) => id === categoryId);
  if (!found) throw problem('version_conflict');
  typeOf(found, documentTypeId);
  return found;
}

/** @throws `version_conflict`: it was taken away */
export function typeOf(category: Category, documentTypeId: string): DocumentType {
  const found = documentTypeOf(category, documentTypeId);
  if (!found) throw problem('version_conflict');
  return found;
}

/** @throws `type_not_allowed`, `too_large` with limit and actual value */
export function checkStated(category: Category, file: NewFile): void {
  const { accept, maxSizeBytes } = category;
  if (maxSizeBytes !== null && file.sizeBytes > maxSizeBytes) {
    throw problem('too_large', { limit: maxSizeBytes, actual: file.sizeBytes });
  }
  if (!isTypeAllowed(accept, file.mediaType)) {
    throw problem('type_not_allowed', { limit: accept.join(', '), actual: file.mediaType });
  }
}

/** Whether a new document may start. @throws as the contract's `POST /documents` */
export function checkNewDocument(verification: Verification, request: CreateDocumentRequest): void {
  checkOpen(verification);
  const category = categoryOf(verification, request.categoryId, request.documentTypeId);
  if (request.replaces === undefined) checkRoom(verification, category);
  else checkReplaced(verification, category, request.replaces);
  const type = typeOf(category, request.documentTypeId);
  if (!type.sides.includes(request.file.side)) throw problem('invalid_request');
  checkFields(type, request.fields);
  checkStated(category, request.file);
}

/** @throws `invalid_request` naming the fields whose values do not fit */
export function checkFields(type: DocumentType, fields: Readonly<Record<string, string>> = {}): void {
  const faulty = faultyFields(type, fields);
  if (faulty.length > 0) throw problem('invalid_request', { status: 422, paths: faulty.map((id) => `fields.${id}`) });
}

/** @throws `too_many_documents`, `not_asked_for` */
export function checkRoom(verification: Verification, category: Category): void {
  if (isFull(verification, category)) {
    const limit = category.maxDocuments ?? 0;
    throw problem('too_many_documents', { limit, actual: limit + 1 });
  }
  if (!canAdd(verification, category)) throw problem('not_asked_for');
}

function checkReplaced(verification: Verification, category: Category, documentId: string): void {
  const replaced = documentOf(verification, documentId);
  if (replaced.categoryId !== category.id) throw problem('invalid_request');
  if (!canRenew(verification, replaced)) checkReplaceable(verification, replaced);
}

function checkReplaceable(verification: Verification, document: VerificationDocument): void {
  if (!canChange(verification, document)) throw problem('not_asked_for', { documentId: document.id });
}

/** Whether a side or page may be added. @throws as the contract's `POST /documents/{id}/files` */
export function checkNewFile(verification: Verification, documentId: string, request: AddFileRequest): void {
  const document = documentOf(verification, documentId);
  checkOpen(verification);
  checkReplaceable(verification, document);
  if (request.replaces !== undefined) fileOf(verification, { documentId, fileId: request.replaces });
  const category = categoryOf(verification, document.categoryId, document.documentTypeId);
  checkSide(category, document, request);
  checkStated(category, request);
}

function checkSide(category: Category, document: VerificationDocument, request: AddFileRequest): void {
  const { sides } = typeOf(category, document.documentTypeId);
  if (!sides.includes(request.side)) throw problem('invalid_request', { documentId: document.id });
  const isTaken = document.files.some((file) => file.side === request.side && file.page === (request.page ?? 1)
    && file.id !== request.replaces && file.status !== 'rejected' && file.status !== 'uploading');
  if (isTaken) throw problem('too_many_files', { limit: sides.length, actual: document.files.length + 1 });
}

/** Whether it may be deleted. @throws `not_found`, `customer_locked`, `not_open` */
export function checkRemovable(verification: Verification, documentId: string): void {
  const document = documentOf(verification, documentId);
  checkOpen(verification);
  const isOpen = ['uploading', 'checking', 'uploaded', 'rejected'].includes(document.status);
  if (!isOpen) throw problem('not_open', { documentId });
}

/** A file that went to review and was not objected to stays while others are put right. @throws `not_asked_for` */
export function checkNotKept({ status }: Verification, ref: FileRef, file: DocumentFile): void {
  if (status !== 'collecting' && file.status !== 'rejected') throw problem('not_asked_for', { documentId: ref.documentId });
}

/** Whether its type or fields may change. @throws `not_found`, `customer_locked`, `not_open`, `version_conflict` */
export function checkUpdatable(verification: Verification, documentId: string, request: UpdateDocumentRequest): void {
  const document = documentOf(verification, documentId);
  checkOpen(verification);
  if (!['uploading', 'checking', 'uploaded'].includes(document.status)) throw problem('not_open', { documentId });
  const typeId = request.documentTypeId ?? document.documentTypeId;
  const type = typeOf(categoryOf(verification, document.categoryId, typeId), typeId);
  const { sides } = type;
  checkFields(type, request.fields);
  if (document.files.length > sides.length && !sides.includes('page')) {
    throw problem('too_many_files', { limit: sides.length, actual: document.files.length, documentId });
  }
}

/**
 * Whether this may be sent to review.
 * @param hasChanged whether categories or one of the documents changed since the version the customer saw
 * @throws `customer_locked`, `not_open`, `version_conflict`, `incomplete`, `consent_missing`
 */
export function checkSubmission(verification: Verification, request: SubmitRequest, hasChanged: boolean): void {
  checkOpen(verification);
  if (hasChanged || !namesEveryUploaded(verification, request)) throw problem('version_conflict');
  const categoryIds = unmetCategories(verification, request);
  if (categoryIds.length > 0) throw problem('incomplete', { categoryIds });
  checkConsents(verification, request);
}

/** @throws `version_conflict` for a wording that is not asked for now, `consent_missing` */
function checkConsents({ consents }: Verification, request: SubmitRequest): void {
  const isAsked = (given: { id: string; version: string }) => consents.some(({ id, version }) => id === given.id && version === given.version);
  if (!(request.consents ?? []).every(isAsked)) throw problem('version_conflict');
  const isMissing = consents.some((one) => one.required && one.givenAt === null && !isGiven(one, request));
  if (isMissing) throw problem('consent_missing');
}

function namesEveryUploaded(verification: Verification, request: SubmitRequest): boolean {
  const named = new Set(request.documentIds);
  const known = new Set(verification.documents.map(({ id }) => id));
  const areKnown = request.documentIds.every((id) => known.has(id));
  return areKnown && verification.documents.every(({ id, status }) => status !== 'uploaded' || named.has(id));
}

/** Categories that lack something, and those of named documents that are not whole; in display order. */
function unmetCategories(verification: Verification, request: SubmitRequest): string[] {
  const named = verification.documents.filter(({ id }) => request.documentIds.includes(id));
  return verification.categories.filter((category) => {
    const isMet = isSatisfied(verification, category) && openRequests(verification, category.id).length === 0;
    return !isMet || named.some((document) => document.categoryId === category.id && !isFinished(category, document));
  }).map(({ id }) => id);
}

function isFinished(category: Category, document: VerificationDocument): boolean {
  const type = documentTypeOf(category, document.documentTypeId);
  return isCounted(category, document) && (!type || missingFields(type, document.fields).length === 0);
}

/** Whether every category has what it needs, accepted, and nothing more was asked for. */
export function isAllAccepted(verification: Verification): boolean {
  return verification.categories.every((one) => {
    if (openRequests(verification, one.id).length > 0) return false;
    const accepted = documentsIn(verification, one.id).filter(({ status }) => status === 'accepted');
    return one.satisfied ?? accepted.length >= one.minDocuments;
  });
}
