/** Any two files of the case beside each other, e.g. the selfie and the photo of the identity card. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { DocumentFile, Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { categoryOf, fullTitleOf, sideOf } from '../targets.ts';
import { viewerView } from './document.view.ts';

interface Choice {
  readonly file: DocumentFile;
  readonly title: string;
  readonly kind: string;
  readonly documentId: string;
}

export function compareView(app: App, verification: Verification): TemplateResult | typeof nothing {
  const { compared } = app.desk.state;
  if (!compared) return nothing;
  const choices = choicesOf(verification);
  return html`
    <dialog class="dialog compare" aria-labelledby="compare-title" ${ref(open)} @close=${() => app.desk.set({ compared: null })}>
      <div class="heading">
        <h2 id="compare-title">Compare</h2>
        <form method="dialog"><button class="button">Close</button></form>
      </div>
      <div class="compare-places">${compared.map((fileId, place) => placeView(app, { verification, choices, fileId }, place))}</div>
    </dialog>
  `;
}

/** The selected file, or the first of an identity, and the face beside it, or else whatever comes next. */
export function startComparing(app: App): void {
  const { verification } = app.desk;
  if (!verification) return;
  const choices = choicesOf(verification);
  const key = app.desk.state.selected ?? '';
  const first = choices.find(({ file }) => key.endsWith(`/${file.id}`)) ?? choices.find(({ documentId }) => documentId === key)
    ?? choices.find(({ kind }) => kind === 'identity') ?? choices[0];
  const others = choices.filter((choice) => choice !== first);
  const second = others.find(({ kind }) => kind === 'biometric' && first?.kind !== 'biometric') ?? others[0];
  if (first && second) app.desk.set({ compared: [first.file.id, second.file.id] });
}

export function canCompare(verification: Verification): boolean {
  return choicesOf(verification).length > 1;
}

function open(element: Element | undefined): void {
  // Attached to the page by the next microtask; only then it can be opened.
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
}

interface Comparison {
  readonly verification: Verification;
  readonly choices: readonly Choice[];
  readonly fileId: string;
}

function placeView(app: App, { verification, choices, fileId }: Comparison, place: number): TemplateResult {
  const shown = choices.find(({ file }) => file.id === fileId);
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    app.desk.set({ compared: app.desk.state.compared?.map((id, at) => (at === place ? value : id)) ?? null });
  };
  return html`<section class="file" aria-label=${place === 0 ? 'Left' : 'Right'}>
    <select aria-label=${place === 0 ? 'File on the left' : 'File on the right'} @change=${onChange}>
      ${choices.map(({ file, title }) => html`<option value=${file.id} ?selected=${file.id === fileId}>${title}</option>`)}
    </select>
    ${shown ? viewerView(app, { verification, file: shown.file, label: shown.title }, true) : nothing}
  </section>`;
}

function choicesOf(verification: Verification): Choice[] {
  return verification.documents.flatMap((document) => document.files.filter(({ uploadedAt }) => uploadedAt !== null).map((file) => ({
    file,
    title: `${fullTitleOf(verification, document)}, ${sideOf(file)}${document.status === 'replaced' ? ' (replaced)' : ''}`,
    kind: categoryOf(verification, document)?.kind ?? 'other',
    documentId: document.id,
  })));
}
