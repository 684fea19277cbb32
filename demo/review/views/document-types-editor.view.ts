/** The document types of one category: sides, sample picture, instructions, and what customers write about one. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { keyOf, linesOf, newDocumentType, newField, sideChoices, sidesName } from '../configuration-draft.ts';
import type { ConfiguredCategory } from '../schemas.ts';
import { exampleEditor } from './example-editor.view.ts';
import { choiceField, problemView, set, switchField, textField, valueOf, type Editor } from './form-field.ts';
import { icon } from './icons.ts';
import { focusOn, itemButtons } from './list-editor.ts';

type Type = ConfiguredCategory['documentTypes'][number];

const sideWords = Object.fromEntries(Object.entries(sideChoices).map(([name, { label }]) => [name, label]));
const fieldWords = { text: 'Text', date: 'Date', country: 'Country' };

export function documentTypesEditor(editor: Editor, category: string, { documentTypes }: ConfiguredCategory): TemplateResult {
  const place = `${category}.documentTypes`;
  const add = (): void => {
    set(editor, place, [...documentTypes, newDocumentType()]);
    focusOn(`${place}.${documentTypes.length}.title`);
  };
  return html`
    <fieldset class="stack">
      <legend>Document types</legend>
      <small class="quiet">Customers choose one of these for each document they add.</small>
      ${repeat(documentTypes, keyOf, (type, at) => typeEditor(editor, `${place}.${at}`, { type, all: documentTypes, at }))}
      <p><button class="button" type="button" id=${place} @click=${add}>${icon('plus')}Add a document type</button></p>
      ${problemView(editor, place)}
    </fieldset>
  `;
}

function typeEditor(editor: Editor, place: string, { type, all, at }: { type: Type; all: readonly Type[]; at: number }): TemplateResult {
  const name = `document type ${type.title || 'not named yet'}`;
  const list = place.slice(0, place.lastIndexOf('.'));
  return html`
    <div class="document-type stack" role="group" aria-label=${name}>
      <div class="grid">
        ${textField(editor, { place: `${place}.title`, label: 'Title', hint: 'E.g. “Passport”.', value: type.title })}
        ${choiceField(editor, {
          place: `${place}.sides`, label: 'Sides', hint: 'Pages: as many as the document has, in order.', value: sidesName(type), words: sideWords,
          read: (chosen) => sideChoices[chosen]?.sides ?? type.sides,
        })}
      </div>
      ${exampleEditor(editor, `${place}.exampleUrl`, type)}
      <div class="field">
        <label for="${place}.instructions">Instructions for this type, one per line (optional)</label>
        <textarea id="${place}.instructions" rows="2" .value=${type.instructions.join('\n')} aria-describedby="${place}.instructions-hint"
          @change=${(event: Event) => set(editor, `${place}.instructions`, linesOf(valueOf(event)))}></textarea>
        <small id="${place}.instructions-hint">Shown once this type is chosen.</small>
      </div>
      ${fieldsEditor(editor, `${place}.fields`, type)}
      ${itemButtons(editor, all, { place: list, index: at, name, removeLabel: 'Remove', next: list })}
    </div>
  `;
}

function fieldsEditor(editor: Editor, place: string, { fields }: Type): TemplateResult {
  const add = (): void => {
    set(editor, place, [...fields, newField()]);
    focusOn(`${place}.${fields.length}.label`);
  };
  return html`
    <fieldset class="stack">
      <legend>What customers write about it</legend>
      ${repeat(fields, keyOf, (field, at) => html`
        <div class="question stack" role="group" aria-label="Field ${field.label || 'not named yet'}">
          <div class="grid">
            ${textField(editor, { place: `${place}.${at}.label`, label: 'Name of the field', hint: 'E.g. “Passport number”.', value: field.label })}
            ${choiceField(editor, { place: `${place}.${at}.kind`, label: 'What it takes', hint: 'Dates and countries are chosen, not typed.', value: field.kind, words: fieldWords })}
          </div>
          ${switchField(editor, { place: `${place}.${at}.required`, label: 'Required', hint: 'Nothing can be submitted while it is empty.', value: field.required })}
          ${itemButtons(editor, fields, { place, index: at, name: `field ${field.label || 'not named yet'}`, removeLabel: 'Remove field', next: place })}
        </div>`)}
      <p><button class="button" type="button" id=${place} @click=${add}>${icon('plus')}Add a field</button></p>
      ${fields.length === 0 ? html`<small class="quiet">No fields: the document alone is enough.</small>` : nothing}
      ${problemView(editor, place)}
    </fieldset>
  `;
}
