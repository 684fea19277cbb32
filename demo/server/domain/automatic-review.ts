/**
 * `KYC_REVIEW=automatic`, or the configuration's automatic approval: a submission is decided by the rules below, each written
 * down as a small function. Nothing is guessed. What one of them finds unclear leaves the whole submission to a person, and
 * the rules are not asked about that submission again.
 */
import { note, touch, type CaseDocument, type CaseDraft, type CaseState } from './case.ts';
import { isStored } from './completeness.ts';
import type { CaseDocumentType } from './configuration.ts';
import { isMoment } from './moment.ts';
import { decideDocument, isUnderReview, settleReview } from './review.ts';

export interface AutomaticReview {
  readonly submissionId: string;
  readonly outcome: 'waiting' | 'accepted' | 'rejected' | 'unclear';
  /** The rule that decided; `every_rule` when all agreed to accept, null while nothing was decided. */
  readonly rule: string | null;
}

/** What a rule says of one document. `accepted` goes on to the next rule. */
type Finding =
  | { readonly outcome: 'accepted'; readonly expiresAt?: string }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unclear' };
type Rule = (document: CaseDocument, draft: CaseDraft) => Finding;
type Verdict = Finding & { readonly rule: string; readonly document: CaseDocument };

const accepted: Finding = { outcome: 'accepted' };
const unclear: Finding = { outcome: 'unclear' };
const acceptedIf = (isClear: boolean): Finding => (isClear ? accepted : unclear);

/** Nobody of the provider's has begun to look at this submission: two would decide it. */
const isUntouched: Rule = (_document, { state }) => acceptedIf(state.review.startedAt === null);

/** Since the case was last completed, no person has asked for anything, or rejected anything: they see the answer themselves. */
const isUnasked: Rule = (_document, { state }) => {
  const last = state.rounds.findLastIndex(({ outcome }) => outcome === 'completed');
  const isObjected = state.rounds.slice(last + 1).some(({ reason, documents }) => reason !== null
    || documents.some(({ status, decidedBy }) => status === 'rejected' && decidedBy !== null && decidedBy !== 'automatic'));
  const isAnswer = state.requests.some(({ fulfilledBy }) => state.documents.some(({ id, status }) => id === fulfilledBy && status === 'pending'));
  return acceptedIf(!isObjected && !isAnswer && !state.isWhollyReopened);
};

/** The customer is neither locked nor restricted: what lifts that is for a person to say. */
const isCustomerFree: Rule = (_document, { customer }) => acceptedIf(customer.status !== 'locked' && customer.status !== 'restricted');

/** The category and the type are still in the configuration, and not made for this case alone. */
const isTypeConfigured: Rule = (document, { state }) => {
  const isOwn = state.ownCategories.some(({ id }) => id === document.categoryId);
  return acceptedIf(!isOwn && !state.closedCategoryIds.includes(document.categoryId) && typeOf(document, state) !== undefined);
};

/** Every side the type has now is there and stored. */
const hasSides: Rule = (document, { state }) => {
  const sides = typeOf(document, state)?.sides ?? [];
  return acceptedIf(sides.every((side) => document.files.some((file) => file.side === side && isStored(file))));
};

/** Every file passed the inspection, and its bytes are kept: only what passed has a time of upload. */
const isInspected: Rule = ({ files }) =>
  acceptedIf(files.every((file) => isStored(file) && file.received !== null && file.uploadedAt !== null));

/**
 * The day until which the document is valid is not past, where a `date` field says it: one whose id is `expiry`,
 * `expires_at`, `expiry_date`, `valid_until` or the like. That day is the last one (UTC), and an accepted document ends with
 * it. One that may be left empty and is stands in nobody's way; one that is no date is unclear.
 */
const isValidStill: Rule = (document, { state, now }) => {
  const fields = (typeOf(document, state)?.fields ?? []).filter(({ kind, id }) => kind === 'date' && saysUntilWhen(id));
  const ends = fields.flatMap(({ id, required }) => (document.fields[id] || required ? [`${document.fields[id] ?? ''}T23:59:59Z`] : []));
  if (!ends.every((end) => /^\d{4}-/.test(end) && isMoment(end))) return unclear;
  const [expiresAt] = ends.toSorted();
  if (expiresAt === undefined) return accepted;
  return Date.parse(expiresAt) < now.getTime() ? { outcome: 'rejected', reason: 'expired' } : { outcome: 'accepted', expiresAt };
};

