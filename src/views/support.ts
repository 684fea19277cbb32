/** Whom the customer can ask. The links work by themselves; the element hears of every click first. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';

export function supportView(context: ReadyContext): TemplateResult {
  const { texts, headingLevel } = context;
  return html`<section class="panel" part="support" aria-labelledby="support-title">
    ${heading({ level: headingLevel + 1, id: 'support-title', part: 'section-title' }, texts.support_title)}
    <slot name="support">
      <p class="muted">${texts.support_text}</p>
      <div class="support-ways">${ticketLink(context)}${emailLink(context)}</div>
    </slot>
  </section>`;
}

function ticketLink({ texts, verification: { support }, allowedUrl, dispatch }: ReadyContext): unknown {
  const url = support.tickets ? allowedUrl(support.ticketUrl) : undefined;
  if (!url) return nothing;
  return html`<a class="button" part="button ticket-link" href=${url} target="_blank" rel="noopener noreferrer"
    @click=${(event: Event) => dispatch({ kind: 'support', channel: 'ticket', event })}>${texts.support_ticket}${icon('external')}<span
    class="visually-hidden"> (${texts.support_new_tab})</span></a>`;
}

function emailLink({ texts, verification, dispatch }: ReadyContext): unknown {
  const href = mailto(verification.support.email, texts.support_subject({ reference: verification.review.submissionId ?? verification.id }));
  if (!href) return nothing;
  return html`<a class="button button-quiet" part="button email-link" href=${href}
    @click=${(event: Event) => dispatch({ kind: 'support', channel: 'email', event })}>${texts.support_email}</a>`;
}

/** A `mailto:` that can name one address and a subject and nothing else; undefined for what is no address. */
export function mailto(address: string | null, subject: string): string | undefined {
  if (!address || !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address)) return undefined;
  const [local = '', domain = ''] = address.split('@');
  try {
    return `mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}?subject=${encodeURIComponent(subject)}`;
  } catch {
    // A lone surrogate cannot be written into an address.
    return undefined;
  }
}
