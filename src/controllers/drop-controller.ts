/** Files dragged onto or pasted into a category's card. Finds the card by `data-category-id`; judges nothing. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** What came in: files, or the reason there are none. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'not_a_file' | 'nothing_to_add' };

export interface DropOptions {
  /** A drag is over a card, or over none. */
  readonly onDrag: (categoryId: string | null) => void;
  /** `place` is the innermost element it fell on, for slots that want a side; no category = beside every card. */
  readonly onDrop: (dropped: Dropped, categoryId: string | null, place: EventTarget | undefined) => void;
}

export class DropController implements ReactiveController {
  readonly #host: Host;
  readonly #options: DropOptions;
  #over: string | null = null;

  constructor(host: Host, options: DropOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    for (const name of ['dragover', 'dragleave', 'drop', 'paste']) this.#host.addEventListener(name, this.#onEvent);
  }

  hostDisconnected(): void {
    for (const name of ['dragover', 'dragleave', 'drop', 'paste']) this.#host.removeEventListener(name, this.#onEvent);
  }

  readonly #onEvent = (event: Event): void => {
    if (event instanceof ClipboardEvent) this.#onPaste(event);
    else if (event.type === 'dragover') this.#onDragOver(event as DragEvent);
    else if (event.type === 'dragleave') this.#onDragLeave(event as DragEvent);
    else this.#onDrop(event as DragEvent);
  };

  #onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without this the browser would leave the page and open the file.
    event.preventDefault();
    this.#setOver(categoryIdOf(event));
  }

  #onDragLeave(event: DragEvent): void {
    // Inside the element the next `dragover` names the card; only leaving it altogether ends the drag here.
    const to = event.relatedTarget;
    const isInside = to instanceof Node && (this.#host.contains(to) || to.getRootNode() === this.#host.shadowRoot);
    if (!isInside) this.#setOver(null);
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.#setOver(null);
    if (!event.dataTransfer) return;
    this.#options.onDrop(readTransfer(event.dataTransfer), categoryIdOf(event), event.composedPath()[0]);
  }

  #onPaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#options.onDrop({ kind: 'files', files }, categoryIdOf(event), event.composedPath()[0]);
  }

  #setOver(categoryId: string | null): void {
    if (this.#over === categoryId) return;
    this.#over = categoryId;
    this.#options.onDrag(categoryId);
  }
}

function categoryIdOf(event: Event): string | null {
  const card = event.composedPath().find((target): target is HTMLElement => target instanceof HTMLElement && target.dataset['categoryId'] !== undefined);
  return card?.dataset['categoryId'] ?? null;
}

/** Folders and links are no files; a folder among files leaves the files. */
function readTransfer(transfer: DataTransfer): Dropped {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const files = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory).flatMap((item) => item.getAsFile() ?? []);
  if (files.length > 0) return { kind: 'files', files };
  return { kind: items.length > 0 ? 'not_a_file' : 'nothing_to_add' };
}
