/**
 * One file of a customer, shown so that it can do nothing: a picture is decoded and drawn to a canvas, anything else is
 * saved to disk. Nothing is fetched before the reviewer asks, because every view is written to the audit.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DocumentFile } from '../../../src/model/verification.ts';
import { icon } from '../views/icons.ts';

export type LoadContent = (fileId: string, signal: AbortSignal) => Promise<Blob>;

/** What this page draws by itself; the rest is for a program of the reviewer's choice. Of HEIC the server gives a JPEG. */
const drawable = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/heif'];
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/avif': 'avif',
  'application/pdf': 'pdf',
};
/** Larger pictures are drawn at this size: canvases have limits, screens too. */
const longestEdge = 3000;

export class ReviewFile extends LitElement {
  static override properties = {
    file: { attribute: false },
    label: { attribute: false },
    loadContent: { attribute: false },
    phase: { state: true },
    isLarge: { state: true },
  };

  declare file: DocumentFile;
  /** What the picture is, for people who do not see it: "Driving License, front". */
  declare label: string;
  declare loadContent: LoadContent;
  declare protected phase: 'idle' | 'loading' | 'shown' | 'failed';
  declare protected isLarge: boolean;

  #aborter: AbortController | null = null;
  #bitmap: ImageBitmap | null = null;

  constructor() {
    super();
    this.phase = 'idle';
    this.isLarge = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    this.phase = 'idle';
  }

  /** The page's own styles apply. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get('file');
    if (!before || before.id === this.file.id) return;
    this.#release();
    this.phase = 'idle';
  }

  protected override updated(): void {
    const canvas = this.querySelector('canvas');
    if (canvas && this.#bitmap) this.#draw(canvas, this.#bitmap);
  }

  protected override render(): TemplateResult {
    const canDraw = drawable.includes(this.file.mediaType);
    return html`
      ${this.phase === 'shown' ? this.#renderPicture() : nothing}
      <div class="row">
        ${canDraw && this.phase !== 'shown'
          ? html`<button class="button" type="button" ?disabled=${this.phase === 'loading'} @click=${this.#onShow}
              aria-label="Show ${this.label}">${icon('eye')}${this.phase === 'loading' ? 'Loading …' : 'Show'}</button>`
          : nothing}
        ${this.phase === 'shown'
          ? html`<button class="button" type="button" aria-pressed=${this.isLarge} @click=${this.#onResize}
              aria-label="Enlarge ${this.label}">${icon('zoom')}Enlarge</button>`
          : nothing}
        <button class="button" type="button" @click=${this.#onDownload} aria-label="Download ${this.label}">
          ${icon('download')}Download
        </button>
      </div>
      <p class="failure" role="status">${this.phase === 'failed' ? 'It cannot be shown here. Try downloading it.' : nothing}</p>
    `;
  }

  #renderPicture(): TemplateResult {
    return html`<canvas class=${this.isLarge ? 'picture picture-large' : 'picture'} role="img" aria-label=${this.label}></canvas>`;
  }

  #draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
    if (canvas.dataset['file'] === this.file.id) return;
    const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    canvas.dataset['file'] = this.file.id;
    this.#release();
  }

  readonly #onShow = async (): Promise<void> => {
    this.phase = 'loading';
    const aborter = this.#start();
    try {
      const bytes = await this.loadContent(this.file.id, aborter.signal);
      const bitmap = await createImageBitmap(bytes);
      if (aborter.signal.aborted) return bitmap.close();
      this.#bitmap = bitmap;
      this.phase = 'shown';
      await this.updateComplete;
      this.querySelector('button')?.focus();
    } catch {
      if (!aborter.signal.aborted) this.phase = 'failed';
    }
  };

  readonly #onDownload = async (): Promise<void> => {
    const aborter = this.#start();
    try {
      const bytes = await this.loadContent(this.file.id, aborter.signal);
      if (!aborter.signal.aborted) save(bytes, `${this.file.id}.${extensions[bytes.type] ?? 'bin'}`);
    } catch {
      if (!aborter.signal.aborted) this.phase = 'failed';
    }
  };

  readonly #onResize = (): void => {
    this.isLarge = !this.isLarge;
  };

  #start(): AbortController {
    this.#aborter?.abort();
    this.#aborter = new AbortController();
    return this.#aborter;
  }

  #release(): void {
    this.#aborter?.abort();
    this.#bitmap?.close();
    this.#bitmap = null;
  }
}

/** Saves under a name of ours, as plain bytes: a browser must never open a customer's file as a page. */
function save(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
