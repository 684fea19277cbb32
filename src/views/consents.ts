/** What the customer agrees to before sending, in the server's words, and where the privacy notice stands. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Consent } from '../model/verification.ts';
import { anchorId, type ReadyContext } from './context.ts';
import { heading } from './heading.ts';

export function consentsView(context: ReadyContext): unknown {
  const { texts, verification, headingLevel } = context;
  const open = verification.consents.filter(({ givenAt }) => givenAt === null);
  const notice = context.allowedUrl(verification.privacyNotice?.url);
  if (open.length === 0 && !notice) return nothing;
  return html`<section class="panel" part="consents" aria-labelledby="consents-title">
    ${heading({ level: headingLevel + 1, id: 'consents-title', part: 'section-title' }, texts.consents)}
    ${open.map((consent) => consentRow(context, consent))}
    ${notice ? html`<p class="muted"><a part="privacy-link" href=${notice} target="_blank" rel="noopener noreferrer">${texts.privacy_notice}</a></p>` : nothing}
  </section>`;
}

function consentRow({ state, texts, dispatch }: ReadyContext, { id, version, text, required }: Consent) {
  const change = (event: Event) => dispatch({ kind: 'set_consent', consentId: id, isGiven: (event.currentTarget as HTMLInputElement).checked });
  return html`<label class="consent" part="consent">
    <input type="checkbox" id=${anchorId('consent', id)} .checked=${live(state.consents[id] === version)} aria-required=${required ? 'true' : 'false'} @change=${change}>
    <span><bdi>${text}</bdi> <span class="muted small">(${required ? texts.field_required : texts.field_optional})</span></span>
  </label>`;
}
