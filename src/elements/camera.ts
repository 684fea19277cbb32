/**
 * `<kyc-verification-camera>`: a photo taken in a dialog; live picture with frame and hints, then a look at it. Owns the
 * camera: one `AbortController` per session, aborted on every way out. Events: `photo` (detail: `File[]`), `close`.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { enCamera } from '../localization/locales/en-camera.ts';
import { lookUp, withOverrides, type CameraMessages, type Catalogue } from '../localization/messages.ts';
import type { Category, Side } from '../model/verification.ts';
import { acceptText } from '../views/file-picker.ts';
import { adoptStyles } from './adopt-styles.ts';
import { draw } from './bitmap.ts';
import { guide, shapeOf } from './camera-guide.ts';
import { giveHints, judgePhoto, type Judge } from './camera-hints.ts';
import { photoFile, takePhoto } from './camera-photo.ts';
import { failureOf, setLight, startCamera, type CameraChoice, type CameraFailure, type LiveCamera } from './camera-stream.ts';
import { cameraStyles } from './camera.styles.ts';
import { fileButton } from './file-button.ts';

type Step =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly camera: LiveCamera; readonly isTaking: boolean; readonly isLit: boolean }
  | { readonly kind: 'review'; readonly photo: Blob; readonly codes: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: CameraFailure };

/** Nothing a second try would change. */
const hopeless: readonly CameraFailure[] = ['forbidden', 'unsupported'];
const reviewWidthPx = 1600;

export class KycVerificationCamera extends LitElement {
  @property({ attribute: false }) texts?: Catalogue;
  @property({ attribute: false }) category?: Category;
  @property({ attribute: false }) side?: Side;
  /** What speaks against a picture, as intake codes; the bitmap is used up. Advice only. */
  @property({ attribute: false }) judge?: Judge;

  @state() private step: Step = { kind: 'starting' };
  @state() private hint: string | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('video') private readonly video!: HTMLVideoElement;

