/** Why a reviewer's `If-Match` no longer holds: who did what to the case since they saw it. */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { audit } from '../database/schema.ts';
import type { CaseDraft } from '../domain/case.ts';
import { Problem } from '../problem.ts';

type Entry = typeof audit.$inferSelect;

/** By the action as the audit has it. `{document}` is the kind of document it was about. */
const deeds: Readonly<Record<string, string>> = {
  document_accepted: 'accepted {document}',
  document_rejected: 'rejected {document}',
  document_added: 'added {document}',
  document_removed: 'removed a document',
  document_requested: 'asked for another document',
  document_expired: 'found {document} no longer valid',
  case_complete: 'completed the case',
  case_request_changes: 'asked for changes',
  case_reject: 'rejected the case',
  commented: 'wrote a comment',
  renewal_started: 'started a renewal',
  review_started: 'opened the case',
  submitted: 'submitted documents',
  submission_withdrawn: 'took the submission back',
  customer_status_set: 'changed the customer’s status',
  customer_restricted: 'restricted the customer',
};
/** Who is no reviewer. */
const others: Readonly<Record<string, string>> = { customer: 'The customer', automatic: 'The automatic review', clock: 'The clock', inspection: 'The inspection' };

/** 412 `version_conflict`: `detail` as one sentence, and as facts `changedBy`, `changedAt` and `actions`, oldest first. */
export async function staleVersion(database: Database, draft: CaseDraft, seen: number): Promise<Problem> {
  const isSince = and(eq(audit.verificationId, draft.id), gt(audit.version, seen));
  const entries = await database.select().from(audit).where(isSince).orderBy(asc(audit.id)).limit(50);
  const last = entries.at(-1);
  return new Problem(412, 'version_conflict', {
    actual: draft.version,
    detail: last ? sentenceOf(last, draft) : 'The case changed since you opened it.',
    changedBy: last?.actor ?? null,
    changedAt: last?.at.toISOString() ?? null,
    actions: entries.map(({ actor, action, at, detail }) => ({ actor, action, at: at.toISOString(), documentId: documentIdIn(detail) })),
  });
}

function sentenceOf({ actor, action, at, detail }: Entry, draft: CaseDraft): string {
  const deed = (deeds[action] ?? 'changed the case').replace('{document}', () => documentWords(draft, documentIdIn(detail)));
  return `${others[actor] ?? actor} ${deed} ${ago(draft.now.getTime() - at.getTime())}.`;
}

/** By the kind's title: what the provider calls it, never what the customer does. */
function documentWords({ state }: CaseDraft, documentId: string | null): string {
  const document = state.documents.find(({ id }) => id === documentId);
  const category = state.categories.find(({ id }) => id === document?.categoryId);
  const type = category?.documentTypes.find(({ id }) => id === document?.documentTypeId);
  return type ? `“${type.title}”` : 'a document';
}

function documentIdIn(detail: Entry['detail']): string | null {
  const { documentId } = detail;
  return typeof documentId === 'string' ? documentId : null;
}

function ago(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'just now';
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
  return minutes < 120 ? words.format(-minutes, 'minute') : words.format(-Math.round(minutes / 60), 'hour');
}
