/** Documents in object storage: each object is written once, under a key nobody outside ever gets an address for. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { DocumentStore } from './document-store.ts';
import { StorageError, type S3Bucket } from './s3-bucket.ts';

const folder = 'documents/';

export class S3DocumentStore implements DocumentStore {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  check(): Promise<void> {
    return this.#bucket.check();
  }

  newKey(): string {
    return randomBytes(24).toString('hex');
  }

  /** Takes over an object that others may still write to; null when there is none. The copy is ours alone. */
  async keepObject(name: string): Promise<string | null> {
    const key = this.newKey();
    return await this.#bucket.copy(name, folder + key) ? key : null;
  }

  async keepFile(path: string): Promise<string> {
    const key = this.newKey();
    await this.#bucket.write(folder + key, new Uint8Array(await readFile(path)));
    return key;
  }

  async read(key: string): Promise<{ stream: Readable; sizeBytes: number }> {
    const object = await this.#bucket.read(folder + key);
    if (!object) throw new StorageError('NoSuchKey');
    return object;
  }

  async copy(from: string, to: string): Promise<void> {
    if (!await this.#bucket.copy(folder + from, folder + to)) throw new StorageError('NoSuchKey');
  }

  async erase(key: string): Promise<void> {
    await this.#bucket.erase(folder + key);
  }

  async strays(isKnown: (key: string) => boolean, olderThanMs: number): Promise<string[]> {
    const strays: string[] = [];
    for await (const { name, changedAt } of this.#bucket.list(folder)) {
      const key = name.slice(folder.length);
      if (!isKnown(key) && Date.now() - changedAt.getTime() > olderThanMs) strays.push(key);
    }
    return strays;
  }
}
