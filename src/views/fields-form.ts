/** What a document's type asks about it: saved as soon as it is filled in, all fields of the document together. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { documentTypeOf } from '../model/selectors.ts';
import type { DocumentField, VerificationDocument } from '../model/verification.ts';
import { anchorId, type CardContext } from './context.ts';
import { countriesIn } from './country-names.ts';

/** As many characters as the contract takes. */
const maxLength = 500;

export function fieldsForm(context: CardContext, document: VerificationDocument): unknown {
  const { texts, state } = context;
  const fields = documentTypeOf(context.category, document.documentTypeId)?.fields ?? [];
  if (fields.length === 0) return nothing;
  const isSaving = state.busyIds.includes(document.id);
  // Another type asks other things: nothing typed stays behind.
  return keyed(document.documentTypeId, html`<div class="fields" part="fields" role="group" aria-label=${texts.fields} aria-busy=${isSaving ? 'true' : 'false'}
    @change=${(event: Event) => save(context, document, event)}>
    ${fields.map((field) => fieldView(context, document, field))}
    <p class="muted small fields-state" role="status">${isSaving ? texts.field_saving : nothing}</p>
  </div>`);
}

function fieldView(context: CardContext, document: VerificationDocument, field: DocumentField): TemplateResult {
  const { texts, ui } = context;
  const value = document.fields[field.id] ?? '';
  const id = anchorId('field', `${document.id} ${field.id}`);
  const isMissing = field.required && ui.isMissingListShown && value.trim() === '';
  return html`<div class="field" part="field">
    <label for=${id}><bdi>${field.label}</bdi> <span class="muted small">${field.required ? texts.field_required : texts.field_optional}</span></label>
    ${control(context, { id, field, value, isMissing })}
    <p class="field-hint small" id="${id}-hint">${isMissing ? texts.field_missing : field.kind === 'date' ? texts.field_date_hint : nothing}</p>
  </div>`;
}

interface Control {
  readonly id: string;
  readonly field: DocumentField;
  readonly value: string;
  readonly isMissing: boolean;
}

/** The value stands in the attribute: what a person types meanwhile is not written over. */
function control({ texts, format }: CardContext, { id, field, value, isMissing }: Control): TemplateResult {
  if (field.kind === 'country') {
    return html`<select class="input" part="input" id=${id} data-field-id=${field.id} autocomplete="off" aria-required=${field.required ? 'true' : 'false'} aria-invalid=${isMissing ? 'true' : 'false'}
      aria-describedby="${id}-hint">${guard([format.locale, value, texts], () => [
      html`<option value="" ?selected=${value === ''}>${texts.field_country_choose}</option>`,
      countriesIn(format.locale).map(({ code, name }) => html`<option value=${code} ?selected=${code === value}>${name}</option>`),
    ])}</select>`;
  }
  const isDate = field.kind === 'date';
  return html`<input class="input" part="input" id=${id} data-field-id=${field.id} type=${isDate ? 'date' : 'text'} value=${value}
    min=${isDate ? '1900-01-01' : nothing} max=${isDate ? '2199-12-31' : nothing} maxlength=${isDate ? nothing : maxLength}
    autocomplete="off" spellcheck="false" dir=${isDate ? nothing : 'auto'} aria-required=${field.required ? 'true' : 'false'} aria-invalid=${isMissing ? 'true' : 'false'} aria-describedby="${id}-hint">`;
}

/** A date that is typed is a change with every digit of its year; before it is whole nothing is saved. */
function save({ dispatch }: CardContext, document: VerificationDocument, event: Event): void {
  const controls = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-field-id]')];
  if (!(event.target as HTMLInputElement).validity.valid) return;
  const whole = controls.filter(({ validity }) => validity.valid);
  const fields = Object.fromEntries(whole.map(({ dataset, value }) => [dataset['fieldId'] ?? '', value.trim()]));
  dispatch({ kind: 'set_fields', documentId: document.id, fields });
}
