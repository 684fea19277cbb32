/** The confirmation after sending: reference, what happens next, one button. The same facts stay on the page. */
import { html, type TemplateResult } from 'lit';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';
import { factsList, sentFacts } from './outcome.ts';

/** Always in the tree; the element opens and closes it. */
export function sentDialog(context: ReadyContext): TemplateResult {
  const { texts, dispatch, headingLevel } = context;
  return html`<dialog id="sent" class="dialog" part="dialog" aria-labelledby="sent-title" @close=${() => dispatch({ kind: 'close_sent' })}>
    <span class="dialog-icon tone-success">${icon('check')}</span>
    ${heading({ level: headingLevel + 1, id: 'sent-title', part: 'dialog-title' }, texts.sent_dialog_title)}
    ${factsList(sentFacts(context))}
    <p class="muted">${texts.next.pending} ${texts.notify}</p>
    <button type="button" class="button button-primary" part="button button-primary" autofocus
      @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('dialog')?.close()}>${texts.sent_dialog_button}</button>
  </dialog>`;
}