  #words: CameraMessages = enCamera;
  #session = new AbortController();
  #connection = new AbortController();
  #choice: CameraChoice | undefined;
  #drawn: Blob | undefined;
  #isClosed = false;

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this, cameraStyles);
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal });
    window.addEventListener('pagehide', () => this.#session.abort(), { signal });
    // On the window: without a focus of its own, a key is the page's.
    window.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.abort();
    this.#connection.abort();
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  /** English came with this file; a language of its own, and a host's words, with the texts. */
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('texts')) this.#words = withOverrides(enCamera, this.texts);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('step') as Step | undefined;
    if (before && before.kind !== this.step.kind) this.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, category, step } = this;
    if (!texts || !category) return nothing;
    const isAiming = step.kind === 'starting' || step.kind === 'live';
    return html`
      <dialog class="camera" part="dialog camera" aria-labelledby="camera-title" @close=${this.#close}>
        <header class="camera-header">
          <h2 id="camera-title">${texts.add_for({ action: texts.take_photo, name: this.#subject(texts, category) })}</h2>
          <button type="button" class="button" part="button" @click=${this.#close}>${texts.close}</button>
        </header>
        <div class="camera-stage ${step.kind === 'failed' ? 'has-words' : ''}">
          <video class=${step.kind === 'live' && step.camera.isFacingUser ? 'is-mirrored' : ''} ?hidden=${!isAiming} playsinline .muted=${true}
            aria-label=${this.#words.camera.preview} @resize=${() => this.requestUpdate()}></video>
          ${this.#stage(category)}
        </div>
        <div class="camera-foot">
          <p class="camera-words" role="status">${this.#sayings(texts, category)}</p>
          ${this.#controls(texts)}
          ${step.kind === 'review' ? nothing : this.#ways(texts, category)}
          ${isAiming ? html`<p class="muted small">${this.#words.camera.privacy}</p>` : nothing}
        </div>
      </dialog>`;
  }

  #subject({ side }: Catalogue, { title }: Category): string {
    return this.side === 'front' || this.side === 'back' ? side[this.side] : title;
  }

  #stage({ kind }: Category): unknown {
    const { step, video } = this;
    switch (step.kind) {
      case 'starting': return nothing;
      case 'live': return guide(shapeOf(kind, this.side), video.videoWidth, video.videoHeight);
      case 'review': return html`<canvas role="img" tabindex="-1" data-first aria-label=${this.#words.camera.photo} ${ref((canvas) => void this.#draw(canvas, step.photo))}></canvas>`;
      case 'failed': return html`<p role="alert">${this.#words.camera_failure[step.reason]}</p>`;
    }
  }

  /** One line at a time, told politely. */
  #sayings(texts: Catalogue, { kind }: Category): unknown {
    const { step } = this;
    const { camera, camera_hint: hints } = this.#words;
    switch (step.kind) {
      case 'starting': return camera.starting;
      case 'live': return lookUp(hints, this.hint) ?? (kind === 'biometric' ? camera.fit_face : camera.fit_document);
      case 'review': return step.codes.map((code) => lookUp(texts.intake, code)?.({})).find(Boolean) ?? camera.review;
      case 'failed': return nothing;
    }
  }

  #controls(texts: Catalogue): unknown {
    const { step } = this;
    switch (step.kind) {
      case 'starting': return nothing;
      case 'live': return this.#aim(step);
      case 'review': return this.#review(texts, step.photo, step.codes.length > 0);
      case 'failed': return nothing;
    }
  }

  #aim({ camera, isTaking, isLit }: Extract<Step, { kind: 'live' }>): TemplateResult {
    const words = this.#words.camera;
    const { next, track, hasLight } = camera;
    const toggle = async (): Promise<void> => {
      if (this.step.kind === 'live' && await setLight(track, !isLit)) this.step = { ...this.step, isLit: !isLit };
    };
    return html`<div class="camera-aim">
      <span>${next ? this.#button(words.other_camera, () => this.#switch(next)) : nothing}</span>
      <button type="button" class="camera-shutter" part="shutter" data-first aria-label=${words.shutter} title=${words.shutter}
        aria-keyshortcuts="Space" ?disabled=${isTaking} @click=${() => void this.#take()}></button>
      <span>${hasLight ? html`<button type="button" class="button" part="button" aria-pressed=${isLit} @click=${toggle}>${words.light}</button>` : nothing}</span>
    </div>`;
  }

  #review(texts: Catalogue, photo: Blob, isDoubtful: boolean): TemplateResult {
    const use = this.#button(this.#words.camera.use, () => this.#send([photoFile(photo, this.side)]), !isDoubtful);
    const again = this.#button(texts.take_photo_again, () => void this.#start(), isDoubtful);
    return html`<div class="camera-buttons">${isDoubtful ? [again, use] : [use, again]}</div>`;
  }

  /** A file instead: always there, so that no camera and no face is the only way. */
  #ways(texts: Catalogue, category: Category): TemplateResult {
    const { step } = this;
    const words = this.#words.camera;
    const hasFailed = step.kind === 'failed';
    const hasOther = hasFailed && matchMedia('(pointer: coarse)').matches;
    const onFiles = (files: readonly File[]): void => this.#send(files);
    return html`<div class="camera-buttons">
      ${hasOther ? fileButton({ label: words.phone_camera, accept: 'image/*', capture: this.#facing, isPrimary: true, onFiles }) : nothing}
      ${fileButton({ label: hasFailed ? texts.choose_file : words.file_instead, accept: acceptText(category), isPrimary: hasFailed && !hasOther, onFiles })}
      ${hasFailed && !hopeless.includes(step.reason) ? this.#button(texts.retry, () => void this.#start()) : nothing}
    </div>`;
  }

  #button(label: string, onClick: () => void, isPrimary = false): TemplateResult {
    const look = isPrimary ? 'button-primary' : '';
    return html`<button type="button" class="button ${look}" part="button ${look}" @click=${onClick}>${label}</button>`;
  }

  get #facing(): CameraChoice['facing'] {
    return this.category?.kind === 'biometric' ? 'user' : 'environment';
  }

  /** Also after a move in the page, which takes a dialog out of the top layer without closing it. */
  #open(): void {
    this.#isClosed = false;
    this.dialog.open = false;
    this.dialog.showModal();
    void this.#start();
  }

  async #start(): Promise<void> {
    this.#session.abort();
    this.#session = new AbortController();
    const { signal } = this.#session;
    this.hint = undefined;
    if (this.step.kind !== 'starting') this.step = { kind: 'starting' };
    try {
      await this.updateComplete;
      const camera = await startCamera(this.video, this.#choice ?? { facing: this.#facing }, signal);
      signal.throwIfAborted();
      camera.track.addEventListener('ended', () => this.#fail('unplugged'), { signal });
      this.step = { kind: 'live', camera, isTaking: false, isLit: false };
      this.#hint(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(failureOf(error));
    }
  }

  #hint(signal: AbortSignal): void {
    const { judge, video } = this;
    const codes = Object.keys(enCamera.camera_hint);
    if (judge) void giveHints(video, { judge, codes, signal, tell: (code) => (this.hint = code) });
  }

  #switch(next: CameraChoice): void {
    this.#choice = next;
    void this.#start();
  }

  async #take(): Promise<void> {
    const { step, category, video } = this;
    if (step.kind !== 'live' || step.isTaking || !category) return;
    const { signal } = this.#session;
    this.step = { ...step, isTaking: true };
    try {
      const photo = await takePhoto(video, step.camera.track, category);
      if (signal.aborted) return;
      // Nobody looks through the lens while the photo is looked at.
      this.#session.abort();
      this.step = { kind: 'review', photo, codes: [] };
      await this.#judge(photo);
    } catch (error) {
      if (!signal.aborted) this.#fail(failureOf(error));
    }
  }

  async #judge(photo: Blob): Promise<void> {
    if (!this.judge) return;
    const codes = await judgePhoto(photo, this.judge, this.#connection.signal);
    if (this.step.kind === 'review' && this.step.photo === photo) this.step = { ...this.step, codes };
  }

  async #draw(canvas: Element | undefined, photo: Blob): Promise<void> {
    if (!(canvas instanceof HTMLCanvasElement) || this.#drawn === photo) return;
    this.#drawn = photo;
    if (!(await draw(canvas, photo, reviewWidthPx))) this.#fail('silent');
  }

  #fail(reason: CameraFailure): void {
    this.#session.abort();
    this.step = { kind: 'failed', reason };
  }

  #send(files: readonly File[]): void {
    this.#session.abort();
    this.dispatchEvent(new CustomEvent('photo', { detail: files }));
    this.#close();
  }

  /** The space bar is the shutter wherever the focus is, but on another control. */
  #onKey(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (event.key !== ' ' || event.repeat || (target instanceof Element && target.closest('button, input'))) return;
    event.preventDefault();
    void this.#take();
  }

  /** A page out of sight films nobody. */
  #onVisibility(): void {
    if (document.hidden) this.#session.abort();
    else if (this.dialog.open && this.#session.signal.aborted && (this.step.kind === 'starting' || this.step.kind === 'live')) void this.#start();
  }

  /** Told at once and once: the browser's own event comes with its next frame, and a page behind others has none. */
  #close(): void {
    this.#session.abort();
    this.dialog.close();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.dispatchEvent(new Event('close'));
  }
}

if (!customElements.get('kyc-verification-camera')) customElements.define('kyc-verification-camera', KycVerificationCamera);
