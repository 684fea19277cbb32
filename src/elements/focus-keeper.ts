/**
 * Keeps the focus where the person works, however the page is drawn anew: what takes the place of a button that goes gets
 * its focus, a button that waits for an answer has it again afterwards.
 */
import type { LitElement, ReactiveController } from 'lit';
import { initialState, type State } from '../model/state.ts';
import { anchorId } from '../views/context.ts';
import { focusFirst, isFocusLost } from './focus.ts';
import type { InteractionHost } from './interaction.ts';

/** What has the focus, and what it is part of. */
interface Held {
  readonly element: HTMLElement;
  readonly categoryId: string | undefined;
  readonly uploadId: string | undefined;
  /** `id` of the document's element. */
  readonly documentAnchor: string;
  /** A line that goes with what it says. */
  readonly isInBanner: boolean;
}

export class FocusKeeper implements ReactiveController {
  readonly #element: LitElement;
  readonly #host: InteractionHost;
  #held: Held | undefined;
  /** As it was drawn last. */
  #drawn: State = initialState;

  constructor(element: LitElement, host: InteractionHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostUpdate(): void {
    const active = this.#element.shadowRoot?.activeElement;
    if (active instanceof HTMLElement) this.#held = holdOn(active);
    // Browsers take the focus from a button that waits; from any other the person has taken it away.
    else if (!isFocusLost() || !this.#held?.element.matches(':disabled')) this.#held = undefined;
  }

  hostUpdated(): void {
    const state = this.#host.engine?.state ?? initialState;
    if (this.#held && isFocusLost()) this.#recover(this.#held, state);
    this.#drawn = state;
  }

  #recover(held: Held, state: State): void {
    const { element } = held;
    if (element.isConnected && element.matches(':disabled')) return;
    // One that was only moved in the page lost it all the same.
    element.focus({ preventScroll: true });
    if (!isFocusLost()) return;
    if (held.categoryId !== undefined) focusFirst(this.#host, placesOf(held, this.#drawn, state), 'nearest');
    else if (held.isInBanner) focusFirst(this.#host, ['title'], 'nearest');
  }
}

function holdOn(element: HTMLElement): Held {
  return {
    element,
    categoryId: element.closest<HTMLElement>('[data-category-id]')?.dataset['categoryId'],
    uploadId: element.closest<HTMLElement>('[data-upload-id]')?.dataset['uploadId'],
    documentAnchor: element.closest('[part~="document"]')?.id ?? '',
    isInBanner: element.closest('[part~="banner"]') !== null,
  };
}

/** Its row, what has just come into the card, what took its document's place, its document, the card. */
function placesOf({ categoryId = '', uploadId, documentAnchor }: Held, before: State, now: State): string[] {
  const upload = [...now.uploads, ...before.uploads].find((one) => one.uploadId === uploadId);
  const newUpload = now.uploads.find((one) => one.categoryId === categoryId && !before.uploads.some((old) => old.uploadId === one.uploadId));
  const newDocument = now.verification?.documents.find((one) => one.categoryId === categoryId
    && !before.verification?.documents.some(({ id }) => id === one.id));
  const documentId = upload?.documentId ?? newDocument?.id;
  const successor = now.verification?.documents.find(({ replaces }) => replaces && anchorId('document', replaces) === documentAnchor);
  return [
    uploadId ? anchorId('upload', uploadId) : '', newUpload ? anchorId('upload', newUpload.uploadId) : '',
    // The replaced one is still there, folded away among the earlier ones.
    successor ? anchorId('document', successor.id) : '', documentAnchor, documentId ? anchorId('document', documentId) : '', anchorId('category', categoryId),
  ];
}
