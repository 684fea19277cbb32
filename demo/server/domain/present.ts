/** The case as the contract's snapshot, in one of the languages we speak. */
import type { Category, DocumentFile, Restriction, Subject, Verification, VerificationDocument } from '../../../src/model/verification.ts';
import type { Locale } from '../texts/locale.ts';
import { restrictionTexts } from '../texts/restrictions.ts';
import { translate } from '../texts/seed-texts.ts';
import { reviewModeOf } from './automatic-review.ts';
import type { CaseDocument, CaseDraft, CaseFile } from './case.ts';
import { consentsOf } from './consents.ts';
import { isWithdrawable, usualHours } from './submission.ts';

export interface Presentation {
  readonly locale: Locale;
  readonly reviewMode: 'manual' | 'automatic';
  readonly supportEmail: string;
}

export function present(draft: CaseDraft, { locale, reviewMode, supportEmail }: Presentation): Verification {
  const { state, customer, version } = draft;
  const { id, name, type, status } = customer;
  const mode = reviewModeOf(draft, reviewMode);
  return {
    id: draft.id,
    version,
    status: presentedStatus(draft),
    customer: { id, name, type, status },
    restrictions: customer.restrictions.map((restriction) => presentRestriction(restriction, locale)),
    categories: presentedStatus(draft) === 'not_required' ? [] : state.categories.map((category) => presentCategory(category, locale)),
    documents: state.documents.map(presentDocument),
    requests: state.requests,
    comments: state.comments,
    review: { mode, usual: usualHours, ...state.review, withdrawable: isWithdrawable(draft) },
    renewal: state.renewal,
    consents: consentsOf(draft),
    privacyNotice: state.privacyNotice,
    handoff: 'off',
    support: { email: supportEmail, tickets: true, ticketUrl: null },
  };
}

/** While nothing is asked, a case the customer would have to act on shows as not required; a decided one stays. */
export function presentedStatus({ state }: Pick<CaseDraft, 'state'>): Verification['status'] {
  const isCustomersTurn = ['collecting', 'action_required', 'expired'].includes(state.status);
  return !state.isRequired && isCustomersTurn ? 'not_required' : state.status;
}

export function presentDocument(document: CaseDocument): VerificationDocument {
  const { id, categoryId, documentTypeId, fields, status, reason, expiresAt, replaces, files } = document;
  return { id, categoryId, documentTypeId, fields, status, reason, expiresAt, replaces, files: files.map(presentFile) };
}

export function presentFile(file: CaseFile): DocumentFile {
  const { id, side, page, status, reason, fileName, mediaType, sizeBytes, sha256, uploadedAt } = file;
  return { id, side, page, status, reason, fileName, mediaType, sizeBytes, sha256, uploadedAt };
}

/** Seeded texts are translated; what the provider wrote is shown as written. */
export function presentCategory(category: Category, locale: Locale): Category {
  const words = (text: string): string => translate(text, locale);
  return {
    ...category,
    title: words(category.title),
    description: category.description === null ? null : words(category.description),
    subject: category.subject && presentSubject(category.subject, words),
    instructions: category.instructions.map(words),
    documentTypes: category.documentTypes.map((type) => ({
      ...type,
      title: words(type.title),
      instructions: type.instructions.map(words),
      fields: type.fields.map((field) => ({ ...field, label: words(field.label) })),
    })),
  };
}

function presentSubject({ id, label, role }: Subject, words: (text: string) => string): Subject {
  return { id, label: words(label), role: role ? words(role) : null };
}

/** Who the customer is to a service that sells to them: may they, and if not, why. */
export function presentStanding(draft: CaseDraft, locale: Locale): object {
  const { id, name, type, status, restrictions } = draft.customer;
  const { renewal } = draft.state;
  return {
    id, name, type, status,
    restrictions: restrictions.map((restriction) => presentRestriction(restriction, locale)),
    verification: { id: draft.id, status: presentedStatus(draft), renewal },
  };
}

function presentRestriction(restriction: Restriction, locale: Locale): Restriction {
  const own = restrictionTexts(restriction.code, locale);
  return {
    code: restriction.code,
    message: restriction.message ?? own.message,
    liftedBy: restriction.liftedBy ?? own.liftedBy,
  };
}
