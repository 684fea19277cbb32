/** The configuration: whom verification is for, what they agree to, and the categories with their document types. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { isChanged, keyOf, newCategory, type Draft } from '../configuration-draft.ts';
import { ConfigurationRoom } from '../configuration-room.ts';
import { ownerOf, sentenceOf } from '../configuration-words.ts';
import { availabilities, rejectedStatuses } from '../schemas.ts';
import { customerWords, typeWords } from '../words.ts';
import { categoryEditor } from './category-editor.view.ts';
import { conflictView, effectsDialog } from './configuration-saving.view.ts';
import { consentsEditor } from './consents-editor.view.ts';
import { choiceField, set, switchField, type Editor } from './form-field.ts';
import { icon } from './icons.ts';
import { focusOn } from './list-editor.ts';
import { loaded } from './parts.ts';

const availabilityWords = Object.fromEntries(availabilities.map((value) => [value, typeWords[value] ?? value]));
const rejectedWords = Object.fromEntries(rejectedStatuses.map((value) => [value, customerWords[value] ?? value]));

export function configurationView(app: App): TemplateResult {
  return html`
    <h1 tabindex="-1">Configuration</h1>
    <p class="lead">It holds for new verifications at once, and for open ones at their next visit. Nothing added is lost.</p>
    ${loaded(app.state.draft, () => void app.load(), (draft) => form(new ConfigurationRoom(app, draft)))}
  `;
}

function form(room: ConfigurationRoom): TemplateResult {
  const { draft, editor } = room;
  const { categories } = draft.configuration;
  return html`
    <form class="stack" novalidate @submit=${(event: SubmitEvent) => { event.preventDefault(); void room.save(); }}>
      ${general(editor)}
      ${consentsEditor(editor)}
      <h2>Categories</h2>
      ${repeat(categories, keyOf, (_, index) => categoryEditor(editor, index))}
      <p><button class="button" type="button" id="add-category" @click=${() => addCategory(editor)}>${icon('plus')}Add a category</button></p>
      ${problemList(draft)}
      ${draft.theirs ? conflictView(room, draft.theirs) : nothing}
      ${saveBar(room)}
    </form>
    ${effectsDialog(room)}
  `;
}

/** A new category is there to be named. */
function addCategory(editor: Editor): void {
  const { categories } = editor.configuration;
  set(editor, 'categories', [...categories, newCategory()]);
  focusOn(`categories.${categories.length}.title`);
}

function general(editor: Editor): TemplateResult {
  const { enabled, automaticApproval, availability, rejectedCustomerStatus } = editor.configuration;
  return html`
    <div class="card stack">
      ${switchField(editor, { place: 'enabled', label: 'Ask customers for verification', hint: 'Switched off, nobody is asked for anything. What was added is kept.', value: enabled })}
      <div class="grid">
        ${choiceField(editor, { place: 'availability', label: 'Who is asked', hint: 'Categories can narrow this further.', value: availability, words: availabilityWords })}
        ${choiceField(editor, {
          place: 'rejectedCustomerStatus', label: 'A rejected customer becomes', hint: 'Locked: can do nothing. Restricted: can use what they have.', value: rejectedCustomerStatus, words: rejectedWords,
        })}
      </div>
      ${switchField(editor, { place: 'automaticApproval', label: 'Approve by itself once files are checked', hint: 'Written rules decide. What is unclear still waits for a person.', value: automaticApproval })}
    </div>
  `;
}

/** Each problem leads to the control that solves it. */
function problemList({ problems, configuration }: Draft): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const goTo = (event: Event, place: string): void => {
    event.preventDefault();
    focusOn(place);
  };
  return html`
    <div class="message message-bad" id="problems" tabindex="-1" role="alert">
      <p><b>Not saved yet. Please correct:</b></p>
      <ul>${problems.map((place) => html`<li><a href="#${place}" @click=${(event: Event) => goTo(event, place)}><bdi>${ownerOf(place, configuration)}</bdi>: ${sentenceOf(place)}</a></li>`)}</ul>
    </div>
  `;
}

function saveBar(room: ConfigurationRoom): TemplateResult {
  const hasChanges = isChanged(room.draft);
  return html`
    <div class="save-bar">
      <button class="button primary" type="submit" ?disabled=${room.editor.isBusy}>Save</button>
      <span class="quiet">${hasChanges ? 'Not saved yet' : 'Everything is saved'}</span>
      ${hasChanges ? html`<button class="button" type="button" @click=${() => room.discard()}>Discard changes</button>` : nothing}
    </div>
  `;
}
