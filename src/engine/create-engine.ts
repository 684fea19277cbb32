/**
 * The composition root: the one place that names concrete adapters. Intake, uploads and storage are reached by dynamic
 * import only, so that showing the status costs nothing of them.
 */
import { HttpKycClient } from '../client/http-kyc-client.ts';
import type { KycClient } from '../client/kyc-client.ts';
import { browserPage } from '../client/polling.ts';
import { systemClock, type Clock } from '../model/clock.ts';
import type { Edits } from '../model/edits.ts';
import { KycError } from '../model/errors.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Verification } from '../model/verification.ts';
import { deleteResumeDatabase } from '../storage/resume-database.ts';
import type { ResumeStore } from '../storage/resume-store.ts';
import type { DocumentCommands } from './document-commands.ts';
import type { EngineConfig } from './engine-config.ts';
import type { AddedFile, AddFilesOptions, Engine, FilePreview, PictureSource } from './engine.ts';
import { fileRef } from './file-ref.ts';
import { listOfFiles } from './list-of-files.ts';
import { watchOnline } from './online.ts';
import { Store } from './store.ts';
import { Synchronizer } from './synchronizer.ts';
import type { Unfinished, UploadCommands } from './upload-commands.ts';

/** Files named to the server at the same time. */
const announcedAtOnce = 2;

/** @throws KycError `config_error` when there is neither a `client` nor a usable `endpoint`. */
export function createEngine(config: EngineConfig): Engine {
  return new ComposedEngine(config);
}

class ComposedEngine implements Engine {
  readonly #client: KycClient;
  readonly #config: EngineConfig;
  readonly #clock: Clock;
  readonly #store = new Store();
  readonly #sync: Synchronizer;
  #documents: Promise<DocumentCommands> | undefined;
  #uploads: Promise<UploadCommands> | undefined;
  #loadedUploads: UploadCommands | undefined;
  #concurrency: number;
  #applyConcurrency: ((value: number) => void) | undefined;
  #stopWatching: (() => void) | undefined;
  #isDisposed = false;

