/** Announced files whose bytes come in, and the check that makes them part of a document. */
import { Problem, versionConflict } from '../problem.ts';
import { requireChangeable, requireDocument, requireFile } from './access.ts';
import { eraseBytes, note, type CaseDocument, type CaseDraft, type CaseFile, type ReceivedBytes } from './case.ts';
import { dropFile, requireUpload, type Added } from './documents.ts';
import { contentProblem } from './limits.ts';
import { removeFiles, settle } from './settling.ts';

/** What came so far: all of it, kept in the document store under a key of its own, or only so many bytes. */
export type Arrival =
  | { readonly kind: 'whole'; readonly received: ReceivedBytes }
  | { readonly kind: 'partial'; readonly sizeBytes: number };

export interface FilePlace {
  readonly documentId: string;
  readonly fileId: string;
}

/** What the customer says was sent, and what came to the place named by `uploadId`. */
export interface Delivery {
  readonly uploadId: string;
  readonly arrival: Arrival;
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
  if (handedOver && file.received !== handedOver) draft.erasedKeys.push(handedOver.storageKey);
  return result;
}

function judge(draft: CaseDraft, { document, file }: Added, { uploadId, arrival, sha256 }: Delivery): Added | Problem {
  if (file.status !== 'uploading') return repeated(document, file, sha256);
  requireChangeable(draft, document);
  const isRenewed = file.uploadId !== uploadId;
  if (arrival.kind === 'partial' || isRenewed) {
    const actual = arrival.kind === 'partial' && !isRenewed ? arrival.sizeBytes : 0;
    return new Problem(409, 'upload_incomplete', { limit: file.sizeBytes, actual, documentId: document.id, retryable: true });
  }
  const { received } = arrival;
  if (received.sha256 !== sha256) return new Problem(422, 'hash_mismatch', { documentId: document.id, retryable: true });
  return inspect(draft, { document, file }, received) ?? store(draft, { document, file }, received);
}

/** The same question again gets the same answer; another hash never changes what is stored. */
function repeated(document: CaseDocument, file: CaseFile, sha256: string): Added | Problem {
  return file.sha256 === sha256 ? { document, file } : new Problem(422, 'hash_mismatch', { documentId: document.id });
}

/** What speaks against the content. The file goes with it. */
function inspect(draft: CaseDraft, { document, file }: Added, received: ReceivedBytes): Problem | null {
  const problem = contentProblemOf(draft, { document, file }, received);
  if (!problem) return null;
  note(draft, { actor: 'inspection', action: 'file_refused', detail: { documentId: document.id, fileId: file.id, code: problem.code } });
  dropFile(draft, document, file);
  return new Problem(problem.status, problem.code, { ...problem.facts, documentId: document.id });
}

function contentProblemOf(draft: CaseDraft, { document, file }: Added, received: ReceivedBytes): Problem | null {
  const { sizeBytes: limit } = file;
  if (received.sizeBytes > limit) return new Problem(422, 'too_large', { limit, actual: received.sizeBytes });
  const category = draft.state.categories.find((candidate) => candidate.id === document.categoryId);
  return category ? contentProblem(category, file, received) : versionConflict();
}

function store(draft: CaseDraft, { document, file }: Added, received: ReceivedBytes): Added {
  eraseBytes(draft, [file]);
  file.received = received;
  file.status = 'uploaded';
  file.sha256 = received.sha256;
  file.sizeBytes = received.sizeBytes;
  file.mediaType = received.sniffedType ?? file.mediaType;
  file.uploadedAt = draft.now.toISOString();
  removeFiles(draft, document, document.files.filter((other) => other.id === file.swaps));
  file.swaps = null;
  settle(draft, document);
  return { document, file };
}
