/** The configuration being edited: pure changes, and what is wrong with it in words that say what to do. */
import type { DocumentType, Side } from '../../src/model/verification.ts';
import type { Configuration, ConfiguredCategory } from './schemas.ts';
import type { Draft } from './state.ts';

export interface ConfigurationProblem {
  /** The `id` of the control to correct. */
  readonly controlId: string;
  readonly text: string;
}

export const mediaTypes: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
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

export function draftOf(configuration: Configuration): Draft {
  return { configuration, problems: [], isChanged: false };
}

export function changed(configuration: Configuration): Draft {
  return { configuration, problems: [], isChanged: true };
}

export function withCategory(of: Configuration, index: number, change: Partial<ConfiguredCategory>): Configuration {
  return { ...of, categories: of.categories.map((category, at) => (at === index ? { ...category, ...change } : category)) };
}

export function withoutCategory(of: Configuration, index: number): Configuration {
  return { ...of, categories: of.categories.filter((_, at) => at !== index) };
}

/** One place up or down; the order is what customers see. */
export function withMoved(of: Configuration, index: number, by: -1 | 1): Configuration {
  const categories = [...of.categories];
  const [category] = categories.splice(index, 1);
  if (category) categories.splice(index + by, 0, category);
  return { ...of, categories };
}

export function withNewCategory(of: Configuration): Configuration {
  const category: ConfiguredCategory = {
    id: freeId('category', of.categories), title: '', description: null, kind: 'other', enabled: true,
    customerTypes: ['individual', 'organization'], minDocuments: 1, maxDocuments: 5, satisfied: null, dueAt: null,
    subject: null, instructions: [], accept: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    maxSizeBytes: 10 * 1024 * 1024, privacy: { stripMetadata: true, allowReencode: true },
    documentTypes: [newDocumentType([])],
  };
  return { ...of, categories: [...of.categories, category] };
}

export function newDocumentType(others: readonly { readonly id: string }[]): ConfiguredCategory['documentTypes'][number] {
  return { id: freeId('type', others), title: '', sides: ['single'], exampleUrl: null, instructions: [], fields: [] };
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

/** Everything to correct before saving; empty when it can be saved. */
export function problemsOf(configuration: Configuration): ConfigurationProblem[] {
  return configuration.categories.flatMap((category, index) => categoryProblems(category, index));
}

function categoryProblems(category: ConfiguredCategory, index: number): ConfigurationProblem[] {
  const name = category.title.trim() || `Category ${index + 1}`;
  const found: ConfigurationProblem[] = [];
  const add = (control: string, text: string): void => {
    found.push({ controlId: `category-${index}-${control}`, text: `${name}: ${text}` });
  };
  if (!category.title.trim()) add('title', 'give it a title.');
  if (!isCount(category.minDocuments)) add('min', 'the least number of documents must be 0 or more.');
  if (category.maxDocuments !== null && !(isCount(category.maxDocuments) && category.maxDocuments >= Math.max(1, category.minDocuments)))
    add('max', 'the greatest number of documents must be at least 1 and not below the least.');
  if (category.maxSizeBytes !== null && !(category.maxSizeBytes > 0)) add('size', 'the size limit must be above 0.');
  if (category.accept.length === 0) add('accept', 'choose at least one file format.');
  if (category.customerTypes.length === 0) add('customers', 'choose whom it is for, or switch it off.');
  if (category.documentTypes.length === 0) add('add-type', 'add at least one document type.');
  category.documentTypes.forEach((type, at) => {
    if (!type.title.trim()) add(`type-${at}-title`, `give document type ${at + 1} a title.`);
  });
  return found;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** An id nobody has yet: documents already added keep pointing at the ids they were added under. */
function freeId(stem: string, others: readonly { readonly id: string }[]): string {
  let id: string;
  do id = `${stem}_${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`;
  while (others.some((other) => other.id === id));
  return id;
}
