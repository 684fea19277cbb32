/**
 * `<kyc-verification-ticket>`: a letter to support, written in the support panel. What is typed goes into the letter it was
 * given at once, so that nothing is lost when the form closes or is drawn anew; it is sent only by the person.
 */
import { Task, TaskStatus } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { enTicket } from '../localization/locales/en-ticket.ts';
import { lookUp, withOverrides, type TicketMessages } from '../localization/messages.ts';
import { KycError } from '../model/errors.ts';
import type { ReadyContext } from '../views/context.ts';
import { diagnosticsOf } from '../views/diagnostics.ts';
import { heading } from '../views/heading.ts';
import { letterLimits, type Letter, type OpenTicket, type TicketAnswer, type TicketRequest } from '../views/letter.ts';
import { mailto } from '../views/mailto.ts';
import { subjectOf } from '../views/topic.ts';
import { adoptStyles } from './adopt-styles.ts';
import { aboutChoice, aboutOf, choiceOf } from './ticket-about.ts';
import { ticketStyles } from './ticket.styles.ts';

type Field = keyof typeof letterLimits;

/** From here on the number of characters is said. */
const counterFrom = 4500;
const fields: readonly Field[] = ['subject', 'message', 'diagnostics'];

export class KycVerificationTicket extends LitElement {
  @property({ attribute: false }) context?: ReadyContext;
  @property({ attribute: false }) ticket?: OpenTicket;
  /** Send was pressed: what is wrong is marked until it is right. */
  @state() private isChecked = false;

