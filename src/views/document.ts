/** One document: its type, its status, its files side by side, and why it came back when it did. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { canChange, canRenew, canSwap, renewedBy } from '../model/permissions.ts';
import { isReplacedWhole, isSuperseded } from '../model/history.ts';
import { fileAt, pagesOf } from '../model/pages.ts';
import { documentTypeOf, inCategory } from '../model/selectors.ts';
import type { Upload } from '../model/upload.ts';
import type { DocumentFile, Side, VerificationDocument } from '../model/verification.ts';
import { mediaTypeName } from '../localization/media-types.ts';
import { documentLooks } from './badge.ts';
import { commentItem, commentsAbout } from './comments.ts';
import { anchorId, type CardContext } from './context.ts';
import { fieldValues } from './field-values.ts';
import { fileName } from './file-name.ts';
import { icon } from './icons.ts';
import { reasonCode, reasonView } from './reason.ts';
import { removedNote } from './removed-note.ts';
import { thumbnail } from './thumbnail.ts';

export function documentView(context: CardContext, document: VerificationDocument): TemplateResult {
  const { category, adding } = context;
  const type = documentTypeOf(category, document.documentTypeId);
  const isChangeable = isChangeableNow(context, document);
  const isBusy = context.state.busyIds.some((id) => id === document.id || document.files.some((file) => file.id === id));
  return html`<article class="document status-${document.status}" part="document" id=${anchorId('document', document.id)} tabindex="-1"
    aria-busy=${isBusy ? 'true' : 'false'} aria-labelledby="${anchorId('document', document.id)}-type">
    <div class="document-head">
      <p class="document-type" id="${anchorId('document', document.id)}-type"><bdi>${type?.title ?? context.texts.document_type_unknown}</bdi></p>
      ${documentStatus(context, document)}
      ${isChangeable && adding ? adding.documentActions(context, document) : nothing}
      ${adding && isOneOfRenewed(context, document) ? adding.replaceAction(context, document, { isPrimary: false }) : nothing}
    </div>
    <div class="files ${(type?.sides.length ?? 1) > 1 ? 'files-sides' : ''}">${slots(context, document)}</div>
    ${isBeforeReview(context, document) && adding ? adding.fieldsForm(context, document) : fieldValues(context, document)}
    ${reasonsOf(context, document)}
    ${commentsOn(context, document)}
  </article>`;
}

/** In a renewal of several, each is replaced by itself; one alone is by what is added to its card. */
function isOneOfRenewed({ isReadonly, verification, category }: CardContext, document: VerificationDocument): boolean {
  return !isReadonly && canRenew(verification, document) && !renewedBy(verification, category);
}

function isChangeableNow({ isReadonly, verification, state }: CardContext, document: VerificationDocument): boolean {
  return !isReadonly && state.session.kind !== 'submitting' && canChange(verification, document);
}

/** Its fields and pages may still change, not only be replaced. */
function isBeforeReview(context: CardContext, document: VerificationDocument): boolean {
  return isChangeableNow(context, document) && ['uploading', 'checking', 'uploaded'].includes(document.status);
}

function documentStatus({ texts, format }: CardContext, { status, reason, expiresAt }: VerificationDocument): TemplateResult {
  const look = documentLooks[status];
  const word = reason?.final ? texts.document_status_final : texts.document_status[status];
  const until = expiresAt ? texts.document_expires({ date: format.date(expiresAt) }) : '';
  return html`<p class="state tone-${look.tone}" part="document-status">${icon(look.icon)}<span>${word}</span>${until ? html`<span class="muted"> · ${until}</span>` : nothing}</p>`;
}

/** A place for each side; a document of pages has as many as there are. */
function slots(context: CardContext, document: VerificationDocument): unknown {
  const type = documentTypeOf(context.category, document.documentTypeId);
  const hasSides = (type?.sides ?? []).some((side) => side === 'front' || side === 'back');
  if (hasSides) return (type?.sides ?? []).map((side) => keyed(side, sideView(context, document, side)));
  const moving = uploadsOf(context, document);
  const isPaged = type?.sides.includes('page') ?? false;
  const files = (isPaged ? pagesOf(document) : document.files).filter(({ id }) => !moving.some(({ fileId }) => fileId === id));
  return [
    repeat(files, ({ id }) => id, (file) => fileView(context, document, file)),
    repeat(moving, ({ uploadId }) => uploadId, (upload) => uploadView(context, upload)),
    isPaged && isBeforeReview(context, document) && context.adding ? context.adding.sideSlot(context, document, 'page') : nothing,
  ];
}

function sideView(context: CardContext, document: VerificationDocument, side: Side): unknown {
  const moving = uploadsOf(context, document).filter((upload) => upload.side === side);
  const isRefused = (upload: Upload) => upload.phase.kind === 'refused';
  const rows = moving.map((upload) => keyed(upload.uploadId, uploadView(context, upload)));
  if (moving.some((upload) => !isRefused(upload))) return html`<div class="side">${rows}</div>`;
  return html`<div class="side">${standing(context, document, side)}${rows}</div>`;
}

