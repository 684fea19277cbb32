/** The uploads of this engine, by name: one journey each as long as its row stands. */
import type { Upload, UploadKind } from '../model/upload.ts';
import { Drafts } from './drafts.ts';
import { UploadJourney } from './upload-journey.ts';
import type { UploadOptions } from './upload-options.ts';

export class Journeys {
  readonly drafts: Drafts;
  readonly #options: UploadOptions;
  /** What stored pictures look like, by file id: as long as the page lives. */
  readonly likenesses = new Map<string, string>();
  readonly #journeys = new Map<string, UploadJourney>();

  constructor(options: UploadOptions, onDraftFree: () => void) {
    this.#options = options;
    this.drafts = new Drafts(onDraftFree);
  }

  get all(): readonly UploadJourney[] {
    return [...this.#journeys.values()];
  }

  get(uploadId: string): UploadJourney | undefined {
    return this.#journeys.get(uploadId);
  }

  /** Those in one of the phases; of all uploads, or of the one named. */
  in(kinds: readonly UploadKind[], uploadId?: string): UploadJourney[] {
    return this.all.filter((journey) => {
      const phase = this.phaseOf(journey.uploadId);
      return (uploadId === undefined || journey.uploadId === uploadId) && phase !== undefined && kinds.includes(phase);
    });
  }

  phaseOf(uploadId: string): UploadKind | undefined {
    return this.#options.store.state.uploads.find((upload) => upload.uploadId === uploadId)?.phase.kind;
  }

  /** A new row and its journey. */
  begin(upload: Upload): UploadJourney {
    this.#options.store.apply({ kind: 'upload_added', upload });
    const journey = new UploadJourney(this.#options, upload, this.drafts);
    this.#journeys.set(upload.uploadId, journey);
    return journey;
  }

  /** The row goes, and what was kept of it. */
  forget(journey: UploadJourney): void {
    const { upload: { fileId, phase }, content } = journey;
    const likeness = phase.kind === 'stored' && content.isPrepared ? content.prepared.likeness : undefined;
    if (fileId && likeness) this.likenesses.set(fileId, likeness);
    journey.end();
    this.#journeys.delete(journey.uploadId);
    this.#options.store.apply({ kind: 'upload_removed', uploadId: journey.uploadId });
  }

  /** The engine goes; what the browser keeps of unfinished ones stays. */
  close(): void {
    for (const journey of this.all) journey.close();
    this.#journeys.clear();
  }
}
