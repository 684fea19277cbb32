/**
 * From chosen files to stored ones: places them, has them inspected, queues them, and carries each through
 * announce → send → confirm. Joins intake, upload, storage and client; loaded with the first file.
 */
import type { Verdict } from '../intake/intake.ts';
import { KycError } from '../model/errors.ts';
import { maxFilesAtOnce, mediaTypeOf, statedRefusal } from '../model/limits.ts';
import { place } from '../model/placement.ts';
import { canAdd, canChange, isEditable, isFull } from '../model/selectors.ts';
import type { Refusal, Upload } from '../model/upload.ts';
import type { Category, Verification } from '../model/verification.ts';
import type { AddedFile, AddFilesOptions } from './engine.ts';
import { randomId } from './random-id.ts';
import { UploadJourney } from './upload-journey.ts';
import type { UploadOptions } from './upload-options.ts';

export class UploadCommands {
  readonly #options: UploadOptions;
  readonly #journeys = new Map<string, UploadJourney>();
  /** New documents being announced: the other sides wait for the same answer. */
  readonly #drafts = new Map<string, Promise<string>>();
  readonly #controller = new AbortController();

  constructor(options: UploadOptions) {
    this.#options = options;
  }

  /** The chosen file, as long as its row stands. */
  fileOf(uploadId: string): File | undefined {
    return this.#journeys.get(uploadId)?.file;
  }

