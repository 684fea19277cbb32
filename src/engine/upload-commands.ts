/**
 * What can be done with uploads, and what the page's life means for them. Joins intake, upload, storage and client; loaded
 * with the first file, or with the first one an earlier page left unfinished.
 */
import { storedIdIn, type Edits } from '../model/edits.ts';
import { errorEventCode, KycError } from '../model/errors.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Upload, UploadKind } from '../model/upload.ts';
import type { CategoryKind } from '../model/verification.ts';
import type { ResumeRecord } from '../storage/resume-store.ts';
import type { AddedFile, PictureSource } from './engine.ts';
import { fileRef } from './file-ref.ts';
import { FileAdding, type Wish } from './file-adding.ts';
import { PageLife } from './page-life.ts';
import { rowOf, targetOf } from './restoration.ts';
import type { UploadJourney } from './upload-journey.ts';
import { heldUploads } from './upload-lock.ts';
import type { UploadOptions } from './upload-options.ts';
import { UploadSchedule } from './upload-schedule.ts';

/** A file an engine had in hand when another took its place. */
export interface Unfinished {
  readonly customerId: string;
  readonly categoryId: string;
  readonly file: File;
  readonly wish: Wish;
  /** By the person, and so it stays. */
  readonly isPaused: boolean;
}

const cancelable: readonly UploadKind[] = [
  'inspecting', 'warned', 'queued', 'uploading', 'waiting', 'paused', 'confirming', 'failed', 'needs_file',
];
const handedOver: readonly UploadKind[] = ['inspecting', 'warned', 'queued', 'uploading', 'waiting', 'paused', 'confirming', 'failed'];

export class UploadCommands {
  readonly #options: UploadOptions;
  readonly #schedule: UploadSchedule;
  readonly #adding: FileAdding;
  readonly #controller = new AbortController();
  readonly #unsubscribe: () => void;
  /** What is being taken back from the server; not waited for, and not beyond `stop`. */
  #discarding = new AbortController();
  #life: PageLife | undefined;
  #seen: State;

  constructor(options: UploadOptions) {
    this.#options = options;
    this.#schedule = new UploadSchedule(options);
    this.#adding = new FileAdding(options, this.#schedule, this.#controller.signal);
    this.#seen = options.store.state;
    this.#unsubscribe = options.store.subscribe((state) => this.#follow(state));
  }

  thumbnailOf(uploadId: string): ImageBitmap | undefined {
    return this.#schedule.journeys.get(uploadId)?.content.thumbnail;
  }

  /** As chosen, or as it is stored. @throws KycError `not_found`, or the server's */
  async picture(source: PictureSource, signal?: AbortSignal): Promise<Blob> {
    const { store: { state }, client } = this.#options;
    if ('fileId' in source) return client.getContent(fileRef(state.verification, source.fileId), { signal });
    return this.#chosen(source.uploadId).file;
  }

  /** The picture once more, turned or cropped, in the place of the one there is. @throws KycError `not_found` */
  async edit(source: PictureSource, edits: Edits): Promise<AddedFile[]> {
    return 'uploadId' in source ? this.#editChosen(source.uploadId, edits) : this.#editStored(source, edits);
  }

