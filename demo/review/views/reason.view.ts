/** Rejecting: the catalogue of reasons, searched by typing, and the very words the customer will read. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VerificationDocument } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import type { Rejection } from '../case-desk.ts';
import { matchingGroups, previewOf, type Preview, type ReasonGroup, type Texts } from '../reasons.ts';
import { sideOf } from '../targets.ts';
import { reasonWords, word } from '../words.ts';

export function rejectView(app: App, document: VerificationDocument): TemplateResult | typeof nothing {
  const { rejection, texts } = app.desk.state;
  if (rejection?.documentId !== document.id) return nothing;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void app.desk.reject();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') app.desk.stopRejecting();
  };
  return html`
    <form class="reject stack" aria-label="Reject" @submit=${onSubmit} @keydown=${onKeyDown}>
      ${document.files.length > 1 ? partView(app, document, rejection) : nothing}
      ${catalogueView(app, rejection, matchingGroups(rejection.query, texts))}
      <label class="field">
        <span>Message to the customer${rejection.code === 'other' ? '' : ' (optional)'}</span>
        <textarea name="message" rows="2" maxlength="1000" dir="auto" ?required=${rejection.code === 'other'} .value=${rejection.message}
          @input=${(event: Event) => change(app, { message: (event.target as HTMLTextAreaElement).value })}></textarea>
      </label>
      <label class="choice"><input type="checkbox" name="final" .checked=${rejection.final}
        @change=${(event: Event) => change(app, { final: (event.target as HTMLInputElement).checked })} />Final: do not ask for it again</label>
      ${previewsView(texts, rejection)}
      <div class="row">
        <button class="button danger" type="submit" ?disabled=${app.state.busy}>Reject</button>
        <button class="button" type="button" @click=${() => app.desk.stopRejecting()}>Cancel</button>
      </div>
    </form>
  `;
}

function partView(app: App, { files }: VerificationDocument, { fileId }: Rejection): TemplateResult {
  const onChange = (event: Event): void => change(app, { fileId: (event.target as HTMLSelectElement).value || null });
  return html`<label class="field"><span>What is wrong</span><select name="fileId" .value=${fileId ?? ''} @change=${onChange}>
    <option value="" ?selected=${fileId === null}>The whole document</option>
    ${files.map((file) => html`<option value=${file.id} ?selected=${file.id === fileId}>Only: ${sideOf(file)}</option>`)}
  </select></label>`;
}

function catalogueView(app: App, rejection: Rejection, groups: readonly ReasonGroup[]): TemplateResult {
  const codes = groups.flatMap((group) => group.codes);
  return html`
    <fieldset class="stack">
      <legend>Reason</legend>
      <label class="field"><span class="hidden">Filter the reasons</span>
        <input id="reason-filter" type="search" autocomplete="off" placeholder="Type to filter, Enter to reject" .value=${rejection.query}
          @input=${(event: Event) => search(app, (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => onArrow(app, event, codes)} />
      </label>
      <p class="hidden" role="status">${codes.length === 1 ? '1 reason' : `${codes.length} reasons`}${rejection.code ? `, ${word(reasonWords, rejection.code)}` : ''}</p>
      <div class="reasons">
        ${groups.map(({ title, codes: own }) => html`<div role="group" aria-label=${title}>
          <p class="quiet" aria-hidden="true">${title}</p>
          ${own.map((code) => html`<label class="reason-choice"><input type="radio" name="reason" required value=${code}
            .checked=${code === rejection.code} @change=${() => change(app, { code })} /><span>${word(reasonWords, code)}</span></label>`)}
        </div>`)}
      </div>
      ${codes.length === 0 ? html`<p class="quiet">No reason has these words. “Another reason” takes your own.</p>` : nothing}
    </fieldset>
  `;
}

/** The first that fits is chosen: Enter takes it. */
function search(app: App, query: string): void {
  const codes = matchingGroups(query, app.desk.state.texts).flatMap((group) => group.codes);
  const { code = '' } = app.desk.state.rejection ?? {};
  change(app, { query, code: query.trim() === '' || codes.includes(code) ? code : codes[0] ?? '' });
}

function onArrow(app: App, event: KeyboardEvent, codes: readonly string[]): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = codes.indexOf(app.desk.state.rejection?.code ?? '');
  const code = codes[Math.min(Math.max(at + by, 0), codes.length - 1)];
  if (code) change(app, { code });
}

function change(app: App, part: Partial<Rejection>): void {
  const { rejection } = app.desk.state;
  if (rejection) app.desk.set({ rejection: { ...rejection, ...part } });
}

function previewsView(texts: Texts | null, rejection: Rejection): TemplateResult {
  const previews = rejection.code && texts ? texts.map((one) => previewOf(one, rejection)) : [];
  return html`<aside class="previews" aria-label="What the customer will read">
    <p class="quiet">The customer will read</p>
    ${previews.length > 0 ? previews.map(previewView) : html`<p class="quiet">Choose a reason to see the words.</p>`}
  </aside>`;
}

function previewView({ lang, dir, what, how, quote }: Preview): TemplateResult {
  return html`<blockquote lang=${lang} dir=${dir}>
    <p><b>${what}</b> ${how}</p>
    ${quote ? html`<p><bdi>${quote.by}</bdi> “<bdi>${quote.message}</bdi>”</p>` : nothing}
  </blockquote>`;
}
