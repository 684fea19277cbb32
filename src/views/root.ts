/** Everything a person sees, as one pure function of the state: the whole shadow root but live region and viewer. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isEditable } from '../model/selectors.ts';
import type { Category, Verification } from '../model/verification.ts';
import { banners } from './banner.ts';
import type { ReadyContext, ViewContext } from './context.ts';
import { headerView, isLockedOut, restrictionsView } from './header.ts';
import { heading } from './heading.ts';
import { outcomeView } from './outcome.ts';
import { checklistView, railView } from './rail.ts';
import { stagesView } from './stages.ts';
import { supportView } from './support.ts';
import { cardBones, failureView, loadingView } from './waiting.ts';

export function rootView(context: ViewContext): TemplateResult {
  const { state: { verification, session }, texts } = context;
  const isWaiting = !verification && session.kind !== 'failed';
  return html`<div class="frame" lang=${texts.lang} dir=${texts.dir}>
    <div class="container" part="container" aria-busy=${isWaiting || session.kind === 'submitting' ? 'true' : 'false'}>
      ${verification ? readyView({ ...context, verification }) : waitingView(context)}
      <slot name="footer"></slot>
    </div>
  </div>`;
}

function waitingView(context: ViewContext): TemplateResult {
  const { session } = context.state;
  return session.kind === 'failed' ? failureView(context, session.error) : loadingView(context);
}

function readyView(context: ReadyContext): TemplateResult {
  const { verification: { status } } = context;
  const isBare = status === 'not_required';
  return html`${headerView(context)}
    ${banners(context)}
    ${isBare ? html`${restrictionsView(context)}${supportView(context)}` : pageView(context)}`;
}

function pageView(context: ReadyContext): TemplateResult {
  const { adding, verification, isReadonly } = context;
  const isSending = adding && isEditable(verification) && !isReadonly;
  return html`${stagesView(context)}
    <slot name="intro"></slot>
    <div class="layout">
      ${checklistView(context)}
      <div class="cards" part="categories">
        ${restrictionsView(context)}
        ${outcomeView(context)}
        ${cardsView(context)}
        <slot name="consent"></slot>
      </div>
      ${railView(context)}
    </div>
    ${isSending ? adding.submitBar(context) : nothing}
    ${adding ? adding.sentDialog(context) : nothing}`;
}

/** Cards in the server's order; what concerns one person of an organisation stands under that person's name. */
function cardsView(context: ReadyContext): unknown {
  const { verification, cards } = context;
  // A locked account is not told what it still has to do, only what it gave.
  const isShown = ({ id }: Category) => !isLockedOut(verification) || verification.documents.some(({ categoryId }) => categoryId === id);
  const shown = verification.categories.filter(isShown);
  if (!cards) return shown.map(cardBones);
  return repeat(shown, ({ id }) => id, (category) => html`${subjectHeading(context, category)}${cards.categoryCard({ ...context, category })}`);
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