  #editChosen(uploadId: string, edits: Edits): Promise<AddedFile[]> {
    const { file, upload: { categoryId, documentTypeId, side, documentId, replaces } } = this.#chosen(uploadId);
    this.dismiss(uploadId);
    return this.add(categoryId, [file], { documentTypeId, side, documentId, replaces, edits });
  }

  async #editStored({ fileId }: { readonly fileId: string }, edits: Edits): Promise<AddedFile[]> {
    const { file, found: { document: { id, categoryId, documentTypeId }, file: { side } } } = await this.#storedFile(fileId);
    return this.#adding.add(categoryId, [file], { documentId: id, documentTypeId, side, replaces: fileId, edits, storedId: fileId });
  }

  async #storedFile(fileId: string) {
    const found = findFile(this.#options.store.state.verification, fileId);
    if (!found) throw new KycError('not_found');
    const bytes = await this.picture({ fileId });
    return { found, file: new File([bytes], found.file.fileName, { type: bytes.type }) };
  }

  #chosen(uploadId: string): { readonly file: File; readonly upload: Upload } {
    const journey = this.#schedule.journeys.get(uploadId);
    const file = journey?.content.file;
    if (!file) throw new KycError('not_found');
    return { file, upload: journey.upload };
  }

  judge(picture: ImageBitmap, kind: CategoryKind, signal: AbortSignal): Promise<readonly string[]> {
    return this.#options.intake.judge(picture, kind, signal);
  }

  add(categoryId: string, files: readonly File[], wish: Wish): Promise<AddedFile[]> {
    return this.#adding.add(categoryId, files, wish);
  }

  confirm(uploadId: string): void {
    this.#schedule.enqueue(...this.#schedule.journeys.in(['warned'], uploadId));
  }

  pause(uploadId?: string): void {
    this.#schedule.pause(uploadId);
  }

  resume(uploadId?: string): void {
    this.#schedule.resume(uploadId);
  }

  /** One that failed for want of a session speaks for all that did. */
  retry(uploadId?: string): void {
    const asked = this.#schedule.journeys.in(['failed', 'waiting'], uploadId);
    const others = asked.some(isSignedOut) ? this.#schedule.journeys.in(['failed']).filter(isSignedOut) : [];
    this.#schedule.enqueue(...new Set([...asked, ...others]));
  }

  cancel(uploadId?: string): void {
    for (const journey of this.#schedule.journeys.in(cancelable, uploadId)) {
      const { phase } = journey.upload;
      journey.enter({ kind: 'cancelled' });
      this.#schedule.dequeue(journey);
      this.#options.raise('kyc-upload-abort', journey.outcome());
      // What another tab is sending is not taken from it.
      const isElsewhere = phase.kind === 'waiting' && phase.code === 'other_tab';
      if (!isElsewhere) void journey.discard(this.#discarding.signal).then((isKnown) => (isKnown ? this.#options.sync.reload() : undefined));
      this.#schedule.forget(journey);
    }
  }

  dismiss(uploadId: string): void {
    const [refused] = this.#schedule.journeys.in(['refused'], uploadId);
    if (refused) this.#schedule.forget(refused);
    else this.cancel(uploadId);
  }

  /** Takes every refused row away: after sending they say nothing any more. */
  dismissRefused(): void {
    for (const journey of this.#schedule.journeys.in(['refused'])) this.#schedule.forget(journey);
  }

  /** Goes on with what `stop` held, and listens to the page. */
  start(): void {
    if (this.#discarding.signal.aborted) this.#discarding = new AbortController();
    this.#life ??= new PageLife({
      onWake: (isNetwork) => this.#wake(isNetwork),
      onSleep: () => this.#schedule.suspend(),
      onReturn: () => this.#schedule.goOn(),
    });
    this.#schedule.goOn();
  }

  /** Leaves nothing running; `start` goes on. */
  stop(): void {
    this.#discarding.abort();
    this.#schedule.suspend();
    this.#options.intake.rest();
    this.#life?.stop();
    this.#life = undefined;
  }

  dispose(): void {
    this.stop();
    this.#schedule.journeys.close();
    this.#controller.abort();
    this.#unsubscribe();
  }

  /** Rows for what an earlier page began, unless another tab is at it. */
  async restore(records: readonly ResumeRecord[]): Promise<void> {
    const { store, resumeStore } = this.#options;
    const { journeys } = this.#schedule;
    const held = await heldUploads(records.map(({ uploadId }) => uploadId));
    for (const record of records) {
      if (held.has(record.uploadId) || journeys.get(record.uploadId)) continue;
      const upload = rowOf(record, store.state);
      if (upload) this.#goOn(journeys.begin(upload), record);
      // A younger one than the snapshot may be another tab's.
      else if (record.createdAt < (store.state.checkedAt ?? 0)) void resumeStore.remove(record.uploadId);
    }
  }

  /** An edited picture of the server's is fetched and edited again; any other file the person has to choose again. */
  #goOn(journey: UploadJourney, record: ResumeRecord): void {
    journey.restore(record, targetOf(record));
    const fileId = storedIdIn(record.edits);
    if (fileId) void this.#storedFile(fileId).then(({ file }) => this.#adding.goOn(journey, file)).catch(() => undefined);
  }

  /** Files in hand, for the engine that takes this one's place. */
  handOver(): Unfinished[] {
    const customerId = this.#options.store.state.verification?.customer.id ?? '';
    return this.#schedule.journeys.in(handedOver).flatMap(({ content: { file, edits, storedId }, categoryId, upload }) => {
      const { documentTypeId, side, documentId, replaces } = upload;
      const isPaused = upload.phase.kind === 'paused' && !this.#schedule.isHeld(upload.uploadId);
      return file ? [{ customerId, categoryId, file, isPaused, wish: { documentTypeId, side, documentId, replaces, edits, storedId } }] : [];
    });
  }

  #wake(isNetwork: boolean): void {
    this.#schedule.wake({ isNetwork });
    if (!isNetwork) void this.#restoreAgain();
  }

  /** Another tab may have ended with its upload unfinished. */
  async #restoreAgain(): Promise<void> {
    const { resumeStore, store } = this.#options;
    const customerId = store.state.verification?.customer.id;
    if (customerId) await this.restore(await resumeStore.list(customerId));
  }

  /** What changes of the state mean for uploads: leaving asks first, rows others have answered go, a new sign-in goes on. */
  #follow(state: State): void {
    const before = this.#seen;
    this.#seen = state;
    this.#life?.guard(state.uploads.some(({ phase: { kind } }) => kind === 'uploading' || kind === 'confirming'));
    const customerId = state.verification?.customer.id;
    if (before.verification && customerId && before.verification.customer.id !== customerId) queueMicrotask(() => this.#changeCustomer());
    if (before.verification !== state.verification) queueMicrotask(() => this.#dropAnswered());
    const wasSignedOut = before.problem !== null && errorEventCode(before.problem) === 'session_error';
    if (wasSignedOut && !state.problem) queueMicrotask(() => this.#retrySignedOut());
  }

  /** Somebody else has signed in: nothing of the one before is sent in their name. */
  #changeCustomer(): void {
    for (const journey of this.#schedule.journeys.all) this.#schedule.forget(journey);
    void this.#restoreAgain();
  }

  #dropAnswered(): void {
    const { verification } = this.#options.store.state;
    for (const journey of this.#schedule.journeys.in(['needs_file'])) {
      if (findFile(verification, journey.upload.fileId ?? '')?.file.status !== 'uploading') this.#schedule.forget(journey);
    }
  }

  #retrySignedOut(): void {
    this.#schedule.enqueue(...this.#schedule.journeys.in(['failed']).filter(isSignedOut));
  }
}

function isSignedOut({ upload: { phase } }: UploadJourney): boolean {
  return phase.kind === 'failed' && ['unauthorized', 'session_error'].includes(phase.code);
}
