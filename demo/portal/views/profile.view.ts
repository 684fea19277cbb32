/** My Profile: the customer's record as the provider has it. */
import { html, nothing, type TemplateResult } from 'lit';
import { oneOf, locales } from '../settings.ts';
import { wordFor } from '../texts/texts.ts';
import { badge } from './badge.ts';
import { languageNames } from './preferences.view.ts';
import type { Scope } from './scope.ts';

export function profileView({ state, texts }: Scope): TemplateResult {
  const { customer } = state;
  if (!customer) return html``;
  const words = texts.profile;
  const locale = oneOf(locales, customer.locale);
  return html`
    <p class="lead">${words.lead}</p>
    <dl class="card facts">
      <div><dt>${words.name}</dt><dd><bdi>${customer.name}</bdi></dd></div>
      <div><dt>${words.id}</dt><dd><bdi>${customer.id}</bdi></dd></div>
      <div><dt>${words.email}</dt><dd><bdi>${customer.email}</bdi></dd></div>
      <div><dt>${words.type}</dt><dd>${wordFor(texts.types, customer.type)}</dd></div>
      <div><dt>${words.locale}</dt><dd>${locale ? languageNames[locale] : customer.locale}</dd></div>
      <div><dt>${words.status}</dt><dd>${badge(customer.status, wordFor(texts.customerStatuses, customer.status))}</dd></div>
    </dl>
    ${customer.status === 'active'
      ? nothing
      : html`<div class="card call">
          <div><h2>${words.verifyTitle}</h2><p>${words.verifyText}</p></div>
          <a class="button primary" href="#/kyc">${words.verifyAction}</a>
        </div>`}
  `;
}
