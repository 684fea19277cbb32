/** The profile's side menu with the visitor's preferences; folds away on narrow windows. */
import { html, nothing, type TemplateResult } from 'lit';
import { kycBadge } from '../embed.ts';
import type { KycStatusChangeDetail } from '../kyc-events.ts';
import { pages, type Page } from '../state.ts';
import { icon } from './icons.ts';
import { preferences } from './preferences.view.ts';
import type { Scope } from './scope.ts';

export function sideMenu(scope: Scope): TemplateResult {
  const { state, texts, app } = scope;
  return html`
    <aside class="side" id="side-menu" aria-label=${texts.menu} ?data-open=${state.menuOpen}
      @kyc-status-change=${(event: CustomEvent<KycStatusChangeDetail>) => app.onKycStatusChange(event.detail)}
      @kyc-customer-status-change=${() => void app.load()}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && app.setMenu(false)}>
      <nav aria-label=${texts.account}>
        <ul>${pages.map((page) => html`<li>${menuLink(page, scope)}</li>`)}</ul>
      </nav>
      <div class="side-foot">
        ${preferences(scope)}
        <button class="button wide" type="button" @click=${() => void app.signOut()}>
          ${icon('signOut')}${texts.signOut}
        </button>
      </div>
    </aside>
  `;
}

function menuLink(page: Page, { state, texts }: Scope): TemplateResult {
  const current = state.page === page ? 'page' : 'false';
  return html`<a href="#/${page}" aria-current=${current}>
    ${icon(page)}<span>${texts.pages[page]} ${page === 'kyc' ? kycBadge(state.settings.theme) : nothing}</span>
  </a>`;
}
