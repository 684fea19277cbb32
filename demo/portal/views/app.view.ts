/** The frame: top bar, side menu, the page, and the region that announces changes. */
import { html, nothing, type TemplateResult } from 'lit';
import { wordFor } from '../texts/texts.ts';
import { badge } from './badge.ts';
import { icon } from './icons.ts';
import { pageView } from './page.view.ts';
import type { Scope } from './scope.ts';
import { sideMenu } from './side-menu.view.ts';
import { signInView } from './sign-in.view.ts';

export function appView(scope: Scope): TemplateResult {
  const { phase } = scope.state;
  const signedIn = phase === 'signed_in';
  return html`
    <a class="skip" href="#main" @click=${skipToMain}>${scope.texts.skip}</a>
    ${topBar(scope)}
    <div class=${signedIn ? 'frame' : 'frame frame-plain'}>
      ${signedIn ? sideMenu(scope) : nothing}
      <main id="main" tabindex="-1">${content(scope)}</main>
    </div>
    <div class="toasts" role="status">${toast(scope)}</div>
  `;
}

function content(scope: Scope): TemplateResult {
  const { texts, app, state } = scope;
  switch (state.phase) {
    case 'loading':
      return html`<p class="quiet center">${texts.loading}</p>`;
    case 'unreachable':
      return html`<div class="card center" role="alert">
        <p>${texts.unreachable}</p>
        <button class="button primary" type="button" @click=${() => void app.load()}>${texts.retry}</button>
      </div>`;
    case 'signed_out':
      return signInView(scope);
    case 'signed_in':
      return pageView(scope);
  }
}

function topBar({ state, texts, app }: Scope): TemplateResult {
  const { customer, menuOpen } = state;
  return html`
    <header class="top-bar">
      ${customer
        ? html`<button class="button menu-button" type="button" aria-expanded=${menuOpen}
            aria-controls="side-menu" aria-label=${texts.menu} @click=${() => app.setMenu(!menuOpen)}>${icon('menu')}<span>${texts.menu}</span></button>`
        : nothing}
      <a class="brand" href="#/kyc">${icon('cloud')}<span>Nimbus <b>Cloud</b></span></a>
      ${customer
        ? html`<div class="who">
            ${badge(customer.status, wordFor(texts.customerStatuses, customer.status))}
            <span class="initial" aria-hidden="true">${initial(customer.name)}</span>
            <span class="who-name"><bdi>${customer.name}</bdi></span>
          </div>`
        : nothing}
    </header>
  `;
}

function toast({ state, texts, app }: Scope): TemplateResult | typeof nothing {
  if (!state.toast) return nothing;
  return html`<div class="toast">
    <p>${texts.kycChanged} <b>${wordFor(texts.kycStatuses, state.toast)}</b></p>
    <button class="button icon-button" type="button" aria-label=${texts.close} @click=${() => app.dismissToast()}>
      ${icon('close')}
    </button>
  </div>`;
}

/** By code points, so that no letter is cut in half. */
function initial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '·';
}

/** Hashes are routes here, so the link moves the focus itself. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