  async add(categoryId: string, files: readonly File[], options: AddFilesOptions): Promise<AddedFile[]> {
    const category = this.#openCategory(categoryId, options);
    if (files.length > maxFilesAtOnce) {
      const limits = { limit: maxFilesAtOnce, actual: files.length };
      this.#options.store.apply({ kind: 'notice', notice: { kind: 'too_many_at_once', ...limits } });
    }
    const placed = files.map((file, index) => {
      const isOneTooMany = index >= maxFilesAtOnce;
      const tooMany = isOneTooMany ? { code: 'too_many_files', limit: maxFilesAtOnce, actual: files.length } : undefined;
      // Judged before it is placed: a file that is not sent takes no other file's place.
      return this.#place({ category, file, wish: options, refusedAs: tooMany ?? statedRefusal(category, file) });
    });
    const added: AddedFile[] = [];
    for (const { journey, refused } of placed) added.push(refused ?? (await this.#inspect(journey, category)));
    return added;
  }

  confirm(uploadId: string): void {
    const journey = this.#journeys.get(uploadId);
    if (journey && this.#phase(uploadId) === 'warned') this.#enqueue(journey);
  }

  pause(uploadId?: string): void {
    for (const journey of this.#selected(uploadId, ['queued', 'uploading', 'waiting'])) {
      const { phase } = journey.upload;
      journey.enter({ kind: 'paused', loadedBytes: phase.kind === 'uploading' ? phase.loadedBytes : 0 });
      this.#options.queue.stop(journey.uploadId);
    }
  }

  resume(uploadId?: string): void {
    for (const journey of this.#selected(uploadId, ['paused'])) this.#enqueue(journey);
  }

  retry(uploadId?: string): void {
    for (const journey of this.#selected(uploadId, ['failed', 'waiting'])) this.#enqueue(journey);
  }

  cancel(uploadId?: string): void {
    const cancelable = ['inspecting', 'warned', 'queued', 'uploading', 'waiting', 'paused', 'confirming', 'failed'];
    for (const journey of this.#selected(uploadId, cancelable)) {
      journey.enter({ kind: 'cancelled' });
      this.#options.queue.stop(journey.uploadId);
      this.#options.raise('kyc-upload-abort', journey.outcome());
      void journey.discard().then((isKnown) => (isKnown ? this.#options.sync.reload() : undefined));
      this.#forget(journey);
    }
  }

  dismiss(uploadId: string): void {
    const journey = this.#journeys.get(uploadId);
    if (journey?.upload.phase.kind === 'refused') this.#forget(journey);
    else this.cancel(uploadId);
  }

  /** Takes every refused row away: after sending they say nothing any more. */
  dismissRefused(): void {
    for (const journey of this.#selected(undefined, ['refused'])) this.#forget(journey);
  }

  /** Stops what is moving, for a while; the ids to go on with. */
  suspend(): string[] {
    const moving = this.#selected(undefined, ['queued', 'uploading', 'waiting']).map(({ uploadId }) => uploadId);
    this.pause();
    return moving;
  }

  dispose(): void {
    this.#controller.abort();
    for (const id of this.#journeys.keys()) this.#options.queue.stop(id);
    this.#journeys.clear();
  }

  #openCategory(categoryId: string, options: AddFilesOptions): Category {
    const { verification } = this.#options.store.state;
    const category = verification?.categories.find(({ id }) => id === categoryId);
    if (!verification || !category) throw new KycError('not_found');
    const refusal = closedBecause(verification, category, options);
    if (refusal) throw new KycError(refusal);
    return category;
  }

  #place({ category, file, wish, refusedAs }: { category: Category; file: File; wish: AddFilesOptions; refusedAs?: Refusal }) {
    const { store } = this.#options;
    const verification = store.state.verification;
    if (!verification) throw new KycError('not_found');
    const found = refusedAs ?? place({ verification, category, uploads: store.state.uploads, wish, newDraftId: randomId('new_') });
    const placement = 'draftId' in found
      ? found
      : { draftId: '', documentTypeId: wish.documentTypeId ?? '', side: wish.side ?? 'single' as const, page: 1 };
    const refusal = 'code' in found ? found : undefined;
    const upload: Upload = {
      ...placement, uploadId: randomId('upl_'), categoryId: category.id, name: file.name, sizeBytes: file.size,
      mediaType: mediaTypeOf(file), phase: { kind: 'inspecting' },
    };
    store.apply({ kind: 'upload_added', upload });
    const journey = new UploadJourney({ ...this.#options, drafts: this.#drafts }, upload, file);
    this.#journeys.set(upload.uploadId, journey);
    return { journey, refused: refusal && this.#refuse(journey, refusal) };
  }

  async #inspect(journey: UploadJourney, category: Category): Promise<AddedFile> {
    const { uploadId } = journey;
    const verdict = await this.#options.intake.inspect(journey.file, category, this.#controller.signal);
    if (this.#phase(uploadId) !== 'inspecting') return { uploadId, verdict: 'refuse', code: 'cancelled' };
    if (verdict.kind === 'refuse') return this.#refuse(journey, verdict.refusal);
    journey.bytes = verdict.bytes;
    journey.mediaType = verdict.mediaType;
    return this.#take(journey, verdict);
  }

  #take(journey: UploadJourney, verdict: Exclude<Verdict, { kind: 'refuse' }>): AddedFile {
    const { uploadId, upload } = journey;
    const { categoryId, documentTypeId, name, sizeBytes } = upload;
    const file = { name, sizeBytes, mediaType: verdict.mediaType };
    const isWanted = this.#options.raise('kyc-before-upload', { uploadId, categoryId, documentTypeId, file });
    if (!isWanted) return this.#refuse(journey, { code: 'prevented' });
    if (verdict.kind === 'warn') {
      journey.enter({ kind: 'warned', codes: verdict.codes });
      this.#options.raise('kyc-file-warn', { uploadId, categoryId, codes: verdict.codes });
      return { uploadId, verdict: 'warn', code: verdict.codes[0] };
    }
    this.#enqueue(journey);
    return { uploadId, verdict: 'accept' };
  }

  #refuse(journey: UploadJourney, refusal: Refusal): AddedFile {
    const { uploadId, upload: { categoryId, name } } = journey;
    journey.enter({ kind: 'refused', refusal });
    this.#options.raise('kyc-file-refuse', { uploadId, categoryId, name, ...refusal });
    return { uploadId, verdict: 'refuse', code: refusal.code };
  }

  #enqueue(journey: UploadJourney): void {
    journey.enter({ kind: 'queued' });
    this.#options.queue.add({ id: journey.uploadId, run: (signal) => this.#run(journey, signal) });
  }

  async #run(journey: UploadJourney, signal: AbortSignal): Promise<void> {
    await journey.run(signal);
    const { state } = this.#options.store;
    const isCategoryGone = !state.verification?.categories.some(({ id }) => id === journey.categoryId);
    // A row without a card would be seen by nobody and could not be sent.
    if (this.#phase(journey.uploadId) === 'stored' || isCategoryGone) this.#forget(journey);
  }

  #forget(journey: UploadJourney): void {
    this.#journeys.delete(journey.uploadId);
    this.#options.store.apply({ kind: 'upload_removed', uploadId: journey.uploadId });
    void this.#options.resumeStore.remove(journey.uploadId);
  }

  #selected(uploadId: string | undefined, kinds: readonly string[]): UploadJourney[] {
    return [...this.#journeys.values()].filter((journey) =>
      (uploadId === undefined || journey.uploadId === uploadId) && kinds.includes(this.#phase(journey.uploadId) ?? ''));
  }

  #phase(uploadId: string): string | undefined {
    return this.#options.store.state.uploads.find((upload) => upload.uploadId === uploadId)?.phase.kind;
  }
}

/** Why the category takes nothing now; too many documents is said per file, with the numbers. */
function closedBecause(verification: Verification, category: Category, options: AddFilesOptions): string | undefined {
  const target = verification.documents.find(({ id }) => id === options.documentId || id === options.replaces);
  if (target && canChange(verification, target)) return undefined;
  if (!isEditable(verification)) return verification.customer.status === 'locked' ? 'customer_locked' : 'not_open';
  if (target) return 'not_asked_for';
  return canAdd(verification, category) || isFull(verification, category) ? undefined : 'not_asked_for';
}
