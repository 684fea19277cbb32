/** The pages of a profile. All but KYC Verification, My Profile, Servers and Languages are scenery around it. */
import { html, nothing, type TemplateResult } from 'lit';
import { kycGate, kycStatus } from '../embed.ts';
import { embedded } from './kyc.view.ts';
import { preferences } from './preferences.view.ts';
import { profileView } from './profile.view.ts';
import type { Scope } from './scope.ts';

export function pageView(scope: Scope): TemplateResult {
  const { state, texts } = scope;
  switch (state.page) {
    case 'kyc':
      return embedded(scope);
    case 'servers':
      return page(texts.pages.servers, serversView(scope));
    case 'profile':
      return page(texts.pages.profile, profileView(scope));
    case 'languages':
      return told(scope, html`<p class="lead">${texts.languages.lead}</p><div class="card">${preferences(scope)}</div>`);
    case 'password':
      return told(scope, html`<p class="lead">${texts.password.lead}</p>`);
    case 'payment':
      return told(scope, gated(scope, 'payment'));
    case 'keys':
      return told(scope, gated(scope, 'keys'));
    case 'notifications':
      return told(scope, notifications(scope));
  }
}

function page(title: string, content: TemplateResult): TemplateResult {
  return html`<div class="page"><h1 tabindex="-1">${title}</h1>${content}</div>`;
}

/** A page that has nothing to do with the verification: what there is to do stands above it. */
function told({ state, texts }: Scope, content: TemplateResult): TemplateResult {
  return html`<div class="page">
    ${kycStatus('banner', state.settings.theme)}
    <h1 tabindex="-1">${texts.pages[state.page]}</h1>${content}
  </div>`;
}

function serversView({ state, texts, app }: Scope): TemplateResult {
  const words = texts.servers;
  const order = html`<button class="button primary" type="button" @click=${() => app.order()}>${words.order}</button>`;
  return html`
    <p class="lead">${words.lead}</p>
    <div class="card offer">
      <div><h2>${words.plan}</h2><p class="quiet">${words.size}</p></div>
      ${kycGate(state.settings.theme, order)}
    </div>
    <p role="status">${state.isOrdered ? words.ordered : nothing}</p>
  `;
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
