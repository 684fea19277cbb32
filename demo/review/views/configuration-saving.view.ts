/** Before saving: what it means for open cases. When somebody else was faster: what they changed, and how to go on. */
import { html, type TemplateResult } from 'lit';
import { differencesOf } from '../configuration-draft.ts';
import type { ConfigurationRoom } from '../configuration-room.ts';
import { effectSentences } from '../configuration-words.ts';
import type { SavedConfiguration } from '../schemas.ts';

export const effectsDialogId = 'effects';

export function effectsDialog(room: ConfigurationRoom): TemplateResult {
  const { effects } = room.draft;
  return html`
    <dialog id=${effectsDialogId} class="card" aria-labelledby="effects-title" @close=${() => room.keepEditing()}>
      <div class="stack">
        <h2 id="effects-title">What this means for open cases</h2>
        <ul class="effects">${(effects ? effectSentences(effects) : []).map((sentence) => html`<li><bdi>${sentence}</bdi></li>`)}</ul>
        <p class="quiet">Nothing that was added is lost.</p>
        <div class="row">
          <button class="button primary" type="button" ?disabled=${room.editor.isBusy} @click=${() => void room.confirm()}>Save for everybody</button>
          <button class="button" type="button" @click=${() => closeEffects()}>Keep editing</button>
        </div>
      </div>
    </dialog>
  `;
}

export function openEffects(): void {
  dialog()?.showModal();
}

export function closeEffects(): void {
  dialog()?.close();
}

function dialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>(`dialog#${effectsDialogId}`);
}

export function conflictView(room: ConfigurationRoom, theirs: SavedConfiguration): TemplateResult {
  const changes = differencesOf(room.draft.base.value, theirs.value);
  return html`
    <div class="message message-warn stack" id="conflict" tabindex="-1" role="alert">
      <p><b>Somebody else saved the configuration meanwhile.</b> Yours is not saved yet; it is all still here.</p>
      <p>They changed: <bdi>${changes.join(', ') || 'nothing you would see'}</bdi>.</p>
      <div class="row">
        <button class="button" type="button" @click=${() => room.takeTheirs()}>Show theirs, discard mine</button>
        <button class="button" type="button" @click=${() => room.keepMine()}>Keep mine, and replace theirs when I save</button>
      </div>
    </div>
  `;
}
