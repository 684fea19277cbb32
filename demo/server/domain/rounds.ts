/**
 * What each submission was and how it ended. The documents themselves move on: a side that was sent back goes once there is
 * another. A round keeps that it was there and what was said about it; of a withdrawn one, what had been sent.
 */
import type { Reason, Side } from '../../../src/model/verification.ts';
import type { CaseDocument, CaseDraft, CaseState } from './case.ts';

export interface RoundFile {
  readonly fileId: string;
  readonly side: Side;
  readonly page: number;
  status: CaseDocument['files'][number]['status'];
  reason: Reason | null;
}

export interface RoundDocument {
  readonly documentId: string;
  readonly categoryId: string;
  readonly documentTypeId: string;
  status: CaseDocument['status'];
  reason: Reason | null;
  /** The reviewer, or `automatic`; null while undecided. */
  decidedBy: string | null;
  files: RoundFile[];
}

export interface Round {
  readonly submissionId: string;
  readonly submittedAt: string;
  decidedAt: string | null;
  outcome: 'completed' | 'action_required' | 'rejected' | 'withdrawn' | null;
  /** What was said about the whole. */
  reason: Reason | null;
  documents: RoundDocument[];
}

/** A submission begins: what waits for a decision, also from before. */
export function beginRound({ state }: CaseDraft, submissionId: string, submittedAt: string): void {
  const documents = state.documents.filter(({ status }) => status === 'pending').map((document) => entryOf(document));
  state.rounds.push({ submissionId, submittedAt, decidedAt: null, outcome: null, reason: null, documents });
}

/** A document as its decision left it. One decided before belongs to the round in which somebody changed their mind. */
export function noteDecision({ state }: CaseDraft, document: CaseDocument, decidedBy: string): void {
  const round = state.rounds.at(-1);
  if (!round) return;
  const known = round.documents.find(({ documentId }) => documentId === document.id);
  const entry = entryOf(document, decidedBy);
  const files = (known?.files ?? []).map((file) => entry.files.find(({ fileId }) => fileId === file.fileId) ?? file);
  const added = entry.files.filter(({ fileId }) => !files.some((file) => file.fileId === fileId));
  if (known) Object.assign(known, entry, { files: [...files, ...added] });
  else round.documents.push(entry);
}

/** How the current round ended. One completed, rejected or withdrawn stays so, whatever is asked afterwards. */
export function endRound({ state, now }: CaseDraft, outcome: Exclude<Round['outcome'], null>, reason: Reason | null): void {
  const round = state.rounds.at(-1);
  if (!round || (round.outcome !== null && round.outcome !== 'action_required')) return;
  Object.assign(round, { outcome, reason, decidedAt: now.toISOString() });
}

/** What reviewers wrote; the codes stay. */
export function eraseWords(rounds: readonly Round[]): void {
  const judged = rounds.flatMap((round) => [round, ...round.documents, ...round.documents.flatMap(({ files }) => files)]);
  for (const each of judged) each.reason = each.reason && { ...each.reason, message: null };
}

/** The last submission of a case saved before rounds were kept, as far as its documents still tell. */
export function roundsSoFar({ documents, review, status, renewal }: Omit<CaseState, 'rounds'>): Round[] {
  const { submissionId, submittedAt, decidedAt, reason } = review;
  if (submissionId === null || submittedAt === null) return [];
  const sent = documents.filter((document) => document.submissionId === submissionId).map((document) => entryOf(document));
  return [{ submissionId, submittedAt, decidedAt, outcome: decidedAt === null ? null : outcomeOf(status, renewal), reason, documents: sent }];
}

function outcomeOf(status: CaseState['status'], renewal: CaseState['renewal']): Round['outcome'] {
  if (status === 'action_required' || status === 'rejected') return status;
  return renewal?.status === 'action_required' ? 'action_required' : 'completed';
}

function entryOf({ id, categoryId, documentTypeId, status, reason, files }: CaseDocument, decidedBy: string | null = null): RoundDocument {
  return {
    documentId: id, categoryId, documentTypeId, status, reason, decidedBy,
    files: files.map((file) => ({ fileId: file.id, side: file.side, page: file.page, status: file.status, reason: file.reason })),
  };
}
