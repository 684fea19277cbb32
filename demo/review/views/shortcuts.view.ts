/** What the keys do here, and the switch for people whom single keys get in the way of. */
import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import type { Shortcut } from '../shortcuts.ts';
import { icon } from './icons.ts';

const names: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑' };

export function shortcutsButton(): TemplateResult {
  return html`<button class="button icon-button" type="button" aria-keyshortcuts="?" title="Keyboard shortcuts (?)"
    aria-label="Keyboard shortcuts" @click=${showShortcuts}>${icon('keyboard')}</button>`;
}

export function shortcutsDialog({ shortcuts, update }: Pick<App, 'shortcuts' | 'update'>): TemplateResult {
  const onSwitch = (event: Event): void => {
    shortcuts.switch((event.target as HTMLInputElement).checked);
    update({});
  };
  return html`
    <dialog id="shortcuts" class="dialog stack" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <dl class="keys">${shortcuts.all.map(keyView)}</dl>
      <label class="choice"><input type="checkbox" .checked=${shortcuts.isOn} @change=${onSwitch} />Single keys do something here</label>
      <form method="dialog"><button class="button primary" autofocus>Close</button></form>
    </dialog>
  `;
}

export function showShortcuts(): void {
  document.querySelector<HTMLDialogElement>('#shortcuts')?.showModal();
}

function keyView({ keys, title }: Shortcut): TemplateResult {
  return html`<div><dt>${keys.map((key) => html`<kbd>${names[key] ?? key}</kbd> `)}</dt><dd>${title}</dd></div>`;
}
