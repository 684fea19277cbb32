/** The customer's own status, its restrictions, and erasing everything about them. */
import { html, nothing, type TemplateResult } from 'lit';
import { customerStatuses, type CustomerStatus, type Restriction, type Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { customerWords } from '../words.ts';
import { customerBadge, disclosure, onSubmit, options, textOf } from './parts.ts';

/** As many as a case has ever needed; an empty line is no restriction. */
const restrictionLines = 3;

export function customerView(app: App, verification: Verification): TemplateResult {
  const { customer, restrictions } = verification;
  return html`
    <section class="card stack" aria-labelledby="customer">
      <div class="heading"><h2 id="customer">Customer</h2>${customerBadge(customer.status)}</div>
      ${restrictions.length > 0
        ? html`<ul class="comments">${restrictions.map(({ code, message, liftedBy }) => html`<li><bdi>${message ?? code}</bdi>${liftedBy ? html` <span class="quiet">Lifted by: <bdi>${liftedBy}</bdi></span>` : nothing}</li>`)}</ul>`
        : nothing}
      <div class="row">
        ${disclosure('Change status …', statusForm(app, verification))}
        ${disclosure('Erase …', eraseForm(app, verification), 'disclosure-danger')}
      </div>
    </section>
  `;
}

function statusForm(app: App, { customer, restrictions }: Verification): TemplateResult {
  const save = onSubmit((fields) => app.run(async () => {
    const status = textOf(fields, 'status') as CustomerStatus;
    await app.api.setCustomer(customer.id, { status, restrictions: status === 'restricted' ? restrictionsOf(fields) : [] });
    await app.load();
  }, 'The customer’s status is changed.'));
  const words = Object.fromEntries(customerStatuses.map((status) => [status, customerWords[status] ?? status]));
  return html`
    <form class="stack" @submit=${save}>
      <label class="field"><span>Status</span><select name="status" @change=${onStatusChange}>${options(words, customer.status)}</select></label>
      <p class="quiet">Active lifts a lock and every restriction. Locked closes the account for now.</p>
      <fieldset class="stack" name="restrictions" ?hidden=${customer.status !== 'restricted'} ?disabled=${customer.status !== 'restricted'}>
        <legend>What is restricted, and what lifts it</legend>
        ${Array.from({ length: restrictionLines }, (_, index) => restrictionFields(index, restrictions[index]))}
      </fieldset>
      <button class="button primary" type="submit" ?disabled=${app.state.busy}>Save status</button>
    </form>
  `;
}

/** Restrictions are named while there are to be some. */
function onStatusChange(event: Event): void {
  const select = event.currentTarget as HTMLSelectElement;
  const restrictions = select.form?.querySelector<HTMLFieldSetElement>('fieldset[name="restrictions"]');
  if (restrictions) restrictions.hidden = restrictions.disabled = select.value !== 'restricted';
}

function restrictionFields(index: number, restriction: Restriction | undefined): TemplateResult {
  const number = index + 1;
  return html`
    <div class="pair">
      <input type="hidden" name="code-${index}" value=${restriction?.code ?? ''} />
      <input name="message-${index}" maxlength="200" dir="auto" aria-label="Restriction ${number}" placeholder="No purchases" value=${restriction?.message ?? ''} />
      <input name="lifted-${index}" maxlength="200" dir="auto" aria-label="What lifts restriction ${number}" placeholder="What lifts it" value=${restriction?.liftedBy ?? ''} />
    </div>
  `;
}

function restrictionsOf(fields: FormData): Restriction[] {
  return Array.from({ length: restrictionLines }, (_, index) => ({
    code: textOf(fields, `code-${index}`) || codeOf(textOf(fields, `message-${index}`)),
    message: textOf(fields, `message-${index}`),
    liftedBy: textOf(fields, `lifted-${index}`) || null,
  })).filter(({ message }) => message !== '');
}

/** "No purchases" → `no_purchases`; words in other scripts get a neutral code. */
function codeOf(message: string): string {
  return message.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'restriction';
}

function eraseForm(app: App, { customer }: Verification): TemplateResult {
  const erase = onSubmit(async () => {
    const worked = await app.run(() => app.api.eraseCustomer(customer.id));
    if (worked) location.hash = '#/queue';
    return worked;
  });
  return html`
    <form class="stack" @submit=${erase}>
      <p>Erases all documents and personal data of <bdi>${customer.name}</bdi>. This cannot be undone. The audit stays.</p>
      <label class="choice"><input type="checkbox" required />I want to erase this customer</label>
      <button class="button danger" type="submit" ?disabled=${app.state.busy}>Erase for good</button>
    </form>
  `;
}
