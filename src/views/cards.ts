/** The cards in the server's order; what concerns one person of an organisation stands together under that person's name. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { categoryProgress } from '../model/blockers.ts';
import { inCategory } from '../model/selectors.ts';
import type { Category } from '../model/verification.ts';
import { categoryCard } from './category-card.ts';
import { anchorId, type ReadyContext } from './context.ts';
import { isLockedOut } from './header.ts';
import { heading } from './heading.ts';
import { isUntitled, subjectGroups, subjectTitle, type SubjectGroup } from './subjects.ts';

const unfinished = ['needs_fix', 'requested', 'partly_added', 'adding', 'to_do'];

export function cardsView(context: ReadyContext): unknown {
  const { verification, state } = context;
  // A locked account is not told what it still has to do, only what it gave.
  const isShown = ({ id }: Category) => !isLockedOut(verification) || inCategory(verification.documents, id).length > 0;
  const shown = verification.categories.filter(isShown);
  const firstOpen = verification.categories.find((category) => unfinished.includes(categoryProgress(state, category)));
  const cards = (from: ReadyContext, categories: readonly Category[]) => repeat(categories, ({ id }) => id,
    (category) => categoryCard({ ...from, category, isFirstOpen: category === firstOpen }));
  const groups = subjectGroups(shown);
  if (groups.every((group) => isUntitled(group, groups))) return cards(context, shown);
  // One below whom they are about.
  const deeper = { ...context, headingLevel: context.headingLevel + 1 };
  return repeat(groups, ({ subject }) => subject?.id ?? '', (group) => (isUntitled(group, groups)
    ? cards(context, group.categories)
    : html`<section class="subject-group" aria-labelledby=${titleId(group)}>
      ${heading({ level: context.headingLevel + 1, id: titleId(group), part: 'subject', className: 'subject' }, subjectTitle(context, group))}
      ${cards(deeper, group.categories)}
    </section>`));
}

function titleId({ subject }: SubjectGroup): string {
  return anchorId('subject', subject?.id ?? '');
}
