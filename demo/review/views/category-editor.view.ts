/** One category of the configuration, folded until it is worked on. */
import { html, nothing, type TemplateResult } from 'lit';
import { isNew, linesOf, mediaTypes } from '../configuration-draft.ts';
import type { ConfiguredCategory } from '../schemas.ts';
import { typeWords } from '../words.ts';
import { categoryPreview } from './category-preview.view.ts';
import { documentTypesEditor } from './document-types-editor.view.ts';
import {
  choiceField, dayField, numberField, set, setField, switchField, textField, valueOf, wordsField, type Editor,
} from './form-field.ts';
import { itemButtons } from './list-editor.ts';

const megabyte = 1024 * 1024;
const kinds = { identity: 'Identity: who somebody is', address: 'Address: where somebody lives', biometric: 'Face: a photo taken now', other: 'Something else' };
const { individual = '', organization = '' } = typeWords;

export function categoryEditor(editor: Editor, index: number): TemplateResult | typeof nothing {
  const category = editor.configuration.categories[index];
  if (!category) return nothing;
  const place = `categories.${index}`;
  const isWrong = editor.problems.some((problem) => problem.startsWith(`${place}.`));
  const types = category.documentTypes.map(({ title }) => title).join(', ');
  return html`
    <details class="card category-editor">
      <summary>
        <span><b><bdi>${category.title || 'New category'}</bdi></b> <small class="quiet"><bdi>${types}</bdi></small></span>
        <span class="row">
          ${isWrong ? html`<span class="badge badge-bad">To correct</span>` : nothing}
          <span class="badge ${category.enabled ? 'badge-good' : ''}">${category.enabled ? 'On' : 'Off'}</span>
        </span>
      </summary>
      <div class="stack">
        ${basics(editor, place, category)}
        ${counts(editor, place, category)}
        ${files(editor, place, category)}
        ${documentTypesEditor(editor, place, category)}
        ${categoryPreview(category)}
        ${itemButtons(editor, editor.configuration.categories, {
          place: 'categories', index, name: `category ${category.title || 'not named yet'}`, removeLabel: 'Remove category', next: 'add-category',
        })}
        ${isNew(category) ? nothing : html`<p><small class="quiet">For programs it is called <code>${category.id}</code>. That never changes.</small></p>`}
      </div>
    </details>
  `;
}

function basics(editor: Editor, place: string, category: ConfiguredCategory): TemplateResult {
  return html`
    ${switchField(editor, { place: `${place}.enabled`, label: 'Ask for this category', hint: 'Switched off, it is kept here and nobody is asked.', value: category.enabled })}
    <div class="grid">
      ${textField(editor, { place: `${place}.title`, label: 'Title', hint: 'What customers see, e.g. “ID Proof”.', value: category.title })}
      ${choiceField(editor, { place: `${place}.kind`, label: 'Kind', hint: 'Decides the picture, and whether the camera shows a face.', value: category.kind, words: kinds })}
    </div>
    ${wordsField(editor, { place: `${place}.description`, label: 'Description (optional)', hint: 'One sentence that says why it is asked.', value: category.description ?? '', whenEmpty: null })}
    ${setField(editor, { place: `${place}.customerTypes`, label: 'Who is asked', hint: 'People, companies, or both.', value: category.customerTypes, words: { individual, organization } })}
    ${category.customerTypes.includes('organization') ? switchField(editor, {
      place: `${place}.perPerson`, label: 'Ask it for each person of an organisation', hint: 'E.g. every director shows a passport. Otherwise it is about the company.', value: category.perPerson ?? false,
    }) : nothing}
  `;
}

function counts(editor: Editor, place: string, category: ConfiguredCategory): TemplateResult {
  return html`
    <div class="grid">
      ${numberField(editor, { place: `${place}.minDocuments`, label: 'Documents, at least', hint: '0 makes the category optional.', value: category.minDocuments, least: 0 })}
      ${numberField(editor, { place: `${place}.maxDocuments`, label: 'Documents, at most', hint: 'Empty: as many as they like.', value: category.maxDocuments, least: 1 })}
      ${dayField(editor, { place: `${place}.dueAt`, label: 'Wanted by (optional)', hint: 'Customers see this day. Nothing closes by itself.', value: category.dueAt })}
    </div>
  `;
}

function files(editor: Editor, place: string, category: ConfiguredCategory): TemplateResult {
  const { privacy } = category;
  return html`
    <div class="grid">
      ${numberField(editor, { place: `${place}.maxSizeBytes`, label: 'File size, at most (MB)', hint: 'Larger photos are made smaller before they are sent. Empty: no limit.', value: category.maxSizeBytes, scale: megabyte, least: 0 })}
    </div>
    ${setField(editor, { place: `${place}.accept`, label: 'File formats', hint: 'None chosen: every format that can be checked.', value: category.accept, words: { ...mediaTypes, ...unknownTypes(category) } })}
    <fieldset class="stack">
      <legend>Privacy</legend>
      ${switchField(editor, { place: `${place}.privacy.stripMetadata`, label: 'Remove hidden details', hint: 'Place, time and camera are taken out of photos before they are kept.', value: privacy.stripMetadata })}
      ${switchField(editor, { place: `${place}.privacy.allowReencode`, label: 'Photos may be written anew', hint: 'Needed to make large photos smaller. Switch it off where every pixel counts.', value: privacy.allowReencode })}
    </fieldset>
    <div class="field">
      <label for="${place}.instructions">Instructions, one per line</label>
      <textarea id="${place}.instructions" rows="4" .value=${category.instructions.join('\n')} aria-describedby="${place}.instructions-hint"
        @change=${(event: Event) => set(editor, `${place}.instructions`, linesOf(valueOf(event)))}></textarea>
      <small id="${place}.instructions-hint">Customers see them as a list before they add a file. At most 15 words each.</small>
    </div>
  `;
}

/** Formats somebody set by other means stay visible. */
function unknownTypes({ accept }: ConfiguredCategory): Record<string, string> {
  return Object.fromEntries(accept.filter((type) => !Object.hasOwn(mediaTypes, type)).map((type) => [type, type]));
}
