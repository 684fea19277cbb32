/**
 * One upload is sent by one tab: a lock of the browser's (Web Locks API), held from the announcement to the end. Where
 * there is none (no https, older browsers) the server's own lock stands behind it.
 */
const nameOf = (uploadId: string): string => `kyc-verification/${uploadId}`;

export class UploadLock {
  readonly #name: string;
  #isWanted = false;
  #release: (() => void) | undefined;
  /** Settles once the browser has taken the last one back. */
  #ended: Promise<unknown> = Promise.resolve();

  constructor(uploadId: string) {
    this.#name = nameOf(uploadId);
  }

  /** False when another tab holds it. */
  async acquire(): Promise<boolean> {
    if (this.#isWanted || !hasLocks()) return true;
    this.#isWanted = true;
    await this.#ended;
    const isMine = await new Promise<boolean>((resolve) => {
      this.#ended = navigator.locks.request(this.#name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && this.#isWanted ? new Promise<void>((release) => (this.#release = release)) : undefined;
      }).catch(() => resolve(true));
    });
    if (!isMine) this.#isWanted = false;
    return isMine;
  }

  release(): void {
    this.#isWanted = false;
    this.#release?.();
    this.#release = undefined;
  }
}

/** Which of the uploads are held, in this tab or another. */
export async function heldUploads(uploadIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!hasLocks()) return new Set();
  const { held = [] } = await navigator.locks.query().catch(() => ({ held: [] }));
  const names = new Set(held.map(({ name }) => name));
  return new Set(uploadIds.filter((id) => names.has(nameOf(id))));
}

function hasLocks(): boolean {
  return typeof navigator.locks?.request === 'function';
}
