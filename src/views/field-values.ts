/** What was filled in about a document, to be read. */
import { html, nothing, type TemplateResult } from 'lit';
import { documentTypeOf } from '../model/selectors.ts';
import type { DocumentField, VerificationDocument } from '../model/verification.ts';
import type { CardContext } from './context.ts';

export function fieldValues(context: CardContext, document: VerificationDocument): TemplateResult | typeof nothing {
  const fields = (documentTypeOf(context.category, document.documentTypeId)?.fields ?? []).filter(({ id }) => document.fields[id]);
  if (fields.length === 0) return nothing;
  return html`<dl class="facts field-values" part="fields">${fields.map((field) => html`<div><dt><bdi>${field.label}</bdi></dt>
    <dd><bdi>${valueText(context, field, document.fields[field.id] ?? '')}</bdi></dd></div>`)}</dl>`;
}

/** What is no date or country any more is shown as it was written. */
function valueText({ format }: CardContext, { kind }: DocumentField, value: string): string {
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    // A day, not an instant: the same everywhere.
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
    return format.date(new Date(year, month - 1, day).getTime()) || value;
  }
  if (kind !== 'country' || !/^[A-Z]{2}$/.test(value)) return value;
  return new Intl.DisplayNames(format.locale, { type: 'region' }).of(value) ?? value;
}
