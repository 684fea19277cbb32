/**
 * The composition root: here and in `late-parts.ts`, and nowhere else, concrete adapters are named.
 */
import { HttpKycClient } from '../client/http-kyc-client.ts';
import type { CreatedTicket, CreateTicketRequest, KycClient } from '../client/kyc-client.ts';
import { browserPage } from '../client/polling.ts';
import { systemClock, type Clock } from '../model/clock.ts';
import type { Edits } from '../model/edits.ts';
import { KycError } from '../model/errors.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Verification } from '../model/verification.ts';
import { deleteResumeDatabase } from '../storage/resume-database.ts';
import type { EngineConfig, UpdatesMode } from './engine-config.ts';
import type { AddedFile, AddFilesOptions, Engine, FilePreview, PictureSource } from './engine.ts';
import { fileRef } from './file-ref.ts';
import { LateParts } from './late-parts.ts';
import { listOfFiles } from './list-of-files.ts';
import { watchOnline } from './online.ts';
import { Store } from './store.ts';
import { Synchronizer } from './synchronizer.ts';
import type { Unfinished, UploadCommands } from './upload-commands.ts';

/** @throws KycError `config_error` when there is neither a `client` nor a usable `endpoint`. */
export function createEngine(config: EngineConfig): Engine {
  return new ComposedEngine(config);
}

class ComposedEngine implements Engine {
  readonly #client: KycClient;
  readonly #store = new Store();
  readonly #sync: Synchronizer;
  readonly #late: LateParts;
  #stopWatching: (() => void) | undefined;
  #isDisposed = false;
  #isWorking = false;
  #isRestored = false;
  #unfinished: readonly Unfinished[] = [];