function standing(context: CardContext, document: VerificationDocument, side: Side): unknown {
  const file = fileAt(document, side);
  if (file) return fileView(context, document, file);
  if (isChangeableNow(context, document) && context.adding) return context.adding.sideSlot(context, document, side);
  return html`<p class="slot muted">${context.texts.side_missing[side]}</p>`;
}

/** Uploads on their way into this document. */
export function uploadsOf({ state }: CardContext, { id, categoryId }: VerificationDocument): Upload[] {
  return inCategory(state.uploads, categoryId).filter((upload) => (upload.documentId === id || upload.draftId === id)
    && upload.phase.kind !== 'stored' && upload.phase.kind !== 'cancelled');
}

function uploadView(context: CardContext, upload: Upload): unknown {
  return context.adding ? context.adding.uploadRow(context, upload) : nothing;
}

function fileView(context: CardContext, document: VerificationDocument, file: DocumentFile): TemplateResult {
  const { texts, adding, loadThumbnail } = context;
  const isViewable = file.uploadedAt !== null && file.status !== 'uploading';
  // What came back has its Replace in the block that says why.
  const isReplaceable = isBeforeReview(context, document) && document.status !== 'checking' && canSwap(context.verification, file);
  return html`<div class="file" part="file" data-file-id=${file.id}>
    ${thumbnail({ file }, loadThumbnail, file.mediaType)}
    <div class="file-words">${fileName(file.fileName)}<p class="file-facts">${fileFacts(context, document, file)}</p>${removedNote(context, context.state.cleaned[file.id])}</div>
    <div class="actions">
      ${isViewable ? html`<button type="button" class="button button-quiet" part="button view-button" id="view-${encodeURIComponent(file.id)}" aria-label=${texts.view_file({ name: file.fileName })}
        @click=${() => context.dispatch({ kind: 'view_file', documentId: document.id, fileId: file.id })}>${texts.view}</button>` : nothing}
      ${isReplaceable && adding ? adding.replaceAction(context, document, { file, isPrimary: false }) : nothing}
      ${isReplaceable && adding && file.side === 'page' ? adding.pageActions(context, document, file) : nothing}
    </div>
  </div>`;
}

function pageText({ texts, format }: CardContext, document: VerificationDocument, file: DocumentFile): string {
  const pages = pagesOf(document);
  return texts.page_of({ number: format.number(pages.indexOf(file) + 1), total: format.number(pages.length) });
}

/** Side, type, size, when it was added, and its own status where the document's does not say it. */
function fileFacts(context: CardContext, document: VerificationDocument, file: DocumentFile): unknown {
  const { texts, format } = context;
  const facts = [
    file.side === 'front' || file.side === 'back' ? texts.side[file.side] : '',
    file.side === 'page' ? pageText(context, document, file) : '',
    mediaTypeName(file.mediaType),
    format.bytes(file.sizeBytes),
    file.uploadedAt ? texts.file_added_on({ date: format.dateTime(file.uploadedAt) }) : '',
  ].filter(Boolean).join('\u00a0· ');
  const isSaid = document.files.length === 1 || document.status === 'expired' || document.reason?.final === true;
  if (isSaid || (file.status === document.status && document.status !== 'rejected')) return facts;
  const look = documentLooks[file.status];
  return html`${facts}<span class="state state-line tone-${look.tone}" part="file-status">${icon(look.icon)}<span>${texts.file_status[file.status]}</span></span>`;
}

function reasonsOf(context: CardContext, document: VerificationDocument): unknown {
  if (document.status !== 'rejected' && document.status !== 'expired') return nothing;
  const reason = document.reason ?? { code: reasonCode(document.status) };
  const files = document.files.filter((file) => file.status === 'rejected' && !isSuperseded(document, file));
  const [only] = files;
  if (only && isReplacedWhole(context.category, document)) return reasonView(context, { document, reason: only.reason ?? reason });
  // One reason for all there is: then one new document takes its place, or none.
  const isWhole = files.length === 0 || document.reason?.final || (files.length > 1 && files.length === document.files.length && !files.some((file) => file.reason));
  if (isWhole) return reasonView(context, { document, reason });
  return files.map((file) => reasonView(context, { document, file, reason: file.reason ?? reason }));
}

/** Comments at their document, except one that the reason block quotes. */
function commentsOn(context: CardContext, document: VerificationDocument): unknown {
  const quoted = [document.reason, ...document.files.map(({ reason }) => reason)].map((reason) => reason?.message);
  return commentsAbout(context.verification.comments, document.id)
    .filter((comment) => !quoted.includes(comment.body))
    .map((comment) => html`<div class="note" part="comment">${commentItem(context, comment)}</div>`);
}
