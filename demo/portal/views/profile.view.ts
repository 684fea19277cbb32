/** My Profile: the customer's record as the provider has it; name and address can be corrected. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Profile } from '../api.ts';
import { kycStatus } from '../embed.ts';
import { oneOf, locales } from '../settings.ts';
import { wordFor } from '../texts/texts.ts';
import { badge } from './badge.ts';
import { languageNames } from './preferences.view.ts';
import type { Scope } from './scope.ts';

export function profileView(scope: Scope): TemplateResult {
  const { state: { customer, settings }, texts } = scope;
  if (!customer) return html``;
  const words = texts.profile;
  const locale = oneOf(locales, customer.locale);
  return html`
    <div class="card">${kycStatus('line', settings.theme)}</div>
    <p class="lead">${words.lead}</p>
    ${profileForm(scope)}
    <dl class="card facts">
      <div><dt>${words.id}</dt><dd><bdi>${customer.id}</bdi></dd></div>
      <div><dt>${words.type}</dt><dd>${wordFor(texts.types, customer.type)}</dd></div>
      <div><dt>${words.locale}</dt><dd>${locale ? languageNames[locale] : customer.locale}</dd></div>
      <div><dt>${words.status}</dt><dd>${badge(customer.status, wordFor(texts.customerStatuses, customer.status))}</dd></div>
    </dl>
  `;
}

function profileForm({ state: { customer, saving }, texts, app }: Scope): TemplateResult {
  const words = texts.profile;
  const isFailed = saving !== null && saving !== 'busy' && saving !== 'done';
  return html`
    <form class="card" @submit=${(event: SubmitEvent) => { event.preventDefault(); void app.saveProfile(readForm(event)); }}>
      <label class="field"><span>${words.name}</span>
        <input name="name" required maxlength="200" autocomplete="name" dir="auto" .value=${customer?.name ?? ''} /></label>
      <label class="field"><span>${words.email}</span>
        <input name="email" type="email" required maxlength="254" autocomplete="email" dir="ltr" .value=${customer?.email ?? ''} /></label>
      <p class="quiet wide-field">${words.changeHint}</p>
      <p class="failure" role="alert">${isFailed ? words.failures[saving] : nothing}</p>
      <button class="button primary" type="submit" ?disabled=${saving === 'busy'}>${saving === 'busy' ? words.saving : words.save}</button>
      <p class="wide-field" role="status">${saving === 'done' ? words.saved : nothing}</p>
    </form>
  `;
}

function readForm(event: SubmitEvent): Profile {
  const form = new FormData(event.target as HTMLFormElement);
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { name: text('name'), email: text('email') };
}
