/** What the customer may not do for now: why the account is locked, each restriction, and what lifts it. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../localization/messages.ts';
import type { Restriction } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';
import { isLockedOut } from './header.ts';
import { heading } from './heading.ts';
import { reasonWords } from './outcome.ts';
import { supportButton } from './support.ts';

export function restrictionsView(context: ReadyContext): unknown {
  return [lockedView(context), restrictionsList(context)];
}

/** A final decision says why by itself. */
function lockedView(context: ReadyContext): unknown {
  const { texts, verification, headingLevel } = context;
  const { customer, status, review, restrictions } = verification;
  const isOut = isLockedOut(verification);
  const words = reasonWords(context, review.reason);
  if (customer.status !== 'locked' || status === 'rejected' || (!isOut && !words)) return nothing;
  const unknownReason = restrictions.length > 0 ? nothing : html`<p>${texts.locked_no_reason}</p>`;
  return html`<section class="panel" part="locked" aria-labelledby="locked-title">
    ${heading({ level: headingLevel + 1, id: 'locked-title', part: 'section-title' }, texts.locked_title)}
    ${words ?? unknownReason}
    ${isOut ? html`<div class="support-ways">${supportButton(context, { kind: 'locked' }, { isPrimary: true })}</div>` : nothing}
  </section>`;
}

function restrictionsList({ texts, verification, headingLevel }: ReadyContext): unknown {
  const { restrictions, customer } = verification;
  if (restrictions.length === 0 && customer.status !== 'restricted') return nothing;
  return html`<section class="panel" part="restrictions" aria-labelledby="restrictions-title">
    ${heading({ level: headingLevel + 1, id: 'restrictions-title', part: 'section-title' }, texts.restrictions)}
    ${restrictions.length === 0 ? html`<p>${texts.restriction_unknown} <span class="muted">${texts.restriction_lift_unknown}</span></p>` : nothing}
    <ul class="plain">${restrictions.map((restriction) => restrictionItem(texts, restriction))}</ul>
  </section>`;
}

function restrictionItem(texts: ReadyContext['texts'], { code, message, liftedBy }: Restriction): TemplateResult {
  const text = message || (lookUp(texts.restriction, code) ?? texts.restriction_unknown);
  const lifted = liftedBy ? html`${texts.restriction_lifted_by} <bdi>${liftedBy}</bdi>` : texts.restriction_lift_unknown;
  return html`<li part="restriction"><bdi>${text}</bdi> <span class="muted">${lifted}</span></li>`;
}
