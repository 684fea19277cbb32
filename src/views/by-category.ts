/** Long lists taken apart by category once, not by every card for itself. */

interface OfCategory {
  readonly categoryId: string | null;
}

const groups = new WeakMap<readonly OfCategory[], Map<string | null, OfCategory[]>>();

/** What of an immutable list is about the category, in the list's order. */
export function inCategory<T extends OfCategory>(items: readonly T[], categoryId: string): readonly T[] {
  let found = groups.get(items);
  if (!found) {
    groups.set(items, (found = new Map<string | null, OfCategory[]>()));
    for (const item of items) {
      const group = found.get(item.categoryId);
      if (group) group.push(item);
      else found.set(item.categoryId, [item]);
    }
  }
  return (found.get(categoryId) ?? []) as readonly OfCategory[] as readonly T[];
}
