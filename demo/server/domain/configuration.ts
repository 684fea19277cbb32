/** What the provider asks for: the configuration's shape, its checks, and which of it concerns one customer. */
import * as z from 'zod/mini';
import { categorySchema, id } from '../../../src/contract/index.ts';
import { isMoment } from './moment.ts';

const customerKinds = ['individual', 'organization'] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** The contract's category plus two optional switches of this backend. */
const configuredCategorySchema = z.extend(categorySchema, {
  /** False keeps the category in the configuration without asking anyone for it. */
  enabled: z.optional(z.boolean()),
  /** Whom it concerns; left out, everybody. */
  customerTypes: z.optional(z.array(z.enum(customerKinds)).check(z.minLength(1))),
  /** Of an organisation: asked once for each of its people. */
  perPerson: z.optional(z.boolean()),
});

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

const consents = z.array(z.object({ id, text: words(2000), version: words(50), required: z._default(z.boolean(), false) })).check(z.maxLength(20));
const privacyNotice = z.nullable(z.object({ url: words(2000).check(z.refine(isWebAddress)), version: words(50) }));

export const configurationSchema = z.object({
  enabled: z.boolean(),
  availability: z.enum(['individual', 'organization', 'both']),
  automaticApproval: z._default(z.boolean(), false),
  /** What a customer becomes when the whole case is rejected. */
  rejectedCustomerStatus: z._default(z.enum(['locked', 'restricted']), 'locked'),
  categories: z.array(configuredCategorySchema),
  consents: z._default(consents, []),
  privacyNotice: z._default(privacyNotice, null),
});

/** What the provider sends: what is left out stays as it is kept. */
export const configurationBodySchema = z.extend(configurationSchema, {
  rejectedCustomerStatus: z.optional(z.enum(['locked', 'restricted'])),
  consents: z.optional(consents),
  privacyNotice: z.optional(privacyNotice),
});

export type Configuration = z.output<typeof configurationSchema>;
export type ConfigurationBody = z.output<typeof configurationBodySchema>;
export type ConfiguredCategory = Configuration['categories'][number];
/** A category as the wire has it. */
export type CaseCategory = z.output<typeof categorySchema>;
export type CaseDocumentType = CaseCategory['documentTypes'][number];

/** As the provider reads it: without what is as nearly everybody has it, in the documented order. */
export function presentConfiguration(configuration: Configuration): object {
  const { enabled, availability, automaticApproval, rejectedCustomerStatus, categories, consents, privacyNotice } = configuration;
  const rare = rejectedCustomerStatus === 'locked' ? {} : { rejectedCustomerStatus };
  return { enabled, availability, automaticApproval, ...rare, categories, consents, privacyNotice };
}

/** Whether this configuration asks anything of a customer of this kind. */
export function isRequiredOf(configuration: Configuration, kind: CustomerKind): boolean {
  const { enabled, availability } = configuration;
  return enabled && (availability === 'both' || availability === kind);
}

/** The categories one kind of customer is asked for, in the configuration's order. */
export function categoriesFor(configuration: Configuration, kind: CustomerKind): (CaseCategory & { perPerson?: boolean | undefined })[] {
  return configuration.categories
    .filter((category) => category.enabled !== false && (category.customerTypes?.includes(kind) ?? true))
    .map(({ enabled: _enabled, customerTypes: _customerTypes, ...category }) => category);
}

/** Places where a configuration that parsed still makes no sense, e.g. `categories.1.id`. Empty when it does. */
export function configurationFaults(configuration: Configuration): string[] {
  const ids = new Set<string>();
  const ofConsents = isRepeatedIn(configuration.consents) ? ['consents'] : [];
  return ofConsents.concat(configuration.categories.flatMap((category, index) => {
    const isRepeated = ids.has(category.id);
    ids.add(category.id);
    const faults = categoryFaults(category);
    return (isRepeated ? ['id', ...faults] : faults).map((path) => `categories.${index}.${path}`);
  }));
}

function isRepeatedIn(list: readonly { readonly id: string }[]): boolean {
  return new Set(list.map((each) => each.id)).size < list.length;
}

/** Something a page may link to. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url, 'https://provider.example') && /^https?:$/.test(new URL(url, 'https://provider.example').protocol);
}

/** The same for a single category, e.g. one made for a single case. */
export function categoryFaults(category: CaseCategory): string[] {
  const { kind, title, minDocuments, maxDocuments, maxSizeBytes, dueAt, documentTypes } = category;
  const faults: string[] = [];
  if (kind === 'unknown') faults.push('kind');
  if (title.trim() === '') faults.push('title');
  if (maxDocuments !== null && maxDocuments < minDocuments) faults.push('maxDocuments');
  if (dueAt !== null && !isMoment(dueAt)) faults.push('dueAt');
  if (maxSizeBytes === 0) faults.push('maxSizeBytes');
  if (documentTypes.length === 0) faults.push('documentTypes');
  if (new Set(documentTypes.map((type) => type.id)).size < documentTypes.length) faults.push('documentTypes');
  documentTypes.forEach((type, index) => {
    faults.push(...documentTypeFaults(type).map((path) => `documentTypes.${index}.${path}`));
  });
  return faults;
}

function documentTypeFaults(type: CaseDocumentType): string[] {
  const faults: string[] = [];
  if (type.title.trim() === '') faults.push('title');
  if (type.sides.includes('unknown') || new Set(type.sides).size < type.sides.length) faults.push('sides');
  if (type.exampleUrl !== null && !isWebAddress(type.exampleUrl)) faults.push('exampleUrl');
  if (type.fields.some((field) => field.kind === 'unknown') || isRepeatedIn(type.fields)) faults.push('fields');
  type.fields.forEach(({ label }, index) => {
    if (label.trim() === '') faults.push(`fields.${index}.label`);
  });
  return faults;
}
