/** What is to be sent of one chosen file, and its hash: computed beside the upload, once. */
import type { Intake, Prepared } from '../intake/intake.ts';
import { KycError } from '../model/errors.ts';

export class Content {
  readonly prepared: Prepared;
  readonly #intake: Intake;
  #hashing: { readonly sha256: Promise<string>; readonly controller: AbortController } | undefined;

  constructor(prepared: Prepared, intake: Intake) {
    this.prepared = prepared;
    this.#intake = intake;
  }

  get bytes(): Blob {
    return this.prepared.bytes;
  }

  get mediaType(): string {
    return this.prepared.mediaType;
  }

  /** Lower-case hex SHA-256 of the bytes. Rejects with `KycError` `file_changed`, or `aborted` after `rest`. */
  sha256(): Promise<string> {
    const { sha256: known } = this.prepared;
    if (known) return Promise.resolve(known);
    if (!this.#hashing) {
      const controller = new AbortController();
      const hashing = { controller, sha256: this.#intake.hash(this.bytes, controller.signal) };
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

  /** Stops hashing; asked again it starts anew. */
  rest(): void {
    this.#hashing?.controller.abort();
    this.#hashing = undefined;
  }
}
