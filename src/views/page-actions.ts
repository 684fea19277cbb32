/** The order of a document's pages, by button: one place up, one place down, or out. */
import { html, nothing, type TemplateResult } from 'lit';
import { canRemove } from '../model/permissions.ts';
import { pagesOf } from '../model/pages.ts';
import type { DocumentFile, VerificationDocument } from '../model/verification.ts';
import { askFirst } from './ask-first.ts';
import type { CardContext } from './context.ts';
import { icon } from './icons.ts';

export function pageActions(context: CardContext, document: VerificationDocument, file: DocumentFile): unknown {
  const pages = pagesOf(document);
  if (pages.length < 2) return nothing;
  const at = pages.indexOf(file);
  return [moveButton(context, { document, file, by: -1, isLast: at === 0 }),
    moveButton(context, { document, file, by: 1, isLast: at === pages.length - 1 }), removePage(context, document, file)];
}

interface Move {
  readonly document: VerificationDocument;
  readonly file: DocumentFile;
  readonly by: -1 | 1;
  /** It can go no further. */
  readonly isLast: boolean;
}

/** Not `disabled` at the ends: the button that brought the page there keeps the focus. */
function moveButton({ texts, dispatch, state }: CardContext, { document, file, by, isLast }: Move): TemplateResult {
  const label = by < 0 ? texts.move_up : texts.move_down;
  const isStuck = isLast || state.busyIds.includes(document.id);
  return html`<button type="button" class="button button-quiet button-icon" part="button move-button"
    title=${label} aria-label=${texts.of_file({ action: label, name: file.fileName })} aria-disabled=${isStuck ? 'true' : 'false'}
    @click=${() => isStuck || dispatch({ kind: 'move_page', documentId: document.id, fileId: file.id, by })}
  >${icon(by < 0 ? 'up' : 'down')}</button>`;
}

function removePage({ texts, dispatch, verification }: CardContext, document: VerificationDocument, file: DocumentFile): unknown {
  if (!canRemove(verification, document)) return nothing;
  return askFirst(texts, {
    label: texts.remove, name: texts.remove_file({ name: file.fileName }), question: texts.remove_question, yes: texts.remove_yes, part: 'remove',
    onYes: () => dispatch({ kind: 'remove_file', documentId: document.id, fileId: file.id }),
  });
}
