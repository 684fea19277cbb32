/**
 * `<kyc-verification-editor>`: a picture to turn and crop, in a dialog. The part to keep is moved by pointer, by arrow keys
 * and by numbers. Nothing happens to the picture here; Save tells what was wanted.
 *
 * @fires apply - `CustomEvent<Edits>`: Save, with something to do.
 * @fires close - The dialog is closed, for whatever reason.
 */
import { Task } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Formatters } from '../localization/formatters.ts';
import type { Catalogue, Messages } from '../localization/messages.ts';
import { isEdited, type Crop, type Edits } from '../model/edits.ts';
import type { EditSource } from '../views/context.ts';
import { adoptStyles } from './adopt-styles.ts';
import { decode } from './bitmap.ts';
import { corners, isWhole, movedBy, resizedBy, turnedBy, whole, withNumber, type Corner } from './crop.ts';
import { editorStyles } from './editor.styles.ts';
import { viewerStyles } from './viewer.styles.ts';

/** More would not be seen: the picture stands in a dialog. */
const shownPixels = 2_000_000;
/** Of the picture's width or height, for one press of an arrow key. */
const [smallStep, largeStep] = [0.01, 0.1];

const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const numbers = [['x', 'left'], ['y', 'top'], ['width', 'width'], ['height', 'height']] as const;

