/** A picture made larger inside a place that scrolls: by steps, by keys, by the wheel; dragged by a mouse. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const step = 1.5;
/** Of the size at which all of it is seen. */
const largest = 8;
const panPx = 60;
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-panPx, 0], ArrowRight: [panPx, 0], ArrowUp: [0, -panPx], ArrowDown: [0, panPx],
};

export class Zoom implements ReactiveController {
  #factor = 1;
  /** Width of the picture where all of it is seen. */
  #fitWidthPx = 0;
  /** What is in the middle stays there; fractions of the picture. */
  #middle: readonly [x: number, y: number] = [0.5, 0.5];
  readonly #host: ReactiveControllerHost;
  readonly #findStage: () => HTMLElement | null;

  constructor(host: ReactiveControllerHost, findStage: () => HTMLElement | null) {
    this.#host = host;
    this.#findStage = findStage;
    host.addController(this);
  }

  get isFit(): boolean {
    return this.#factor === 1;
  }

  get isLargest(): boolean {
    return this.#factor >= largest;
  }

  hostUpdated(): void {
    const stage = this.#findStage();
    const canvas = stage?.querySelector('canvas');
    if (!stage || !canvas) return;
    if (this.isFit) {
      canvas.style.removeProperty('inline-size');
      return;
    }
    canvas.style.setProperty('inline-size', `${this.#fitWidthPx * this.#factor}px`);
    const [x, y] = this.#middle;
    stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2);
  }

  by(steps: 1 | -1): void {
    const stage = this.#findStage();
    if (!stage) return;
    if (this.isFit) this.#fitWidthPx = stage.querySelector('canvas')?.clientWidth ?? 0;
    this.#middle = [(stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth, (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight];
    const wanted = this.#factor * step ** steps;
    this.#factor = wanted < 1.01 ? 1 : Math.min(wanted, largest);
    this.#host.requestUpdate();
  }

  fit(): void {
    this.#factor = 1;
    this.#host.requestUpdate();
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (event.key === '+' || event.key === '=') this.by(1);
    else if (event.key === '-') this.by(-1);
    else if (event.key === '0') this.fit();
    else if (arrow && !this.isFit) this.#findStage()?.scrollBy(...arrow);
    else return;
    event.preventDefault();
  };

  /** With the control key, which is also what a pinch on a touchpad says. */
  readonly onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.by(event.deltaY < 0 ? 1 : -1);
  };

  /** Fingers pan by themselves. */
  readonly onPointerDown = (event: PointerEvent): void => {
    const stage = this.#findStage();
    if (event.pointerType !== 'mouse' || event.button !== 0 || this.isFit || !stage) return;
    stage.setPointerCapture(event.pointerId);
    stage.onpointermove = ({ movementX, movementY }) => stage.scrollBy(-movementX, -movementY);
    stage.onlostpointercapture = () => (stage.onpointermove = null);
  };
}
