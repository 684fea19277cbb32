/** What another configuration would mean for the cases that are open now: counted by the rules that would apply it. */
import type { CaseDraft } from './case.ts';
import { isCategorySatisfied } from './completeness.ts';
import type { CaseCategory, Configuration } from './configuration.ts';
import { applyConfiguration, isSettled } from './sync.ts';

/**
 * `asked`: a category they were not asked for · `more`: one that had enough and has not any more · `kept`: one that goes, but
 * stays visible because documents of it are there · `dropped`: one that goes, empty · `not_required`: nothing is asked of
 * them any more · `required`: something is asked again.
 */
export type EffectKind = 'asked' | 'more' | 'kept' | 'dropped' | 'not_required' | 'required';

export interface Effect {
  readonly kind: EffectKind;
  /** Of the category; null where it is about the whole case. */
  readonly title: string | null;
  readonly cases: number;
}

export class EffectCount {
  readonly #before: Configuration;
  readonly #after: Configuration;
  readonly #effects = new Map<string, { kind: EffectKind; title: string | null; cases: number }>();
  #openCases = 0;

  constructor(before: Configuration, after: Configuration) {
    this.#before = before;
    this.#after = after;
  }

  /** A case as it stands by the configuration before. It is not changed. */
  add(draft: CaseDraft): void {
    if (isSettled(draft)) return;
    this.#openCases += 1;
    const after: CaseDraft = { ...draft, configuration: this.#after, state: structuredClone(draft.state) };
    applyConfiguration(after);
    if (draft.state.isRequired !== after.state.isRequired) return this.#count(after.state.isRequired ? 'required' : 'not_required', null);
    if (!after.state.isRequired) return;
    // Once per category and case, however many people it is asked for.
    const told = new Set<string>();
    for (const { kind, category } of changesOf(draft, after)) {
      const [id = category.id] = category.id.split(':');
      const key = `${kind} ${id}`;
      if (!told.has(key)) this.#count(kind, id, category);
      told.add(key);
    }
  }

  result(): { openCases: number; effects: readonly Effect[] } {
    return { openCases: this.#openCases, effects: [...this.#effects.values()] };
  }

  #count(kind: EffectKind, id: string | null, category?: CaseCategory): void {
    const key = `${kind} ${id ?? ''}`;
    const known = this.#effects.get(key) ?? { kind, title: this.#titleOf(id) ?? category?.title ?? null, cases: 0 };
    known.cases += 1;
    this.#effects.set(key, known);
  }

  #titleOf(id: string | null): string | undefined {
    return [...this.#after.categories, ...this.#before.categories].find((category) => category.id === id)?.title;
  }
}

interface Change {
  readonly kind: EffectKind;
  readonly category: CaseCategory;
}

function changesOf(before: CaseDraft, after: CaseDraft): Change[] {
  const [asked, askedAfter] = [openCategories(before), openCategories(after)];
  const gone = asked.filter((category) => !has(askedAfter, category))
    .map((category): Change => ({ kind: has(after.state.categories, category) ? 'kept' : 'dropped', category }));
  const open = askedAfter.filter((category) => !isCategorySatisfied(after, category)).flatMap((category): Change[] => {
    const had = asked.find(({ id }) => id === category.id);
    if (!had) return [{ kind: 'asked', category }];
    return category.minDocuments > had.minDocuments ? [{ kind: 'more', category }] : [];
  });
  return [...open, ...gone];
}

function openCategories({ state }: CaseDraft): CaseCategory[] {
  return state.categories.filter(({ id }) => !state.closedCategoryIds.includes(id));
}

function has(categories: readonly CaseCategory[], { id }: CaseCategory): boolean {
  return categories.some((category) => category.id === id);
}
