/** Everything below the stages; fetched beside the first snapshot, so that the entry stays small. */
import { html, nothing, type TemplateResult } from 'lit';
import { isEditable } from '../model/selectors.ts';
import { cardsView } from './cards.ts';
import { categoryCardStyles } from './category-card.styles.ts';
import { consentsView } from './consents.ts';
import type { PageViews, ReadyContext, SnapshotContext } from './context.ts';
import { noticeBanner } from './notice.ts';
import { outcomeView } from './outcome.ts';
import { checklistView, railView } from './rail.ts';
import { restrictionsView } from './restrictions.ts';
import { supportView } from './support.ts';

export { categoryCardStyles as pageStyles };

/** The texts of these views came together with them. */
function ready(context: SnapshotContext): ReadyContext {
  return context as ReadyContext;
}

function bareView(snapshot: SnapshotContext): TemplateResult {
  const context = ready(snapshot);
  return html`${restrictionsView(context)}${supportView(context)}`;
}

function pageView(snapshot: SnapshotContext): TemplateResult {
  const context = ready(snapshot);
  const { adding, verification, isReadonly } = context;
  const isSending = adding && isEditable(verification) && !isReadonly;
  return html`<div class="layout">
      ${checklistView(context)}
      <div class="cards" part="categories">
        ${restrictionsView(context)}
        ${outcomeView(context)}
        ${renewalView(context)}
        ${cardsView(context)}
        ${consentsView(context, Boolean(isSending))}
        ${isSending ? html`<slot name="consent"></slot>` : nothing}
      </div>
      ${railView(context)}
    </div>
    ${isSending ? adding.submitBar(context) : nothing}
    ${adding ? adding.sentDialog(context) : nothing}`;
}

/** Words of a renewal come late; the room for them does not. */
function renewalView(context: ReadyContext): unknown {
  if (context.after) return context.after.renewal(context);
  return context.verification.renewal ? html`<i class="bone bone-renewal" aria-hidden="true"></i>` : nothing;
}

export const pageViews: PageViews = { pageView, bareView, noticeBanner: (context) => noticeBanner(ready(context)) };
