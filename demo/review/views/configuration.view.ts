/** The configuration: whom verification is for, and the categories with their document types. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { changed, draftOf, problemsOf, withNewCategory } from '../configuration-draft.ts';
import { availabilities, rejectedStatuses, type Configuration } from '../schemas.ts';
import type { Draft } from '../state.ts';
import { customerWords, typeWords } from '../words.ts';
import { categoryEditor } from './category-editor.view.ts';
import { icon } from './icons.ts';
import { loaded, options } from './parts.ts';

export function configurationView(app: App): TemplateResult {
  return html`
    <h1 tabindex="-1">Configuration</h1>
    <p class="lead">It holds for new verifications at once, and for open ones at their next read. Nothing added is lost.</p>
    ${loaded(app.state.draft, () => void app.load(), (draft) => editor(app, draft))}
  `;
}

function editor(app: App, draft: Draft): TemplateResult {
  const { configuration } = draft;
  const edit = (next: Configuration): void => app.update({ draft: { phase: 'ready', value: changed(next) } });
  return html`
    <form class="stack" novalidate @submit=${(event: SubmitEvent) => { event.preventDefault(); void save(app, draft); }}>
      ${general(configuration, edit)}
      <h2>Categories</h2>
      ${repeat(configuration.categories, ({ id }) => id, (_, index) => categoryEditor({ configuration, index, edit }))}
      <p><button class="button" type="button" @click=${() => addCategory(configuration, edit)}>${icon('plus')}Add a category</button></p>
      ${problems(draft)}
      <div class="save-bar">
        <button class="button primary" type="submit" ?disabled=${app.state.busy}>Save</button>
        <span class="quiet">${draft.isChanged ? 'Not saved yet' : 'Everything is saved'}</span>
        ${draft.isChanged ? html`<button class="button" type="button" @click=${() => void app.load()}>Discard changes</button>` : nothing}
      </div>
    </form>
  `;
}

/** A new category is there to be named. */
function addCategory(configuration: Configuration, edit: (next: Configuration) => void): void {
  edit(withNewCategory(configuration));
  unfold(`category-${configuration.categories.length}-title`);
}

function general(configuration: Configuration, edit: (next: Configuration) => void): TemplateResult {
  const { enabled, automaticApproval, availability, rejectedCustomerStatus } = configuration;
  const words = Object.fromEntries(availabilities.map((value) => [value, typeWords[value] ?? value]));
  const rejectedWords = Object.fromEntries(rejectedStatuses.map((value) => [value, customerWords[value] ?? value]));
  const onRejected = (event: Event): void => {
    const chosen = rejectedStatuses.find((value) => value === (event.target as HTMLSelectElement).value);
    edit({ ...configuration, rejectedCustomerStatus: chosen ?? rejectedCustomerStatus });
  };
  const onAvailability = (event: Event): void => {
    const chosen = availabilities.find((value) => value === (event.target as HTMLSelectElement).value);
    edit({ ...configuration, availability: chosen ?? availability });
  };
  return html`
    <div class="card stack">
      <label class="choice"><input type="checkbox" name="enabled" .checked=${enabled}
        @change=${() => edit({ ...configuration, enabled: !enabled })} />Ask customers for verification</label>
      <div class="grid">
        <label class="field"><span>Who is asked</span><select name="availability" @change=${onAvailability}>${options(words, availability)}</select></label>
        <label class="field"><span>A rejected customer becomes</span><select name="rejectedCustomerStatus"
          @change=${onRejected}>${options(rejectedWords, rejectedCustomerStatus)}</select></label>
      </div>
      <label class="choice"><input type="checkbox" name="automaticApproval" .checked=${automaticApproval}
        @change=${() => edit({ ...configuration, automaticApproval: !automaticApproval })} />Approve by itself once files are checked</label>
    </div>
  `;
}

/** Each problem leads to the control that solves it. */
function problems({ problems: found }: Draft): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  return html`
    <div class="message message-bad" id="problems" tabindex="-1" role="alert">
      <p><b>Not saved yet. Please correct:</b></p>
      <ul>${found.map(({ controlId, text }) => html`<li><a href="#${controlId}" @click=${(event: Event) => goTo(event, controlId)}><bdi>${text}</bdi></a></li>`)}</ul>
    </div>
  `;
}

function goTo(event: Event, controlId: string): void {
  event.preventDefault();
  unfold(controlId);
}

function unfold(controlId: string): void {
  const control = document.getElementById(controlId);
  const folded = control?.closest('details');
  if (folded) folded.open = true;
  control?.focus();
}

async function save(app: App, { configuration }: Draft): Promise<void> {
  const found = problemsOf(configuration);
  if (found.length > 0) {
    app.update({ draft: { phase: 'ready', value: { configuration, problems: found, isChanged: true } }, message: null });
    document.getElementById('problems')?.focus();
    return;
  }
  await app.run(async () => {
    await app.api.saveConfiguration(configuration);
    app.update({ draft: { phase: 'ready', value: draftOf(configuration) } });
    await app.load();
  }, 'The configuration is saved.');
}
