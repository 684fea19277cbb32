/** One category of the configuration, folded until it is worked on. */
import { html, type TemplateResult } from 'lit';
import { categoryKinds, customerTypes } from '../../../src/model/verification.ts';
import { linesOf, mediaTypes, withCategory, withMoved, withoutCategory } from '../configuration-draft.ts';
import type { ConfiguredCategory } from '../schemas.ts';
import { typeWords, word } from '../words.ts';
import { categoryOf, control, valueOf, type CategoryPlace } from './category-place.ts';
import { documentTypesEditor } from './document-types-editor.view.ts';
import { icon } from './icons.ts';
import { options } from './parts.ts';

const megabyte = 1024 * 1024;

export function categoryEditor(place: CategoryPlace): TemplateResult {
  const category = categoryOf(place);
  const types = category.documentTypes.map(({ title }) => title).join(', ');
  return html`
    <details class="card category-editor">
      <summary>
        <span><b><bdi>${category.title || 'New category'}</bdi></b> <small class="quiet"><bdi>${types}</bdi></small></span>
        <span class="badge ${category.enabled ? 'badge-good' : ''}">${category.enabled ? 'On' : 'Off'}</span>
      </summary>
      <div class="stack">
        <label class="choice"><input type="checkbox" .checked=${category.enabled} @change=${() => patch(place, { enabled: !category.enabled })} />Ask for this category</label>
        ${basics(place, category)}
        ${limits(place, category)}
        ${sets(place, category)}
        <label class="field"><span>Instructions, one per line</span>
          <textarea rows="3" .value=${category.instructions.join('\n')} @change=${(event: Event) => patch(place, { instructions: linesOf(valueOf(event)) })}></textarea></label>
        ${documentTypesEditor(place, (documentTypes) => patch(place, { documentTypes }))}
        ${order(place)}
      </div>
    </details>
  `;
}

function basics(place: CategoryPlace, category: ConfiguredCategory): TemplateResult {
  const kinds = Object.fromEntries(categoryKinds.map((kind) => [kind, word({}, kind)]));
  const onKind = (event: Event): void => patch(place, { kind: categoryKinds.find((kind) => kind === valueOf(event)) ?? 'other' });
  return html`
    <div class="grid">
      <label class="field"><span>Title</span><input id=${control(place, 'title')} maxlength="100" .value=${category.title}
        @input=${(event: Event) => patch(place, { title: valueOf(event) })} /></label>
      <label class="field"><span>Kind</span><select @change=${onKind}>${options(kinds, category.kind)}</select></label>
      <label class="field wide-field"><span>Description (optional)</span><input maxlength="300" .value=${category.description ?? ''}
        @change=${(event: Event) => patch(place, { description: valueOf(event).trim() || null })} /></label>
    </div>
  `;
}

function limits(place: CategoryPlace, category: ConfiguredCategory): TemplateResult {
  const number = (name: string, title: string, field: { value: number | null; least: number; set: (value: number | null) => void }): TemplateResult =>
    html`<label class="field"><span>${title}</span><input id=${control(place, name)} type="number" min=${field.least} step="any" inputmode="decimal"
      .value=${field.value === null ? '' : String(field.value)} @change=${(event: Event) => field.set(numberOf(event))} /></label>`;
  const size = category.maxSizeBytes === null ? null : Math.round((category.maxSizeBytes / megabyte) * 100) / 100;
  return html`
    <div class="grid">
      ${number('min', 'Documents, at least', { value: category.minDocuments, least: 0, set: (value) => patch(place, { minDocuments: value ?? 0 }) })}
      ${number('max', 'Documents, at most', { value: category.maxDocuments, least: 1, set: (value) => patch(place, { maxDocuments: value }) })}
      ${number('size', 'File size, at most (MB)', {
        value: size, least: 0, set: (value) => patch(place, { maxSizeBytes: value === null ? null : Math.round(value * megabyte) }),
      })}
    </div>
  `;
}

function sets(place: CategoryPlace, category: ConfiguredCategory): TemplateResult {
  return html`
    <fieldset id=${control(place, 'accept')} tabindex="-1">
      <legend>File formats</legend>
      <div class="choices">${Object.entries(mediaTypes).map(([type, name]) => html`<label class="choice"><input type="checkbox"
        .checked=${category.accept.includes(type)} @change=${() => patch(place, { accept: toggled(category.accept, type) })} />${name}</label>`)}</div>
    </fieldset>
    <fieldset id=${control(place, 'customers')} tabindex="-1">
      <legend>For</legend>
      <div class="choices">${customerTypes.map((type) => html`<label class="choice"><input type="checkbox"
        .checked=${category.customerTypes.includes(type)} @change=${() => patch(place, { customerTypes: toggled(category.customerTypes, type) })} />${word(typeWords, type)}</label>`)}</div>
    </fieldset>
  `;
}

function order(place: CategoryPlace): TemplateResult {
  const { configuration, index, edit } = place;
  const name = categoryOf(place).title || 'new category';
  return html`
    <div class="row">
      <button class="button" type="button" ?disabled=${index === 0} aria-label="Up: move ${name}" @click=${() => edit(withMoved(configuration, index, -1))}>${icon('up')}Up</button>
      <button class="button" type="button" ?disabled=${index === configuration.categories.length - 1} aria-label="Down: move ${name}"
        @click=${() => edit(withMoved(configuration, index, 1))}>${icon('down')}Down</button>
      <button class="button danger" type="button" aria-label="Remove category ${name}" @click=${() => edit(withoutCategory(configuration, index))}>${icon('trash')}Remove category</button>
    </div>
  `;
}

function patch({ configuration, index, edit }: CategoryPlace, change: Partial<ConfiguredCategory>): void {
  edit(withCategory(configuration, index, change));
}

/** Empty is "no limit"; what is no number at all is told when saving. */
function numberOf(event: Event): number | null {
  const text = valueOf(event).trim();
  return text === '' ? null : Number(text);
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
