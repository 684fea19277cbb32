/** The KYC page: the widget, and what this portal does when its session ends. */
import { html, type TemplateResult } from 'lit';
import { kycVerification } from '../embed.ts';
import type { Scope } from './scope.ts';

export function embedded({ state, texts, app }: Scope): TemplateResult {
  return html`
    <div class="page page-wide" @kyc-session-expired=${() => void app.onKycSessionExpired()}>
      <div class="crumb">
        <span>${texts.account}</span><span aria-hidden="true">/</span><h1 tabindex="-1">${texts.pages.kyc}</h1>
      </div>
      ${kycVerification(state.settings.theme)}
    </div>
  `;
}
