/** Everything below the stages; fetched beside the first snapshot, so that the entry stays small. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isEditable } from '../model/selectors.ts';
import type { Category, Verification } from '../model/verification.ts';
import { categoryCardStyles } from './category-card.styles.ts';
import { categoryCard } from './category-card.ts';
import { consentsView } from './consents.ts';
import type { PageViews, ReadyContext, SnapshotContext } from './context.ts';
import { isLockedOut } from './header.ts';
import { heading } from './heading.ts';
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
        ${isSending ? html`<slot name="consent"></slot>` : nothing}
        ${consentsView(context, Boolean(isSending))}
      </div>
      ${railView(context)}
    </div>
    ${isSending ? adding.submitBar(context) : nothing}
    ${adding ? adding.sentDialog(context) : nothing}`;
}

/** Words of a renewal come late; the room for them does not. */
function renewalView(context: ReadyContext): unknown {
  if (context.after) return context.after.renewal(context);
  return context.verification.renewal ? html`<i class="bone bone-box" aria-hidden="true"></i>` : nothing;
}

/** Cards in the server's order; what concerns one person of an organisation stands under that person's name. */
function cardsView(context: ReadyContext): unknown {
  const { verification } = context;
  // A locked account is not told what it still has to do, only what it gave.
  const isShown = ({ id }: Category) => !isLockedOut(verification) || verification.documents.some(({ categoryId }) => categoryId === id);
  return repeat(verification.categories.filter(isShown), ({ id }) => id, (category) => html`${subjectHeading(context, category)}${categoryCard({ ...context, category })}`);
}

function subjectHeading({ verification, headingLevel, texts }: ReadyContext, category: Category): unknown {
  const { subject } = category;
  const before = previous(verification, category);
  if (before ? before.subject?.id === subject?.id : !subject) return nothing;
  const id = `subject-${encodeURIComponent(category.id)}`;
  const label = subject ? html`<bdi>${subject.label}</bdi>${subject.role ? html` <span class="muted">· <bdi>${subject.role}</bdi></span>` : nothing}` : texts.other_categories;
  return heading({ level: headingLevel + 1, id, part: 'subject', className: 'subject' }, label);
}

function previous(verification: Verification, category: Category): Category | undefined {
  return verification.categories[verification.categories.indexOf(category) - 1];
}

export const pageViews: PageViews = { pageView, bareView, noticeBanner: (context) => noticeBanner(ready(context)) };
