/**
 * One file of a customer, shown so that it can do nothing: a picture or a PDF's page is drawn on a canvas, anything else
 * is saved to disk. Nothing is fetched before the reviewer opens the document, because every view is written to the audit.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DocumentFile } from '../../../src/model/verification.ts';
import { icon, type IconName } from '../views/icons.ts';
import { saveBytes } from './save-bytes.ts';
import { isDrawable, openSheets, type Sheets } from './sheets.ts';
import { Stage } from './stage.ts';

/** Resolves to null when the bytes are gone for good. */
export type LoadContent = (fileId: string, signal: AbortSignal) => Promise<Blob | null>;

const downloadMs = 120_000;

export class ReviewFile extends LitElement {
  static override properties = {
    file: { attribute: false },
    label: { attribute: false },
    loadContent: { attribute: false },
    isOpen: { attribute: false },
    phase: { state: true },
    page: { state: true },
  };

  declare file: DocumentFile;
  /** What the picture is, for people who do not see it: "Driving License, front". */
  declare label: string;
  declare loadContent: LoadContent;
  declare isOpen: boolean;
  declare protected phase: 'idle' | 'loading' | 'shown' | 'failed' | 'gone';
  declare protected page: number;

  readonly stage = new Stage(this);
  #aborter: AbortController | null = null;
  #sheets: Sheets | null = null;

  constructor() {
    super();
    this.isOpen = false;
    this.phase = 'idle';
    this.page = 1;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  /** The page's own styles apply. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get('file');
    const isOther = before !== undefined && before.id !== this.file.id;
    if (isOther || !this.isOpen) this.#close();
    if (this.isOpen && this.phase === 'idle' && isDrawable(this.file.mediaType)) void this.#open();
  }

  protected override updated(): void {
    this.stage.attach(this.querySelector('canvas'));
  }

  /** One page on or back, where there is one. */
  turn(by: 1 | -1): void {
    const page = this.page + by;
    if (this.#sheets && page >= 1 && page <= this.#sheets.count) void this.#showPage(page);
  }

  protected override render(): TemplateResult {
    return html`
      ${this.phase === 'shown' ? this.#renderStage() : nothing}
      <p class=${this.phase === 'loading' ? 'quiet' : 'failure'} role="status">${this.#note()}</p>
      ${this.phase === 'shown' && this.#isPdf ? html`<p class="quiet">Drawn without scripts, forms and links. Downloaded, a PDF may do more than show pages.</p>` : nothing}
      <div class="file-tools">
        ${this.phase === 'shown' ? this.#renderTools() : nothing}
        ${this.phase === 'gone' ? nothing : this.#renderDownload()}
      </div>
    `;
  }

  #renderStage(): TemplateResult {
    return html`<div class="file-stage" role="group" tabindex="0" aria-label="View of ${this.label}"
      aria-keyshortcuts="+ - 0 1 . ArrowLeft ArrowRight ArrowUp ArrowDown" @keydown=${this.stage.onKeyDown}>
      <canvas class="picture" role="img" aria-label=${this.label}></canvas>
    </div>`;
  }

  #renderTools(): TemplateResult {
    const { stage } = this;
    return html`
      ${this.#tool('Zoom in', 'zoom', stage.zoomIn)} ${this.#tool('Zoom out', 'out', stage.zoomOut)}
      ${this.#tool('Fit', 'fit', stage.fit)}
      <button class="button icon-button" type="button" title="Actual size (1)" aria-label="Actual size: ${this.label}" @click=${stage.natural}>1:1</button>
      ${this.#tool('Rotate', 'rotate', stage.rotate)}
      ${(this.#sheets?.count ?? 1) > 1 ? this.#renderPages() : nothing}
    `;
  }

  #renderPages(): TemplateResult {
    const count = this.#sheets?.count ?? 1;
    return html`<span class="file-pages">
      ${this.#tool('Page before', 'back', () => this.turn(-1), this.page === 1)}
      <span role="status">Page ${this.page} of ${count}</span>
      ${this.#tool('Next page', 'forth', () => this.turn(1), this.page === count)}
    </span>`;
  }

  #tool(title: string, name: IconName, ...[run, isDisabled = false]: [() => void, boolean?]): TemplateResult {
    return html`<button class="button icon-button" type="button" title=${title} aria-label="${title}: ${this.label}"
      ?disabled=${isDisabled} @click=${run}>${icon(name)}</button>`;
  }

  get #isPdf(): boolean {
    return this.file.mediaType === 'application/pdf';
  }

  #renderDownload(): TemplateResult {
    return html`<button class="button icon-button" type="button" @click=${this.#onDownload} aria-label="Download ${this.label}"
      title="Download">${icon('download')}</button>`;
  }

  #note(): string | typeof nothing {
    switch (this.phase) {
      case 'loading':
        return 'Loading …';
      case 'failed':
        return 'It cannot be shown here. Try downloading it, and open it with care.';
      case 'gone':
        return 'The file was erased when its time of retention ended. What was decided stays.';
      default:
        return nothing;
    }
  }

  async #open(): Promise<void> {
    this.phase = 'loading';
    this.#aborter = new AbortController();
    const { signal } = this.#aborter;
    try {
      const bytes = await this.loadContent(this.file.id, signal);
      if (signal.aborted) return;
      if (!bytes) return void (this.phase = 'gone');
      const sheets = await openSheets(bytes);
      if (signal.aborted) return sheets.close();
      this.#sheets = sheets;
      await this.#showPage(1);
    } catch {
      if (!signal.aborted) this.phase = 'failed';
    }
  }

  async #showPage(page: number): Promise<void> {
    const sheets = this.#sheets;
    const sheet = await sheets?.sheet(page);
    if (!sheet || sheets !== this.#sheets) return;
    this.page = page;
    this.phase = 'shown';
    this.stage.show(sheet);
  }

  readonly #onDownload = async (): Promise<void> => {
    try {
      const bytes = await this.loadContent(this.file.id, AbortSignal.timeout(downloadMs));
      if (bytes) saveBytes(bytes, this.file.id);
      else this.phase = 'gone';
    } catch {
      this.phase = 'failed';
    }
  };

  #close(): void {
    this.#aborter?.abort();
    this.#sheets?.close();
    this.#sheets = null;
    this.stage.show(null);
    this.phase = 'idle';
    this.page = 1;
  }
}
