/**
 * Whom the customer can ask. The element hears of every way before it is gone: a host may open its own desk.
 *
 * Other views offer the same with `supportButton(context: ReadyContext, about: TicketTopic, look?): unknown`: the provider's
 * ticket page, the form in place or an e-mail, whichever there is first, as one button; nothing where there is none. A third argument
 * `{ label?: string, isPrimary?: boolean }` says what it is called and how much it matters.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadyContext, TicketTopic } from './context.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';
import { mailto } from './mailto.ts';
import { subjectOf, topicOf } from './topic.ts';

export function supportView(context: ReadyContext): TemplateResult {
  const { texts, headingLevel, ui: { ticket }, verification } = context;
  const isOwn = ticket?.verificationId === verification.id;
  return html`<section class="panel" part="support" aria-labelledby="support-title">
    ${heading({ level: headingLevel + 1, id: 'support-title', part: 'section-title' }, texts.support_title)}
    <div class="support-offer" ?hidden=${isOwn && ticket.isOpen}>
      <slot name="support">
        <p class="muted">${texts.support_text}</p>
        ${waysView(context)}
      </slot>
    </div>
    ${isOwn ? html`<kyc-verification-ticket id="ticket" .context=${context} .ticket=${ticket}></kyc-verification-ticket>` : nothing}
  </section>`;
}

export interface SupportLook {
  /** Default: “Ask support”. */
  readonly label?: string;
  readonly isPrimary?: boolean;
}

/** The first way there is to ask about this, as one button. */
export function supportButton(context: ReadyContext, about: TicketTopic, look: SupportLook = {}): unknown {
  const label = look.label ?? context.texts.support_ask;
  const kind = look.isPrimary ? 'button-primary' : '';
  return ticketWay(context, about, { label, kind }) ?? emailWay(context, about, { label, kind }) ?? nothing;
}

function waysView(context: ReadyContext): unknown {
  const { texts: { support_ticket, support_email }, state } = context;
  const about = topicOf(state);
  const [ticket, email] = [ticketWay(context, about, { label: support_ticket, kind: '' }), emailWay(context, about, { label: support_email, kind: 'button-quiet' })];
  return ticket ?? email ? html`<div class="support-ways">${ticket}${email}</div>` : nothing;
}

interface Way {
  readonly label: string;
  readonly kind: '' | 'button-primary' | 'button-quiet';
}

function ticketWay({ texts, verification: { support }, allowedUrl, dispatch }: ReadyContext, about: TicketTopic, { label, kind }: Way): TemplateResult | undefined {
  const url = allowedUrl(support.ticketUrl);
  if (url) {
    return html`<a class="button ${kind}" part="button ${kind} ticket-link" href=${url} target="_blank" rel="noopener noreferrer"
      @click=${(event: Event) => dispatch({ kind: 'support', channel: 'ticket', about, event })}>${label}${icon('external')}<span
      class="visually-hidden"> (${texts.support_new_tab})</span></a>`;
  }
  if (!support.tickets) return undefined;
  return html`<button type="button" class="button ${kind}" part="button ${kind} ticket-button"
    @click=${() => dispatch({ kind: 'open_ticket', about })}>${label}</button>`;
}

function emailWay(context: ReadyContext, about: TicketTopic, { label, kind }: Way): TemplateResult | undefined {
  const { texts, state, verification, dispatch } = context;
  const body = `\n\n\n${texts.support_facts}\n${diagnosticsOf(state, texts.lang)}`;
  const href = mailto(verification.support.email, { subject: subjectOf(context, about), body });
  if (!href) return undefined;
  return html`<a class="button ${kind}" part="button ${kind} email-link" href=${href}
    @click=${(event: Event) => dispatch({ kind: 'support', channel: 'email', about, event })}>${label}</a>`;
}
