/** One document: its files side by side, shown safely, what is known of it, and the decision. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DocumentFile, Reason, Verification, VerificationDocument } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatDay, formatMoment, formatSize, isPast } from '../format.ts';
import { keysAttribute } from '../shortcuts.ts';
import { canDecide, categoryOf, copiesOf, fileTitleOf, sideOf, titleOf, type Target } from '../targets.ts';
import { reasonWords, word } from '../words.ts';
import { icon } from './icons.ts';
import { documentBadge } from './parts.ts';
import { rejectView } from './reason.view.ts';

export interface DocumentPlace {
  readonly verification: Verification;
  readonly document: VerificationDocument;
}

export function documentView(app: App, place: DocumentPlace): TemplateResult {
  const { verification, document } = place;
  const title = titleOf(verification, document);
  return html`
    <article class="document stack" id=${document.id} tabindex="-1" aria-label=${title} ?data-selected=${app.desk.state.selected === document.id}
      @focusin=${(event: Event) => onFocus(app, event, document.id)}>
      <div class="heading">
        <h3><bdi>${title}</bdi></h3>
        <div class="row">${openButton(app, document, title)}${documentBadge(document.status)}</div>
      </div>
      ${reasonView(document.reason)}
      ${factsView(place)}
      <ul class="files">${repeat(document.files, (file) => file.id, (file) => fileView(app, place, file))}</ul>
      ${canDecide(verification, document) ? decisions(app, place) : nothing}
      ${rejectView(app, document)}
      ${earlierView(app, place)}
    </article>
  `;
}

/** What has the focus is what keys act on; the innermost place counts. */
function onFocus(app: App, event: Event, key: string): void {
  event.stopPropagation();
  app.desk.select(key);
}

function openButton({ desk, shortcuts }: App, { id }: VerificationDocument, title: string): TemplateResult {
  const isOpen = desk.state.opened.has(id);
  return html`<button class="button" type="button" aria-expanded=${isOpen} aria-keyshortcuts=${keysAttribute(shortcuts, 'o') ?? nothing}
    aria-label="${isOpen ? 'Hide' : 'Show'} ${title}" @click=${() => desk.toggle(id)}>${icon('eye')}${isOpen ? 'Hide' : 'Show'}</button>`;
}

function fileView(app: App, { verification, document }: DocumentPlace, file: DocumentFile): TemplateResult {
  const label = fileTitleOf(verification, document, file);
  const key = `${document.id}/${file.id}`;
  const isOneOfSeveral = document.files.length > 1;
  const copies = copiesOf(verification, file);
  return html`
    <li class="file" id=${key} tabindex="-1" aria-label=${label} ?data-selected=${app.desk.state.selected === key}
      @focusin=${(event: Event) => onFocus(app, event, isOneOfSeveral ? key : document.id)}>
      <div class="heading">
        <p class="file-facts">
          <b>${sideOf(file)}</b> <bdi>${file.fileName}</bdi>
          <small>${formatSize(file.sizeBytes)} · ${file.mediaType} · ${formatMoment(file.uploadedAt)}</small>
          ${file.sha256 ? html`<small title=${file.sha256}>SHA-256 ${file.sha256.slice(0, 16)}…</small>` : nothing}
        </p>
        ${isOneOfSeveral ? documentBadge(fileStatusOf(verification, document, file)) : nothing}
      </div>
      ${copies.length > 0 ? html`<p class="note">${icon('copies')} The same file as ${copies.map((copy) => html`<bdi>${copy}</bdi> `)}</p>` : nothing}
      ${reasonView(isOneOfSeveral ? file.reason : null)}
      ${file.uploadedAt === null ? html`<p class="quiet">Not uploaded completely.</p>` : viewerView(app, { verification, file, label }, app.desk.state.opened.has(document.id))}
      ${isOneOfSeveral && canDecide(verification, document) ? sideDecisions(app, { key, document, file }, label) : nothing}
    </li>
  `;
}

interface Shown {
  readonly verification: Verification;
  readonly file: DocumentFile;
  readonly label: string;
}

export function viewerView(app: App, { verification, file, label }: Shown, isOpen: boolean): TemplateResult {
  return html`<review-file .file=${file} .label=${label} .isOpen=${isOpen}
    .loadContent=${(fileId: string, signal: AbortSignal) => app.api.content(verification.id, fileId, signal)}></review-file>`;
}

/** The other sides of a rejected document are `uploaded` again on the wire, though they were submitted and stay. */
function fileStatusOf({ review }: Verification, document: VerificationDocument, { status, uploadedAt }: DocumentFile): string {
  const { submittedAt } = review;
  const wasSubmitted = uploadedAt !== null && submittedAt !== null && Date.parse(uploadedAt) <= Date.parse(submittedAt);
  return document.status === 'rejected' && status === 'uploaded' && wasSubmitted ? 'not_objected' : status;
}

