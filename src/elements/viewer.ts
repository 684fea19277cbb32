/** `<kyc-verification-viewer>`: a stored file in a dialog; pictures on a canvas, anything else by a link for a new tab. */
import { Task } from '@lit/task';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { FilePreview } from '../engine/index.ts';
import type { Messages } from '../localization/messages.ts';
import type { DocumentFile } from '../model/verification.ts';
import { draw } from './bitmap.ts';

/** Enough for the largest screens; more would only cost memory. */
const widthPx = 2400;

export class KycVerificationViewer extends LitElement {
  @property({ attribute: false }) file?: DocumentFile;
  @property({ attribute: false }) texts?: Messages;
  @property({ attribute: false }) load?: (signal: AbortSignal) => Promise<FilePreview>;

  @state() private isUndrawable = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  readonly #preview = new Task(this, {
    args: () => [this.file?.id] as const,
    task: (_args, { signal }) => this.load?.(signal),
  });

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { file, texts } = this;
    if (!file || !texts) return nothing;
    return html`
      <dialog class="viewer" part="dialog viewer" aria-labelledby="viewer-title" @close=${this.#onClose}>
        <header class="viewer-header">
          <h2 id="viewer-title"><bdi>${file.fileName}</bdi></h2>
          <button type="button" class="button" part="button" @click=${() => this.dialog.close()}>${texts.close}</button>
        </header>
        <div class="viewer-body">${this.#body(texts)}</div>
      </dialog>`;
  }

  #body(texts: Messages): unknown {
    if (this.isUndrawable) return html`<p role="alert">${texts.view_failed}</p>`;
    return this.#preview.render({
      pending: () => html`<p role="status">${texts.view_loading}</p>`,
      error: () => html`
        <p role="alert">${texts.view_failed}</p>
        <button type="button" class="button" part="button" @click=${() => this.#preview.run()}>${texts.retry}</button>`,
      complete: (preview) => (preview ? this.#show(preview, texts) : nothing),
    });
  }

  #show(preview: FilePreview, texts: Messages): TemplateResult {
    if (preview.kind === 'link') {
      // The link works once: the next click needs a fresh one.
      return html`
        <p>${texts.view_in_tab_hint}</p>
        <a class="button button-primary" part="button button-primary" href=${preview.url} target="_blank"
          rel="noopener noreferrer" @click=${() => setTimeout(() => void this.#preview.run())}>${texts.view_in_tab}</a>`;
    }
    return html`<canvas role="img" aria-labelledby="viewer-title" ${ref((canvas) => void this.#draw(canvas, preview.bytes))}></canvas>`;
  }

  #drawn: Blob | undefined;

  async #draw(canvas: Element | undefined, bytes: Blob): Promise<void> {
    if (!(canvas instanceof HTMLCanvasElement) || this.#drawn === bytes) return;
    this.#drawn = bytes;
    this.isUndrawable = !(await draw(canvas, bytes, widthPx));
  }

  #onClose(): void {
    this.dispatchEvent(new Event('close'));
  }
}

if (!customElements.get('kyc-verification-viewer')) customElements.define('kyc-verification-viewer', KycVerificationViewer);
