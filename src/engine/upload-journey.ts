/** One file's way to the server: announced, sent, confirmed, seen in the snapshot. Keeps what a repeat needs. */
import type { FileRef, StartedUpload } from '../client/kyc-client.ts';
import { KycError } from '../model/errors.ts';
import type { UploadOutcome } from '../model/events.ts';
import type { Upload, UploadPhase } from '../model/upload.ts';
import type { UploadTarget } from '../model/verification.ts';
import { ProgressMeter } from './progress-meter.ts';
import { randomId } from './random-id.ts';
import { staleCodes } from './stale-codes.ts';
import type { UploadOptions } from './upload-options.ts';

interface JourneyOptions extends UploadOptions {
  readonly drafts: Map<string, Promise<string>>;
}

/** Least time between two progress reports. */
const reportEveryMs = 250;
/** Statuses of an upload URL that mean: ask for a fresh one. */
const goneStatuses = [403, 404, 410];
/** Problems that mean: the server no longer has this file. */
const goneCodes = ['not_found'];
/** Problems a repeat can heal although the server does not say so: the session or the file was lost on the way. */
const repeatableCodes = ['hash_mismatch', 'not_found', 'upload_incomplete', 'unauthorized', 'session_error'];

export class UploadJourney {
  readonly uploadId: string;
  readonly categoryId: string;
  readonly file: File;
  /** What is sent: the file as chosen, or cleaned. */
  bytes: Blob;
  mediaType: string;
  readonly #options: JourneyOptions;
  #target: UploadTarget | undefined;
  #ref: FileRef | undefined;
  #idempotencyKey = randomId('');
  #isAnnouncing = false;

  constructor(options: JourneyOptions, upload: Upload, file: File) {
    this.#options = options;
    this.uploadId = upload.uploadId;
    this.categoryId = upload.categoryId;
    this.file = file;
    this.bytes = file;
    this.mediaType = file.type;
  }

  get upload(): Upload {
    const upload = this.#options.store.state.uploads.find(({ uploadId }) => uploadId === this.uploadId);
    if (!upload) throw new KycError('not_found');
    return upload;
  }

  enter(phase: UploadPhase): void {
    this.#options.store.apply({ kind: 'upload_phase', uploadId: this.uploadId, phase });
  }

  outcome(error?: KycError): UploadOutcome {
    const { uploadId, documentId, fileId, categoryId } = this.upload;
    return { uploadId, documentId, fileId, categoryId, ...(error && { code: error.code, retryable: error.retryable }) };
  }

  /** Ends in `stored`, `failed`, or where the person put it (`paused`, `cancelled`). Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      this.enter({ kind: 'uploading', loadedBytes: 0, totalBytes: this.bytes.size, remainingMs: null });
      const ref = await this.#announce(signal);
      await this.#send(ref, signal);
      this.enter({ kind: 'confirming' });
      await this.#confirm(ref, signal);
    } catch (reason) {
      if (!signal.aborted) await this.#fail(KycError.from(reason));
    }
  }

  /**
   * Takes back what the server was told of; whether there was anything. An announcement that was cut off may have
   * arrived: repeated with its key it names the same file.
   */
  async discard(): Promise<boolean> {
    const announced = this.#isAnnouncing ? this.#start(this.upload).catch(() => undefined) : undefined;
    const started = await announced;
    const ref = this.#ref ?? (started && { documentId: started.document.id, fileId: started.file.id });
    if (!ref) return false;
    await this.#options.client.deleteFile(ref).catch(() => undefined);
    return true;
  }

