/** Announced files whose bytes come in, and the check that makes them part of a document. */
import type { Refusal } from '../../../src/model/upload.ts';
import { Problem, versionConflict } from '../problem.ts';
import { requireChangeable, requireDocument, requireFile } from './access.ts';
import { eraseBytes, keysIn, keysOf, note, touch, type CaseDocument, type CaseDraft, type CaseFile, type ReceivedBytes } from './case.ts';
import { dropFile, requireUpload, type Added } from './documents.ts';
import { contentProblem, sizeProblem } from './limits.ts';
import { removeFiles, settle } from './settling.ts';

/** What came so far: all of it, kept in the document store under a key of its own, or only so many bytes. */
export type Arrival =
  | { readonly kind: 'whole'; readonly received: ReceivedBytes }
  | { readonly kind: 'partial'; readonly sizeBytes: number };

/** What looking at the bytes has told; `checking`: nothing yet. */
export type Finding =
  | { readonly kind: 'passed'; readonly mediaType: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'checking' };

export interface FilePlace {
  readonly documentId: string;
  readonly fileId: string;
}

/** What the customer says was sent, and what came to the place named by `uploadId`. */
export interface Delivery {
  readonly uploadId: string;
  readonly arrival: Arrival;
  readonly finding: Finding;
  /** Of the bytes sent, hex. */
  readonly sha256: string;
}

/**
 * The file a place for bytes belongs to.
 * @throws Problem 404, 409 when the document is closed, 410 once the place is used up or too old.
 */
export function requireOpenUpload(draft: CaseDraft, uploadId: string): Added {
  const upload = requireUpload(draft, uploadId);
  requireChangeable(draft, upload.document);
  const isOver = upload.file.status !== 'uploading' || Date.parse(upload.file.uploadExpiresAt) <= draft.now.getTime();
  if (isOver) throw new Problem(410, 'not_found');
  return upload;
}

/** @throws Problem 404 */
export function requirePlace(draft: CaseDraft, place: FilePlace): Added {
  const document = requireDocument(draft, place.documentId);
  return { document, file: requireFile(document, place.fileId) };
}

/**
 * `POST …/complete`: the bytes are what the customer sent and what the category takes.
 * A refusal is returned, not thrown, because it changes the case: bytes that were handed over, or the file, go.
 */
export function completeFile(draft: CaseDraft, place: FilePlace, delivery: Delivery): Added | Problem {
  const { document, file } = requirePlace(draft, place);
  const result = judge(draft, { document, file }, delivery);
  const handedOver = delivery.arrival.kind === 'whole' ? delivery.arrival.received : null;
  if (handedOver && file.received !== handedOver) draft.erasedKeys.push(...keysIn(handedOver));
  return result;
}

/**
 * What looking at bytes told that took longer than `complete` waits. The customer has been told that all is well so far:
 * a refusal is shown on the document, which then asks for another file.
 */
export function finishCheck(draft: CaseDraft, place: FilePlace, { finding, received }: { finding: Finding; received: ReceivedBytes }): void {
  const document = draft.state.documents.find(({ id }) => id === place.documentId);
  const file = document?.files.find(({ id }) => id === place.fileId);
  const isAwaited = file?.status === 'checking' && file.received?.sha256 === received.sha256;
  if (!document || !isAwaited) {
    const kept = file?.received ? keysIn(file.received) : [];
    draft.erasedKeys.push(...keysIn(received).filter((key) => !kept.includes(key)));
    return;
  }
  const problem = contentProblemOf(draft, { document, file }, { finding, received });
  if (problem) refuseLater(draft, { document, file }, problem);
  else store(draft, { document, file }, { finding, received });
}

type Looked = { readonly finding: Finding; readonly received: ReceivedBytes };

