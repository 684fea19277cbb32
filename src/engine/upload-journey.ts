/** One file's way to the server: announced, sent, confirmed, seen in the snapshot. Keeps what a repeat needs. */
import type { FileRef } from '../client/kyc-client.ts';
import type { Prepared } from '../intake/intake.ts';
import { KycError } from '../model/errors.ts';
import type { UploadOutcome } from '../model/events.ts';
import type { Upload, UploadPhase } from '../model/upload.ts';
import type { UploadTarget } from '../model/verification.ts';
import type { ResumeRecord } from '../storage/resume-store.ts';
import type { Cure, FailurePlace, Recovery } from '../upload/index.ts';
import { Announcement } from './announcement.ts';
import { ByteSending } from './byte-sending.ts';
import { Content } from './content.ts';
import type { Drafts } from './drafts.ts';
import { pause } from './pause.ts';
import { staleCodes } from './stale-codes.ts';
import { isStored, untilStored } from './until-stored.ts';
import { UploadLock } from './upload-lock.ts';
import { UploadMemory } from './upload-memory.ts';
import type { UploadOptions } from './upload-options.ts';
import { reportProgress } from './upload-progress.ts';

/** Problems a person's repeat can heal although the server does not say so: the session or the file was lost on the way. */
const repeatableCodes = [
  'hash_mismatch', 'offset_mismatch', 'not_found', 'upload_incomplete', 'unauthorized', 'session_error', 'contract_error', 'unexpected_redirect',
];

/** A file is named to the server, its bytes are sent, and the server says that it has them. */
export type Stage = 'announce' | 'send' | 'confirm';

export class UploadJourney {
  readonly uploadId: string;
  readonly categoryId: string;
  readonly content: Content;
  readonly #options: UploadOptions;
  readonly #drafts: Drafts;
  readonly #announcement: Announcement;
  readonly #memory: UploadMemory;
  readonly #lock: UploadLock;
  readonly #recovery: Recovery;
  readonly #sending: ByteSending;
  #place: FailurePlace = 'endpoint';
  #isSent = false;
  #hasLookedAgain = false;
  #storedBytes = 0;
  #mostStoredBytes = 0;

  constructor(options: UploadOptions, upload: Upload, drafts: Drafts) {
    this.#options = options;
    this.#drafts = drafts;
    this.uploadId = upload.uploadId;
    this.categoryId = upload.categoryId;
    this.content = new Content(options.intake);
    this.#announcement = new Announcement(options, drafts);
    this.#memory = new UploadMemory(options, upload.uploadId);
    this.#lock = new UploadLock(upload.uploadId);
    this.#recovery = options.newRecovery();
    this.#sending = new ByteSending(options);
  }

  get memory(): UploadMemory {
    return this.#memory;
  }

  get upload(): Upload {
    const upload = this.#options.store.state.uploads.find(({ uploadId }) => uploadId === this.uploadId);
    if (!upload) throw new KycError('not_found');
    return upload;
  }

  /** Another file is creating the document this one belongs to: it waits for the name. */
  get isAwaiting(): boolean {
    return !this.#announcement.ref && this.#drafts.isAwaited(this.upload.draftId, this.uploadId);
  }

  enter(phase: UploadPhase): void {
    this.#options.store.apply({ kind: 'upload_phase', uploadId: this.uploadId, phase });
  }

  outcome(error?: KycError): UploadOutcome {
    const { uploadId, documentId, fileId, categoryId } = this.upload;
    return { uploadId, documentId, fileId, categoryId, ...(error && { code: error.code, retryable: error.retryable }) };
  }

  /** What is to be sent, once inspection has said it. */
  prepare(prepared: Prepared): void {
    const { mediaType, removed } = prepared;
    this.content.prepare(prepared);
    this.#options.store.apply({ kind: 'upload_prepared', uploadId: this.uploadId, mediaType, removed });
  }

  /** Goes on with what an earlier page began. */
  restore(record: ResumeRecord, target: UploadTarget | undefined): void {
    this.#announcement.restore({ documentId: record.documentId, fileId: record.fileId }, target);
    this.#memory.restore(record);
  }

  /** The bytes are other ones than those begun with: what was sent counts no more. */
  async startOver(isSameSize: boolean): Promise<void> {
    if (isSameSize) return this.#announcement.forgetTarget();
    await this.#announcement.discard(this.upload).catch(() => undefined);
    this.#forget();
    await this.#options.sync.reload();
  }

