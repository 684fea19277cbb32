/**
 * `<kyc-verification-viewer>`: a stored file in a dialog; pictures on a canvas to zoom and pan, anything else by a link for a
 * new tab.
 *
 * @fires edit - The picture shall be turned or cropped.
 * @fires close - The dialog is closed.
 */
import { Task } from '@lit/task';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { FilePreview } from '../engine/index.ts';
import type { Catalogue, Messages } from '../localization/messages.ts';
import { canEdit } from '../model/edits.ts';
import { canChange, canSwap } from '../model/permissions.ts';
import { findFile } from '../model/selectors.ts';
import type { DocumentFile, Verification } from '../model/verification.ts';
import { adoptStyles } from './adopt-styles.ts';
import { decode, paint } from './bitmap.ts';
import { viewerStyles } from './viewer.styles.ts';
import { Zoom } from './zoom.ts';

export class KycVerificationViewer extends LitElement {
  @property({ attribute: false }) file?: DocumentFile;
  /** The snapshot the file is part of. */
  @property({ attribute: false }) verification?: Verification;
  @property({ attribute: false }) isReadonly = false;
  @property({ attribute: false }) texts?: Messages;
  @property({ attribute: false }) load?: (signal: AbortSignal) => Promise<FilePreview>;

  @state() private isUndrawable = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.viewer-stage') private readonly stage!: HTMLElement | null;
  readonly #zoom = new Zoom(this, () => this.stage);
  #drawn: Blob | undefined;
  readonly #preview = new Task(this, {
    args: () => [this.file?.id] as const,
    task: (_args, { signal }) => this.load?.(signal),
  });

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, viewerStyles);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { file } = this;
    if (!file || !this.texts) return nothing;
    // They came with the page, before anything could be looked at.
    const texts = this.texts as Catalogue;
    return html`
      <dialog class="viewer" part="dialog viewer" aria-labelledby="viewer-title" @close=${this.#onClose} @keydown=${this.#zoom.onKey}>
        <header class="viewer-header">
          <h2 id="viewer-title"><bdi>${file.fileName}</bdi></h2>
          <button type="button" class="button" part="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        </header>
        <div class="viewer-body">${this.#body(texts)}</div>
      </dialog>`;
  }

  #body(texts: Catalogue): unknown {
    if (this.isUndrawable) return html`<p role="alert">${texts.view_failed}</p>`;
    return this.#preview.render({
      pending: () => html`<p role="status">${texts.view_loading}</p>`,
      error: () => html`
        <p role="alert">${texts.view_failed}</p>
        <button type="button" class="button" part="button" @click=${() => this.#preview.run()}>${texts.retry}</button>`,
      complete: (preview) => (preview ? this.#show(preview, texts) : nothing),
    });
  }

  #show(preview: FilePreview, texts: Catalogue): TemplateResult {
    if (preview.kind === 'link') {
      // The link works once: the next click needs a fresh one.
      return html`
        <p>${texts.view_in_tab_hint}</p>
        <a class="button button-primary" part="button button-primary" href=${preview.url} target="_blank"
          rel="noopener noreferrer" @click=${() => setTimeout(() => void this.#preview.run())}>${texts.view_in_tab}</a>`;
    }
    const { isFit, isLargest } = this.#zoom;
    return html`
      <div class="viewer-tools">
        ${this.#tool(texts.zoom_out, isFit, () => this.#zoom.by(-1))}
        ${this.#tool(texts.zoom_in, isLargest, () => this.#zoom.by(1))}
        ${this.#tool(texts.zoom_fit, isFit, () => this.#zoom.fit())}
        ${this.#isEditable ? html`<button type="button" class="button" part="button edit-button" @click=${() => this.dispatchEvent(new Event('edit'))}>${texts.turn_or_crop}</button>` : nothing}
      </div>
      <div class="viewer-stage ${isFit ? '' : 'is-zoomed'}" tabindex="0" dir="ltr" role="group" aria-labelledby="viewer-title"
        @wheel=${this.#zoom.onWheel} @pointerdown=${this.#zoom.onPointerDown}>
        <canvas role="img" aria-labelledby="viewer-title" ${ref((canvas) => void this.#draw(canvas, preview.bytes))}></canvas>
      </div>`;
  }

  /** At its end it does nothing, and keeps the focus. */
  #tool(label: string, isOff: boolean, act: () => void): TemplateResult {
    return html`<button type="button" class="button" part="button" aria-disabled=${isOff ? 'true' : 'false'} @click=${() => isOff || act()}>${label}</button>`;
  }

  get #isEditable(): boolean {
    const { file, verification, isReadonly } = this;
    const document = file && findFile(verification, file.id)?.document;
    const category = verification?.categories.find(({ id }) => id === document?.categoryId);
    if (!document || !category || isReadonly || !verification) return false;
    const isBeforeReview = document.status === 'uploading' || document.status === 'uploaded';
    return isBeforeReview && canChange(verification, document) && canSwap(verification, file) && canEdit(category, file.mediaType);
  }

  async #draw(canvas: Element | undefined, bytes: Blob): Promise<void> {
    if (!(canvas instanceof HTMLCanvasElement) || this.#drawn === bytes) return;
    this.#drawn = bytes;
    const bitmap = await decode(bytes);
    this.isUndrawable = !bitmap || !paint(canvas, bitmap);
    bitmap?.close();
  }

  #onClose(): void {
    this.dispatchEvent(new Event('close'));
  }
}

if (!customElements.get('kyc-verification-viewer')) customElements.define('kyc-verification-viewer', KycVerificationViewer);
