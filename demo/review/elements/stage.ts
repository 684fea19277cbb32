/** The place a sheet is looked at: zoom, pan and turn by buttons, wheel, fingers and keys. Draws; knows no files. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Sheet } from './sheets.ts';
import { fitScale, fitted, kept, naturalZoom, panned, rotated, zoomed, type Point, type Size, type View } from './view-geometry.ts';

const step = 1.4;
const panPx = 60;
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: panPx, y: 0 }, ArrowRight: { x: -panPx, y: 0 }, ArrowUp: { x: 0, y: panPx }, ArrowDown: { x: 0, y: -panPx },
};

export class Stage implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #canvas: HTMLCanvasElement | null = null;
  #sheet: Sheet | null = null;
  #view: View = fitted;
  readonly #fingers = new Map<number, Point>();
  readonly #resizes = new ResizeObserver(() => this.#draw());

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isFit(): boolean {
    return this.#view.zoom === 1;
  }

  /** Another sheet, whole; a turned document mostly goes on turned. */
  show(sheet: Sheet | null): void {
    this.#sheet = sheet;
    this.#view = { ...fitted, quarters: sheet ? this.#view.quarters : 0 };
    this.#draw();
  }

  hostDisconnected(): void {
    this.attach(null);
  }

  /** The canvas as it is in the page now. */
  attach(canvas: HTMLCanvasElement | null): void {
    if (canvas === this.#canvas) return;
    if (this.#canvas) this.#listen(this.#canvas, 'removeEventListener');
    this.#resizes.disconnect();
    this.#canvas = canvas;
    if (!canvas) return;
    this.#listen(canvas, 'addEventListener');
    this.#resizes.observe(canvas);
    this.#draw();
  }

  readonly zoomIn = (): void => this.#set((view) => zoomed(view, view.zoom * step));
  readonly zoomOut = (): void => this.#set((view) => zoomed(view, view.zoom / step));
  readonly fit = (): void => this.#set((view) => ({ ...fitted, quarters: view.quarters }));
  readonly natural = (): void => this.#set((view, sheet, stage) => zoomed(view, naturalZoom(sheet, stage, view.quarters)));
  readonly rotate = (): void => this.#set((view) => rotated(view, 1));
  readonly rotateBack = (): void => this.#set((view) => rotated(view, -1));

  /** The keys of a focused stage; shortcuts of the page may be off. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = arrows[event.key];
    const act = this.#keys[event.key];
    if (arrow && !this.isFit) this.#set((view) => panned(view, arrow));
    else if (act) act();
    else return;
    event.preventDefault();
  };

  readonly #keys: Readonly<Record<string, () => void>> = {
    '+': this.zoomIn, '=': this.zoomIn, z: this.zoomIn, '-': this.zoomOut, '0': this.fit, '1': this.natural,
    '.': this.rotate, ',': this.rotateBack,
  };

  #set(change: (view: View, sheet: Size, stage: Size) => View): void {
    if (!this.#canvas || !this.#sheet) return;
    const stage = sizeOf(this.#canvas);
    this.#view = kept(change(this.#view, this.#sheet, stage), this.#sheet, stage);
    this.#draw();
    this.#host.requestUpdate();
  }

  #draw(): void {
    const canvas = this.#canvas;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const { width, height } = sizeOf(canvas);
    const density = devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(width * density));
    canvas.height = Math.max(1, Math.round(height * density));
    canvas.toggleAttribute('data-zoomed', !this.isFit);
    const sheet = this.#sheet;
    if (!sheet) return;
    const { zoom, quarters, centre } = kept(this.#view, sheet, { width, height });
    const scale = fitScale(sheet, { width, height }, quarters) * zoom;
    context.imageSmoothingQuality = 'high';
    context.setTransform(density, 0, 0, density, canvas.width / 2 + centre.x * density, canvas.height / 2 + centre.y * density);
    context.rotate((quarters * Math.PI) / 2);
    context.scale(scale, scale);
    context.drawImage(sheet, -sheet.width / 2, -sheet.height / 2);
  }

  #listen(canvas: HTMLCanvasElement, how: 'addEventListener' | 'removeEventListener'): void {
    canvas[how]('wheel', this.#onWheel as EventListener, { passive: false });
    canvas[how]('pointerdown', this.#onPointerDown as EventListener);
    canvas[how]('pointermove', this.#onPointerMove as EventListener);
    for (const end of ['pointerup', 'pointercancel']) canvas[how](end, this.#onPointerEnd as EventListener);
    canvas[how]('dblclick', this.#onDoubleClick as EventListener);
  }

  /** With Ctrl it zooms, as a pinch on a touchpad does; alone it scrolls the page. */
  readonly #onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const at = this.#pointOf(event);
    this.#set((view) => zoomed(view, view.zoom * Math.exp(-event.deltaY / 200), at));
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const at = this.#pointOf(event);
    this.#set((view) => (view.zoom > 1 ? { ...fitted, quarters: view.quarters } : zoomed(view, step ** 3, at)));
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#canvas?.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, this.#pointOf(event));
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const now = this.#pointOf(event);
    const [other] = [...this.#fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.#fingers.set(event.pointerId, now);
    if (!other) return this.#set((view) => panned(view, { x: now.x - before.x, y: now.y - before.y }));
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    this.#set((view) => zoomed(view, view.zoom * factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
  };

  readonly #onPointerEnd = (event: PointerEvent): void => {
    this.#fingers.delete(event.pointerId);
  };

  #pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = this.#canvas?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
