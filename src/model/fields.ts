/** What the customer writes about a document: which values fit the fields of its type. */
import type { DocumentType, FieldKind } from './verification.ts';

type Values = Readonly<Record<string, string>>;
type Fields = Pick<DocumentType, 'fields'>;

/** Whether a value may stand in a field; an empty one says nothing and always may. */
export function isFieldValue(kind: FieldKind, value: string): boolean {
  if (value === '') return true;
  if (kind === 'date') return isCalendarDate(value);
  // ISO 3166-1 alpha-2.
  return kind !== 'country' || /^[A-Z]{2}$/.test(value);
}

/** ISO 8601 calendar date in its extended form, of a day that exists: `2031-02-28`. */
export function isCalendarDate(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Ids of values that do not fit, or belong to no field of the type. */
export function faultyFields({ fields }: Fields, values: Values): string[] {
  return Object.keys(values).filter((id) => {
    const field = fields.find((candidate) => candidate.id === id);
    return !field || !isFieldValue(field.kind, values[id] ?? '');
  });
}

/** Ids of required fields that say nothing yet. */
export function missingFields({ fields }: Fields, values: Values): string[] {
  return fields.filter(({ id, required }) => required && !values[id]?.trim()).map(({ id }) => id);
}
