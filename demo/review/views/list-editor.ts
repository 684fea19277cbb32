/** What every list of the editor has: up, down, remove. Whoever moves a thing keeps the focus on the button. */
import { html, nothing, type TemplateResult } from 'lit';
import { moved } from '../configuration-draft.ts';
import { set, type Editor } from './form-field.ts';
import { icon } from './icons.ts';

interface Item {
  /** Of the list. */
  readonly place: string;
  readonly index: number;
  /** What the thing is, for the buttons' names: "category ID Proof". */
  readonly name: string;
  readonly removeLabel: string;
  /** Where to go on once it is removed. */
  readonly next: string;
}

export function itemButtons(editor: Editor, list: readonly unknown[], { place, index, name, removeLabel, next }: Item): TemplateResult {
  const move = (by: -1 | 1): void => {
    set(editor, place, moved(list, index, by));
    const at = index + by;
    const isEnd = by < 0 ? at === 0 : at === list.length - 1;
    focusOn(`${place}.${at}-${(by < 0) === isEnd ? 'down' : 'up'}`);
  };
  const remove = (): void => {
    set(editor, place, list.filter((_, at) => at !== index));
    focusOn(next);
  };
  return html`
    <div class="row">
      ${list.length > 1 ? html`
        <button class="button" type="button" id="${place}.${index}-up" ?disabled=${index === 0} aria-label="Up: move ${name}" @click=${() => move(-1)}>${icon('up')}Up</button>
        <button class="button" type="button" id="${place}.${index}-down" ?disabled=${index === list.length - 1} aria-label="Down: move ${name}"
          @click=${() => move(1)}>${icon('down')}Down</button>` : nothing}
      <button class="button danger" type="button" aria-label="Remove ${name}" @click=${remove}>${icon('trash')}${removeLabel}</button>
    </div>
  `;
}

/** Also where it is folded away. */
export function focusOn(id: string): void {
  const control = document.getElementById(id);
  for (let folded = control?.closest('details'); folded; folded = folded.parentElement?.closest('details')) folded.open = true;
  control?.focus();
}