  #words: TicketMessages['ticket'] = enTicket.ticket;
  readonly #sending = new Task<readonly [OpenTicket, TicketRequest], TicketAnswer>(this, {
    autoRun: false,
    task: async ([{ send, letter }, request]) => (letter.answer = await send(request)),
    onComplete: () => this.#close(),
  });

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, ticketStyles);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.#words = withOverrides(enTicket, this.context?.texts).ticket;
    const before = changed.get('ticket');
    if (before && before.letter !== this.ticket?.letter) this.isChecked = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context, ticket } = this;
    if (!context || !ticket) return nothing;
    const { answer } = ticket.letter;
    return html`
      <div role="status">${answer ? this.#answer(context, answer) : nothing}</div>
      ${ticket.isOpen && !answer ? this.#form(context) : nothing}`;
  }

  #answer({ allowedUrl }: ReadyContext, { ticketId, url }: TicketAnswer): TemplateResult {
    const words = this.#words;
    const link = allowedUrl(url);
    return html`<div class="note ticket-answer" part="ticket-answer" id="ticket-answer" tabindex="-1">
      <p><strong>${words.sent}</strong> ${words.sent_reference}: <bdi class="reference">${ticketId}</bdi></p>
      ${link ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${words.sent_open}<span class="visually-hidden"> (${this.context?.texts.support_new_tab})</span></a>` : nothing}
    </div>`;
  }

  #form(context: ReadyContext): TemplateResult {
    const { headingLevel } = context;
    const words = this.#words;
    const isSending = this.#sending.status === TaskStatus.PENDING;
    return html`<form class="ticket" part="ticket" novalidate autocomplete="off" aria-labelledby="ticket-title" aria-busy=${isSending ? 'true' : 'false'}
      @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      ${heading({ level: headingLevel + 2, id: 'ticket-title', part: 'ticket-title' }, words.title)}
      ${this.#textField('subject', words.subject, isSending)}
      ${this.#textField('message', words.message, isSending)}
      <div class="ticket-field">
        <label for="ticket-about">${words.about}</label>
        ${aboutChoice(context, { value: this.#about, allLabel: words.about_all, onChange: (about) => this.#write({ about }) })}
      </div>
      ${this.#facts(isSending)}
      ${this.#failure(context)}
      <div class="ticket-buttons">
        <button type="submit" class="button button-primary" part="button button-primary" id="ticket-send" aria-disabled=${isSending ? 'true' : 'false'}
          >${isSending ? words.sending : words.send}</button>
        <button type="button" class="button" part="button" @click=${this.#close}>${context.texts.close}</button>
      </div>
    </form>`;
  }

  #textField(field: 'subject' | 'message', label: string, isSending: boolean): TemplateResult {
    const value = this.#value(field);
    const onInput = (event: Event) => this.#write({ [field]: (event.currentTarget as HTMLInputElement).value });
    const isWrong = this.isChecked && this.#wrong(field) !== undefined;
    const id = `ticket-${field}`;
    return html`<div class="ticket-field">
      <label for=${id}>${label}</label>
      ${field === 'subject'
        ? html`<input class="input" part="input" id=${id} type="text" dir="auto" autocomplete="off" .value=${live(value)} ?readonly=${isSending}
            aria-required="true" aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby="${id}-hint" @input=${onInput}>`
        : html`<textarea class="input" part="input" id=${id} rows="6" dir="auto" autocomplete="off" .value=${live(value)} ?readonly=${isSending}
            aria-required="true" aria-invalid=${isWrong ? 'true' : 'false'} aria-describedby="${id}-hint" @input=${onInput}></textarea>`}
      ${this.#hint(field)}
    </div>`;
  }

  /** Shown in full and editable before it is sent, and left out on request. */
  #facts(isSending: boolean): TemplateResult {
    const words = this.#words;
    const { letter } = this.ticket ?? {};
    const isLeftOut = letter?.isWithoutDiagnostics === true;
    const isWrong = this.isChecked && this.#wrong('diagnostics') !== undefined;
    return html`<details class="ticket-facts" part="ticket-facts">
      <summary>${words.facts}</summary>
      <div class="ticket-field">
        <label class="ticket-check"><input type="checkbox" .checked=${live(!isLeftOut)} ?disabled=${isSending}
          @change=${(event: Event) => this.#write({ isWithoutDiagnostics: !(event.currentTarget as HTMLInputElement).checked })}> ${words.facts_include}</label>
        <textarea class="input" part="input" id="ticket-diagnostics" rows="8" dir="ltr" spellcheck="false" autocomplete="off" aria-label=${words.facts}
          .value=${live(this.#value('diagnostics'))} ?readonly=${isSending} ?disabled=${isLeftOut} aria-invalid=${isWrong ? 'true' : 'false'}
          aria-describedby="ticket-diagnostics-hint" @input=${(event: Event) => this.#write({ diagnostics: (event.currentTarget as HTMLTextAreaElement).value })}></textarea>
        ${this.#hint('diagnostics')}
      </div>
    </details>`;
  }

  #hint(field: Field): TemplateResult {
    const { context } = this;
    const words = this.#words;
    const length = this.#value(field).length;
    const counted = { actual: context?.format.number(length) ?? '', limit: context?.format.number(letterLimits[field]) ?? '' };
    const wrong = this.isChecked ? this.#wrong(field) : undefined;
    const usual = field === 'diagnostics' ? words.facts_hint : field === 'message' && length >= counterFrom ? words.length(counted) : nothing;
    return html`<p class="small ${wrong ? 'ticket-wrong' : 'muted'}" id="ticket-${field}-hint">${wrong ? (wrong === 'missing' ? words.missing : words.too_long(counted)) : usual}</p>`;
  }

  #failure({ texts, verification }: ReadyContext): TemplateResult {
    const error = this.#sending.status === TaskStatus.ERROR ? KycError.from(this.#sending.error) : undefined;
    const words = this.#words;
    if (!error) return html`<div role="alert"></div>`;
    const body = [this.#value('message'), this.#told ?? ''].join('\n\n');
    const email = mailto(verification.support.email, { subject: this.#value('subject'), body });
    return html`<div role="alert"><div class="reason">
      <div class="reason-words"><p><strong>${words.not_sent}</strong> ${lookUp(texts.problem, error.code)?.({})} ${words.kept}</p></div>
      ${email ? html`<a class="button" part="button email-link" href=${email}
        @click=${(event: Event) => this.context?.dispatch({ kind: 'support', channel: 'email', about: this.ticket?.about ?? { kind: 'general' }, event })}>${words.email_instead}</a>` : nothing}
    </div></div>`;
  }

  get #about(): string {
    return this.ticket?.letter.about ?? choiceOf(this.ticket?.about);
  }

  #value(field: Field): string {
    const { context, ticket } = this;
    const written = ticket?.letter[field];
    if (written !== undefined || !context || !ticket) return written ?? '';
    switch (field) {
      case 'subject': return subjectOf(context, ticket.about);
      case 'message': return '';
      case 'diagnostics': return diagnosticsOf(context.state, context.texts.lang);
    }
  }

  /** What support is told about the page; undefined = nothing. */
  get #told(): string | undefined {
    return this.ticket?.letter.isWithoutDiagnostics ? undefined : this.#value('diagnostics').trim() || undefined;
  }

  #wrong(field: Field): 'missing' | 'too_long' | undefined {
    if (field === 'diagnostics' && this.#told === undefined) return undefined;
    const text = this.#value(field).trim();
    return text === '' ? 'missing' : text.length > letterLimits[field] ? 'too_long' : undefined;
  }

  #write(change: Partial<Letter>): void {
    if (this.ticket) Object.assign(this.ticket.letter, change);
    this.requestUpdate();
  }

  readonly #close = (): void => this.context?.dispatch({ kind: 'close_ticket' });

  /** Also inside a dialog of the host's, which stays open. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { context, ticket } = this;
    if (!context || !ticket || this.#sending.status === TaskStatus.PENDING) return;
    const wrong = fields.find((field) => this.#wrong(field) !== undefined);
    this.isChecked = wrong !== undefined;
    if (wrong === undefined) return this.#sending.run([ticket, this.#request(context)]);
    await this.updateComplete;
    this.#show(wrong);
  };

  #request({ verification }: ReadyContext): TicketRequest {
    const diagnostics = this.#told;
    return {
      subject: this.#value('subject').trim(), message: this.#value('message').trim(), ...aboutOf(verification, this.#about),
      ...(diagnostics === undefined ? {} : { diagnostics }),
    };
  }

  #show(field: Field): void {
    const facts = this.querySelector('details');
    if (field === 'diagnostics' && facts) facts.open = true;
    this.querySelector<HTMLElement>(`#ticket-${field}`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kyc-verification-ticket': KycVerificationTicket;
  }
}

if (!customElements.get('kyc-verification-ticket')) customElements.define('kyc-verification-ticket', KycVerificationTicket);
