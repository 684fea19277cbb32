/** Where a document is added: its type, a drop area or a slot for each side, and what is on its way already. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { canAdd, renewedBy } from '../model/permissions.ts';
import { documentsIn, documentTypeOf, isSatisfied, needsFix, openRequests } from '../model/selectors.ts';
import type { Upload } from '../model/upload.ts';
import type { DocumentType, Side, VerificationDocument } from '../model/verification.ts';
import { adviceView } from './advice.ts';
import { anchorId, type AddTarget, type CardContext } from './context.ts';
import { copyOffers } from './copy-offers.ts';
import { isMultiple, pickers } from './file-picker.ts';
import { icon } from './icons.ts';
import { chosenType, typeChoice } from './type-choice.ts';
import { uploadRow } from './upload-row.ts';

export function addArea(context: CardContext): TemplateResult {
  const { verification, category } = context;
  const isOpen = canAdd(verification, category) && !context.isReadonly;
  return html`<div class="add" part="add">
    ${movingView(context)}
    ${isOpen ? html`${isAskedNow(context) ? newDocument(context) : anotherDocument(context)}${adviceView(context)}` : nothing}
  </div>`;
}

/** Unfolded while something is wanted that nothing under way can become. */
function isAskedNow({ verification, category, state }: CardContext): boolean {
  if (openRequests(verification, category.id).length > 0) return true;
  const standing = documentsIn(verification, category.id);
  const isMoving = state.uploads.some((upload) => upload.categoryId === category.id && upload.phase.kind !== 'refused');
  if (standing.length === 0 && !isMoving) return true;
  // A renewal wants a new document in the place of an accepted one.
  if (verification.status === 'completed') return !isMoving && standing.every(({ status }) => status === 'accepted' || status === 'expired');
  const isUnderWay = isMoving || standing.some((document) => document.status === 'uploading' || needsFix(document));
  return !isUnderWay && !isSatisfied(verification, category);
}

function anotherDocument(context: CardContext): TemplateResult {
  const texts = context.texts;
  return html`<details class="another" part="another">
    <summary>${replaced(context) ? texts.add_instead : texts.add_another}</summary>
    <div class="another-body">${newDocument(context)}</div>
  </details>`;
}

/** The one document that came back, or is renewed: a new one of any type takes its place. */
function replaced({ verification, category }: CardContext): string | undefined {
  if (openRequests(verification, category.id).length > 0) return undefined;
  const returned = documentsIn(verification, category.id).filter((document) => needsFix(document) && !document.reason?.final);
  if (returned.length === 0) return renewedBy(verification, category)?.id;
  return returned.length === 1 ? returned[0]?.id : undefined;
}

function newDocument(context: CardContext): TemplateResult {
  const type = chosenType(context);
  const sides = (type?.sides ?? []).filter((side) => side === 'front' || side === 'back');
  return html`${typeChoice(context)}${type && sides.length > 1 ? sidesArea(context, type, sides) : dropArea(context, type)}${copyOffers(context, type)}`;
}

function dropArea(context: CardContext, type: DocumentType | undefined): TemplateResult {
  const { category } = context;
  const target = { categoryId: category.id, documentTypeId: type?.id, replaces: replaced(context) };
  return html`<div class="drop" part="drop-area" data-type-id=${type?.id ?? nothing}>
    ${dropWords(context)}
    ${pickers(context, { target, id: anchorId('add', category.id), isMultiple: isMultiple(context, type), about: category.title })}
  </div>`;
}

/** Says what letting go would do; on devices without a pointer that drags, the words are left out by style. */
function dropWords({ ui, category, texts: words }: CardContext): TemplateResult {
  const texts = words;
  const isOver = ui.drag?.categoryId === category.id;
  const text = !isOver ? texts.drop_here : ui.drag?.isValid ? texts.drop_now : texts.drop_not_here;
  return html`<p class="drop-words ${isOver ? 'is-said' : ''}">${icon('upload')}<span>${text}</span></p>`;
}

