/** One document: its files, shown safely, and the decision on it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Category, DocumentFile, Reason, Verification, VerificationDocument } from '../../../src/model/verification.ts';
import type { DocumentDecision } from '../api.ts';
import type { App } from '../app.ts';
import { formatMoment, formatSize } from '../format.ts';
import { reasonWords, sideWords, word } from '../words.ts';
import { icon } from './icons.ts';
import { disclosure, documentBadge, onSubmit, options, textOf } from './parts.ts';

export interface DocumentPlace {
  readonly verification: Verification;
  readonly category: Category | null;
  readonly document: VerificationDocument;
}

/** Statuses a reviewer may decide from: what was submitted, and a change of mind. */
const decidable = ['pending', 'accepted', 'rejected'];

export function documentView(app: App, place: DocumentPlace): TemplateResult {
  const { document } = place;
  const title = titleOf(place);
  return html`
    <article class="document stack" aria-label=${title}>
      <div class="heading">
        <h3><bdi>${title}</bdi></h3>
        ${documentBadge(document.status)}
      </div>
      ${reasonView(document.reason)}
      ${fieldsView(place)}
      <ul class="files">${repeat(document.files, (file) => file.id, (file) => fileView(app, place, file))}</ul>
      ${decidable.includes(document.status) ? decisions(app, place) : nothing}
    </article>
  `;
}

function fileView(app: App, place: DocumentPlace, file: DocumentFile): TemplateResult {
  const { verification, document } = place;
  const side = sideOf(file);
  const label = `${titleOf(place)}, ${side}`;
  const isOneOfSeveral = document.files.length > 1 && decidable.includes(document.status);
  return html`
    <li class="file">
      <p class="file-facts">
        <b>${side}</b> <bdi>${file.fileName}</bdi>
        <small>${formatSize(file.sizeBytes)} · ${file.mediaType} · ${formatMoment(file.uploadedAt)}</small>
      </p>
      ${document.files.length > 1 ? documentBadge(fileStatusOf(place, file)) : nothing}
      ${reasonView(document.files.length > 1 ? file.reason : null)}
      ${file.uploadedAt === null
        ? html`<p class="quiet">Not uploaded completely.</p>`
        : html`<review-file .file=${file} .label=${label}
            .loadContent=${(fileId: string, signal: AbortSignal) => app.api.content(verification.id, fileId, signal)}></review-file>`}
      ${isOneOfSeveral && file.status === 'pending'
        ? html`<button class="button" type="button" ?disabled=${app.state.busy} aria-label="Accept this side: ${label}"
            @click=${() => void decide(app, place, { decision: 'accept', fileId: file.id })}>${icon('check')}Accept this side</button>`
        : nothing}
    </li>
  `;
}

/** The other sides of a rejected document are `uploaded` again on the wire, though they were submitted and stay. */
function fileStatusOf({ verification, document }: DocumentPlace, { status, uploadedAt }: DocumentFile): string {
  const { submittedAt } = verification.review;
  const wasSubmitted = uploadedAt !== null && submittedAt !== null && Date.parse(uploadedAt) <= Date.parse(submittedAt);
  return document.status === 'rejected' && status === 'uploaded' && wasSubmitted ? 'not_objected' : status;
}

function decisions(app: App, place: DocumentPlace): TemplateResult {
  const { status } = place.document;
  return html`
    <div class="decisions">
      ${status === 'accepted' ? nothing : acceptForm(app, place)}
      ${disclosure('Reject …', rejectForm(app, place), 'disclosure-danger')}
    </div>
  `;
}

function acceptForm(app: App, place: DocumentPlace): TemplateResult {
  const accept = onSubmit((fields) => {
    const day = textOf(fields, 'expires');
    return decide(app, place, { decision: 'accept', ...(day && { expiresAt: new Date(`${day}T00:00:00Z`).toISOString() }) });
  });
  return html`
    <form class="row" @submit=${accept}>
      <button class="button primary" type="submit" ?disabled=${app.state.busy} aria-label="Accept ${titleOf(place)}">${icon('check')}Accept</button>
      <label class="inline-field"><span>valid until (optional)</span><input type="date" name="expires" /></label>
    </form>
  `;
}

function rejectForm(app: App, place: DocumentPlace): TemplateResult {
  const { files } = place.document;
  const reject = onSubmit((fields) => {
    const fileId = textOf(fields, 'fileId');
    const message = textOf(fields, 'message');
    const reason = textOf(fields, 'reason');
    const isFinal = fields.get('final') !== null;
    return decide(app, place, { decision: 'reject', reason, final: isFinal, ...(fileId && { fileId }), ...(message && { message }) });
  });
  return html`
    <form class="stack" @submit=${reject}>
      ${files.length > 1
        ? html`<label class="field"><span>What is wrong</span><select name="fileId">
            <option value="">The whole document</option>
            ${files.map((file) => html`<option value=${file.id}>Only: ${sideOf(file)}</option>`)}
          </select></label>`
        : nothing}
      <label class="field"><span>Reason</span><select name="reason" required>
        <option value="">Please choose</option>${options(reasonWords)}
      </select></label>
      <label class="field"><span>Message to the customer (optional)</span><textarea name="message" rows="2" maxlength="1000"></textarea></label>
      <label class="choice"><input type="checkbox" name="final" />Final: do not ask for it again</label>
      <button class="button danger" type="submit" ?disabled=${app.state.busy}>Reject</button>
    </form>
  `;
}

function decide(app: App, place: DocumentPlace, decision: DocumentDecision): Promise<boolean> {
  const done = `${titleOf(place)}: ${decision.decision === 'accept' ? 'accepted' : 'rejected'}.`;
  return app.run(async () => {
    await app.api.decideDocument(place.verification, place.document.id, decision);
    await app.load();
  }, done);
}

function reasonView(reason: Reason | null): TemplateResult | typeof nothing {
  if (!reason) return nothing;
  return html`<p class="reason">
    ${reason.code ? word(reasonWords, reason.code) : 'Rejected'}${reason.message ? html`: <bdi>${reason.message}</bdi>` : nothing}${reason.final ? ' (final)' : nothing}
  </p>`;
}

function fieldsView({ document, category }: DocumentPlace): TemplateResult | typeof nothing {
  const entries = Object.entries(document.fields);
  if (entries.length === 0) return nothing;
  const known = category?.documentTypes.find(({ id }) => id === document.documentTypeId)?.fields ?? [];
  return html`<dl class="facts">
    ${entries.map(([id, value]) => html`<div><dt><bdi>${known.find((field) => field.id === id)?.label ?? id}</bdi></dt><dd><bdi>${value}</bdi></dd></div>`)}
  </dl>`;
}

function titleOf({ document, category }: DocumentPlace): string {
  return category?.documentTypes.find(({ id }) => id === document.documentTypeId)?.title ?? document.documentTypeId;
}

function sideOf(file: DocumentFile): string {
  return file.side === 'page' ? `Page ${file.page}` : word(sideWords, file.side);
}
