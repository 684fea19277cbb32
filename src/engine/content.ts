/** One chosen file and what is to be sent of it: found by inspection, hashed once. */
import type { Intake, Prepared } from '../intake/intake.ts';
import { noEdits, type Edits } from '../model/edits.ts';
import { KycError } from '../model/errors.ts';

export class Content {
  readonly #intake: Intake;
  #file: File | undefined;
  #edits = noEdits;
  #storedId: string | undefined;
  #prepared: Prepared | undefined;
  #hashing: { readonly sha256: Promise<string>; readonly controller: AbortController } | undefined;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** As chosen; none after a reload, until it is chosen again. */
  get file(): File | undefined {
    return this.#file;
  }

  get edits(): Edits {
    return this.#edits;
  }

  /** The stored file it was fetched from, when it was not chosen. */
  get storedId(): string | undefined {
    return this.#storedId;
  }

  choose(file: File, { edits = noEdits, storedId }: { readonly edits?: Edits; readonly storedId?: string } = {}): void {
    this.#file = file;
    this.#edits = edits;
    this.#storedId = storedId;
  }

  prepare(prepared: Prepared): void {
    this.close();
    this.#prepared = prepared;
  }

  get isPrepared(): boolean {
    return this.#prepared !== undefined;
  }

  /** What is to be sent, once inspection has said it. @throws KycError `contract_error` before: a bug in the caller. */
  get prepared(): Prepared {
    if (!this.#prepared) throw new KycError('contract_error');
    return this.#prepared;
  }

  get bytes(): Blob {
    return this.prepared.bytes;
  }

  /** Small and upright, where the browser can draw it. */
  get thumbnail(): ImageBitmap | undefined {
    const thumbnail = this.#prepared?.thumbnail;
    // Closed, it has no size.
    return thumbnail?.width ? thumbnail : undefined;
  }

  /** Lower-case hex SHA-256 of the bytes. Rejects with `KycError` `file_changed`, or `aborted` after `rest`. */
  sha256(): Promise<string> {
    const { sha256: known, bytes } = this.prepared;
    if (known) return Promise.resolve(known);
    if (!this.#hashing) {
      const controller = new AbortController();
      const hashing = { controller, sha256: this.#intake.hash(bytes, controller.signal) };
      hashing.sha256.catch(() => this.#hashing === hashing && (this.#hashing = undefined));
      this.#hashing = hashing;
    }
    return this.#hashing.sha256;
  }

  /** Rejects when the file can no longer be read: the connection would only say that it broke. Else it never settles. */
  async unreadable(signal: AbortSignal): Promise<never> {
    await this.sha256().catch((reason: unknown) => {
      const error = KycError.from(reason);
      if (error.code !== 'aborted' || signal.aborted) throw error;
    });
    return new Promise<never>(() => undefined);
  }

  /** Whether the chosen file is still what it was: it may have been hashed long before it is sent. */
  async isReadable(): Promise<boolean> {
    return this.bytes.slice(0, 1).arrayBuffer().then(() => this.#file?.slice(-1).arrayBuffer()).then(() => true, () => false);
  }

  /** Stops hashing; asked again it starts anew. */
  rest(): void {
    this.#hashing?.controller.abort();
    this.#hashing = undefined;
  }

  /** Its picture is drawn no more. */
  close(): void {
    this.rest();
    this.#prepared?.thumbnail?.close();
  }
}
