/** A receipt to keep: what was sent, when, and the fingerprint of each file. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { documentTypeOf } from '../model/selectors.ts';
import type { DocumentFile, Verification, VerificationDocument } from '../model/verification.ts';
import type { AfterContext, Paper, TextFile } from './context.ts';

/** Folded; nothing before anything was sent. */
export function receiptView(context: AfterContext): TemplateResult | typeof nothing {
  const { texts, format, dispatch, verification } = context;
  const { after } = texts;
  if (!verification.review.submittedAt || !verification.documents.some((document) => isSent(verification, document))) return nothing;
  return html`<details class="receipt" part="receipt">
    <summary>${after.receipt}</summary>
    <div class="receipt-body">
      <p class="muted">${after.receipt_text}</p>
      <div class="ways">
        <button type="button" class="button" part="button" @click=${() => dispatch({ kind: 'print', paper: receiptPaper(context) })}>${after.print}</button>
        <button type="button" class="button" part="button" @click=${() => dispatch({ kind: 'save', file: receiptFile(receiptPaper(context)) })}>${after.download}</button>
      </div>
      <ul class="plain">${repeat(verification.documents, ({ id }) => id, (document) => guard([document, texts, format, verification.review.submittedAt, verification.categories],
        () => (isSent(verification, document) ? documentItem(context, document) : nothing)))}</ul>
      <p class="muted">${after.receipt_hash_hint}</p>
    </div>
  </details>`;
}

function documentItem(context: AfterContext, document: VerificationDocument): TemplateResult {
  return html`<li part="receipt-document"><strong><bdi>${documentName(context, document)}</bdi></strong>
    <ul class="plain">${sentFiles(context.verification, document).map((file) => html`<li><bdi>${file.fileName}</bdi>
      <span class="muted">· ${fileFacts(context, file)}</span>${file.sha256 ? html`<code class="hash">${file.sha256}</code>` : nothing}</li>`)}</ul>
  </li>`;
}

/** The same on paper. */
export function receiptPaper(context: AfterContext): Paper {
  const { texts, format, verification } = context;
  const { review, customer, id } = verification;
  return {
    lang: texts.lang, dir: texts.dir, title: texts.after.receipt_title,
    facts: [
      [texts.reference, review.submissionId ?? id],
      [texts.after.customer, customer.name],
      [texts.sent_on, format.dateTime(review.submittedAt)],
      ...(review.decidedAt ? [[texts.decided_on, format.dateTime(review.decidedAt)] as const] : []),
      [texts.status_label, texts.status[verification.status]],
    ],
    entries: sentDocuments(verification).map((document) => ({
      title: documentName(context, document),
      lines: sentFiles(verification, document).flatMap((file) => [
        `${file.fileName} · ${fileFacts(context, file)}`, ...(file.sha256 ? [`SHA-256: ${file.sha256}`] : []),
      ]),
    })),
  };
}

/** As plain text, which every device opens. */
export function receiptFile({ title, facts, entries }: Paper): TextFile {
  const head = facts.map(([label, value]) => `${label}: ${value}`);
  const body = entries.flatMap((entry) => ['', entry.title, ...entry.lines.map((line) => `  ${line}`)]);
  const reference = (facts[0]?.[1] ?? '').replace(/[^\w-]+/g, '-');
  return { name: `kyc-receipt-${reference}.txt`, mediaType: 'text/plain', text: `${[title, '', ...head, ...body].join('\n')}\n` };
}

/** Everything that is or was in review; what was added since has not been sent. */
function sentDocuments(verification: Verification): VerificationDocument[] {
  return verification.documents.filter((document) => isSent(verification, document));
}

function isSent(verification: Verification, document: VerificationDocument): boolean {
  return !['uploading', 'checking', 'uploaded'].includes(document.status) && sentFiles(verification, document).length > 0;
}

function sentFiles({ review }: Verification, { files }: VerificationDocument): DocumentFile[] {
  const until = Date.parse(review.submittedAt ?? '');
  return files.filter(({ uploadedAt }) => uploadedAt !== null && Date.parse(uploadedAt) <= until);
}

function documentName({ verification, texts }: AfterContext, { categoryId, documentTypeId }: VerificationDocument): string {
  const category = verification.categories.find(({ id }) => id === categoryId);
  const type = category && documentTypeOf(category, documentTypeId);
  return [category?.title, type?.title ?? texts.document_type_unknown].filter(Boolean).join(' · ');
}

function fileFacts({ texts, format }: AfterContext, { side, sizeBytes, uploadedAt }: DocumentFile): string {
  const name = side === 'front' || side === 'back' ? texts.side[side] : '';
  return [name, format.bytes(sizeBytes), texts.after.receipt_added({ date: format.dateTime(uploadedAt) })].filter(Boolean).join(' · ');
}