/** By the names the audit has them by, in this order: the first that does not accept decides. */
const rules: Readonly<Record<string, Rule>> = {
  untouched_by_person: isUntouched,
  nobody_asked: isUnasked,
  customer_free: isCustomerFree,
  type_configured: isTypeConfigured,
  sides_present: hasSides,
  inspection_clean: isInspected,
  not_expired: isValidStill,
};

/** `valid_until`, `validUntil` and `Valid-Until` are one. */
function saysUntilWhen(fieldId: string): boolean {
  const name = fieldId.toLowerCase().replace(/[^a-z]/g, '');
  return /^(?:(?:dateof)?(?:expiry|expiration)(?:date)?|expires(?:at|on)?|valid(?:until|till|to|thru|through))$/.test(name);
}

/** Whether the rules are still to be asked about the submission under review. */
export function isForRules({ state }: Pick<CaseDraft, 'state'>): boolean {
  const { automaticReview, review } = state;
  return automaticReview?.outcome === 'waiting' && automaticReview.submissionId === review.submissionId && isUnderReview({ state });
}

/** How the submission of now is, or was, reviewed; with none under review, how the next one will be. */
export function reviewModeOf({ state, configuration }: CaseDraft, mode: 'manual' | 'automatic'): 'manual' | 'automatic' {
  const asked = state.automaticReview?.submissionId === state.review.submissionId ? state.automaticReview : null;
  if (asked?.outcome === 'unclear' || (!asked && isUnderReview({ state }))) return 'manual';
  return asked || mode === 'automatic' || configuration.automaticApproval ? 'automatic' : 'manual';
}

/** Decides the submission, or leaves it to a person. Asked again, it does nothing. */
export function reviewAutomatically(draft: CaseDraft): void {
  if (!isForRules(draft)) return;
  const pending = draft.state.documents.filter(({ status }) => status === 'pending');
  const verdicts = pending.map((document) => judge(document, draft));
  const decisive = verdicts.find(({ outcome }) => outcome === 'unclear') ?? verdicts.find(({ outcome }) => outcome === 'rejected');
  const { submissionId } = draft.state.review;
  draft.state.automaticReview = { submissionId: submissionId ?? '', outcome: decisive?.outcome ?? 'accepted', rule: decisive?.rule ?? 'every_rule' };
  touch(draft);
  if (decisive?.outcome === 'unclear') return leaveToPerson(draft, verdicts);
  for (const verdict of verdicts) decide(draft, verdict);
  settleReview(draft, 'automatic');
}

function judge(document: CaseDocument, draft: CaseDraft): Verdict {
  let expiresAt: { expiresAt?: string } = {};
  for (const [rule, ask] of Object.entries(rules)) {
    const finding = ask(document, draft);
    if (finding.outcome !== 'accepted') return { ...finding, rule, document };
    if (finding.expiresAt !== undefined) expiresAt = { expiresAt: finding.expiresAt };
  }
  return { outcome: 'accepted', ...expiresAt, rule: 'every_rule', document };
}

function decide(draft: CaseDraft, verdict: Verdict): void {
  const { rule, document: { id: documentId } } = verdict;
  if (verdict.outcome === 'accepted') decideDocument(draft, { documentId, decision: 'accept', expiresAt: verdict.expiresAt, rule }, 'automatic');
  if (verdict.outcome === 'rejected') decideDocument(draft, { documentId, decision: 'reject', reason: verdict.reason, rule }, 'automatic');
}

function leaveToPerson(draft: CaseDraft, verdicts: readonly Verdict[]): void {
  for (const { rule, document, outcome } of verdicts) {
    note(draft, { actor: 'automatic', action: 'document_left_to_person', detail: { rule, documentId: document.id, outcome } });
  }
}

function typeOf({ categoryId, documentTypeId }: CaseDocument, { categories }: CaseState): CaseDocumentType | undefined {
  return categories.find(({ id }) => id === categoryId)?.documentTypes.find(({ id }) => id === documentTypeId);
}
