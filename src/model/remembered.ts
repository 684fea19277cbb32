/** What follows from immutable parts is worked out once, as long as they are the same. */
import { isSameList } from './share-structure.ts';

/** A pure function of one object. */
export function remembered<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  const recall = recalled<V>();
  return (of) => recall(of, [], () => compute(of));
}

/** For each object the last result, as long as the parts it was worked out from are the same. */
export function recalled<V>(): (of: object, parts: readonly unknown[], compute: () => V) => V {
  const known = new WeakMap<object, readonly [parts: readonly unknown[], value: V]>();
  return (of, parts, compute) => {
    let last = known.get(of);
    if (!last || !isSameList(last[0], parts)) known.set(of, (last = [parts, compute()]));
    return last[1];
  };
}

const none: readonly never[] = [];

/**
 * Gives what of an immutable list has a value at `key`, in the list's order. Lists are taken apart once; a part that is the
 * same as in an earlier list is the same object.
 */
export function listsBy<K extends string>(key: K) {
  type Keyed = Readonly<Record<K, string | null>>;
  const earlier = recalled<readonly Keyed[]>();
  const partsOf = remembered((items: readonly Keyed[]) => {
    const parts = new Map<string | null, Keyed[]>();
    for (const item of items) {
      const part = parts.get(item[key]) ?? [];
      part.push(item);
      parts.set(item[key], part);
    }
    return new Map([...parts].map(([value, part]) => [value, earlier(part[0] ?? part, part, () => part)]));
  });
  return <T extends Keyed>(items: readonly T[], value: string): readonly T[] => (partsOf(items).get(value) ?? none) as readonly T[];
}
