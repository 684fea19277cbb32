/**
 * What the host's server hears of, found by comparing a case before and after a change: no rule has to remember to tell it.
 * Ids and codes only.
 */
import type { CaseDraft } from './case.ts';
import { presentedStatus } from './present.ts';

/** What is compared. */
export interface CaseFacts {
  readonly status: string;
  readonly submittedAt: string | null;
  readonly renewal: string | null;
  readonly customerStatus: string;
  /** Codes, in order. */
  readonly restrictions: readonly string[];
  readonly comments: number;
}

export type HappeningType =
  | 'verification.submitted' | 'verification.status_changed' | 'verification.renewal_due' | 'verification.renewal_changed'
  | 'customer.status_changed' | 'customer.restrictions_changed' | 'customer.erased' | 'comment.created' | 'ticket.created';

export interface Happening {
  readonly type: HappeningType;
  /** The same for the same happening, another for every other one of its type. */
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function factsOf({ state, customer }: Pick<CaseDraft, 'state' | 'customer'>): CaseFacts {
  return {
    status: presentedStatus({ state }),
    submittedAt: state.review.submittedAt,
    renewal: state.renewal?.status ?? null,
    customerStatus: customer.status,
    restrictions: customer.restrictions.map(({ code }) => code),
    comments: state.comments.length,
  };
}

/** In the order they happened, as far as one change has one. */
export function happeningsOf(draft: CaseDraft): Happening[] {
  const { before, state } = draft;
  const after = factsOf(draft);
  const { submissionId } = state.review;
  return [
    // A withdrawal leads back to an older submission: nothing new was sent.
    ...when((after.submittedAt ?? '') > (before.submittedAt ?? ''), 'verification.submitted', { submissionId }),
    ...when(before.status !== after.status, 'verification.status_changed', { previous: before.status, current: after.status }),
    ...renewalHappenings(before, draft),
    ...when(before.customerStatus !== after.customerStatus, 'customer.status_changed', { previous: before.customerStatus, current: after.customerStatus }),
    ...when(before.restrictions.join() !== after.restrictions.join(), 'customer.restrictions_changed', { previous: before.restrictions, current: after.restrictions }),
  ].map(({ type, facts }) => aboutCase(draft, { type, key: `${draft.id}:${draft.version}`, facts }))
    .concat(state.comments.slice(before.comments).map(({ id, categoryId, documentId }) =>
      aboutCase(draft, { type: 'comment.created', key: id, facts: { commentId: id, categoryId, documentId } })));
}

/** Names the case and the customer first; what else is told follows. */
export function aboutCase(draft: CaseDraft, { type, key, facts }: { type: HappeningType; key: string; facts: Happening['data'] }): Happening {
  return { type, key, data: { verificationId: draft.id, customerId: draft.customer.id, version: draft.version, ...facts } };
}

interface Found {
  readonly type: HappeningType;
  readonly facts: Happening['data'];
}

function when(isSo: boolean, type: HappeningType, facts: Happening['data']): Found[] {
  return isSo ? [{ type, facts }] : [];
}

/** A renewal that is over has no status any more: `current` is null. */
function renewalHappenings({ renewal: previous }: CaseFacts, { state }: CaseDraft): Found[] {
  const { renewal } = state;
  const current = renewal?.status ?? null;
  if (previous === null && renewal) return [{ type: 'verification.renewal_due', facts: { dueAt: renewal.dueAt, reason: renewal.reason, current } }];
  return when(previous !== current, 'verification.renewal_changed', { previous, current });
}