function judge(draft: CaseDraft, { document, file }: Added, { uploadId, arrival, sha256, finding }: Delivery): Added | Problem {
  if (file.status !== 'uploading') return repeated(document, file, sha256);
  requireChangeable(draft, document);
  const isRenewed = file.uploadId !== uploadId;
  if (arrival.kind === 'partial' || isRenewed) {
    const actual = arrival.kind === 'partial' && !isRenewed ? arrival.sizeBytes : 0;
    return new Problem(409, 'upload_incomplete', { limit: file.sizeBytes, actual, documentId: document.id, retryable: true });
  }
  const { received } = arrival;
  if (received.sha256 !== sha256) return new Problem(422, 'hash_mismatch', { documentId: document.id, retryable: true });
  const problem = contentProblemOf(draft, { document, file }, { finding, received });
  return problem ? refuse(draft, { document, file }, problem) : store(draft, { document, file }, { finding, received });
}

/** The same question again gets the same answer; another hash never changes what is stored. */
function repeated(document: CaseDocument, file: CaseFile, sha256: string): Added | Problem {
  return file.sha256 === sha256 ? { document, file } : new Problem(422, 'hash_mismatch', { documentId: document.id });
}

/** The file goes with what speaks against it. */
function refuse(draft: CaseDraft, { document, file }: Added, problem: Problem): Problem {
  noteRefusal(draft, { document, file }, problem);
  dropFile(draft, document, file);
  return new Problem(problem.status, problem.code, { ...problem.facts, documentId: document.id });
}

function refuseLater(draft: CaseDraft, { document, file }: Added, { code }: Problem): void {
  noteRefusal(draft, { document, file }, { code });
  eraseBytes(draft, [file]);
  file.received = null;
  file.status = 'rejected';
  file.reason = { code, message: null, final: false };
  document.status = 'rejected';
  document.reason = file.reason;
  touch(draft, document);
}

function noteRefusal(draft: CaseDraft, { document, file }: Added, { code }: Pick<Problem, 'code'>): void {
  note(draft, { actor: 'inspection', action: 'file_refused', detail: { documentId: document.id, fileId: file.id, code } });
}

/** What speaks against the bytes as they were sent: the configuration may have changed since they were looked at. */
function contentProblemOf(draft: CaseDraft, { document, file }: Added, { finding, received: { sizeBytes } }: Looked): Problem | null {
  const { sizeBytes: limit } = file;
  if (sizeBytes > limit) return new Problem(422, 'too_large', { limit, actual: sizeBytes });
  const category = draft.state.categories.find((candidate) => candidate.id === document.categoryId);
  if (!category) return versionConflict();
  const problem = sizeBytes === 0 ? new Problem(422, 'empty_file', { actual: 0 }) : sizeProblem(category, sizeBytes);
  if (problem || finding.kind === 'checking') return problem;
  if (finding.kind === 'passed') return contentProblem(category, { ...finding, sizeBytes });
  const { code, ...facts } = finding.refusal;
  return new Problem(422, code, facts);
}

function store(draft: CaseDraft, { document, file }: Added, { finding, received }: Looked): Added {
  const kept = keysIn(received);
  draft.erasedKeys.push(...keysOf(file).filter((key) => !kept.includes(key)));
  file.received = received;
  file.sha256 = received.sha256;
  file.sizeBytes = received.sizeBytes;
  file.status = finding.kind === 'passed' ? 'uploaded' : 'checking';
  if (finding.kind === 'passed') arrive(draft, { document, file }, finding.mediaType);
  settle(draft, document);
  return { document, file };
}

/** Stands where it belongs, instead of what it was sent for. */
function arrive(draft: CaseDraft, { document, file }: Added, mediaType: string): void {
  file.mediaType = mediaType;
  file.uploadedAt = draft.now.toISOString();
  const isSuperseded = (other: CaseFile): boolean => other.id === file.swaps
    || (other.status === 'rejected' && other.side === file.side && other.page === file.page);
  removeFiles(draft, document, document.files.filter(isSuperseded));
  file.swaps = null;
}
