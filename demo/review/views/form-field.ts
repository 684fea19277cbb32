/** The editor's controls: each with its label, a sentence of explanation, and what is wrong with it right beside it. */
import { html, nothing, type TemplateResult } from 'lit';
import { withValue } from '../configuration-draft.ts';
import { sentenceOf } from '../configuration-words.ts';
import type { Configuration } from '../schemas.ts';
import { icon } from './icons.ts';
import { options } from './parts.ts';

export interface Editor {
  readonly configuration: Configuration;
  /** Places that do not fit. */
  readonly problems: readonly string[];
  readonly isBusy: boolean;
  edit(next: Configuration): void;
  /** Resolves to the address of the picture as it was kept, or null when it was not taken. */
  upload(picture: Blob): Promise<string | null>;
}

interface Field {
  readonly place: string;
  readonly label: string;
  readonly hint: string;
}

interface Spoken {
  readonly describedBy: string;
  readonly isWrong: 'true' | 'false';
}

export function set(editor: Editor, place: string, value: unknown): void {
  editor.edit(withValue(editor.configuration, place, value));
}

export function textField(editor: Editor, { value, max = 100, ...field }: Field & { value: string; max?: number }): TemplateResult {
  return labelled(editor, field, ({ describedBy, isWrong }) => html`
    <input id=${field.place} maxlength=${max} .value=${value} aria-describedby=${describedBy} aria-invalid=${isWrong}
      @input=${(event: Event) => set(editor, field.place, valueOf(event))} />`);
}

/** Empty counts as `whenEmpty`. */
export function wordsField(editor: Editor, { value, whenEmpty, max = 300, ...field }: Field & { value: string; whenEmpty: string | null; max?: number }): TemplateResult {
  return labelled(editor, field, ({ describedBy, isWrong }) => html`
    <textarea id=${field.place} rows="2" maxlength=${max} .value=${value} aria-describedby=${describedBy} aria-invalid=${isWrong}
      @change=${(event: Event) => set(editor, field.place, valueOf(event).trim() || whenEmpty)}></textarea>`);
}

/** `scale`: how many of what is kept one of what is shown is. Empty is null: no limit, or to be corrected. */
export function numberField(editor: Editor, { value, scale = 1, least, ...field }: Field & { value: number | null; scale?: number; least: number }): TemplateResult {
  const shown = value === null || Number.isNaN(value) ? '' : String(Math.round((value / scale) * 100) / 100);
  const onChange = (event: Event): void => {
    const text = valueOf(event).trim();
    set(editor, field.place, text === '' ? null : scale === 1 ? Number(text) : Math.round(Number(text) * scale));
  };
  return labelled(editor, field, ({ describedBy, isWrong }) => html`
    <input id=${field.place} type="number" min=${least} step=${scale === 1 ? 1 : 0.1} inputmode="decimal" .value=${shown}
      aria-describedby=${describedBy} aria-invalid=${isWrong} @change=${onChange} />`);
}

/** A day, kept as its end in UTC. */
export function dayField(editor: Editor, { value, ...field }: Field & { value: string | null }): TemplateResult {
  const onChange = (event: Event): void => set(editor, field.place, valueOf(event) ? `${valueOf(event)}T23:59:59Z` : null);
  return labelled(editor, field, ({ describedBy, isWrong }) => html`
    <input id=${field.place} type="date" .value=${value?.slice(0, 10) ?? ''} aria-describedby=${describedBy} aria-invalid=${isWrong} @change=${onChange} />`);
}

/** `read` turns the chosen option into what is kept. */
export function choiceField(editor: Editor, { value, words, read = (chosen) => chosen, ...field }: Field & {
  value: string; words: Readonly<Record<string, string>>; read?: (chosen: string) => unknown;
}): TemplateResult {
  return labelled(editor, field, ({ describedBy, isWrong }) => html`
    <select id=${field.place} aria-describedby=${describedBy} aria-invalid=${isWrong}
      @change=${(event: Event) => set(editor, field.place, read(valueOf(event)))}>${options(words, value)}</select>`);
}

export function switchField(editor: Editor, { value, ...field }: Field & { value: boolean }): TemplateResult {
  return html`
    <div class="field">
      <label class="choice"><input id=${field.place} type="checkbox" .checked=${value} aria-describedby=${hintId(field)}
        @change=${() => set(editor, field.place, !value)} />${field.label}</label>
      ${below(editor, field)}
    </div>
  `;
}

/** Several of a few. */
export function setField(editor: Editor, { value, words, ...field }: Field & { value: readonly string[]; words: Readonly<Record<string, string>> }): TemplateResult {
  const toggled = (one: string): string[] => (value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return html`
    <fieldset class="field" id=${field.place} tabindex="-1" aria-describedby=${hintId(field)}>
      <legend>${field.label}</legend>
      <div class="choices">${Object.entries(words).map(([one, name]) => html`<label class="choice"><input type="checkbox"
        .checked=${value.includes(one)} @change=${() => set(editor, field.place, toggled(one))} />${name}</label>`)}</div>
      ${below(editor, field)}
    </fieldset>
  `;
}

/** What is wrong at a place that is no single control, e.g. an empty list. */
export function problemView({ problems }: Pick<Editor, 'problems'>, place: string): TemplateResult | typeof nothing {
  if (!problems.includes(place)) return nothing;
  return html`<small class="field-problem" id="${place}-problem">${icon('alert')}${sentenceOf(place)}</small>`;
}

export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}

function labelled(editor: Editor, field: Field, control: (spoken: Spoken) => TemplateResult): TemplateResult {
  const isWrong = editor.problems.includes(field.place);
  const describedBy = isWrong ? `${hintId(field)} ${field.place}-problem` : hintId(field);
  return html`
    <div class="field">
      <label for=${field.place}>${field.label}</label>
      ${control({ describedBy, isWrong: isWrong ? 'true' : 'false' })}
      ${below(editor, field)}
    </div>
  `;
}

function below(editor: Editor, field: Field): TemplateResult {
  return html`<small id=${hintId(field)}>${field.hint}</small>${problemView(editor, field.place)}`;
}

function hintId({ place }: Field): string {
  return `${place}-hint`;
}
