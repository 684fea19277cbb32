/** Beside the cards: the checklist, what happens next, comments, support. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { blockers, categoryProgress, type Blocker } from '../model/blockers.ts';
import { documentsIn, isEditable, isSatisfied, progressOf } from '../model/selectors.ts';
import type { Category, Verification } from '../model/verification.ts';
import { progressLooks } from './badge.ts';
import { commentsView } from './comments.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';
import { progressText } from './progress-text.ts';
import { isAskedAgain, isUntitled, subjectGroups, subjectTitle } from './subjects.ts';
import { supportView } from './support.ts';

/** What is asked and how far it is; each line leads to its card. */
export function checklistView(context: ReadyContext): unknown {
  const { texts, format, verification, headingLevel, state } = context;
  if (!isEditable(verification) || verification.status === 'completed') return nothing;
  const { satisfied, required } = progressOf(verification);
  // What is counted can still be asked for again: then it is not done.
  const reopened = verification.categories.filter((category) => isSatisfied(verification, category) && isAskedAgain(state, category));
  const count = texts.progress_of({ done: format.number(Math.max(0, satisfied - reopened.length)), total: format.number(required) });
  const missing = blockers(state);
  const item = (category: Category) => {
    const blocker = missing.find(({ categoryId }) => categoryId === category.id);
    return guard([category, texts, format, blocker, categoryProgress(state, category), documentsIn(verification, category.id)],
      () => checklistItem({ ...context, category }, blocker));
  };
  const list = (categories: readonly Category[], label?: string) => html`<ul class="plain checklist" aria-labelledby=${label ?? nothing}>${categories.map(item)}</ul>`;
  return html`<section class="panel rail-start" part="checklist" aria-labelledby="checklist-title">
    ${heading({ level: headingLevel + 1, id: 'checklist-title', part: 'section-title' }, html`${texts.checklist} <span class="muted count">${count}</span>`)}
    ${subjectGroups(verification.categories).map((group, index, groups) => (isUntitled(group, groups) ? list(group.categories) : html`<div class="checklist-group">
      <p id="checklist-${index}" class="checklist-subject">${subjectTitle(context, group)}</p>${list(group.categories, `checklist-${index}`)}</div>`))}
  </section>`;
}

function checklistItem(context: ReadyContext & { readonly category: Category }, blocker: Blocker | undefined): TemplateResult {
  const { category, state, texts, dispatch } = context;
  const progress = categoryProgress(state, category);
  const side = blocker?.kind === 'side_missing' && blocker.side ? texts.side_missing[blocker.side] : undefined;
  const look = progressLooks[progress];
  const go = () => dispatch({ kind: 'go_to', blocker: blocker ?? { kind: 'documents_missing', categoryId: category.id } });
  return html`<li class="tone-${look.tone}">${icon(look.icon)}<button type="button" class="link" @click=${go}><bdi>${category.title}</bdi><span
    class=${side ? 'muted' : 'visually-hidden'}>: ${side ?? progressText(context, progress)}</span></button></li>`;
}

export function railView(context: ReadyContext): TemplateResult {
  return html`<div class="rail rail-end">${nextView(context)}${commentsView(context)}${supportView(context)}${context.after ? context.after.afterView(context) : nothing}</div>`;
}

function nextView({ texts, format, verification: { status, review, customer }, headingLevel }: ReadyContext): unknown {
  return guard([texts, format, headingLevel, status, review, customer], () => nextSteps({ texts, format, headingLevel }, { status, review, customer }));
}

function nextSteps({ texts, format, headingLevel }: Pick<ReadyContext, 'texts' | 'format' | 'headingLevel'>, { status, review, customer }: Pick<Verification, 'status' | 'review' | 'customer'>): unknown {
  if (status !== 'collecting' && status !== 'action_required' && status !== 'expired' && status !== 'pending') return nothing;
  if (customer.status === 'locked' && status !== 'action_required') return nothing;
  return html`<section class="panel" part="next" aria-labelledby="next-title">
    ${heading({ level: headingLevel + 1, id: 'next-title', part: 'section-title' }, texts.next_title)}
    <p class="muted">${texts.next[status]} ${review.usual ? texts.next_usually({ range: format.hours(review.usual) }) : nothing} ${status === 'pending' ? nothing : texts.updates_itself}</p>
  </section>`;
}