  /** The network has changed: a connection that hangs is not waited for. */
  nudge(): void {
    this.#sending.nudge();
  }

  /** What comes next. */
  get stage(): Stage {
    const { ref } = this.#announcement;
    if (!ref) return 'announce';
    return this.#isSent || isStored(this.#options.store.state, ref) ? 'confirm' : 'send';
  }

  /**
   * One attempt at the next stage. Leaves the journey ready for the one after, `stored`, `failed`, or where the person put
   * it (`paused`, `cancelled`); or says when to try again. Never rejects.
   */
  async run(signal: AbortSignal): Promise<Cure | undefined> {
    try {
      if (this.stage === 'announce') this.#announcement.claim(this.upload);
      await this.#attempt[this.stage](signal);
      return undefined;
    } catch (reason) {
      return signal.aborted ? undefined : await this.#recover(KycError.from(reason), signal);
    }
  }

  /** Takes back what the server was told of; whether there was anything. Repeats while the network is down. */
  async discard(signal: AbortSignal): Promise<boolean> {
    const { upload } = this;
    const recovery = this.#options.newRecovery();
    for (;;) {
      try {
        return await this.#announcement.discard(upload);
      } catch (reason) {
        const cure = recovery.next(KycError.from(reason), 'endpoint');
        if (cure.remedy === 'give_up' || !(await pause(this.#options.clock, cure.delayMs, signal))) return true;
      }
    }
  }

  /** Leaves nothing running; what was reached stays known. */
  rest(): void {
    this.#lock.release();
    this.#memory.write();
    this.content.rest();
  }

  /** The engine goes: nothing is written any more. */
  close(): void {
    this.#memory.close();
    this.rest();
    this.content.close();
  }

  /** It is over: nothing of it is kept. */
  end(): void {
    this.#memory.forget();
    this.rest();
    this.content.close();
    // A document that has its name keeps it for the sides still to come.
    const { draftId } = this.upload;
    if (!this.#drafts.idOf(draftId)) this.#drafts.release(draftId, this.uploadId);
  }

  get #announced() {
    const { upload } = this;
    const { mediaType, sizeBytes } = this.content.isPrepared ? { mediaType: this.content.prepared.mediaType, sizeBytes: this.content.bytes.size } : upload;
    return { upload, mediaType, sizeBytes };
  }

  readonly #attempt: Readonly<Record<Stage, (signal: AbortSignal) => Promise<void>>> = {
    announce: async (signal) => {
      this.#place = 'announcement';
      const { ref, target } = await this.#placeHeld(signal);
      this.#recovery.reset();
      this.#named(ref, target);
    },
    send: async (signal) => {
      this.enter({ kind: 'uploading', loadedBytes: this.#storedBytes, totalBytes: this.content.bytes.size, remainingMs: null });
      this.#place = 'endpoint';
      const { ref, target } = await this.#placeHeld(signal);
      this.#named(ref, target);
      this.#place = 'upload';
      const onProgress = reportProgress(this.#options, this, this.content.bytes.size);
      await this.#sending.send({ target, content: this.content, signal, onProgress, onStored: (bytes) => this.#stored(bytes) });
      this.#isSent = true;
      this.enter({ kind: 'confirming' });
    },
    confirm: async (signal) => {
      this.#place = 'endpoint';
      if (this.upload.phase.kind === 'queued') {
        this.enter({ kind: 'uploading', loadedBytes: this.content.bytes.size, totalBytes: this.content.bytes.size, remainingMs: null });
        this.enter({ kind: 'confirming' });
      }
      await this.#confirm(signal);
    },
  };

  /** Where the bytes go, as long as no other tab is at it. */
  async #placeHeld(signal: AbortSignal): Promise<{ ref: FileRef; target: UploadTarget }> {
    if (!(await this.#lock.acquire())) throw new KycError('other_tab', { retryable: true });
    if (signal.aborted) throw new KycError('aborted');
    const place = await this.#announcement.place(this.#announced, signal);
    if (signal.aborted) throw new KycError('aborted');
    return place;
  }

  #named(ref: FileRef, target: UploadTarget): void {
    const { store } = this.#options;
    const { documentId, fileId } = this.upload;
    if (documentId !== ref.documentId || fileId !== ref.fileId) store.apply({ kind: 'upload_named', uploadId: this.uploadId, ...ref });
    const uploadUrl = target.protocol === 'tus' ? target.url : null;
    const { file, bytes, edits, storedId } = this.content;
    if (file) this.#memory.begin({ upload: this.upload, file, bytes, uploadUrl, edits, storedId });
  }

  /** The server has more of it than it ever had: whatever was wrong is over. The same bytes once more are no progress. */
  #stored(storedBytes: number): void {
    if (storedBytes > this.#mostStoredBytes) this.#recovery.reset();
    this.#mostStoredBytes = Math.max(this.#mostStoredBytes, storedBytes);
    this.#storedBytes = storedBytes;
    this.#memory.reached(storedBytes);
  }

  /** *Added* is said only when the server has the hash of these bytes and the snapshot has the file. */
  async #confirm(signal: AbortSignal): Promise<void> {
    const { client, sync, raise } = this.#options;
    const { ref } = this.#announcement;
    if (!ref) throw new KycError('contract_error');
    const sha256 = await this.content.sha256();
    if (signal.aborted) throw new KycError('aborted');
    await client.completeUpload(ref, sha256, { signal });
    await sync.reload();
    if (!(await untilStored(this.#options, ref, signal))) throw new KycError(signal.aborted ? 'aborted' : 'connection_error', { retryable: true });
    raise('kyc-upload-success', this.outcome());
    this.enter({ kind: 'stored' });
  }

  async #recover(error: KycError, signal: AbortSignal): Promise<Cure | undefined> {
    const cure = this.#recovery.next(error, this.#place);
    if (['hash_mismatch', 'upload_incomplete'].includes(error.code)) this.#isSent = false;
    if (cure.remedy === 'give_up') return (await this.#isStoredAfterAll(error)) ? { ...cure, remedy: 'wait' } : this.#fail(error, signal);
    if (cure.remedy === 'start_again') await this.#startAgain();
    if (signal.aborted) return undefined;
    if (cure.remedy === 'renew_session') this.#sending.refuse();
    if (cure.delayMs === 0) return cure;
    const retryAt = this.#options.clock.now() + cure.delayMs;
    this.enter({ kind: 'waiting', loadedBytes: this.#loadedBytes, retryAt, code: error.code });
    return cure;
  }

  /** The server may refuse because it has everything: an answer got lost before. Asked once. */
  async #isStoredAfterAll({ code }: KycError): Promise<boolean> {
    const { ref } = this.#announcement;
    if (!ref || this.#hasLookedAgain || !staleCodes.includes(code)) return false;
    this.#hasLookedAgain = true;
    await this.#options.sync.reload();
    return isStored(this.#options.store.state, ref);
  }

  /** Another place for the bytes; before there was any, the document as it stands now. */
  async #startAgain(): Promise<void> {
    if (this.#announcement.ref) return this.#announcement.forgetTarget();
    this.#forget();
    await this.#options.sync.reload();
  }

  /** The server knows nothing of it any more. */
  #forget(): void {
    this.#isSent = false;
    this.#storedBytes = this.#mostStoredBytes = 0;
    this.#announcement.forget(this.upload);
  }

  get #loadedBytes(): number {
    const { phase } = this.upload;
    return phase.kind === 'uploading' ? phase.loadedBytes : this.#storedBytes;
  }

  async #fail(error: KycError, signal: AbortSignal): Promise<undefined> {
    const { store, sync } = this.#options;
    const { detail: { limit, actual, status }, code, retryable } = error;
    this.#announcement.forgetTarget();
    this.#recovery.reset();
    this.#lock.release();
    const isLost = code === 'not_found' || (status === 422 && code !== 'hash_mismatch');
    if (isLost) this.#forget();
    else if (!retryable) this.#drafts.release(this.upload.draftId, this.uploadId);
    const canRetry = retryable || repeatableCodes.includes(code);
    this.enter({ kind: 'failed', code, retryable: canRetry, limit, actual });
    this.#options.raise('kyc-upload-error', { ...this.outcome(error), retryable: canRetry });
    await sync.reload();
    if (staleCodes.includes(code) && !signal.aborted) store.apply({ kind: 'notice', notice: { kind: 'changed_meanwhile', error } });
    return undefined;
  }
}
