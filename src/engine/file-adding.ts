/** From chosen files to queued ones: known again or placed, inspected, refused, warned of, or taken. */
import type { Prepared, Verdict } from '../intake/intake.ts';
import { readEdits, storedIdIn } from '../model/edits.ts';
import { KycError } from '../model/errors.ts';
import { displayName } from '../model/file-name.ts';
import { maxFilesAtOnce, mediaTypeOf, statedRefusal } from '../model/limits.ts';
import { place, type Placement } from '../model/placement.ts';
import { canAdd, canChange, canRenew, isFull } from '../model/permissions.ts';
import { documentsIn, isEditable } from '../model/selectors.ts';
import type { Refusal, Upload } from '../model/upload.ts';
import type { Category, Verification } from '../model/verification.ts';
import type { AddedFile, AddFilesOptions } from './engine.ts';
import { randomId } from './random-id.ts';
import { compare, recognise } from './restoration.ts';
import type { UploadJourney } from './upload-journey.ts';
import type { UploadOptions } from './upload-options.ts';
import type { UploadSchedule } from './upload-schedule.ts';

/** Twenty files are looked at in a few milliseconds; a drive that hangs must not keep the rows from showing. */
const peekMs = 300;

const inspectedAtOnce = 2;

interface Placed {
  readonly journey: UploadJourney;
  readonly refused: AddedFile | undefined;
}

/** Where a file goes, and the stored one it was fetched from when it was not chosen. */
export interface Wish extends AddFilesOptions {
  readonly storedId?: string;
}

interface Chosen {
  readonly category: Category;
  readonly file: File;
  readonly wish: Wish;
  readonly refusedAs?: Refusal;
}

export class FileAdding {
  readonly #options: UploadOptions;
  readonly #schedule: UploadSchedule;
  readonly #signal: AbortSignal;
  /** Begun files that gave way, taken back from the server. */
  #given: Promise<unknown> = Promise.resolve();

  constructor(options: UploadOptions, schedule: UploadSchedule, signal: AbortSignal) {
    this.#options = options;
    this.#schedule = schedule;
    this.#signal = signal;
  }

  async add(categoryId: string, files: readonly File[], wish: Wish): Promise<AddedFile[]> {
    const category = this.#openCategory(categoryId, wish);
    if (files.length > maxFilesAtOnce) {
      const limits = { limit: maxFilesAtOnce, actual: files.length };
      this.#options.store.apply({ kind: 'notice', notice: { kind: 'too_many_at_once', ...limits } });
    }
    const wasThere = this.#hasDocument(wish.documentId);
    const [known, refusals] = await Promise.all([this.#recognise(files, categoryId), this.#peek(files, category)]);
    const placed = files.map((file, index) => {
      const journey = known[index];
      // Chosen twice at once: the second is a file of its own.
      if (journey?.upload.phase.kind === 'needs_file') return { journey: goOn(journey, file), refused: undefined };
      const isOneTooMany = index >= maxFilesAtOnce;
      const tooMany = isOneTooMany ? { code: 'too_many_files', limit: maxFilesAtOnce, actual: files.length } : undefined;
      // Judged before it is placed: a file that is not sent takes no other file's place.
      return this.#place({ category, file, wish: wasThere ? this.#stillTrue(wish) : wish, refusedAs: tooMany ?? refusals[index] });
    });
    return this.#inspectAll(placed, category);
  }

  /** In their order; the next one is looked at beside: decoding leaves the worker time for another. */
  async #inspectAll(placed: readonly Placed[], category: Category): Promise<AddedFile[]> {
    const verdicts: Promise<Verdict | undefined>[] = [];
    const added: AddedFile[] = [];
    for (const [index, { journey, refused }] of placed.entries()) {
      for (const next of placed.slice(verdicts.length, index + inspectedAtOnce)) {
        const verdict = this.#inspect(next, category);
        verdict.catch(() => undefined);
        verdicts.push(verdict);
      }
      const verdict = await verdicts[index];
      added.push(refused ?? (await this.#judge(journey, verdict)));
    }
    return added;
  }

  /** What was begun goes on with this file. */
  async goOn(journey: UploadJourney, file: File): Promise<void> {
    const category = this.#options.store.state.verification?.categories.find(({ id }) => id === journey.categoryId);
    if (category && journey.upload.phase.kind === 'needs_file') await this.#inspectAll([{ journey: goOn(journey, file), refused: undefined }], category);
  }

  /** A document that went while its files were looked at is begun anew. */
  #stillTrue(wish: Wish): Wish {
    return this.#hasDocument(wish.documentId) ? wish : { ...wish, documentId: undefined, replaces: undefined };
  }

  #hasDocument(documentId: string | undefined): boolean {
    return this.#options.store.state.verification?.documents.some(({ id }) => id === documentId) ?? false;
  }

  /** What speaks against each file at first sight; one that cannot be read in time is looked at in its row. */
  async #peek(files: readonly File[], category: Category): Promise<(Refusal | undefined)[]> {
    const { intake, clock } = this.#options;
    const late = Promise.withResolvers<undefined>();
    const cancel = clock.after(peekMs, () => late.resolve(undefined));
    const look = async (file: File) => statedRefusal(category, file) ?? Promise.race([intake.peek(file, category), late.promise]);
    return Promise.all(files.map(look)).finally(cancel);
  }