function sidesArea(context: CardContext, type: DocumentType, sides: readonly Side[]): TemplateResult {
  return html`<div class="files files-sides">${sides.map((side, index) => slot(context, {
    side,
    id: index === 0 ? anchorId('add', context.category.id) : undefined,
    target: { categoryId: context.category.id, documentTypeId: type.id, side, replaces: replaced(context) },
  }))}</div>`;
}

interface Slot {
  readonly side: Side;
  readonly target: AddTarget;
  readonly id?: string;
}

function slot(context: CardContext, { side, target, id }: Slot): TemplateResult {
  const isPage = side === 'page';
  const name = isPage ? context.texts.add_page : context.texts.side[side];
  return html`<div class="slot drop" part="drop-area" data-side=${side} data-type-id=${target.documentTypeId ?? nothing}
    data-document-id=${target.documentId ?? nothing}><p class="slot-title">${name}</p>
    ${pickers(context, { target, id, about: name, isMultiple: isPage })}</div>`;
}

/** An empty side of a document the server knows, or the place of its next page. */
export function sideSlot(context: CardContext, document: VerificationDocument, side: Side): TemplateResult {
  const target = { categoryId: context.category.id, documentTypeId: document.documentTypeId, documentId: document.id, side };
  return slot(context, { side, target, id: anchorId('add', document.id) });
}

/** Uploads that are not part of a document in sight yet: new documents by side, the rest one under another. */
function movingView(context: CardContext): unknown {
  const { state, category, verification } = context;
  const isKnown = ({ documentId, draftId }: Upload) => verification.documents.some(({ id }) => id === documentId || id === draftId);
  const moving = state.uploads.filter((upload) => upload.categoryId === category.id && !isKnown(upload)
    && upload.phase.kind !== 'stored' && upload.phase.kind !== 'cancelled');
  const drafts = new Map<string, Upload[]>();
  for (const upload of moving) drafts.set(groupOf(upload), [...(drafts.get(groupOf(upload)) ?? []), upload]);
  return html`${dismissAll(context)}<div class="documents">${repeat(drafts, ([id]) => id, ([, uploads]) => draftView(context, uploads))}</div>`;
}

/** Nobody dismisses a hundred files one by one. */
function dismissAll({ state, category, texts, dispatch }: CardContext): TemplateResult | typeof nothing {
  const refused = state.uploads.filter(({ categoryId, phase }) => categoryId === category.id && phase.kind === 'refused');
  if (refused.length < 2) return nothing;
  return html`<button type="button" class="button" part="button"
    @click=${() => dispatch({ kind: 'dismiss_refused', categoryId: category.id })}>${texts.dismiss_all}</button>`;
}

/** Refused files stand alone: their document has not begun. */
function groupOf({ phase, draftId, uploadId }: Upload): string {
  return phase.kind === 'refused' || !draftId ? uploadId : draftId;
}

function draftView(context: CardContext, uploads: readonly Upload[]): TemplateResult {
  const [first] = uploads;
  const type = documentTypeOf(context.category, first?.documentTypeId ?? '');
  const sides = (type?.sides ?? []).filter((side) => side === 'front' || side === 'back');
  const isSided = type !== undefined && sides.length > 1 && first?.phase.kind !== 'refused';
  const title = html`<div class="document-head"><p class="document-type"><bdi>${type?.title ?? context.texts.document_type_unknown}</bdi></p></div>`;
  if (!isSided) return html`<div class="document">${title}${uploads.map((upload) => uploadRow(context, upload))}</div>`;
  const target = { categoryId: context.category.id, documentTypeId: type.id };
  return html`<div class="document">${title}<div class="files files-sides">${sides.map((side) => {
    const rows = uploads.filter((upload) => upload.side === side);
    return rows.length > 0
      ? html`<div class="side">${rows.map((upload) => uploadRow(context, upload))}</div>`
      : slot(context, { side, target: { ...target, side } });
  })}</div></div>`;
}
