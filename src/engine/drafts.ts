/**
 * New documents on their way: one file creates each, and repeats until it has an answer; the document's other files wait
 * for its name, so that a lost answer never makes a second document.
 */

interface Draft {
  readonly creatorId: string;
  documentId?: string;
}

export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #onFree: () => void;

  /** `onFree` is called when waiting files may go on: the document has a name, or another file has to create it. */
  constructor(onFree: () => void) {
    this.#onFree = onFree;
  }

  /** The document's name, once there is one. */
  idOf(draftId: string): string | undefined {
    return this.#drafts.get(draftId)?.documentId;
  }

  /** Whether another file is creating the document right now. */
  isAwaited(draftId: string, uploadId: string): boolean {
    const draft = this.#drafts.get(draftId);
    return draft !== undefined && draft.documentId === undefined && draft.creatorId !== uploadId;
  }

  claim(draftId: string, uploadId: string): void {
    if (!this.#drafts.has(draftId)) this.#drafts.set(draftId, { creatorId: uploadId });
  }

  /** The answer has come; one that comes after the creator let go names nothing. */
  name(draftId: string, uploadId: string, documentId: string): void {
    const draft = this.#drafts.get(draftId);
    if (draft?.creatorId !== uploadId || draft.documentId) return;
    draft.documentId = documentId;
    this.#onFree();
  }

  /** The creator is no longer at it, or the document is gone: the next file creates it. */
  release(draftId: string, uploadId: string): void {
    if (this.#drafts.get(draftId)?.creatorId !== uploadId) return;
    this.#drafts.delete(draftId);
    this.#onFree();
  }
}