  constructor(config: EngineConfig) {
    const { raise, clock = systemClock, page = browserPage, updates = 'auto' } = config;
    this.#client = config.client ?? httpClient(config, clock);
    if (config.locale) this.#client.locale = config.locale;
    this.#sync = new Synchronizer({
      store: this.#store, client: this.#client, raise, clock, page, updates, isForeign: config.client !== undefined,
    });
    this.#late = new LateParts({
      store: this.#store, client: this.#client, sync: this.#sync, clock, config,
      onUploads: (uploads) => this.#isWorking && uploads.start(),
    });
    let isTidied = false;
    const stopWaiting = this.#store.subscribe(({ verification, session }) => {
      if (verification) {
        stopWaiting();
        this.#restoreOnce(verification);
      } else if (session.kind === 'failed' && !isTidied) {
        // Also when nobody can say whose page it is.
        isTidied = true;
        void this.#late.resumeStore().then((resumeStore) => resumeStore.forgetExpired(), () => undefined);
      }
    });
  }

  get state(): State {
    return this.#store.state;
  }

  subscribe(listener: (state: State) => void): () => void {
    return this.#store.subscribe(listener);
  }

  start({ isWatching = false }: { readonly isWatching?: boolean } = {}): void {
    if (this.#isDisposed) return;
    this.#setWorking(!isWatching);
    if (this.#stopWatching) return;
    this.#stopWatching = watchOnline((isOnline) => this.#store.apply({ kind: 'online', isOnline }));
    this.#sync.start();
  }

  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#sync.stop();
    this.#setWorking(false);
  }

  /** Uploads move only while there is a place where they are seen. */
  #setWorking(isWorking: boolean): void {
    this.#isWorking = isWorking;
    if (!isWorking) return this.#late.loadedUploads?.stop();
    this.#late.loadedUploads?.start();
    const { verification } = this.#store.state;
    if (verification) this.#restoreOnce(verification);
  }

  #restoreOnce(verification: Verification): void {
    if (this.#isRestored || !this.#isWorking) return;
    this.#isRestored = true;
    void this.#restore(verification).catch(() => undefined);
  }

  dispose(): void {
    this.stop();
    this.#isDisposed = true;
    this.#late.dispose();
  }

  refresh(): Promise<void> {
    return this.#sync.refresh();
  }

  async addFiles(categoryId: string, files: Iterable<File>, options: AddFilesOptions = {}) {
    const list = listOfFiles(files);
    const uploads = await this.#late.uploads();
    if (this.#isDisposed) throw new KycError('aborted');
    try {
      return await uploads.add(categoryId, list, options);
    } catch (reason) {
      throw await (await this.#late.documents()).failed(reason);
    }
  }

  async changeDocumentType(documentId: string, documentTypeId: string): Promise<void> {
    await (await this.#late.documents()).changeType(documentId, documentTypeId);
  }

  async setFields(documentId: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await (await this.#late.documents()).setFields(documentId, fields);
  }

  async movePage(fileId: string, by: -1 | 1): Promise<void> {
    await (await this.#late.documents()).movePage(fileId, by);
  }

  async copyDocument(documentId: string, categoryId: string, documentTypeId: string): Promise<void> {
    await (await this.#late.documents()).copyDocument(documentId, categoryId, documentTypeId);
  }

  async removeDocument(documentId: string): Promise<void> {
    await (await this.#late.documents()).removeDocument(documentId);
  }

  async removeFile(fileId: string): Promise<void> {
    await (await this.#late.documents()).removeFile(fileId);
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
    this.#late.loadedUploads?.dismiss(uploadId);
  }

  tell(notice: Parameters<Engine['tell']>[0]): void {
    this.#store.apply({ kind: 'notice', notice });
  }

  dismissNotice(): void {
    this.#store.apply({ kind: 'notice_dismissed' });
  }

  async submit(): Promise<void> {
    await (await this.#late.documents()).submit();
    this.#late.loadedUploads?.dismissRefused();
  }

  setConsent(consentId: string, isGiven: boolean): void {
    const consent = this.state.verification?.consents.find(({ id }) => id === consentId);
    if (!consent) throw new KycError('not_found');
    this.#store.apply({ kind: 'consent', id: consentId, version: isGiven ? consent.version : null });
  }

  async withdraw(): Promise<void> {
    await (await this.#late.documents()).withdraw();
  }

  async markCommentsRead(commentIds: readonly string[]): Promise<void> {
    await (await this.#late.conversation()).markRead(commentIds);
  }

  async createTicket(request: CreateTicketRequest): Promise<CreatedTicket> {
    return (await this.#late.conversation()).createTicket(request);
  }

  async logout(): Promise<void> {
    this.stop();
    this.#late.dispose();
    this.#store.apply({ kind: 'reset' });
    // Offline the room may not load: what an earlier page kept goes nevertheless.
    await this.#late.resumeStore().then((resumeStore) => resumeStore.clear(), deleteResumeDatabase);
  }

  handOver(): readonly Unfinished[] {
    const unfinished = this.#late.loadedUploads?.handOver() ?? this.#unfinished;
    this.#late.dispose();
    this.#unfinished = [];
    return unfinished;
  }

  takeOver(unfinished: readonly Unfinished[]): void {
    this.#unfinished = [...this.#unfinished, ...unfinished];
    const { verification } = this.state;
    if (verification && this.#isRestored) void this.#goOnWith(unfinished, verification);
  }

  setLocale(locale: string): void {
    if (this.#client.locale === locale) return;
    this.#client.locale = locale;
    this.#sync.forgetTag();
    if (this.#stopWatching) void this.#sync.reload();
  }

  setUpdates(updates: UpdatesMode): void {
    this.#sync.setUpdates(updates);
  }

  setConcurrency(maxConcurrentUploads: number): void {
    this.#late.setConcurrency(maxConcurrentUploads);
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
    return this.#late.loadedUploads?.thumbnailOf(uploadId);
  }

  async picture(source: PictureSource, signal?: AbortSignal): Promise<Blob> {
    return (await this.#late.uploads()).picture(source, signal);
  }

  async edit(source: PictureSource, edits: Edits): Promise<AddedFile[]> {
    return (await this.#late.uploads()).edit(source, edits);
  }

  async judge(picture: ImageBitmap, categoryId: string, signal = new AbortController().signal): Promise<readonly string[]> {
    const category = this.state.verification?.categories.find(({ id }) => id === categoryId);
    if (!category) throw new KycError('not_found');
    return (await this.#late.uploads()).judge(picture, category.kind, signal);
  }

  /** @throws KycError `not_found` when an upload is named that there is none of. */
  #uploadsWith(uploadId: string | undefined): UploadCommands | undefined {
    const isKnown = uploadId === undefined || this.state.uploads.some((upload) => upload.uploadId === uploadId);
    if (!isKnown) throw new KycError('not_found');
    return this.#late.loadedUploads;
  }

  /** What an earlier page, or the engine before this one, left unfinished. */
  async #restore(verification: Verification): Promise<void> {
    const { id } = verification.customer;
    const resumeStore = await this.#late.resumeStore();
    const records = await resumeStore.list(id);
    const unfinished = this.#unfinished.filter(({ customerId }) => customerId === id);
    if (records.length + unfinished.length === 0 || this.#isDisposed) return;
    const uploads = await this.#late.uploads();
    await uploads.restore(records);
    await this.#goOnWith(unfinished, verification);
  }

  async #goOnWith(unfinished: readonly Unfinished[], { customer: { id } }: Verification): Promise<void> {
    const own = unfinished.filter(({ customerId }) => customerId === id);
    if (own.length === 0) return;
    const uploads = await this.#late.uploads();
    for (const { categoryId, file, wish, isPaused } of own) {
      const [added] = await uploads.add(categoryId, [file], wish).catch(() => []);
      if (added && isPaused) uploads.pause(added.uploadId);
    }
  }
}

function httpClient({ endpoint, fetchSession, credentials, locale }: EngineConfig, clock: Clock): KycClient {
  if (!endpoint) throw new KycError('config_error');
  return new HttpKycClient({ endpoint, fetchSession, credentials, locale, clock });
}
