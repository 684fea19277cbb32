/**
 * What a move of the case says by mail, in the customer's language. Every value from a person is text, in both parts.
 *
 * The page of a mail has no pictures and loads nothing; its colours are the reader's own, light or dark.
 */
import type { CaseDraft, MailKind } from '../domain/case.ts';
import type { MessageSettings } from '../settings.ts';
import type { Locale } from '../texts/locale.ts';
import { mailCatalogues } from '../texts/mail-texts.ts';
import { whatToFix, whatToRenew } from './tasks.ts';

export interface Mail {
  /** One address, from the customer's record. */
  readonly recipient: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: Locale;
}

/** One part of a mail, as text and as HTML. */
type Part =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly address: string };

const style = 'body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:1em}h1{font-size:1.25em}';

export function composeMail(kind: MailKind, draft: CaseDraft, settings: MessageSettings): Mail {
  const { email, locale } = draft.customer;
  const { subject } = mailCatalogues[locale].mails[kind];
  const parts = partsOf(kind, draft, settings);
  return { recipient: email, locale, subject, text: parts.map(asText).join('\n\n'), html: asPage({ subject, locale, parts }) };
}

function partsOf(kind: MailKind, draft: CaseDraft, { publicUrl, supportEmail }: MessageSettings): Part[] {
  const { state, customer, id } = draft;
  const catalogue = mailCatalogues[customer.locale];
  const { opening, closing } = catalogue.mails[kind];
  const isDecided = kind === 'rejected' || kind === 'action_required';
  const { dueAt } = state.renewal ?? {};
  return [
    words(catalogue.greeting(customer.name)),
    words(opening),
    ...(isDecided ? optional(state.review.reason?.message) : []),
    ...(kind === 'action_required' ? list(catalogue.toFix, whatToFix(draft)) : []),
    ...(kind === 'renewal_due' ? list(catalogue.toRenew, whatToRenew(draft)) : []),
    ...(kind === 'renewal_due' && dueAt !== undefined ? optional(dayOf(dueAt, customer.locale), catalogue.renewBy) : []),
    words(closing),
    ...(kind === 'rejected' ? [words(catalogue.support(supportEmail))] : []),
    // `#/kyc` is the demo portal's page; a host's own may lie elsewhere.
    ...(publicUrl === null ? [] : [{ kind: 'link', label: catalogue.link, address: `${publicUrl}/#/kyc` } as const]),
    words(catalogue.reference(state.review.submissionId ?? id)),
    words(catalogue.signature),
  ];
}

function words(text: string): Part {
  return { kind: 'words', text };
}

function optional(text: string | null | undefined, say = (known: string): string => known): Part[] {
  return text ? [words(say(text))] : [];
}

function list(title: string, items: readonly string[]): Part[] {
  return items.length === 0 ? [] : [{ kind: 'list', title, items }];
}

/** A day is a day everywhere: that of UTC. Null for one that is in no calendar. */
function dayOf(moment: string, locale: Locale): string | null {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? null : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

function asText(part: Part): string {
  switch (part.kind) {
    case 'words': return part.text;
    case 'list': return [part.title, ...part.items.map((item) => `- ${item}`)].join('\n');
    case 'link': return `${part.label}: ${part.address}`;
  }
}

function asPage({ subject, locale, parts }: { subject: string; locale: Locale; parts: readonly Part[] }): string {
  return `<!doctype html><html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`
    + '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    + `<title>${escapeHtml(subject)}</title><style>${style}</style></head>`
    + `<body><h1>${escapeHtml(subject)}</h1>${parts.map(asHtml).join('')}</body></html>`;
}

function asHtml(part: Part): string {
  switch (part.kind) {
    case 'words': return paragraph(part.text);
    case 'list': return `${paragraph(part.title)}<ul>${part.items.map((item) => `<li dir="auto">${lines(item)}</li>`).join('')}</ul>`;
    case 'link': return `<p><a href="${escapeHtml(part.address)}">${escapeHtml(part.label)}</a></p>`;
  }
}

function paragraph(text: string): string {
  return `<p dir="auto">${lines(text)}</p>`;
}

/** Line breaks a person typed stay line breaks. */
function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
