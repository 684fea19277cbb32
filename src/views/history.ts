/** Earlier versions of the documents in a card, folded: when they were added, why they came back, and a way to look at them. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addedAt, earlierVersions, type EarlierVersion } from '../model/history.ts';
import { documentTypeOf } from '../model/selectors.ts';
import type { DocumentFile, Reason } from '../model/verification.ts';
import { commentItem, commentsAbout } from './comments.ts';
import { anchorId, type CardContext } from './context.ts';
import { fileName } from './file-name.ts';
import { icon } from './icons.ts';
import { quote } from './reason.ts';
import { adviceFor } from './reason-advice.ts';
import { thumbnail } from './thumbnail.ts';

export function historyView(context: CardContext): unknown {
  const versions = earlierVersions(context.verification, context.category.id);
  if (versions.length === 0) return nothing;
  const { texts, format } = context;
  return html`<details class="history" part="history">
    <summary>${texts.history.earlier({ count: format.count(versions.length) })}</summary>
    <ol class="plain history-list" reversed>${repeat(versions, ({ document: { id } }) => id, (version) => html`<li>${versionView(context, version)}</li>`)}</ol>
  </details>`;
}

function versionView(context: CardContext, version: EarlierVersion): TemplateResult {
  const { texts, format, category, verification } = context;
  const { document, files } = version;
  const type = documentTypeOf(category, document.documentTypeId);
  const reason = document.status === 'replaced' ? document.reason ?? files.find((file) => file.reason)?.reason ?? null : files[0]?.reason ?? null;
  const isSentBack = reason !== null || files.some(({ status }) => status === 'rejected');
  const at = addedAt(version);
  const comments = document.status === 'replaced'
    ? commentsAbout(verification.comments, document.id).filter((comment) => comment.body !== reason?.message) : [];
  return html`<article class="version" part="earlier-version" id=${document.status === 'replaced' ? anchorId('document', document.id) : nothing}>
    <p class="document-head"><strong class="document-type"><bdi>${type?.title ?? texts.document_type_unknown}</bdi></strong>
      <span class="state">${icon(isSentBack ? 'warning' : 'todo')}<span>${isSentBack ? texts.history.sent_back : texts.history.replaced}</span></span>
      ${at ? html`<span class="muted">· <time datetime=${at}>${texts.file_added_on({ date: format.dateTime(at) })}</time></span>` : nothing}</p>
    ${isSentBack ? reasonLine(context, version, reason) : nothing}
    ${files.map((file) => fileLine(context, version, file))}
    ${comments.map((comment) => html`<div class="note" part="comment">${commentItem(context, comment)}</div>`)}
  </article>`;
}

function reasonLine(context: CardContext, { document }: EarlierVersion, reason: Reason | null): TemplateResult {
  return html`<div class="version-reason"><p>${adviceFor(context, reason).what}</p>${quote(context, document, reason?.message)}</div>`;
}

/** Looked at as long as the server still has it. */
function fileLine({ texts, format, dispatch, loadThumbnail }: CardContext, { document }: EarlierVersion, file: DocumentFile): TemplateResult {
  const facts = [file.side === 'front' || file.side === 'back' ? texts.side[file.side] : '', format.bytes(file.sizeBytes)].filter(Boolean).join('\u00a0· ');
  return html`<div class="file" part="file" data-file-id=${file.id}>
    ${thumbnail({ file }, loadThumbnail, file.mediaType)}
    <div class="file-words">${fileName(file.fileName)}<p class="file-facts">${facts}</p></div>
    <div class="actions">${file.uploadedAt === null ? nothing : html`<button type="button" class="button button-quiet" part="button view-button"
      id="view-${encodeURIComponent(file.id)}" aria-label=${texts.view_file({ name: file.fileName })}
      @click=${() => dispatch({ kind: 'view_file', documentId: document.id, fileId: file.id })}>${texts.view}</button>`}</div>
  </div>`;
}
