/** Asking for help: tells the host first, then opens the form in place. Loads with the page's views. */
import { LitElement } from 'lit';
import type { Intent, TicketTopic } from '../views/context.ts';
import { diagnosticsOf } from '../views/diagnostics.ts';
import { KycError } from '../model/errors.ts';
import { initialState } from '../model/state.ts';
import { focusFirst, isFocusLost } from './focus.ts';
import type { Interaction } from './interaction.ts';

export type HelpIntent = Extract<Intent, { readonly kind: 'support' | 'open_ticket' | 'close_ticket' }>;

export class Help {
  readonly #element: LitElement;
  readonly #interaction: Interaction;
  /** What had the focus when the form was opened. */
  #opener: Element | null | undefined;

  constructor(element: LitElement, interaction: Interaction) {
    this.#element = element;
    this.#interaction = interaction;
  }

  /** At once for a link that was clicked, so that it can still be kept from being followed. */
  act(intent: HelpIntent): Promise<unknown> | undefined {
    switch (intent.kind) {
      case 'support':
        if (!this.#isOurs(intent.channel, intent.about)) intent.event.preventDefault();
        return undefined;
      case 'open_ticket': return this.#isOurs('ticket', intent.about) ? this.#open(intent.about) : undefined;
      case 'close_ticket': return this.#close();
    }
  }

  /** The host has heard of it and leaves it to us. */
  #isOurs(channel: 'ticket' | 'email', about: TicketTopic): boolean {
    const { host } = this.#interaction;
    const state = host.engine?.state ?? initialState;
    const document = state.verification?.documents.find(({ id }) => id === about.documentId);
    const diagnostics = diagnosticsOf(state, host.language);
    return host.raise('kyc-support', { channel, categoryId: about.categoryId ?? document?.categoryId, documentId: about.documentId, diagnostics });
  }

  /** Where tickets are off, the ways there are. */
  async #open(about: TicketTopic): Promise<void> {
    const { host, ui } = this.#interaction;
    const { engine } = host;
    const verification = engine?.state.verification;
    if (!engine || !verification) return;
    if (!verification.support.tickets) return focusFirst(host, ['support-title']);
    this.#opener = this.#element.shadowRoot?.activeElement;
    await import('./ticket.ts').catch(() => {
      engine.tell({ kind: 'action_failed', error: new KycError('connection_error') });
      throw new KycError('connection_error');
    });
    const known = ui.ticket?.verificationId === verification.id && !ui.ticket.letter.answer ? ui.ticket.letter : {};
    await this.#interaction.update({
      ticket: { about, letter: known, verificationId: verification.id, isOpen: true, send: (request) => engine.createTicket(request) },
    });
    const form = host.find('ticket');
    if (form instanceof LitElement) await form.updateComplete;
    focusFirst(host, ['ticket-message']);
  }

  /** The focus goes on from the form that goes, if that has it: nobody who works elsewhere is called back. */
  async #close(): Promise<void> {
    const { host, ui: { ticket } } = this.#interaction;
    const root = this.#element.shadowRoot;
    const form = host.find('ticket');
    if (!ticket?.isOpen || !root || !form) return;
    const isElsewhere = !isFocusLost() && !form.contains(root.activeElement);
    await this.#interaction.update({ ticket: { ...ticket, isOpen: false } });
    if (form instanceof LitElement) await form.updateComplete;
    if (isElsewhere) return;
    const back = [this.#opener, root.querySelector('.support-offer [part~="ticket-button"]'), host.find('support-title')];
    const places = ticket.letter.answer ? [host.find('ticket-answer')] : back;
    places.find((place): place is HTMLElement => place instanceof HTMLElement && place.isConnected && place.checkVisibility())?.focus();
  }
}
