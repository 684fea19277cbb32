/** A button that asks in place: nothing goes by one press. */
import { html, type TemplateResult } from 'lit';
import type { Catalogue } from '../localization/messages.ts';

export interface Question {
  readonly label: string;
  /** What the button is called where several say the same. */
  readonly name: string;
  readonly question: string;
  readonly yes: string;
  readonly part: string;
  readonly onYes: () => void;
}

export function askFirst({ remove_no: no }: Pick<Catalogue, 'remove_no'>, { label, name, question, yes, part, onYes }: Question): TemplateResult {
  return html`<details class="remove" part=${part} @toggle=${askNow}>
    <summary class="button button-quiet" part="button" aria-label=${name}>${label}</summary>
    <div class="remove-question" role="group" aria-label=${question} tabindex="-1">
      <span>${question}</span>
      <button type="button" class="button button-danger" part="button" @click=${onYes}>${yes}</button>
      <button type="button" class="button" part="button" @click=${keep}>${no}</button>
    </div>
  </details>`;
}

/** The button makes room for the question and would lose the focus. Not to Yes: pressing twice is no answer. */
function askNow({ currentTarget }: Event): void {
  const details = currentTarget as HTMLDetailsElement;
  if (details.open) details.querySelector<HTMLElement>('.remove-question')?.focus({ preventScroll: true });
}

function keep(event: Event): void {
  const details = (event.currentTarget as HTMLElement).closest('details');
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
