/**
 * The catalogue's types. English is the source: its objects are the types, so a missing key in another language does
 * not compile. Texts needed only for adding load with the adding views.
 */
import type { enAdding } from './locales/en-adding.ts';
import type { enCore } from './locales/en-core.ts';

export type CoreMessages = typeof enCore;
export type AddingMessages = typeof enAdding;

/** One language, complete. */
export type Catalogue = CoreMessages & AddingMessages;

/** What views get: all that showing needs; the texts for adding once they are loaded. */
export type Messages = CoreMessages & Partial<AddingMessages>;

/** Single texts of a host's own; groups may be given in part. */
export type MessageOverrides = {
  readonly [Key in keyof Catalogue]?: Catalogue[Key] extends Record<string, unknown> ? Partial<Catalogue[Key]> : Catalogue[Key];
};

/** The catalogue with a host's own texts in place; groups are merged one level deep. */
export function withOverrides<T extends Messages>(messages: T, overrides: MessageOverrides | undefined): T {
  if (!overrides) return messages;
  const merged: Record<string, unknown> = { ...messages };
  for (const [key, text] of Object.entries(overrides)) {
    if (text !== undefined) merged[key] = isGroup(text) && isGroup(merged[key]) ? { ...merged[key], ...text } : text;
  }
  return merged as T;
}

/** The entry of a group for a code from outside; undefined when the catalogue does not know it. */
export function lookUp<T extends object>(group: T, code: string | null | undefined): T[keyof T] | undefined {
  return code && Object.hasOwn(group, code) ? group[code as keyof T] : undefined;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