  async #announce(signal: AbortSignal): Promise<FileRef> {
    const { client } = this.#options;
    if (this.#ref) {
      this.#target ??= await client.renewUpload(this.#ref, { signal });
      return this.#ref;
    }
    this.#isAnnouncing = true;
    const started = await this.#start(this.upload, signal);
    this.#isAnnouncing = false;
    this.#ref = { documentId: started.document.id, fileId: started.file.id };
    this.#target = started.upload;
    if (!signal.aborted) this.#named(this.#ref);
    return this.#ref;
  }

  /** The first file of a new document creates it; its other sides join it. */
  async #start(upload: Upload, signal?: AbortSignal): Promise<StartedUpload> {
    const { client, drafts, store } = this.#options;
    const { draftId, categoryId, documentTypeId, documentId, replaces } = upload;
    const isKnown = store.state.verification?.documents.some(({ id }) => id === documentId);
    const joined = (isKnown ? documentId : undefined) ?? (await drafts.get(draftId)?.catch(() => undefined));
    const options = { idempotencyKey: this.#idempotencyKey, signal };
    if (joined) return client.addFile(joined, { ...this.#newFile(upload), replaces }, options);
    const creating = client.createDocument({ categoryId, documentTypeId, replaces, file: this.#newFile(upload) }, options);
    const naming = creating.then(({ document }) => document.id);
    drafts.set(draftId, naming);
    naming.catch(() => drafts.get(draftId) === naming && drafts.delete(draftId));
    return creating;
  }

  #newFile({ side, page, name }: Upload) {
    if (side === 'unknown') throw new KycError('contract_error');
    const fileName = [...name.normalize('NFC')].slice(0, 200).join('') || 'document';
    return { side, page, fileName, mediaType: this.mediaType, sizeBytes: this.bytes.size };
  }

  #named(ref: FileRef): void {
    const { store, resumeStore, clock } = this.#options;
    store.apply({ kind: 'upload_named', uploadId: this.uploadId, ...ref });
    const { categoryId, documentTypeId, side } = this.upload;
    const customerId = store.state.verification?.customer.id ?? '';
    const about = { categoryId, documentTypeId, side, sizeBytes: this.bytes.size };
    void resumeStore.put({ uploadId: this.uploadId, customerId, ...ref, ...about, createdAt: clock.now() });
  }

  /** An upload URL that is refused or gone is asked for anew, once. */
  async #send(ref: FileRef, signal: AbortSignal): Promise<void> {
    if (!this.#target) return;
    try {
      await this.#sendTo(this.#target, signal);
    } catch (reason) {
      if (!goneStatuses.includes(KycError.from(reason).detail.status ?? 0)) throw reason;
      this.#target = await this.#options.client.renewUpload(ref, { signal });
      await this.#sendTo(this.#target, signal).catch((again: unknown) => {
        const { detail } = KycError.from(again);
        throw goneStatuses.includes(detail.status ?? 0) ? new KycError('upload_incomplete', { retryable: true }) : again;
      });
    }
  }

  async #sendTo(target: UploadTarget, signal: AbortSignal): Promise<void> {
    const { client, channels } = this.#options;
    const onProgress = this.#progress(signal);
    if (client.sendBytes) return client.sendBytes(target, this.bytes, { signal, onProgress });
    const channel = channels.find(({ protocol }) => protocol === target.protocol);
    if (!channel) throw new KycError('contract_error', { detail: { paths: ['upload.protocol'] } });
    const headers = target.protocol === 'put' ? {} : (await client.uploadHeaders?.(target.url, { signal })) ?? {};
    const withCredentials = client.includesCookies?.(target.url) ?? false;
    await channel.send({ target, bytes: this.bytes, headers, withCredentials, signal, onProgress });
  }

  #progress(signal: AbortSignal): (loadedBytes: number) => void {
    const { clock, raise } = this.#options;
    const totalBytes = this.bytes.size;
    const meter = new ProgressMeter(totalBytes, clock.now());
    let reportedAt = -Infinity;
    return (loadedBytes) => {
      const now = clock.now();
      if (signal.aborted || now - reportedAt < reportEveryMs) return;
      reportedAt = now;
      const remainingMs = meter.update(loadedBytes, now);
      this.enter({ kind: 'uploading', loadedBytes, totalBytes, remainingMs });
      const ratio = totalBytes > 0 ? loadedBytes / totalBytes : 1;
      const { documentId } = this.upload;
      raise('kyc-upload-progress', { uploadId: this.uploadId, documentId, loadedBytes, totalBytes, ratio, remainingMs });
    };
  }

  /** *Added* is said only when the server has the hash of these bytes and the snapshot has the file. */
  async #confirm(ref: FileRef, signal: AbortSignal): Promise<void> {
    const { client, intake, sync, store, raise } = this.#options;
    const sha256 = await intake.hash(this.bytes, signal);
    await client.completeUpload(ref, sha256, { signal });
    await sync.reload();
    const isThere = await store.until(({ verification }) => verification?.documents
      .find(({ id }) => id === ref.documentId)?.files.some(({ id, status }) => id === ref.fileId && status !== 'uploading') ?? false, signal);
    if (!isThere) throw new KycError('aborted');
    raise('kyc-upload-success', this.outcome());
    this.enter({ kind: 'stored' });
  }

  async #fail(error: KycError): Promise<void> {
    const { store, sync } = this.#options;
    const { detail: { limit, actual }, code, retryable } = error;
    this.#target = undefined;
    if (goneCodes.includes(code) || (error.detail.status === 422 && code !== 'hash_mismatch')) this.#lost();
    const canRetry = retryable || repeatableCodes.includes(code);
    this.enter({ kind: 'failed', code, retryable: canRetry, limit, actual });
    this.#options.raise('kyc-upload-error', { ...this.outcome(error), retryable: canRetry });
    await sync.reload();
    if (staleCodes.includes(code)) store.apply({ kind: 'notice', notice: { kind: 'changed_meanwhile', error } });
  }

  /** The server has let go of the file: a repeat announces it anew. */
  #lost(): void {
    this.#ref = undefined;
    this.#idempotencyKey = randomId('');
    this.#options.drafts.delete(this.upload.draftId);
  }
}