function sideDecisions(app: App, target: Target, label: string): TemplateResult {
  const status = target.file?.status;
  return html`<div class="row">
    ${status === 'accepted' ? nothing : html`<button class="button" type="button" ?disabled=${app.state.busy} aria-label="Accept this side: ${label}"
      @click=${() => void app.desk.accept(target)}>${icon('check')}Accept this side</button>`}
    ${status === 'rejected' ? nothing : html`<button class="button danger" type="button" aria-label="Reject this side: ${label}"
      @click=${() => app.desk.startRejecting(target)}>Reject this side …</button>`}
  </div>`;
}

function decisions(app: App, { verification, document }: DocumentPlace): TemplateResult {
  const target = { key: document.id, document, file: null };
  const isRejecting = app.desk.state.rejection?.documentId === document.id;
  const title = titleOf(verification, document);
  const onAccept = (event: Event): void => {
    event.preventDefault();
    void app.desk.accept(target);
  };
  return html`
    <form class="row" @submit=${onAccept}>
      ${document.status === 'accepted' ? nothing : html`
        <button class="button primary" type="submit" ?disabled=${app.state.busy} aria-label="Accept ${title}"
          aria-keyshortcuts=${keysAttribute(app.shortcuts, 'a') ?? nothing}>${icon('check')}Accept</button>`}
      <button class="button danger" type="button" aria-label="Reject ${title} …" aria-expanded=${isRejecting} aria-keyshortcuts=${keysAttribute(app.shortcuts, 'r') ?? nothing}
        @click=${() => (isRejecting ? app.desk.stopRejecting() : app.desk.startRejecting(target))}>Reject …</button>
      ${document.status === 'accepted' ? nothing : html`
        <label class="inline-field"><span>valid until (optional)</span><input type="date" id="expires-${document.id}" .defaultValue=${expiryGiven(verification, document)} /></label>`}
    </form>
  `;
}

/** What the customer typed as the day it expires, if the type asks for one. */
function expiryGiven(verification: Verification, document: VerificationDocument): string {
  const types = categoryOf(verification, document)?.documentTypes ?? [];
  const fields = types.find(({ id }) => id === document.documentTypeId)?.fields ?? [];
  const field = fields.find(({ id, kind }) => kind === 'date' && /expir|valid/i.test(id));
  return document.expiresAt?.slice(0, 10) ?? (field ? document.fields[field.id] ?? '' : '');
}

export function reasonView(reason: Reason | null): TemplateResult | typeof nothing {
  if (!reason) return nothing;
  return html`<p class="reason">
    ${reason.code ? word(reasonWords, reason.code) : 'Rejected'}${reason.message ? html`: <bdi>${reason.message}</bdi>` : nothing}${reason.final ? ' (final)' : nothing}
  </p>`;
}

/** What the customer typed, and until when the document counts. */
function factsView({ verification, document }: DocumentPlace): TemplateResult | typeof nothing {
  const entries = Object.entries(document.fields);
  if (entries.length === 0 && !document.expiresAt) return nothing;
  const types = categoryOf(verification, document)?.documentTypes ?? [];
  const known = types.find(({ id }) => id === document.documentTypeId)?.fields ?? [];
  return html`<dl class="facts">
    ${entries.map(([id, value]) => {
      const field = known.find((one) => one.id === id);
      return html`<div><dt><bdi>${field?.label ?? id}</bdi></dt><dd>${fieldValue(field?.kind, value)}</dd></div>`;
    })}
    ${document.expiresAt ? html`<div><dt>Counts until</dt><dd>${dayView(document.expiresAt)}</dd></div>` : nothing}
  </dl>`;
}

function fieldValue(kind: string | undefined, value: string): TemplateResult {
  if (kind === 'date') return dayView(value);
  return html`<bdi>${kind === 'country' ? countryName(value) : value}</bdi>`;
}

function dayView(day: string): TemplateResult {
  return html`${formatDay(day)}${isPast(day) ? html` <span class="badge badge-warn">${icon('alert')}<span>in the past</span></span>` : nothing}`;
}

function countryName(code: string): string {
  try {
    return `${new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code} (${code})`;
  } catch {
    return code;
  }
}

/** Versions this one replaced, folded. */
function earlierView(app: App, { verification, document }: DocumentPlace): TemplateResult | typeof nothing {
  const earlier = verification.documents.find(({ id, status }) => id === document.replaces && status === 'replaced');
  if (!earlier) return nothing;
  return html`<details><summary>Version before</summary>${documentView(app, { verification, document: earlier })}</details>`;
}
