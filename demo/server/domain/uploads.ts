/** Bytes arriving for announced files, and the check that makes them part of a document. */
import { Problem } from '../problem.ts';
import { requireChangeable, requireDocument, requireFile } from './access.ts';
import { note, type CaseDocument, type CaseDraft, type CaseFile, type ReceivedBytes } from './case.ts';
import { dropFile, requireUpload, type Added } from './documents.ts';
import { contentProblem } from './limits.ts';
import { removeFiles, settle } from './settling.ts';

/** The bytes are on disk: they stand for the file until others arrive or `completeFile` takes them. */
export function receiveBytes(draft: CaseDraft, uploadId: string, received: ReceivedBytes): void {
  const { file } = requireOpenUpload(draft, uploadId);
  if (file.received) draft.erasedKeys.push(file.received.storageKey);
  file.received = received;
}

/** @throws Problem 404, 409 when the document is closed, 410 `not_found` once the place is used up or too old. */
export function requireOpenUpload(draft: CaseDraft, uploadId: string): Added {
  const upload = requireUpload(draft, uploadId);
  requireChangeable(draft, upload.document);
  const isOver = upload.file.status !== 'uploading' || Date.parse(upload.file.uploadExpiresAt) <= draft.now.getTime();
  if (isOver) throw new Problem(410, 'not_found');
  return upload;
}

/**
 * `POST …/complete`: the bytes are what the customer sent and what the category takes.
 * A refusal is returned, not thrown, because it changes the case: the bytes, or the file, go.
 */
export function completeFile(draft: CaseDraft, place: { documentId: string; fileId: string }, sha256: string): Added | Problem {
  const document = requireDocument(draft, place.documentId);
  const file = requireFile(document, place.fileId);
  if (file.status !== 'uploading') return repeated(document, file, sha256);
  requireChangeable(draft, document);
  const problem = transferProblem(document, file, sha256);
  if (problem) return forgetBytes(draft, file, problem);
  return inspect(draft, { document, file });
}

/** The same question again gets the same answer; another hash never changes what is stored. */
function repeated(document: CaseDocument, file: CaseFile, sha256: string): Added | Problem {
  return file.sha256 === sha256 ? { document, file } : new Problem(422, 'hash_mismatch', { documentId: document.id });
}

function transferProblem(document: CaseDocument, file: CaseFile, sha256: string): Problem | null {
  const received = file.received;
  const facts = { limit: file.sizeBytes, actual: received?.sizeBytes ?? 0, documentId: document.id, retryable: true };
  if (!received || received.sizeBytes < file.sizeBytes) return new Problem(409, 'upload_incomplete', facts);
  return received.sha256 === sha256 ? null : new Problem(422, 'hash_mismatch', { documentId: document.id, retryable: true });
}

function forgetBytes(draft: CaseDraft, file: CaseFile, problem: Problem): Problem {
  if (problem.code === 'hash_mismatch' && file.received) {
    draft.erasedKeys.push(file.received.storageKey);
    file.received = null;
  }
  return problem;
}

function inspect(draft: CaseDraft, { document, file }: Added): Added | Problem {
  const category = draft.state.categories.find((candidate) => candidate.id === document.categoryId);
  const received = file.received;
  if (!category || !received) return new Problem(409, 'upload_incomplete', { retryable: true });
  const problem = contentProblem(category, file, received);
  if (!problem) return store(draft, { document, file }, received);
  note(draft, { actor: 'inspection', action: 'file_refused', detail: { documentId: document.id, fileId: file.id, code: problem.code } });
  dropFile(draft, document, file);
  return new Problem(problem.status, problem.code, { ...problem.facts, documentId: document.id });
}

function store(draft: CaseDraft, { document, file }: Added, received: ReceivedBytes): Added {
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
