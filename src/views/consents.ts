/** What the customer agrees to before sending, in the server's words; what was agreed to; where the privacy notice stands. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Consent } from '../model/verification.ts';
import { anchorId, type ReadyContext } from './context.ts';
import { heading } from './heading.ts';

/** A panel while there is something to agree to, else a quiet line. */
export function consentsView(context: ReadyContext, isSending: boolean): unknown {
  const { texts, verification: { consents }, headingLevel } = context;
  const open = isSending ? consents.filter(({ givenAt }) => givenAt === null) : [];
  const rest = [givenView(context), noticeView(context)];
  if (open.length === 0) return rest.some((part) => part !== nothing) ? html`<div class="agreed muted small" part="consents">${rest}</div>` : nothing;
  return html`<section class="panel" part="consents" aria-labelledby="consents-title">
    ${heading({ level: headingLevel + 1, id: 'consents-title', part: 'section-title' }, texts.consents)}
    ${repeat(open, ({ id }) => id, (consent) => consentRow(context, consent))}
    ${rest}
  </section>`;
}

function consentRow({ state, texts, ui, dispatch }: ReadyContext, { id, version, text, required }: Consent): TemplateResult {
  const isGiven = state.consents[id] === version;
  const isMissing = required && !isGiven && ui.isMissingListShown;
  const anchor = anchorId('consent', id);
  const change = (event: Event) => dispatch({ kind: 'set_consent', consentId: id, isGiven: (event.currentTarget as HTMLInputElement).checked });
  return html`<div class="consent" part="consent">
    <input type="checkbox" id=${anchor} .checked=${live(isGiven)} aria-required=${required ? 'true' : 'false'}
      aria-invalid=${isMissing ? 'true' : 'false'} aria-describedby=${isMissing ? `${anchor}-hint` : nothing} @change=${change}>
    <label for=${anchor}><bdi>${text}</bdi> <span class="muted small">(${required ? texts.field_required : texts.field_optional})</span></label>
    ${isMissing ? html`<p class="consent-hint small" id="${anchor}-hint">${texts.consent_needed}</p>` : nothing}
  </div>`;
}

/** Agreed to before; of no more use here than to be looked up. */
function givenView({ texts, format, verification: { consents } }: ReadyContext): unknown {
  const given = consents.filter(({ givenAt }) => givenAt !== null);
  if (given.length === 0) return nothing;
  return html`<details class="given" part="consents-given">
    <summary>${texts.consents_given({ count: format.count(given.length) })}</summary>
    <ul>${given.map(({ text, givenAt }) => html`<li><bdi>${text}</bdi> <time datetime=${givenAt ?? nothing}>(${texts.consent_given_on({ date: format.date(givenAt) })})</time></li>`)}</ul>
  </details>`;
}

/** A notice at an origin links may not lead to is named, to be copied. */
function noticeView({ texts, verification: { privacyNotice }, allowedUrl }: ReadyContext): unknown {
  if (!privacyNotice) return nothing;
  const url = allowedUrl(privacyNotice.url);
  if (url) {
    return html`<p class="notice-line"><a part="privacy-link" href=${url} target="_blank" rel="noopener noreferrer">${texts.privacy_notice}<span
      class="visually-hidden"> (${texts.support_new_tab})</span></a></p>`;
  }
  return isWebAddress(privacyNotice.url) ? html`<p class="notice-line">${texts.privacy_notice}: <bdi>${privacyNotice.url}</bdi></p>` : nothing;
}

function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url) && URL.canParse(url);
}
