/** What the browser keeps of one unfinished upload, so that it goes on after a reload. Never waited for. */
import type { ResumeRecord } from '../storage/resume-store.ts';
import { writeEdits, type Edits } from '../model/edits.ts';
import type { Upload } from '../model/upload.ts';
import type { UploadOptions } from './upload-options.ts';

/** How far it is gets written no more often. */
const writeEveryMs = 2_000;

export interface Begun {
  readonly upload: Upload;
  readonly file: File;
  readonly bytes: Blob;
  readonly uploadUrl: string | null;
  readonly edits: Edits;
  readonly storedId?: string;
}

export class UploadMemory {
  readonly #options: UploadOptions;
  readonly #controller = new AbortController();
  readonly #uploadId: string;
  #record: ResumeRecord | undefined;
  #begun = '';
  #writtenAt = 0;

  constructor(options: UploadOptions, uploadId: string) {
    this.#options = options;
    this.#uploadId = uploadId;
  }

  /** What is known by now; none before the files were looked at. */
  get record(): ResumeRecord | undefined {
    return this.#record;
  }

  restore(record: ResumeRecord): void {
    this.#record = record;
  }

  /** Announced: from here on a reload does not lose it. */
  begin(begun: Begun): void {
    const about = `${begun.upload.fileId} ${begun.uploadUrl}`;
    if (about === this.#begun) return;
    this.#begun = about;
    const customerId = this.#options.store.state.verification?.customer.id ?? '';
    void this.#describe(begun, customerId).then((record) => {
      if (this.#controller.signal.aborted) return;
      this.#record = record;
      this.write();
    }, () => undefined);
  }

  reached(loadedBytes: number): void {
    if (!this.#record) return;
    this.#record = { ...this.#record, loadedBytes };
    if (this.#options.clock.now() - this.#writtenAt >= writeEveryMs) this.write();
  }

  write(): void {
    if (!this.#record || this.#controller.signal.aborted) return;
    this.#writtenAt = this.#options.clock.now();
    void this.#options.resumeStore.put(this.#record);
  }

  /** Writes nothing from now on. */
  close(): void {
    this.#controller.abort();
  }

  forget(): void {
    this.close();
    void this.#options.resumeStore.remove(this.#uploadId);
  }

  async #describe({ upload, file, bytes, uploadUrl, edits, storedId }: Begun, customerId: string): Promise<ResumeRecord> {
    const { intake, clock } = this.#options;
    const { signal } = this.#controller;
    const fingerprint = await intake.fingerprint(file, signal);
    const { uploadId, documentId = '', fileId = '', categoryId, documentTypeId, side, page, replaces = null, mediaType } = upload;
    return {
      uploadId, customerId, documentId, fileId, categoryId, documentTypeId, side, page,
      replaces, mediaType, sizeBytes: file.size, fingerprint, uploadUrl, edits: writeEdits(edits, storedId),
      sentSizeBytes: bytes.size, sentFingerprint: bytes === file ? fingerprint : await intake.fingerprint(bytes, signal),
      loadedBytes: this.#record?.uploadUrl === uploadUrl ? this.#record?.loadedBytes ?? 0 : 0,
      createdAt: this.#record?.createdAt ?? clock.now(),
    };
  }
}
