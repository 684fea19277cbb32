/** The document types of one category. */
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { exampleNames, linesOf, newDocumentType, sideChoices, sidesName } from '../configuration-draft.ts';
import type { ConfiguredCategory } from '../schemas.ts';
import { categoryOf, control, valueOf, type CategoryPlace } from './category-place.ts';
import { icon } from './icons.ts';
import { options } from './parts.ts';

type DocumentTypes = ConfiguredCategory['documentTypes'];
type Change = (next: DocumentTypes) => void;

export function documentTypesEditor(place: CategoryPlace, change: Change): TemplateResult {
  const types = categoryOf(place).documentTypes;
  return html`
    <fieldset class="stack">
      <legend>Document types</legend>
      ${repeat(types, ({ id }) => id, (_, at) => typeEditor(place, at, change))}
      <p><button class="button" type="button" id=${control(place, 'add-type')} @click=${() => change([...types, newDocumentType(types)])}>
        ${icon('plus')}Add a document type</button></p>
    </fieldset>
  `;
}

function typeEditor(place: CategoryPlace, at: number, change: Change): TemplateResult {
  const types = categoryOf(place).documentTypes;
  const type = types[at];
  if (!type) return html``;
  const patch = (part: Partial<DocumentTypes[number]>): void => change(types.map((other, index) => (index === at ? { ...other, ...part } : other)));
  const sideWords = Object.fromEntries(Object.entries(sideChoices).map(([name, { label }]) => [name, label]));
  return html`
    <div class="grid document-type">
      <label class="field"><span>Title</span><input id=${control(place, `type-${at}-title`)} maxlength="100" .value=${type.title}
        @input=${(event: Event) => patch({ title: valueOf(event) })} /></label>
      <label class="field"><span>Sides</span><select @change=${(event: Event) => patch({ sides: [...(sideChoices[valueOf(event)]?.sides ?? type.sides)] })}>
        ${options(sideWords, sidesName(type))}</select></label>
      <label class="field"><span>Sample picture</span><select @change=${(event: Event) => patch({ exampleUrl: valueOf(event) || null })}>
        ${options(examples(type.exampleUrl), type.exampleUrl ?? '')}</select></label>
      <label class="field wide-field"><span>Instructions, one per line</span><textarea rows="2" .value=${type.instructions.join('\n')}
        @change=${(event: Event) => patch({ instructions: linesOf(valueOf(event)) })}></textarea></label>
      <p><button class="button danger" type="button" aria-label="Remove document type ${type.title}"
        @click=${() => change(types.filter((_, index) => index !== at))}>${icon('trash')}Remove</button></p>
    </div>
  `;
}

/** Our samples, and the one in use when it is somebody else's. */
function examples(current: string | null): Record<string, string> {
  const known = Object.fromEntries(exampleNames.map((name) => [`/examples/${name}.svg`, name.replaceAll('-', ' ')]));
  return { '': 'None', ...(current && !Object.hasOwn(known, current) && { [current]: current }), ...known };
}
