/** Structural sharing: what did not change between two plain JSON values keeps its identity. */

type Keyed = Readonly<Record<string, unknown>>;

/**
 * `next`, with every part that equals the same part of `previous` replaced by the previous object. List items are
 * matched by `id` where they have one, else by position. Equal as a whole → `previous` itself.
 */
export function shareStructure<T>(previous: T | undefined, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareList(previous, next) as T;
  if (isObject(previous) && isObject(next)) return shareObject(previous, next) as T;
  return next;
}

function shareList(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(previous.map((item, index) => [identity(item, index), item]));
  const shared = next.map((item, index) => shareStructure(byId.get(identity(item, index)), item));
  return isSameList(previous, shared) ? previous : shared;
}

/** Whether both hold the same objects in the same order. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function shareObject(previous: Keyed, next: Keyed): Keyed {
  const keys = Object.keys(next);
  const shared: Record<string, unknown> = {};
  let isSame = keys.length === Object.keys(previous).length;
  for (const key of keys) {
    shared[key] = shareStructure(previous[key], next[key]);
    isSame &&= Object.hasOwn(previous, key) && shared[key] === previous[key];
  }
  return isSame ? previous : shared;
}

function identity(item: unknown, index: number): unknown {
  return isObject(item) && 'id' in item ? item['id'] : index;
}

function isObject(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
