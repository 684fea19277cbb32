/**
 * What stays of a case once its documents are no longer needed: that it was decided, on what, and how. What goes is what
 * documents and people said: bytes, fields, the customer's names for files, comments, messages.
 */
import type { Reason } from '../../../src/model/verification.ts';
import { eraseBytes, note, touch, type CaseDocument, type CaseDraft, type CaseFile, type CaseState } from './case.ts';
import { eraseWords } from './rounds.ts';

/** In place of the customer's name for a file. */
const neutralName = 'document';
/** Sent and never decided: whoever opens the case again has to ask for it again. */
const askedAgain: Reason = { code: 'other', message: null, final: false };

/**
 * Since when a case that nobody works on has lain there: its decision, or else its last change. Null for one that is kept
 * whatever its age (under review, to be renewed), and for one with nothing left to erase.
 */
export function erasableFrom({ state, now }: CaseDraft): Date | null {
  if (state.status === 'pending' || state.renewal !== null || !holdsContent(state)) return null;
  const { decidedAt } = state.review;
  const isDecided = state.status === 'completed' || state.status === 'rejected';
  return isDecided && decidedAt !== null ? new Date(decidedAt) : now;
}

/** Leaves the receipt: status, expiry, kind and hash of every document that was sent. */
export function eraseContent(draft: CaseDraft): void {
  const { state } = draft;
  const detail = { documents: state.documents.length, comments: state.comments.length };
  dropUnsent(draft);
  for (const document of state.documents) {
    eraseDocument(draft, document);
    touch(draft, document);
  }
  state.comments = [];
  for (const request of state.requests) request.message = null;
  state.review.reason = withoutMessage(state.review.reason);
  if (state.reviewBefore) state.reviewBefore = { ...state.reviewBefore, reason: withoutMessage(state.reviewBefore.reason) };
  eraseWords(state.rounds);
  for (const round of state.rounds) {
    for (const said of [round, ...round.documents, ...round.documents.flatMap(({ files }) => files)]) said.reason = withoutMessage(said.reason);
  }
  touch(draft);
  note(draft, { actor: 'clock', action: 'documents_erased', detail });
}

/** A document the provider never got, or got back changed and not sent again, is no receipt of anything. */
function dropUnsent(draft: CaseDraft): void {
  const { state } = draft;
  const unsent = state.documents.filter(({ status }) => ['uploading', 'checking', 'uploaded'].includes(status));
  for (const { files } of unsent) eraseBytes(draft, files);
  state.documents = state.documents.filter((document) => !unsent.includes(document));
  for (const request of state.requests) if (unsent.some(({ id }) => id === request.fulfilledBy)) request.fulfilledBy = null;
}

function eraseDocument(draft: CaseDraft, document: CaseDocument): void {
  eraseBytes(draft, document.files);
  if (document.status === 'pending') Object.assign(document, { status: 'rejected', reason: askedAgain });
  document.reason = withoutMessage(document.reason);
  document.fields = {};
  document.files = document.files.filter(({ status }) => status !== 'uploading').map((file) => erasedFile(file, document));
}

/** A side nobody objected to is gone as well: with a rejected document, every side is asked for again. */
function erasedFile(file: CaseFile, { status, reason }: CaseDocument): CaseFile {
  const verdict = status === 'rejected' ? { status, reason } : { status: file.status, reason: withoutMessage(file.reason) };
  return { ...file, ...verdict, fileName: neutralName, received: null, swaps: null };
}

function holdsContent({ documents, comments }: CaseState): boolean {
  return comments.length > 0 || documents.some(({ files }) => files.some(({ fileName }) => fileName !== neutralName));
}

function withoutMessage(reason: Reason | null): Reason | null {
  return reason && { ...reason, message: null };
}
