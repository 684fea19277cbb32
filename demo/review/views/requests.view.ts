/** Asking for another document, or for a renewal. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentRequest, Renewal, Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import { renewalWords, word } from '../words.ts';
import { disclosure, onSubmit, options, textOf } from './parts.ts';

export function requestsView(app: App, verification: Verification): TemplateResult {
  const { requests, renewal } = verification;
  return html`
    <section class="card stack" aria-labelledby="requests">
      <h2 id="requests">Ask for more</h2>
      ${requests.length > 0 ? html`<ul class="comments">${requests.map((request) => requestView(verification, request))}</ul>` : nothing}
      ${renewal ? renewalView(verification, renewal) : nothing}
      <div class="row">
        ${disclosure('Another document …', requestForm(app, verification))}
        ${disclosure('A renewal …', renewalForm(app, verification))}
      </div>
    </section>
  `;
}

function requestView({ categories }: Verification, request: DocumentRequest): TemplateResult {
  const title = categories.find(({ id }) => id === request.categoryId)?.title ?? request.categoryId;
  return html`
    <li>
      <p class="quiet"><b><bdi>${title}</bdi></b> · ${formatMoment(request.createdAt)} · ${request.fulfilledBy ? 'answered' : 'open'}</p>
      ${request.message ? html`<p class="plain" dir="auto">${request.message}</p>` : nothing}
    </li>
  `;
}

function renewalView({ categories }: Verification, { dueAt, reason, categoryIds }: Renewal): TemplateResult {
  const titles = categories.filter(({ id }) => categoryIds.includes(id)).map(({ title }) => title);
  return html`<p class="quiet">Renewal due ${formatMoment(dueAt)}: ${word(renewalWords, reason)}${titles.length > 0 ? html` (<bdi>${titles.join(', ')}</bdi>)` : nothing}</p>`;
}

function requestForm(app: App, verification: Verification): TemplateResult {
  const ask = onSubmit((fields) => {
    const categoryId = textOf(fields, 'categoryId');
    const place = categoryId ? { categoryId } : { category: { title: textOf(fields, 'category') } };
    return app.run(async () => {
      await app.api.request(verification, { message: textOf(fields, 'message'), ...place });
      await app.load();
    }, 'The customer is asked for another document.');
  });
  return html`
    <form class="stack" @submit=${ask}>
      <label class="field"><span>Category</span><select name="categoryId" @change=${onCategoryChange}>
        ${verification.categories.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
        <option value="">Something else</option>
      </select></label>
      <label class="field" hidden><span>Name of it</span><input name="category" maxlength="100" dir="auto" disabled required /></label>
      <label class="field"><span>What exactly</span><textarea name="message" rows="2" required maxlength="1000" dir="auto"></textarea></label>
      <button class="button primary" type="submit" ?disabled=${app.state.busy}>Ask</button>
    </form>
  `;
}

/** "Something else" needs a name; a known category does not. */
function onCategoryChange(event: Event): void {
  const select = event.currentTarget as HTMLSelectElement;
  const name = select.form?.querySelector<HTMLInputElement>('[name="category"]');
  const field = name?.closest('label');
  if (!name || !field) return;
  field.hidden = name.disabled = select.value !== '';
}

function renewalForm(app: App, verification: Verification): TemplateResult {
  const renew = onSubmit((fields) => app.run(async () => {
    const dueAt = new Date(`${textOf(fields, 'dueAt')}T00:00:00Z`).toISOString();
    const categoryIds = fields.getAll('categoryIds').filter((id) => typeof id === 'string');
    await app.api.renew(verification, { dueAt, reason: textOf(fields, 'reason'), ...(categoryIds.length > 0 && { categoryIds }) });
    await app.load();
  }, 'The customer is asked for a renewal.'));
  return html`
    <form class="stack" @submit=${renew}>
      <label class="field"><span>Due on</span><input type="date" name="dueAt" required /></label>
      <label class="field"><span>Why</span><select name="reason">${options(renewalWords)}</select></label>
      <fieldset class="stack">
        <legend>What to renew</legend>
        <p class="quiet">With none chosen, everything is renewed.</p>
        ${verification.categories.map(({ id, title }) => html`<label class="choice"><input type="checkbox" name="categoryIds" value=${id} /><bdi>${title}</bdi></label>`)}
      </fieldset>
      <button class="button primary" type="submit" ?disabled=${app.state.busy}>Ask</button>
    </form>
  `;
}
