/**
 * How a verification stands, in the few facts a portal's other pages need: one word, what is still to do, whether the
 * services may be used. What `<kyc-status>` says follows from this.
 */
import { isSatisfied, needsFix, openRequests } from './selectors.ts';
import type { Renewal, Restriction, Verification, VerificationStatus } from './verification.ts';

/** The verification's status; or the account's, when that is all that counts. */
export type StandingKind = VerificationStatus | 'locked' | 'restricted';

export interface Standing {
  readonly kind: StandingKind;
  /** Required categories, and how many of them still miss documents. */
  readonly required: number;
  readonly toAdd: number;
  /** Documents that were sent back and can be replaced. */
  readonly fixes: number;
  /** Requests of the provider that nothing answers yet. */
  readonly requests: number;
  /** Everything asked for is added and waits to be submitted. */
  readonly isReady: boolean;
  readonly renewal: Renewal | null;
  readonly restrictions: readonly Restriction[];
  /** Comments of the provider the customer has not read. */
  readonly newComments: number;
}

export function standingOf(verification: Verification): Standing {
  const { categories, documents, renewal, restrictions, comments, status } = verification;
  const required = categories.filter(({ minDocuments, satisfied }) => minDocuments > 0 || satisfied !== null);
  const toAdd = required.filter((category) => !isSatisfied(verification, category)).length;
  const fixes = documents.filter((document) => needsFix(document) && !document.reason?.final).length;
  const requests = categories.flatMap(({ id }) => openRequests(verification, id)).length;
  const isAdded = documents.some((document) => document.status === 'uploaded');
  return {
    kind: kindOf(verification),
    required: required.length, toAdd, fixes, requests, restrictions,
    isReady: isAdded && toAdd + fixes + requests === 0,
    renewal: status === 'completed' ? renewal : null,
    newComments: comments.filter(({ readAt }) => readAt === null).length,
  };
}

/** The account comes first where the verification leaves nothing to do. */
function kindOf({ status, customer }: Verification): StandingKind {
  if (customer.status === 'locked' && status !== 'action_required' && status !== 'rejected') return 'locked';
  if (customer.status === 'restricted' && ['completed', 'not_required', 'unknown'].includes(status)) return 'restricted';
  return status;
}

/**
 * Whether the customer may use the provider's services: the account is active, or nobody asks for a verification. An
 * account status of a newer server does not open anything.
 */
export function mayUseServices({ status, customer }: Verification): boolean {
  return customer.status === 'active' || (status === 'not_required' && customer.status === 'approval_pending');
}
