/** What a letter to support is about, to choose from: the whole, a category, one of its documents. */
import { html, type TemplateResult } from 'lit';
import { documentTypeOf } from '../model/selectors.ts';
import type { Category, Verification } from '../model/verification.ts';
import type { ReadyContext, TicketTopic } from '../views/context.ts';

interface Choice {
  readonly value: string;
  readonly allLabel: string;
  readonly onChange: (value: string) => void;
}

export function aboutChoice(context: ReadyContext, { value, allLabel, onChange }: Choice): TemplateResult {
  const option = (of: string, label: string) => html`<option value=${of} ?selected=${of === value}>${label}</option>`;
  return html`<select class="input" part="input" id="ticket-about" autocomplete="off" @change=${(event: Event) => onChange((event.currentTarget as HTMLSelectElement).value)}>
    ${option('', allLabel)}
    ${context.verification.categories.map((category) => {
      const documents = documentsOf(context, category);
      if (documents.length === 0) return option(`category ${category.id}`, category.title);
      return html`<optgroup label=${category.title}>
        ${option(`category ${category.id}`, category.title)}
        ${documents.map(({ id, label }) => option(`document ${id}`, label))}
      </optgroup>`;
    })}
  </select>`;
}

/** The choice that a topic is. */
export function choiceOf({ categoryId, documentId }: Partial<TicketTopic> = {}): string {
  if (documentId) return `document ${documentId}`;
  return categoryId ? `category ${categoryId}` : '';
}

/** Ids for the provider; none of what is no longer there. */
export function aboutOf({ categories, documents }: Verification, value: string): { readonly categoryId?: string; readonly documentId?: string } {
  const document = documents.find(({ id }) => value === `document ${id}`);
  if (document) return { categoryId: document.categoryId, documentId: document.id };
  const category = categories.find(({ id }) => value === `category ${id}`);
  return category ? { categoryId: category.id } : {};
}

/** Several of one type are told apart by number. */
function documentsOf({ verification, texts }: ReadyContext, category: Category): { readonly id: string; readonly label: string }[] {
  const own = verification.documents.filter(({ categoryId, status }) => categoryId === category.id && status !== 'replaced');
  return own.map(({ id, documentTypeId }, index) => {
    const title = documentTypeOf(category, documentTypeId)?.title ?? texts.document_type_unknown;
    const isAlone = own.filter((document) => document.documentTypeId === documentTypeId).length === 1;
    const number = own.slice(0, index + 1).filter((document) => document.documentTypeId === documentTypeId).length;
    return { id, label: isAlone ? title : `${title} ${number}` };
  });
}
