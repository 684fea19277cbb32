/**
 * From bytes in the document store to a verdict, and to what is kept in their place. Files lie in a folder of this job's own
 * while they are looked at, and are gone from there afterwards, whatever happens.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReceivedBytes } from '../domain/case.ts';
import type { Finding } from '../domain/uploads.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import type { Inspector } from './inspector.ts';
import type { InspectionJob } from './job.ts';

/** What the verdict depends on besides the bytes. */
export type Circumstances = Pick<InspectionJob, 'fileName' | 'mediaType' | 'accept' | 'privacy'>;

export interface Inspected {
  readonly finding: Finding;
  /** The same bytes as sent by hash and size; under another key when something else is kept in their place. */
  readonly received: ReceivedBytes;
}

export type Rewritten =
  | { readonly kind: 'passed'; readonly content: Uint8Array }
  | { readonly kind: 'refused'; readonly code: string };

export class Inspection {
  readonly #directory: string;
  readonly #store: DocumentStore;
  readonly #inspector: Inspector;

  private constructor(directory: string, store: DocumentStore, inspector: Inspector) {
    this.#directory = directory;
    this.#store = store;
    this.#inspector = inspector;
  }

  /** What a process that was killed left in the folder goes. */
  static async open(directory: string, store: DocumentStore, inspector: Inspector): Promise<Inspection> {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    void inspector.warm();
    return new Inspection(directory, store, inspector);
  }

  /** Changes nothing that is stored: new keys come beside the old one. @throws Error when it cannot be told now */
  async inspect(received: ReceivedBytes, circumstances: Circumstances): Promise<Inspected> {
    const directory = await mkdtemp(join(this.#directory, 'file-'));
    try {
      const path = join(directory, 'sent');
      const { stream } = await this.#store.read(received.storageKey);
      await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
      const outcome = await this.#inspector.inspect({ path, directory, ...circumstances });
      if (outcome.kind === 'refused') return { finding: outcome, received };
      const { mediaType, cleanPath, thumbnailPath, renditionPath } = outcome;
      const storageKey = await this.#kept(cleanPath) ?? received.storageKey;
      const made = { thumbnailKey: await this.#kept(thumbnailPath), renditionKey: await this.#kept(renditionPath) };
      return { finding: { kind: 'passed', mediaType }, received: { ...received, storageKey, ...made } };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** A picture for everybody's eyes, written anew as WebP; nothing of it is kept here. */
  async rewritten(bytes: Uint8Array, smallPx: number): Promise<Rewritten> {
    const directory = await mkdtemp(join(this.#directory, 'file-'));
    try {
      const path = join(directory, 'sent');
      await writeFile(path, bytes, { mode: 0o600 });
      // Kept as it is beside the small one: that alone is wanted.
      const privacy = { stripMetadata: false, allowReencode: false };
      const outcome = await this.#inspector.inspect({ path, directory, fileName: '', mediaType: '', accept: ['image/*'], privacy, smallPx });
      if (outcome.kind === 'refused') return { kind: 'refused', code: outcome.refusal.code };
      return { kind: 'passed', content: outcome.thumbnailPath === null ? new Uint8Array() : await readFile(outcome.thumbnailPath) };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Files being looked at or waiting for it. */
  get inFlight(): number {
    return this.#inspector.inFlight;
  }

  stop(): void {
    this.#inspector.stop();
  }

  async #kept(path: string | null): Promise<string | null> {
    return path === null ? null : this.#store.keepFile(path);
  }
}
