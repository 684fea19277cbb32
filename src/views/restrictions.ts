/** What the customer may not do for now, and what lifts it. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../localization/messages.ts';
import type { Restriction } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';

/** Each restriction by name, and what lifts it. */
export function restrictionsView({ texts, verification, headingLevel }: ReadyContext): unknown {
  const { restrictions } = verification;
  if (restrictions.length === 0) return nothing;
  return html`<section class="panel" part="restrictions" aria-labelledby="restrictions-title">
    ${heading({ level: headingLevel + 1, id: 'restrictions-title', part: 'section-title' }, texts.restrictions)}
    <ul class="plain">${restrictions.map((restriction) => restrictionItem({ texts }, restriction))}</ul>
  </section>`;
}

function restrictionItem({ texts }: Pick<ReadyContext, 'texts'>, { code, message, liftedBy }: Restriction): TemplateResult {
  const text = message || (lookUp(texts.restriction, code) ?? texts.restriction_unknown);
  const lifted = liftedBy ? html`<span class="muted">${texts.restriction_lifted_by} <bdi>${liftedBy}</bdi></span>` : nothing;
  return html`<li part="restriction"><bdi>${text}</bdi> ${lifted}</li>`;
}
