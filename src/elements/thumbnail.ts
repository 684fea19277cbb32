/** `<kyc-verification-thumbnail>`: one small picture, drawn when it can be; until then its place stays as it is. */
import { Task } from '@lit/task';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators/property.js';
import { ref } from 'lit/directives/ref.js';
import { draw } from './bitmap.ts';

/** Twice the widest place it stands in. */
const widthPx = 192;

export class KycVerificationThumbnail extends LitElement {
  /** Another function is another picture. */
  @property({ attribute: false }) load?: (signal: AbortSignal) => Promise<Blob | ImageBitmap | undefined>;

  #canvas: HTMLCanvasElement | undefined;
  readonly #picture = new Task(this, {
    args: () => [this.load] as const,
    task: async ([load], { signal }) => {
      const picture = await load?.(signal);
      await this.updateComplete;
      return picture && this.#canvas ? draw(this.#canvas, picture, widthPx) : false;
    },
  });

  /** Part of the widget's one shadow root. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const isDrawn = this.#picture.value === true;
    return html`<canvas aria-hidden="true" ?hidden=${!isDrawn} ${ref((element) => (this.#canvas = element as HTMLCanvasElement | undefined))}></canvas>`;
  }
}

if (!customElements.get('kyc-verification-thumbnail')) {
  customElements.define('kyc-verification-thumbnail', KycVerificationThumbnail);
}
