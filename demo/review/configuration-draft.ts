/**
 * The configuration being edited: pure changes by place. A place (`categories.0.title`) names a control on the page, what is
 * changed by it, and what the server says does not fit: one name for all three.
 */
import type { DocumentType, Side } from '../../src/model/verification.ts';
import type { Configuration, ConfiguredCategory, Effects, SavedConfiguration } from './schemas.ts';

export interface Draft {
  /** As it was read: what is changed is told against it, and saving names it. */
  readonly base: SavedConfiguration;
  readonly configuration: Configuration;
  /** Places to correct before it can be saved. */
  readonly problems: readonly string[];
  /** What saving means for open cases, while it is being confirmed. */
  readonly effects: Effects | null;
  /** What somebody else saved meanwhile. */
  readonly theirs: SavedConfiguration | null;
}

export const mediaTypes: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG photo',
  'image/png': 'PNG picture',
  'image/webp': 'WebP picture',
  'image/avif': 'AVIF picture',
  'image/heic': 'HEIC photo (iPhone)',
  'application/pdf': 'PDF',
};

/** The sides a document type may have, by the name the editor offers. */
export const sideChoices: Readonly<Record<string, { readonly label: string; readonly sides: readonly Side[] }>> = {
  single: { label: 'One file', sides: ['single'] },
  both: { label: 'Front and back', sides: ['front', 'back'] },
  page: { label: 'Pages', sides: ['page'] },
};

export const exampleNames = [
  'driving-licence', 'national-card', 'passport', 'mobile-bill', 'utility-bill', 'selfie', 'company-registration',
  'bank-statement',
] as const;

/** What is new has no id yet: it gets one from its title when it is saved, and keeps it for good. */
const newPrefix = 'new:';
/** By the id a thing got: the one it had while it was new, so that its row on the page stays the row it was. */
const keysOfNew = new Map<string, string>();

export function draftOf(base: SavedConfiguration): Draft {
  return { base, configuration: base.value, problems: [], effects: null, theirs: null };
}

export function isChanged({ base, configuration }: Draft): boolean {
  return JSON.stringify(base.value) !== JSON.stringify(configuration);
}

/** The same with another value at a place; everything beside it stays the object it was. */
export function withValue(of: Configuration, place: string, value: unknown): Configuration {
  return replaced(of, place.split('.'), value) as Configuration;
}

function replaced(of: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const next = (inner: unknown): unknown => (rest.length === 0 ? value : replaced(inner, rest, value));
  if (Array.isArray(of)) return of.map((each: unknown, index) => (String(index) === key ? next(each) : each));
  return { ...(of as object), [key]: next((of as Readonly<Record<string, unknown>>)[key]) };
}

/** One place up or down; the order is what customers see. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...list];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(index + by, 0, item);
  return next;
}

export function newCategory(): ConfiguredCategory {
  return {
    id: newId(), title: '', description: null, kind: 'other', enabled: true,
    customerTypes: ['individual', 'organization'], minDocuments: 1, maxDocuments: 5, satisfied: null, dueAt: null,
    subject: null, instructions: [], accept: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    maxSizeBytes: 10 * 1024 * 1024, privacy: { stripMetadata: true, allowReencode: true },
    documentTypes: [newDocumentType()],
  };
}

export function newDocumentType(): ConfiguredCategory['documentTypes'][number] {
  return { id: newId(), title: '', sides: ['single'], exampleUrl: null, instructions: [], fields: [] };
}

export function newField(): ConfiguredCategory['documentTypes'][number]['fields'][number] {
  return { id: newId(), kind: 'text', label: '', required: false };
}

export function newConsent(): Configuration['consents'][number] {
  return { id: newId(), text: '', version: '1', required: true };
}

function newId(): string {
  return newPrefix + crypto.randomUUID();
}

/** For `repeat`: the same before and after it was saved first. */
export function keyOf({ id }: { readonly id: string }): string {
  return keysOfNew.get(id) ?? id;
}

export function isNew({ id }: { readonly id: string }): boolean {
  return id.startsWith(newPrefix);
}

export function sidesName(type: Pick<DocumentType, 'sides'>): string {
  const [first] = type.sides;
  if (type.sides.length > 1) return 'both';
  return first === 'page' ? 'page' : 'single';
}

/** One entry per line; empty lines do not count. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** Everything new with an id made of its title. What has one keeps it: documents point at the ids they were added under. */
export function withIds(of: Configuration): Configuration {
  return {
    ...of,
    consents: named(of.consents, () => 'consent'),
    categories: named(of.categories, ({ title }) => title).map((category) => ({
      ...category,
      documentTypes: named(category.documentTypes, ({ title }) => title)
        .map((type) => ({ ...type, fields: named(type.fields, ({ label }) => label) })),
    })),
  };
}

function named<T extends { readonly id: string }>(list: readonly T[], titleOf: (item: T) => string): T[] {
  const taken = new Set(list.map(({ id }) => id));
  return list.map((item) => {
    if (!isNew(item)) return item;
    const id = freeId(slugOf(titleOf(item)), taken);
    taken.add(id);
    keysOfNew.set(id, item.id);
    return { ...item, id };
  });
}

function freeId(stem: string, taken: ReadonlySet<string>): string {
  let id = stem;
  for (let number = 2; taken.has(id); number += 1) id = `${stem}_${number}`;
  return id;
}

/** "Réception (2)" → `reception_2`; scripts other than Latin give a neutral one. */
function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 60) || 'item';
}

/** Titles of what differs between two configurations. */
export function differencesOf(before: Configuration, after: Configuration): string[] {
  const ids = [...new Set([...before.categories, ...after.categories].map(({ id }) => id))];
  const categories = ids.flatMap((id) => {
    const [old, now] = [before, after].map(({ categories: all }) => all.find((category) => category.id === id));
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [now?.title ?? `${old?.title ?? id} (removed)`];
  });
  const rest = (of: Configuration): string => JSON.stringify({ ...of, categories: of.categories.map(({ id }) => id) });
  return rest(before) === rest(after) ? categories : [...categories, 'General settings or the order'];
}
