/** What happens to a case without anyone touching it: the configuration changes, time passes. */
import { isDeepStrictEqual } from 'node:util';
import { note, touch, touchQuietly, type CaseDraft } from './case.ts';
import { isRequiredOf, type CaseCategory } from './configuration.ts';
import { categoriesAskedOf } from './people.ts';
import { isUnderReview } from './review.ts';

/** Brings a case up to the configuration and the clock. Changes nothing when it already is. */
export function bringUpToDate(draft: CaseDraft, configurationVersion: number): void {
  const { state } = draft;
  if (state.configurationVersion !== configurationVersion && !isSettled(draft)) {
    applyConfiguration(draft);
    state.configurationVersion = configurationVersion;
  }
  expireDocuments(draft);
  restrictOverdue(draft);
}

/** A decided case keeps what it was decided on. */
export function isSettled({ state }: CaseDraft): boolean {
  return state.status === 'rejected' || (state.status === 'completed' && state.renewal === null);
}

/** The categories as configured now; one that left stays while it holds documents, but takes no more. */
export function applyConfiguration(draft: CaseDraft): void {
  const { state, configuration, customer } = draft;
  const wanted = [...categoriesAskedOf(configuration, customer), ...state.ownCategories];
  const isRequired = isRequiredOf(configuration, customer.type) && wanted.length > 0;
  const kept = state.categories.filter((category) => !wanted.some(({ id }) => id === category.id) && holdsDocuments(draft, category));
  const categories = [...wanted, ...kept.map((category) => ({ ...category, minDocuments: 0 }))];
  applyConsents(draft);
  applyMode(draft);
  const isSame = isRequired === state.isRequired && isDeepStrictEqual(categories, state.categories);
  state.closedCategoryIds = kept.map((category) => category.id);
  state.knownCategoryIds = [...new Set([...state.knownCategoryIds, ...categories.map((category) => category.id)])];
  if (isSame) return;
  state.isRequired = isRequired;
  state.categories = categories;
  state.categoriesVersion = draft.version + 1;
  touch(draft);
}

/** Who decides is shown to the customer; what a reviewer saw stays as it is. */
function applyMode(draft: CaseDraft): void {
  const { state, configuration: { automaticApproval } } = draft;
  if (state.isAutomatic === automaticApproval) return;
  state.isAutomatic = automaticApproval;
  touchQuietly(draft);
}

/** Another wording is another consent; it outdates nobody's documents. */
function applyConsents(draft: CaseDraft): void {
  const { state, configuration: { consents, privacyNotice } } = draft;
  const isSame = isDeepStrictEqual([consents, privacyNotice], [state.consents, state.privacyNotice]);
  if (isSame) return;
  Object.assign(state, { consents, privacyNotice });
  touch(draft);
}

function holdsDocuments({ state }: CaseDraft, category: CaseCategory): boolean {
  return state.documents.some((document) => document.categoryId === category.id && document.status !== 'replaced');
}

/** An accepted document past its end no longer counts; a completed case without it is `expired`. */
function expireDocuments(draft: CaseDraft): void {
  const { state, now } = draft;
  const over = state.documents.filter((document) =>
    document.status === 'accepted' && document.expiresAt !== null && Date.parse(document.expiresAt) <= now.getTime());
  if (over.length === 0 || isUnderReview(draft)) return;
  for (const document of over) {
    document.status = 'expired';
    touch(draft, document);
    note(draft, { actor: 'clock', action: 'document_expired', detail: { documentId: document.id } });
  }
  if (state.renewal) state.renewal.categoryIds = [...new Set([...state.renewal.categoryIds, ...over.map(({ categoryId }) => categoryId)])];
  if (state.status !== 'completed' || state.renewal) return;
  state.status = 'expired';
  draft.mails.push('renewal_due');
}

/** When `bringUpToDate` next has something to do without anybody acting: a document runs out, a renewal is overdue. */
export function nextClockChange(draft: CaseDraft): Date | null {
  const { documents, renewal } = draft.state;
  const ends = isUnderReview(draft) ? [] : documents.flatMap(({ status, expiresAt }) => (status === 'accepted' && expiresAt !== null ? [expiresAt] : []));
  const isRestricting = renewal !== null && renewal.status !== 'pending' && draft.customer.status === 'active';
  const moments = [...ends, ...(isRestricting ? [renewal.dueAt] : [])].map(Date.parse).filter((moment) => !Number.isNaN(moment));
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

/** A renewal nobody answered in time restricts the customer. One under review is the provider's to finish. */
export function restrictOverdue(draft: CaseDraft): void {
  const { state, customer, now } = draft;
  const { renewal } = state;
  if (!renewal || renewal.status === 'pending' || customer.status !== 'active') return;
  // Also a date that cannot be read: nobody is restricted for that.
  if (!(Date.parse(renewal.dueAt) <= now.getTime())) return;
  customer.status = 'restricted';
  customer.restrictions = [{ code: 'renewal_overdue', message: null, liftedBy: null }];
  touch(draft);
  note(draft, { actor: 'clock', action: 'customer_restricted', detail: { code: 'renewal_overdue' } });
}
