/** The pages of a profile. All but KYC Verification and Languages are scenery around it. */
import { html, type TemplateResult } from 'lit';
import { embedded } from './kyc.view.ts';
import { preferences } from './preferences.view.ts';
import { profileView } from './profile.view.ts';
import type { Scope } from './scope.ts';

export function pageView(scope: Scope): TemplateResult {
  const { state, texts } = scope;
  switch (state.page) {
    case 'kyc':
      return embedded(scope);
    case 'profile':
      return page(texts.pages.profile, profileView(scope));
    case 'languages':
      return page(texts.pages.languages, html`<p class="lead">${texts.languages.lead}</p><div class="card">${preferences(scope)}</div>`);
    case 'password':
      return page(texts.pages.password, html`<p class="lead">${texts.password.lead}</p>`);
    case 'payment':
      return page(texts.pages.payment, gated(scope, 'payment'));
    case 'keys':
      return page(texts.pages.keys, gated(scope, 'keys'));
    case 'notifications':
      return page(texts.pages.notifications, notifications(scope));
  }
}

function page(title: string, content: TemplateResult): TemplateResult {
  return html`<div class="page"><h1 tabindex="-1">${title}</h1>${content}</div>`;
}

function gated({ texts }: Scope, name: 'payment' | 'keys'): TemplateResult {
  return html`
    <p class="lead">${texts[name].lead}</p>
    <div class="card empty">
      <p>${texts[name].none}</p>
      <a class="button" href="#/kyc">${texts.profile.verifyAction}</a>
    </div>
  `;
}

function notifications({ texts }: Scope): TemplateResult {
  const { submitted, action, completed, always, lead } = texts.notifications;
  return html`
    <p class="lead">${lead}</p>
    <dl class="card facts">
      ${[submitted, action, completed].map((name) => html`<div><dt>${name}</dt><dd>${always}</dd></div>`)}
    </dl>
  `;
}
