/** What stands on the page once there is something to look back on or to wait for. Loads with the first such state. */
import { html, nothing } from 'lit';
import { isEditable } from '../model/selectors.ts';
import { afterStyles } from './after.styles.ts';
import type { AfterContext, AfterViews, ReadyContext } from './context.ts';
import { isLockedOut } from './header.ts';
import { heading } from './heading.ts';
import { historyView } from './history.ts';
import { receiptView } from './receipt.ts';
import { renewalView } from './renewal.ts';
import { supportButton } from './support.ts';
import { timelineView } from './timeline.ts';
import { withdrawView } from './withdraw.ts';

export { afterStyles };

/** The texts of these views came together with them. */
function late(context: ReadyContext): AfterContext {
  return context as AfterContext;
}

function afterView(ready: ReadyContext): unknown {
  const context = late(ready);
  const { texts, headingLevel, verification } = context;
  if (!verification.review.submittedAt) return detailsChanged(context);
  return html`<section class="panel" part="so-far" aria-labelledby="so-far-title">
    ${heading({ level: headingLevel + 1, id: 'so-far-title', part: 'section-title' }, texts.after.timeline)}
    ${timelineView(context)}${receiptView(context)}${withdrawView(context)}
  </section>${detailsChanged(context)}`;
}

/** Who is verified under a name or address that is no longer true tells the provider. */
function detailsChanged(context: AfterContext): unknown {
  const { texts: { after }, verification, headingLevel } = context;
  if (verification.status !== 'completed' || isLockedOut(verification)) return nothing;
  // Under way already.
  if (verification.renewal?.reason === 'details_changed' && isEditable(verification)) return nothing;
  const button = supportButton(context, { kind: 'details_changed' }, { label: after.details_changed_button });
  if (button === nothing) return nothing;
  return html`<section class="panel" part="details-changed" aria-labelledby="details-changed-title">
    ${heading({ level: headingLevel + 1, id: 'details-changed-title', part: 'section-title' }, after.details_changed)}
    <p class="muted">${after.details_changed_hint}</p>
    <div class="support-ways">${button}</div>
  </section>`;
}

export const afterViews: AfterViews = { renewal: (context) => renewalView(late(context)), afterView, history: historyView };
