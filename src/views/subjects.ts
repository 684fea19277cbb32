/** Whom categories are about: an organisation itself and its people, each with what is asked about them and how far it is. */
import { html, nothing, type TemplateResult } from 'lit';
import { categoryProgress } from '../model/blockers.ts';
import { isSatisfied } from '../model/selectors.ts';
import type { Category, Subject } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';

export interface SubjectGroup {
  /** Null: about nobody in particular. */
  readonly subject: Subject | null;
  readonly categories: readonly Category[];
}

/** In the order of first appearance; one group of nobody in particular where no category names anyone. */
export function subjectGroups(categories: readonly Category[]): SubjectGroup[] {
  const groups = new Map<string | undefined, Category[]>();
  for (const category of categories) groups.set(category.subject?.id, [...groups.get(category.subject?.id) ?? [], category]);
  return [...groups.values()].map((each) => ({ subject: each[0]?.subject ?? null, categories: each }));
}

/** Needs no heading: about nobody in particular, and nothing stands before it that is about somebody. */
export function isUntitled(group: SubjectGroup, groups: readonly SubjectGroup[]): boolean {
  return group.subject === null && group === groups[0];
}

export function subjectTitle(context: ReadyContext, { subject, categories }: SubjectGroup): TemplateResult {
  const name = subject ? html`<bdi>${subject.label}</bdi>` : context.texts.other_categories;
  const role = subject?.role ? html` <span class="muted">· <bdi>${subject.role}</bdi></span>` : nothing;
  return html`${name}${role}${progress(context, categories)}`;
}

/** What is counted can still be asked for again: then it is not done. */
function progress({ state, verification, texts, format }: ReadyContext, categories: readonly Category[]): unknown {
  const required = categories.filter(({ minDocuments, satisfied }) => minDocuments > 0 || satisfied !== null);
  if (required.length === 0) return nothing;
  const done = required.filter((category) => isSatisfied(verification, category) && !isAskedAgain(state, category));
  return html` <span class="muted count">${texts.subject_progress({ done: format.number(done.length), total: format.number(required.length) })}</span>`;
}

export function isAskedAgain(state: ReadyContext['state'], category: Category): boolean {
  const now = categoryProgress(state, category);
  return now === 'needs_fix' || now === 'requested';
}
