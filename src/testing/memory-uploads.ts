/** An announced file's way into the case: where its bytes go, how they come, and what they turn out to be. */
import type { FileRef, SendOptions } from '../client/kyc-client.ts';
import { hashBlob } from '../intake/hash.ts';
import type { KycError } from '../model/errors.ts';
import type { DocumentFile, UploadTarget } from '../model/verification.ts';
import { wait, type Delay } from './faults.ts';
import { inspected } from './inspected.ts';
import type { MemoryCase } from './memory-case.ts';
import { settleDocument, withDocument, withoutFile, withStoredFile } from './memory-changes.ts';
import { checkOpen, documentOf, fileOf, problem } from './memory-rules.ts';

const hourMs = 3_600_000;
const targetPrefix = 'memory:upload/';

/** Where on the way (0 to 1) bytes stop, until when, and whether they go on then. */
interface Hold {
  readonly ratio: number;
  readonly until: Delay;
  readonly error?: KycError;
}

export class MemoryUploads {
  step: Delay = null;
  hold: Hold | undefined;
  readonly #case: MemoryCase;

  constructor(memory: MemoryCase) {
    this.#case = memory;
  }

  target(file: DocumentFile): UploadTarget {
    return { protocol: 'form', url: targetPrefix + file.id, fileField: 'file', expiresAt: this.#case.instant(hourMs) };
  }

  async take({ url }: UploadTarget, bytes: Blob, { onProgress, signal }: SendOptions): Promise<void> {
    const fileId = url.startsWith(targetPrefix) ? url.slice(targetPrefix.length) : '';
    if (!this.#case.verification.documents.some(({ files }) => files.some(({ id }) => id === fileId))) throw problem('not_found');
    for (const ratio of this.#steps()) {
      await wait(this.step, signal);
      onProgress(Math.floor(bytes.size * ratio));
      if (ratio === this.hold?.ratio) await holdOn(this.hold, signal);
    }
    this.#case.bytes.set(fileId, bytes);
  }

  /** @throws as the contract's `complete` */
  async store(ref: FileRef, sha256: string): Promise<void> {
    checkOpen(this.#case.verification);
    const mediaType = await this.#inspect(ref, sha256);
    const { replacedFiles } = this.#case;
    const stored: DocumentFile = {
      ...fileOf(this.#case.verification, ref), status: 'uploaded', sha256, mediaType, uploadedAt: this.#case.instant(),
    };
    this.#case.change((current) => settleDocument(
      withDocument(current, ref.documentId, (document) => withStoredFile(document, stored, replacedFiles.get(ref.fileId))),
      ref.documentId,
    ));
  }

  #steps(): number[] {
    const hold = this.hold ? [this.hold.ratio] : [];
    return [...new Set([0.25, 0.5, 0.75, 1, ...hold])].sort((one, other) => one - other);
  }

  /** The media type the bytes have; an intake code takes the file away. */
  async #inspect(ref: FileRef, sha256: string): Promise<string> {
    const file = fileOf(this.#case.verification, ref);
    const bytes = this.#case.bytes.get(file.id);
    if (bytes?.size !== file.sizeBytes) throw problem('upload_incomplete');
    if ((await hashBlob(bytes, new AbortController().signal)) !== sha256) {
      this.#case.bytes.delete(file.id);
      throw problem('hash_mismatch');
    }
    const { categoryId } = documentOf(this.#case.verification, ref.documentId);
    const accept = this.#case.verification.categories.find(({ id }) => id === categoryId)?.accept ?? [];
    return inspected(bytes, file, { accept }).catch((reason: unknown) => {
      this.#case.bytes.delete(file.id);
      this.#case.change((current) => withoutFile(current, ref.documentId, ref.fileId));
      throw reason;
    });
  }
}

async function holdOn({ until, error }: Hold, signal: AbortSignal | undefined): Promise<void> {
  await wait(until, signal);
  if (error) throw error;
}
