/** What follows from a document's files: its status, and what it does to others once it is whole. */
import { eraseBytes, touch, type CaseDocument, type CaseDraft, type CaseFile } from './case.ts';
import { hasEverySideSent } from './completeness.ts';

/** The document's status as its files have it, while the customer works on it. A rejected side keeps it rejected. */
export function settle(draft: CaseDraft, document: CaseDocument): void {
  touch(draft, document);
  if (document.status === 'rejected' && document.files.some((file) => file.status === 'rejected')) return;
  document.status = statusOf(document);
  document.reason = null;
  if (document.status === 'uploaded') takeEffect(draft, document);
}

/** With a file still looked at, even one that takes another's place, nobody can say yet what the document is. */
function statusOf(document: CaseDocument): CaseDocument['status'] {
  if (!hasEverySideSent(document)) return 'uploading';
  return document.files.some((file) => file.status === 'checking') ? 'checking' : 'uploaded';
}

export function removeFiles(draft: CaseDraft, document: CaseDocument, files: readonly CaseFile[]): void {
  eraseBytes(draft, files);
  document.files = document.files.filter((file) => !files.includes(file));
}

/** A document that became whole: the one it stands for steps back, and what was asked for is answered. */
function takeEffect(draft: CaseDraft, document: CaseDocument): void {
  const old = draft.state.documents.find((candidate) => candidate.id === document.replaces);
  if (old && old.status !== 'replaced') {
    old.status = 'replaced';
    removeFiles(draft, old, old.files.filter((file) => file.status === 'uploading'));
    touch(draft, old);
  }
  answerRequest(draft, document);
}

function answerRequest(draft: CaseDraft, document: CaseDocument): void {
  const { requests } = draft.state;
  if (requests.some((request) => request.fulfilledBy === document.id)) return;
  const request = requests.find((candidate) =>
    candidate.fulfilledBy === null && candidate.categoryId === document.categoryId
    && (candidate.documentTypeId === null || candidate.documentTypeId === document.documentTypeId)
    && document.createdAt >= candidate.createdAt);
  if (request) request.fulfilledBy = document.id;
}