  #openCategory(categoryId: string, options: AddFilesOptions): Category {
    const { verification } = this.#options.store.state;
    const category = verification?.categories.find(({ id }) => id === categoryId);
    if (!verification || !category) throw new KycError('not_found');
    const refusal = closedBecause(verification, category, options);
    if (refusal) throw new KycError(refusal);
    return category;
  }

  /** For each file the unfinished upload it belongs to; each upload is taken by one file. */
  async #recognise(files: readonly File[], categoryId: string): Promise<(UploadJourney | undefined)[]> {
    const candidates = this.#schedule.journeys.in(['needs_file']).filter((journey) => journey.categoryId === categoryId);
    const found: (UploadJourney | undefined)[] = [];
    for (const file of files) {
      const free = candidates.filter((journey) => !found.includes(journey));
      found.push(free.length > 0 ? await recognise(file, free, { intake: this.#options.intake, signal: this.#signal }) : undefined);
    }
    return found;
  }

  #place({ category, file, wish, refusedAs }: Chosen) {
    const { store } = this.#options;
    const verification = store.state.verification;
    if (!verification) throw new KycError('not_found');
    const found = refusedAs ?? place({ verification, category, uploads: store.state.uploads, wish, newDraftId: randomId('new_') });
    const placement = 'draftId' in found
      ? found
      : { draftId: '', documentTypeId: wish.documentTypeId ?? '', side: wish.side ?? 'single' as const, page: 1 };
    const refusal = 'code' in found ? found : undefined;
    if (!refusal) this.#giveWay(placement);
    const upload: Upload = {
      ...placement, uploadId: randomId('upl_'), categoryId: category.id, name: displayName(file.name), sizeBytes: file.size,
      mediaType: mediaTypeOf(file), phase: { kind: 'inspecting' },
    };
    const journey = this.#schedule.journeys.begin(upload);
    journey.content.choose(file, wish);
    return { journey, refused: refusal && this.#refuse(journey, refusal) };
  }

  /** Another file in the place of one that was to be chosen again. */
  #giveWay({ documentId, side }: Placement): void {
    for (const journey of this.#schedule.journeys.in(['needs_file'])) {
      const { upload } = journey;
      if (!documentId || upload.documentId !== documentId || upload.side !== side || side === 'page') continue;
      // The server takes one file in the place of another: the one begun goes first.
      if (upload.replaces) this.#given = Promise.all([this.#given, journey.discard(this.#signal)]);
      this.#schedule.forget(journey);
    }
  }

  async #inspect({ journey: { content: { file, edits } }, refused }: Placed, category: Category): Promise<Verdict | undefined> {
    return refused || !file ? undefined : this.#options.intake.inspect(file, { category, edits }, this.#signal);
  }

  async #judge(journey: UploadJourney, verdict: Verdict | undefined): Promise<AddedFile> {
    const { uploadId, content: { file } } = journey;
    if (!file || !verdict) throw new KycError('not_a_file');
    if (this.#schedule.journeys.phaseOf(uploadId) !== 'inspecting') {
      if (verdict.kind !== 'refuse') verdict.thumbnail?.close();
      return { uploadId, verdict: 'refuse', code: 'cancelled' };
    }
    if (verdict.kind === 'refuse') return this.#refuse(journey, verdict.refusal);
    journey.prepare(verdict);
    if (journey.memory.record) return this.#takeAgain(journey, verdict.bytes);
    await this.#given;
    const codes = [...(verdict.kind === 'warn' ? verdict.codes : []), ...(this.#isDuplicate(journey, verdict) ? ['duplicate'] : [])];
    return this.#take(journey, file, codes);
  }

  #take(journey: UploadJourney, file: File, codes: readonly string[]): AddedFile {
    const { uploadId, upload: { categoryId, documentTypeId, mediaType, name } } = journey;
    const about = { name, sizeBytes: file.size, mediaType };
    const isWanted = this.#options.raise('kyc-before-upload', { uploadId, categoryId, documentTypeId, file: about });
    if (!isWanted) return this.#refuse(journey, { code: 'prevented' });
    if (codes.length > 0) {
      journey.enter({ kind: 'warned', codes });
      this.#options.raise('kyc-file-warn', { uploadId, categoryId, codes });
      return { uploadId, verdict: 'warn', code: codes[0] };
    }
    this.#schedule.enqueue(journey);
    return { uploadId, verdict: 'accept' };
  }

  /** The same content in this category already, or the same picture as another side of this document. */
  #isDuplicate(journey: UploadJourney, { sha256, likeness }: Prepared): boolean {
    const { store: { state }, intake } = this.#options;
    const { categoryId, draftId, documentId, replaces } = journey.upload;
    const stored = state.verification ? documentsIn(state.verification, categoryId) : [];
    const isAlike = (other: string | undefined) => likeness !== undefined && other !== undefined && intake.isAlike(likeness, other);
    const otherSides = stored.find(({ id }) => id === documentId)?.files.filter(({ id, side }) => id !== replaces && side !== journey.upload.side) ?? [];
    if (otherSides.some(({ id }) => isAlike(this.#schedule.journeys.likenesses.get(id)))) return true;
    const isStored = stored.some(({ id, status, files }) => status !== 'rejected' && status !== 'expired' && id !== replaces
      && files.some((file) => file.id !== replaces && file.sha256 !== null && file.sha256 === sha256));
    return isStored || this.#schedule.journeys.all.some(({ upload, content }) => {
      if (upload.uploadId === journey.uploadId || upload.categoryId !== categoryId || !content.isPrepared || !isKept(upload)) return false;
      const { prepared } = content;
      const isOtherSide = upload.draftId === draftId || (documentId !== undefined && upload.documentId === documentId);
      const isSame = sha256 !== undefined && prepared.sha256 === sha256;
      return isSame || (isOtherSide && isAlike(prepared.likeness));
    });
  }

  /** Allowed and confirmed before the page was left: goes on where it was, or from the start when the bytes are others now. */
  async #takeAgain(journey: UploadJourney, bytes: Blob): Promise<AddedFile> {
    const { uploadId, memory: { record } } = journey;
    const same = record && await compare(bytes, record, { intake: this.#options.intake, signal: this.#signal });
    if (same && !same.isSame) await journey.startOver(same.isSameSize);
    if (this.#schedule.journeys.phaseOf(uploadId) !== 'inspecting') return { uploadId, verdict: 'refuse', code: 'cancelled' };
    this.#schedule.enqueue(journey);
    return { uploadId, verdict: 'accept' };
  }

  #refuse(journey: UploadJourney, refusal: Refusal): AddedFile {
    const { uploadId, upload: { categoryId, name } } = journey;
    journey.enter({ kind: 'refused', refusal });
    this.#options.raise('kyc-file-refuse', { uploadId, categoryId, name, ...refusal });
    return { uploadId, verdict: 'refuse', code: refusal.code };
  }
}

/** Neither refused nor given up. */
function isKept({ phase }: Upload): boolean {
  return !['inspecting', 'refused', 'cancelled'].includes(phase.kind);
}

function goOn(journey: UploadJourney, file: File): UploadJourney {
  const words = journey.memory.record?.edits ?? [];
  journey.content.choose(file, { edits: readEdits(words), storedId: storedIdIn(words) });
  journey.enter({ kind: 'inspecting' });
  return journey;
}

/** Why the category takes nothing now; too many documents is said per file, with the numbers. */
function closedBecause(verification: Verification, category: Category, options: AddFilesOptions): string | undefined {
  const target = verification.documents.find(({ id }) => id === options.documentId || id === options.replaces);
  if (target && (canChange(verification, target) || (target.id === options.replaces && canRenew(verification, target)))) return undefined;
  if (!isEditable(verification)) return verification.customer.status === 'locked' ? 'customer_locked' : 'not_open';
  if (target) return 'not_asked_for';
  return canAdd(verification, category) || isFull(verification, category) ? undefined : 'not_asked_for';
}