  constructor(config: EngineConfig) {
    const { raise, clock = systemClock, page = browserPage, updates = 'auto' } = config;
    this.#config = config;
    this.#client = config.client ?? httpClient(config, clock);
    this.#clock = clock;
    this.#concurrency = config.maxConcurrentUploads ?? 2;
    if (config.locale) this.#client.locale = config.locale;
    this.#sync = new Synchronizer({
      store: this.#store, client: this.#client, raise, clock, page, isPolling: updates !== 'off', isForeign: config.client !== undefined,
    });
    let isTidied = false;
    const stopWaiting = this.#store.subscribe(({ verification, session }) => {
      if (verification) {
        stopWaiting();
        void this.#restore(verification).catch(() => undefined);
      } else if (session.kind === 'failed' && !isTidied) {
        // Also when nobody can say whose page it is.
        isTidied = true;
        void this.#loadResumeStore().then((resumeStore) => resumeStore.forgetExpired(), () => undefined);
      }
    });
  }

  get state(): State {
    return this.#store.state;
  }

  subscribe(listener: (state: State) => void): () => void {
    return this.#store.subscribe(listener);
  }

  start(): void {
    if (this.#stopWatching || this.#isDisposed) return;
    this.#stopWatching = watchOnline((isOnline) => this.#store.apply({ kind: 'online', isOnline }));
    this.#sync.start();
    this.#loadedUploads?.start();
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#sync.stop();
    this.#loadedUploads?.stop();
  }

  dispose(): void {
    this.stop();
    this.#isDisposed = true;
    void this.#documents?.then((documents) => documents.dispose(), () => undefined);
    this.#loadedUploads?.dispose();
  }

  refresh(): Promise<void> {
    return this.#sync.refresh();
  }

  async addFiles(categoryId: string, files: Iterable<File>, options: AddFilesOptions = {}) {
    const list = listOfFiles(files);
    const uploads = await this.#loadUploads();
    if (this.#isDisposed) throw new KycError('aborted');
    try {
      return await uploads.add(categoryId, list, options);
    } catch (reason) {
      throw await (await this.#loadDocuments()).failed(reason);
    }
  }

  async changeDocumentType(documentId: string, documentTypeId: string): Promise<void> {
    await (await this.#loadDocuments()).changeType(documentId, documentTypeId);
  }

  async setFields(documentId: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await (await this.#loadDocuments()).setFields(documentId, fields);
  }

  async movePage(fileId: string, by: -1 | 1): Promise<void> {
    await (await this.#loadDocuments()).movePage(fileId, by);
  }

  async copyDocument(documentId: string, categoryId: string, documentTypeId: string): Promise<void> {
    await (await this.#loadDocuments()).copyDocument(documentId, categoryId, documentTypeId);
  }

  async removeDocument(documentId: string): Promise<void> {
    await (await this.#loadDocuments()).removeDocument(documentId);
  }

  async removeFile(fileId: string): Promise<void> {
    await (await this.#loadDocuments()).removeFile(fileId);
  }

  confirm(uploadId: string): void {
    this.#uploadsWith(uploadId)?.confirm(uploadId);
  }

  pause(uploadId?: string): void {
    this.#uploadsWith(uploadId)?.pause(uploadId);
  }

  resume(uploadId?: string): void {
    this.#uploadsWith(uploadId)?.resume(uploadId);
  }

  retry(uploadId?: string): void {
    this.#uploadsWith(uploadId)?.retry(uploadId);
  }

  cancel(uploadId?: string): void {
    this.#uploadsWith(uploadId)?.cancel(uploadId);
  }

  dismiss(uploadId: string): void {
    this.#loadedUploads?.dismiss(uploadId);
  }

  tell(notice: Parameters<Engine['tell']>[0]): void {
    this.#store.apply({ kind: 'notice', notice });
  }

  dismissNotice(): void {
    this.#store.apply({ kind: 'notice_dismissed' });
  }

  async submit(): Promise<void> {
    await (await this.#loadDocuments()).submit();
    this.#loadedUploads?.dismissRefused();
  }

  async logout(): Promise<void> {
    this.stop();
    void this.#documents?.then((documents) => documents.dispose(), () => undefined);
    this.#loadedUploads?.dispose();
    this.#loadedUploads = this.#uploads = this.#documents = undefined;
    this.#store.apply({ kind: 'reset' });
    // Offline the room may not load: what an earlier page kept goes nevertheless.
    await this.#loadResumeStore().then((resumeStore) => resumeStore.clear(), deleteResumeDatabase);
  }

  handOver(): readonly Unfinished[] {
    return this.#loadedUploads?.handOver() ?? this.#config.unfinished ?? [];
  }

  setLocale(locale: string): void {
    if (this.#client.locale === locale) return;
    this.#client.locale = locale;
    this.#sync.forgetTag();
    if (this.#stopWatching) void this.#sync.reload();
  }

  setConcurrency(maxConcurrentUploads: number): void {
    this.#concurrency = maxConcurrentUploads;
    this.#applyConcurrency?.(maxConcurrentUploads);
  }

  async preview(fileId: string, signal?: AbortSignal): Promise<FilePreview> {
    const ref = fileRef(this.state.verification, fileId);
    const mediaType = findFile(this.state.verification, fileId)?.file.mediaType ?? '';
    if (mediaType.startsWith('image/')) return { kind: 'bytes', bytes: await this.#client.getContent(ref, { signal }), mediaType };
    const { url } = await this.#client.createView(ref, { signal });
    return { kind: 'link', url, mediaType };
  }

  async thumbnail(fileId: string, signal?: AbortSignal): Promise<Blob> {
    return this.#client.getThumbnail(fileRef(this.state.verification, fileId), { signal });
  }

  thumbnailOf({ uploadId }: Upload): ImageBitmap | undefined {
    return this.#loadedUploads?.thumbnailOf(uploadId);
  }

  async picture(source: PictureSource, signal?: AbortSignal): Promise<Blob> {
    return (await this.#loadUploads()).picture(source, signal);
  }

  async edit(source: PictureSource, edits: Edits): Promise<AddedFile[]> {
    return (await this.#loadUploads()).edit(source, edits);
  }

  async judge(picture: ImageBitmap, categoryId: string, signal = new AbortController().signal): Promise<readonly string[]> {
    const category = this.state.verification?.categories.find(({ id }) => id === categoryId);
    if (!category) throw new KycError('not_found');
    return (await this.#loadUploads()).judge(picture, category.kind, signal);
  }

  /** @throws KycError `not_found` when an upload is named that there is none of. */
  #uploadsWith(uploadId: string | undefined): UploadCommands | undefined {
    const isKnown = uploadId === undefined || this.state.uploads.some((upload) => upload.uploadId === uploadId);
    if (!isKnown) throw new KycError('not_found');
    return this.#loadedUploads;
  }

  #loadDocuments(): Promise<DocumentCommands> {
    this.#documents ??= import('./document-commands.ts').then(({ DocumentCommands }) => new DocumentCommands({
      store: this.#store, client: this.#client, raise: this.#config.raise, sync: this.#sync, clock: this.#clock,
      loadRecovery: () => import('../upload/index.ts').then(({ Recovery }) => new Recovery(this.#clock)),
    }), (reason: unknown) => {
      this.#documents = undefined;
      throw KycError.from(reason);
    });
    return this.#documents;
  }

  #loadUploads(): Promise<UploadCommands> {
    this.#uploads ??= this.#composeUploads().catch((reason: unknown) => {
      this.#uploads = undefined;
      throw KycError.from(reason);
    });
    return this.#uploads;
  }

  async #composeUploads(): Promise<UploadCommands> {
    const [{ UploadCommands }, { createIntake }, { channels, Recovery, Transfer, UploadQueue }, resumeStore] = await Promise.all([
      import('./upload-commands.ts'), import('../intake/index.ts'), import('../upload/index.ts'), this.#loadResumeStore(),
    ]);
    const { workerUrl, raise, intake = createIntake({ workerUrl }) } = this.#config;
    const clock = this.#clock;
    const sending = new UploadQueue(this.#concurrency);
    this.#applyConcurrency = (value) => (sending.concurrency = value);
    const queues = { announcing: new UploadQueue(announcedAtOnce), sending };
    this.#loadedUploads = new UploadCommands({
      store: this.#store, client: this.#client, sync: this.#sync, raise, clock, queues, resumeStore, intake,
      newTransfer: () => new Transfer(clock, channels), newRecovery: () => new Recovery(clock),
    });
    if (this.#stopWatching) this.#loadedUploads.start();
    return this.#loadedUploads;
  }

  async #loadResumeStore(): Promise<ResumeStore> {
    return this.#config.resumeStore ?? (await import('../storage/index.ts')).resumeStore;
  }

  /** What an earlier page, or the engine before this one, left unfinished. */
  async #restore({ customer: { id } }: Verification): Promise<void> {
    const resumeStore = await this.#loadResumeStore();
    const records = await resumeStore.list(id);
    const unfinished = (this.#config.unfinished ?? []).filter(({ customerId }) => customerId === id);
    if (records.length + unfinished.length === 0 || this.#isDisposed) return;
    const uploads = await this.#loadUploads();
    await uploads.restore(records);
    for (const { categoryId, file, wish, isPaused } of unfinished) {
      const [added] = await uploads.add(categoryId, [file], wish).catch(() => []);
      if (added && isPaused) uploads.pause(added.uploadId);
    }
  }
}

function httpClient({ endpoint, fetchSession, credentials, locale }: EngineConfig, clock: Clock): KycClient {
  if (!endpoint) throw new KycError('config_error');
  return new HttpKycClient({ endpoint, fetchSession, credentials, locale, clock });
}
