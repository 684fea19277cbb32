/** What can be done with a document that is not reviewed yet, or came back: change its type, remove it, replace a file. */
import { html, nothing, type TemplateResult } from 'lit';
import { canRemove } from '../model/permissions.ts';
import { documentTypeOf } from '../model/selectors.ts';
import type { VerificationDocument } from '../model/verification.ts';
import { askFirst } from './ask-first.ts';
import type { CardContext, ReplaceOptions } from './context.ts';
import { filePicker } from './file-picker.ts';
import { icon } from './icons.ts';

export function documentActions(context: CardContext, document: VerificationDocument): TemplateResult {
  return html`<div class="document-actions">${typeSelect(context, document)}${removeAction(context, document)}</div>`;
}

function typeSelect(context: CardContext, document: VerificationDocument): unknown {
  const { category, dispatch, state } = context;
  const isBeforeReview = document.status === 'uploading' || document.status === 'uploaded';
  if (!isBeforeReview || category.documentTypes.length < 2) return nothing;
  const onChange = (event: Event) => {
    const documentTypeId = (event.currentTarget as HTMLSelectElement).value;
    dispatch({ kind: 'change_type', documentId: document.id, documentTypeId });
  };
  return html`<span class="select" part="type-select"><select aria-label=${context.texts.change_type}
    .value=${document.documentTypeId} ?disabled=${state.busyIds.includes(document.id)} @change=${onChange}>
    ${category.documentTypes.map(({ id, title }) => html`<option value=${id} ?selected=${id === document.documentTypeId}>${title}</option>`)}
  </select>${icon('chevron')}</span>`;
}

/** Asks in place; nothing is removed by one press. */
function removeAction(context: CardContext, document: VerificationDocument): unknown {
  const { dispatch, verification } = context;
  if (!canRemove(verification, document)) return nothing;
  const texts = context.texts;
  const name = context.category.documentTypes.find(({ id }) => id === document.documentTypeId)?.title ?? texts.document_type_unknown;
  return askFirst(texts, {
    label: texts.remove, name: texts.remove_file({ name }), question: texts.remove_question, yes: texts.remove_yes, part: 'remove',
    onYes: () => dispatch({ kind: 'remove_document', documentId: document.id }),
  });
}

export function replaceAction(context: CardContext, document: VerificationDocument, { file, isPrimary }: ReplaceOptions): TemplateResult {
  const { texts, category } = context;
  const { id, categoryId, documentTypeId } = document;
  const place = file
    ? { documentId: id, side: file.side, replaces: file.id }
    : { side: documentTypeOf(category, documentTypeId)?.sides[0], replaces: id };
  return filePicker(context, {
    label: isPrimary && file ? texts.replace_side[file.side] : texts.replace,
    about: isPrimary ? undefined : file?.fileName,
    className: isPrimary ? 'button-primary' : 'button-quiet',
    target: { categoryId, documentTypeId, ...place },
  });
}
