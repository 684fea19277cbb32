/** What a move of the case says by mail, in the customer's language. Every value from a person is text, in both parts. */
import type { Category } from '../../../src/model/verification.ts';
import type { CaseDraft, MailKind } from '../domain/case.ts';
import { presentCategory } from '../domain/present.ts';
import { mailCatalogues, type MailCatalogue } from '../texts/mail-texts.ts';
import type { MessageSettings } from '../settings.ts';
import type { Locale } from '../texts/locale.ts';
import { reasonAdvice } from '../texts/reasons.ts';

export interface Mail {
  /** One address, from the customer's record. */
  readonly recipient: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: Locale;
}

export function composeMail(kind: MailKind, draft: CaseDraft, _settings: MessageSettings): Mail {
  const { customer } = draft;
  const catalogue = mailCatalogues[customer.locale];
  const { subject } = catalogue.mails[kind];
  const tasks = kind === 'action_required' ? whatToFix(draft) : [];
  const message = kind === 'rejected' || kind === 'action_required' ? draft.state.review.reason?.message : null;
  const parts = { kind, catalogue, draft, tasks, message: message ?? null };
  return { recipient: customer.email, locale: customer.locale, subject, text: asText(parts), html: asHtml(parts) };
}

interface Parts {
  readonly kind: MailKind;
  readonly catalogue: MailCatalogue;
  readonly draft: CaseDraft;
  readonly tasks: readonly string[];
  readonly message: string | null;
}

/** One line per rejected document and per open request, in the order of the page. */
function whatToFix(draft: CaseDraft): string[] {
  const { state, customer } = draft;
  return state.categories.map((category) => presentCategory(category, customer.locale)).flatMap((category) => {
    const rejected = state.documents.filter((document) => document.categoryId === category.id && document.status === 'rejected');
    const requests = state.requests.filter((request) => request.categoryId === category.id && request.fulfilledBy === null);
    return [
      ...rejected.map((document) => {
        const type = category.documentTypes.find(({ id }) => id === document.documentTypeId);
        const advice = reasonAdvice(document.reason?.code, customer.locale);
        return `${nameOf(category)}, ${type?.title ?? document.documentTypeId}: ${withMessage(advice, document.reason?.message)}`;
      }),
      ...requests.map((request) => withMessage(`${nameOf(category)}:`, request.message)),
    ];
  });
}

/** With the person it is about: several may be asked for the same. */
function nameOf({ id, title, subject }: Category): string {
  return subject && id.endsWith(`:${subject.id}`) ? `${title} (${subject.label})` : title;
}

function withMessage(sentence: string, message: string | null | undefined): string {
  return message ? `${sentence} ${message}` : sentence;
}

function asText({ kind, catalogue, draft, tasks, message }: Parts): string {
  const { opening, closing } = catalogue.mails[kind];
  const list = tasks.length > 0 ? [catalogue.toFix, ...tasks.map((task) => `- ${task}`), ''] : [];
  return [
    catalogue.greeting(draft.customer.name), '',
    opening, '',
    ...(message ? [message, ''] : []),
    ...list,
    closing, '',
    catalogue.reference(draft.state.review.submissionId ?? draft.id), '',
    catalogue.signature,
  ].join('\n');
}

function asHtml({ kind, catalogue, draft, tasks, message }: Parts): string {
  const { subject, opening, closing } = catalogue.mails[kind];
  const { locale, name } = draft.customer;
  const items = tasks.map((task) => `<li dir="auto">${escapeHtml(task)}</li>`).join('');
  const paragraphs = [
    paragraph(catalogue.greeting(name)),
    paragraph(opening),
    message ? paragraph(message) : '',
    items ? `${paragraph(catalogue.toFix)}<ul>${items}</ul>` : '',
    paragraph(closing),
    paragraph(catalogue.reference(draft.state.review.submissionId ?? draft.id)),
    paragraph(catalogue.signature),
  ].join('');
  return `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`
    + `<title>${escapeHtml(subject)}</title></head><body>${paragraphs}</body></html>`;
}

/** Line breaks a person typed stay line breaks. */
function paragraph(text: string): string {
  return `<p dir="auto">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
