/**
 * What most visits never need, each loaded once, with the first command that asks for it. Intake, uploads and storage are
 * reached by dynamic import only, so that showing the status costs nothing of them.
 */
import type { KycClient } from '../client/kyc-client.ts';
import type { Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';
import type { ResumeStore } from '../storage/resume-store.ts';
import type { Conversation } from './conversation.ts';
import type { DocumentCommands } from './document-commands.ts';
import type { EngineConfig } from './engine-config.ts';
import type { Store } from './store.ts';
import type { Synchronizer } from './synchronizer.ts';
import type { UploadCommands } from './upload-commands.ts';

export interface LatePartsOptions {
  readonly store: Store;
  readonly client: KycClient;
  readonly sync: Synchronizer;
  readonly clock: Clock;
  readonly config: EngineConfig;
  /** Uploads have been composed and may move when the engine does. */
  readonly onUploads: (uploads: UploadCommands) => void;
}

interface Parts {
  readonly documents: DocumentCommands;
  readonly conversation: Conversation;
  readonly uploads: UploadCommands;
}

/** Files named to the server at the same time. */
const announcedAtOnce = 2;

export class LateParts {
  loadedUploads: UploadCommands | undefined;
  readonly #options: LatePartsOptions;
  readonly #parts = new Map<keyof Parts, Promise<Parts[keyof Parts]>>();
  #concurrency: number;
  #applyConcurrency: ((value: number) => void) | undefined;

  constructor(options: LatePartsOptions) {
    this.#options = options;
    this.#concurrency = options.config.maxConcurrentUploads ?? 2;
  }

  documents(): Promise<DocumentCommands> {
    const { store, client, sync, clock, config: { raise } } = this.#options;
    const loadRecovery = () => import('../upload/index.ts').then(({ Recovery }) => new Recovery(clock));
    return this.#once('documents', async () => {
      const { DocumentCommands } = await import('./document-commands.ts');
      return new DocumentCommands({ store, client, raise, sync, clock, loadRecovery });
    });
  }

  conversation(): Promise<Conversation> {
    const { store, client, sync } = this.#options;
    return this.#once('conversation', async () => {
      const { Conversation } = await import('./conversation.ts');
      return new Conversation({ store, client, sync });
    });
  }

  uploads(): Promise<UploadCommands> {
    return this.#once('uploads', () => this.#composeUploads());
  }

  async resumeStore(): Promise<ResumeStore> {
    return this.#options.config.resumeStore ?? (await import('../storage/index.ts')).resumeStore;
  }

  setConcurrency(maxConcurrentUploads: number): void {
    this.#concurrency = maxConcurrentUploads;
    this.#applyConcurrency?.(maxConcurrentUploads);
  }

  /** Lets go of all of them; what is asked for later is made anew. */
  dispose(): void {
    void this.#parts.get('documents')?.then((documents) => 'dispose' in documents && documents.dispose(), () => undefined);
    this.loadedUploads?.dispose();
    this.loadedUploads = undefined;
    this.#parts.clear();
  }

  async #composeUploads(): Promise<UploadCommands> {
    const [{ UploadCommands }, { createIntake }, { channels, Recovery, Transfer, UploadQueue }, resumeStore] = await Promise.all([
      import('./upload-commands.ts'), import('../intake/index.ts'), import('../upload/index.ts'), this.resumeStore(),
    ]);
    const { store, client, sync, clock, config, onUploads } = this.#options;
    const { workerUrl, raise, intake = createIntake({ workerUrl }) } = config;
    const sending = new UploadQueue(this.#concurrency);
    this.#applyConcurrency = (value) => (sending.concurrency = value);
    const queues = { announcing: new UploadQueue(announcedAtOnce), sending };
    this.loadedUploads = new UploadCommands({
      store, client, sync, raise, clock, queues, resumeStore, intake,
      newTransfer: () => new Transfer(clock, channels), newRecovery: () => new Recovery(clock),
    });
    onUploads(this.loadedUploads);
    return this.loadedUploads;
  }

  /** What could not be fetched is asked for again by the next command. */
  #once<K extends keyof Parts>(name: K, load: () => Promise<Parts[K]>): Promise<Parts[K]> {
    const known = this.#parts.get(name) as Promise<Parts[K]> | undefined;
    if (known) return known;
    const loading = load().catch((reason: unknown) => {
      this.#parts.delete(name);
      throw KycError.from(reason);
    });
    this.#parts.set(name, loading);
    return loading;
  }
}
