/** Which document: tiles with a sample picture each; nothing when there is only one type. */
import { html, nothing, type TemplateResult } from 'lit';
import { documentTypeOf } from '../model/selectors.ts';
import type { CategoryKind, DocumentType } from '../model/verification.ts';
import type { CardContext } from './context.ts';

/** The type the next file is added as. */
export function chosenType({ category, ui, verification }: CardContext): DocumentType | undefined {
  const asked = verification.requests.find((request) => request.categoryId === category.id && !request.fulfilledBy)?.documentTypeId;
  return documentTypeOf(category, ui.chosenTypes[category.id] ?? asked ?? '') ?? category.documentTypes[0];
}

export function typeChoice(context: CardContext): unknown {
  const { category } = context;
  if (category.documentTypes.length < 2) return nothing;
  const chosen = chosenType(context);
  return html`<fieldset class="types" part="types">
    <legend class="visually-hidden">${context.texts.choose_type}</legend>
    ${category.documentTypes.map((type) => typeTile(context, type, type === chosen))}
  </fieldset>`;
}

function typeTile({ category, dispatch, allowedUrl }: CardContext, type: DocumentType, isChosen: boolean): TemplateResult {
  return html`<label class="type" part="type">
    <input type="radio" name="type-${category.id}" class="type-input" .checked=${isChosen}
      @change=${() => dispatch({ kind: 'choose_type', categoryId: category.id, documentTypeId: type.id })}>
    ${sample(category.kind, allowedUrl(type.exampleUrl))}<span><bdi>${type.title}</bdi></span>
  </label>`;
}

/** The server's sample picture, else a drawn one that fits the kind. */
export function sample(kind: CategoryKind, url: string | undefined): TemplateResult {
  if (url) return html`<img class="sample" part="sample" src=${url} alt="" loading="lazy" decoding="async">`;
  return html`<svg class="sample" part="sample" viewBox="0 0 36 24" aria-hidden="true" focusable="false"><path d=${drawings[kind]}></path></svg>`;
}

const drawings: Readonly<Record<CategoryKind, string>> = {
  identity: 'M3 3h30v18H3ZM7 8h7v8H7ZM18 8h11M18 12h11M18 16h6',
  address: 'M10 2h12l5 5v15H10ZM22 2v5h5M13 11h11M13 15h11M13 19h7',
  biometric: 'M18 4a5 5 0 1 1 0 10a5 5 0 1 1 0-10ZM8 22c1.6-4 5.4-6 10-6s8.400 2 10 6',
  other: 'M10 2h12l5 5v15H10ZM22 2v5h5M13 12h11M13 16h11',
  unknown: 'M10 2h12l5 5v15H10ZM22 2v5h5M13 12h11M13 16h11',
};
