/**
 * From bytes in the document store to a verdict, and to what is kept in their place. Files lie in a folder of this job's own
 * while they are looked at, encrypted with a key that is never written down, and are gone from there afterwards, whatever
 * happens.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReceivedBytes } from '../domain/case.ts';
import type { Finding } from '../domain/uploads.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { keyBytes } from '../storage/encryption.ts';
import type { Inspector } from './inspector.ts';
import type { InspectionJob, Outcome } from './job.ts';
import { readSealed, writeSealed, type Sent } from './sealed-file.ts';

/** What the verdict depends on besides the bytes. */
export type Circumstances = Pick<InspectionJob, 'fileName' | 'mediaType' | 'accept' | 'privacy' | 'smallPx'>;

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
    const { stream } = await this.#store.read(received.storageKey);
    return this.#look(stream, circumstances, async (outcome, key) => {
      if (outcome.kind === 'refused') return { finding: outcome, received };
      const { mediaType, cleanPath, thumbnailPath, renditionPath } = outcome;
      const kept = (made: string | null): Promise<string | null> => this.#kept(made, key);
      const storageKey = await kept(cleanPath) ?? received.storageKey;
      const made = { thumbnailKey: await kept(thumbnailPath), renditionKey: await kept(renditionPath) };
      return { finding: { kind: 'passed', mediaType }, received: { ...received, storageKey, ...made } };
    });
  }

  /** A picture for everybody's eyes, written anew as WebP; nothing of it is kept here. */
  async rewritten(bytes: Uint8Array, smallPx: number): Promise<Rewritten> {
    // Kept as it is beside the small one: that alone is wanted.
    const privacy = { stripMetadata: false, allowReencode: false };
    return this.#look([bytes], { fileName: '', mediaType: '', accept: ['image/*'], privacy, smallPx }, async (outcome, key) => {
      if (outcome.kind === 'refused') return { kind: 'refused', code: outcome.refusal.code };
      const { thumbnailPath } = outcome;
      return { kind: 'passed', content: thumbnailPath === null ? new Uint8Array() : Buffer.concat(await Readable.from(readSealed(thumbnailPath, key)).toArray() as Buffer[]) };
    });
  }

  /** Files being looked at or waiting for it. */
  get inFlight(): number {
    return this.#inspector.inFlight;
  }

  stop(): void {
    this.#inspector.stop();
  }

  /** `use` has the files that were made, and the key to them, until it is done. */
  async #look<T>(bytes: Sent, circumstances: Circumstances, use: (outcome: Outcome, key: string) => Promise<T>): Promise<T> {
    const directory = await mkdtemp(join(this.#directory, 'file-'));
    try {
      const path = join(directory, 'sent');
      const key = randomBytes(keyBytes).toString('base64');
      await writeSealed(path, key, bytes);
      return await use(await this.#inspector.inspect({ path, key, directory, ...circumstances }), key);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  async #kept(path: string | null, key: string): Promise<string | null> {
    return path === null ? null : this.#store.keep(readSealed(path, key));
  }
}