export class KycVerificationEditor extends LitElement {
  @property({ attribute: false }) texts?: Messages;
  @property({ attribute: false }) format?: Formatters;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) source?: EditSource;
  @property({ attribute: false }) load?: (signal: AbortSignal) => Promise<Blob>;

  @state() private turns: Edits['turns'] = 0;
  @state() private crop: Crop = whole;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.crop-stage') private readonly stage!: HTMLElement | null;
  #bitmap: ImageBitmap | undefined;
  #drawn: readonly unknown[] = [];

  readonly #picture = new Task(this, {
    args: () => [this.source] as const,
    task: async (_args, { signal }) => {
      const blob = await this.load?.(signal);
      const bitmap = blob && (await decode(blob, { maxPixels: shownPixels }));
      if (signal.aborted || !bitmap) {
        bitmap?.close();
        throw new DOMException('no picture', 'EncodingError');
      }
      this.#bitmap?.close();
      this.#bitmap = bitmap;
      return bitmap;
    },
  });

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, viewerStyles);
    adoptStyles(this, editorStyles);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture.abort();
    this.#bitmap?.close();
    this.#bitmap = undefined;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { style } = this.stage ?? {};
    const { x, y, width, height } = this.crop;
    for (const [name, value] of Object.entries({ x, y, w: width, h: height })) style?.setProperty(`--_crop-${name}`, `${value * 100}%`);
    this.#draw();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.texts) return nothing;
    // They came with the page, before anything could be edited.
    const texts = this.texts as Catalogue;
    return html`
      <dialog class="viewer editor" part="dialog editor" aria-labelledby="editor-title" @close=${this.#onClose}>
        <header class="viewer-header"><h2 id="editor-title">${texts.turn_or_crop}: <bdi>${this.name}</bdi></h2></header>
        <div class="editor-body">${this.#picture.render({
          pending: () => html`<p role="status">${texts.view_loading}</p>`,
          error: () => html`<p role="alert">${texts.view_failed}</p>`,
          complete: () => this.#tools(texts),
        })}</div>
        <footer class="editor-footer">
          ${this.#bitmap ? html`<button type="button" class="button button-quiet" part="button" @click=${this.#reset}>${texts.editor.reset}</button>` : nothing}
          <button type="button" class="button" part="button" @click=${() => this.dialog.close()}>${this.#bitmap ? texts.editor.cancel : texts.close}</button>
          ${this.#bitmap ? html`<button type="button" class="button button-primary" part="button button-primary" @click=${this.#save}>${texts.editor.save}</button>` : nothing}
        </footer>
      </dialog>`;
  }

  #tools(texts: Catalogue): TemplateResult {
    const { editor } = texts;
    return html`
      <div class="editor-turns">
        <button type="button" class="button" part="button" @click=${() => this.#turn(-1)}>${editor.turn_left}</button>
        <button type="button" class="button" part="button" @click=${() => this.#turn(1)}>${editor.turn_right}</button>
      </div>
      <div class="crop-stage" dir="ltr">
        <canvas role="img" aria-labelledby="editor-title"></canvas>
        <div class="crop-shade" aria-hidden="true"><i></i></div>
        <button type="button" class="crop-part" aria-label=${editor.part} aria-describedby="editor-hint"
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)} @pointerdown=${(event: PointerEvent) => this.#onPointerDown(event)}></button>
        ${corners.map((corner) => html`<button type="button" class="crop-corner crop-${corner}" aria-label=${editor.corner[corner]} aria-describedby="editor-hint"
          @keydown=${(event: KeyboardEvent) => this.#onKey(event, corner)} @pointerdown=${(event: PointerEvent) => this.#onPointerDown(event, corner)}></button>`)}
      </div>
      <p class="muted small" id="editor-hint">${editor.part_hint}</p>
      <fieldset class="crop-numbers"><legend class="small">${editor.numbers}</legend>${numbers.map(([key, label]) => html`
        <label>${editor[label]}<input class="input" part="input" type="number" inputmode="decimal" min="0" max="100" step="1" autocomplete="off"
          .value=${live(String(Math.round(this.crop[key] * 100)))} @change=${(event: Event) => this.#onNumber(event, key)}></label>`)}
      </fieldset>
      <p class="visually-hidden" role="status">${numbers.map(([key, label]) => `${editor[label]} ${this.format?.percent(this.crop[key]) ?? ''}`).join(', ')}</p>`;
  }

  /** The picture as it is turned; drawn again only when that changed. */
  #draw(): void {
    const canvas = this.stage?.querySelector('canvas');
    const bitmap = this.#bitmap;
    if (!canvas || !bitmap || (this.#drawn[0] === canvas && this.#drawn[1] === bitmap && this.#drawn[2] === this.turns)) return;
    this.#drawn = [canvas, bitmap, this.turns];
    const isLying = this.turns % 2 === 1;
    canvas.width = isLying ? bitmap.height : bitmap.width;
    canvas.height = isLying ? bitmap.width : bitmap.height;
    const brush = canvas.getContext('2d');
    brush?.translate(canvas.width / 2, canvas.height / 2);
    brush?.rotate((this.turns * Math.PI) / 2);
    brush?.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  }

  #turn(quarter: 1 | -1): void {
    this.turns = ((this.turns + quarter + 4) % 4) as Edits['turns'];
    this.crop = turnedBy(this.crop, quarter);
  }

  #reset(): void {
    this.turns = 0;
    this.crop = whole;
  }

  #save(): void {
    const edits: Edits = { turns: this.turns, crop: isWhole(this.crop) ? null : this.crop };
    if (isEdited(edits)) this.dispatchEvent(new CustomEvent<Edits>('apply', { detail: edits }));
    this.dialog.close();
  }

  #shift(from: Crop, [dx, dy]: readonly [dx: number, dy: number], corner: Corner | undefined): void {
    this.crop = corner ? resizedBy(from, corner, [dx, dy]) : movedBy(from, dx, dy);
  }

  #onKey(event: KeyboardEvent, corner?: Corner): void {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? largeStep : smallStep;
    this.#shift(this.crop, [arrow[0] * step, arrow[1] * step], corner);
  }

  #onPointerDown(event: PointerEvent, corner?: Corner): void {
    const handle = event.currentTarget;
    const box = this.stage?.getBoundingClientRect();
    if (!(handle instanceof HTMLElement) || !box || event.button !== 0) return;
    const from = this.crop;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => this.#shift(from, [(move.clientX - event.clientX) / box.width, (move.clientY - event.clientY) / box.height], corner);
    handle.onlostpointercapture = () => (handle.onpointermove = null);
  }

  #onNumber(event: Event, key: keyof Crop): void {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    if (!Number.isNaN(valueAsNumber)) this.crop = withNumber(this.crop, key, valueAsNumber / 100);
    this.requestUpdate();
  }

  #onClose(): void {
    this.dispatchEvent(new Event('close'));
  }
}

if (!customElements.get('kyc-verification-editor')) customElements.define('kyc-verification-editor', KycVerificationEditor);
