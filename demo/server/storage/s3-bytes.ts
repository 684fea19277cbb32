/** Stored bytes in object storage, under names nobody outside ever gets an address for. */
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteStore, SizedStream, StoredBytes } from './byte-store.ts';
import type { Bytes } from './encryption.ts';
import { StorageError, type S3Bucket } from './s3-bucket.ts';

const folder = 'documents/';

export class S3Bytes implements ByteStore {
  readonly #bucket: S3Bucket;
  readonly #outgoing: string;

  private constructor(bucket: S3Bucket, outgoing: string) {
    this.#bucket = bucket;
    this.#outgoing = outgoing;
  }

  /** `outgoing`: a folder for what is being sent, whose size has to be known before and which may have to be sent again. */
  static async open(bucket: S3Bucket, outgoing: string): Promise<S3Bytes> {
    await rm(outgoing, { recursive: true, force: true });
    await mkdir(outgoing, { recursive: true, mode: 0o700 });
    return new S3Bytes(bucket, outgoing);
  }

  check(): Promise<void> {
    return this.#bucket.check();
  }

  async write(key: string, bytes: Bytes): Promise<void> {
    const path = join(this.#outgoing, key);
    try {
      await writeFile(path, bytes, { mode: 0o600 });
      const { size } = await stat(path);
      await this.#bucket.write(folder + key, { sizeBytes: size, open: () => createReadStream(path) });
    } finally {
      await rm(path, { force: true });
    }
  }

  async read(key: string): Promise<SizedStream> {
    const object = await this.#bucket.read(folder + key);
    if (!object) throw new StorageError('NoSuchKey');
    return object;
  }

  async erase(key: string): Promise<void> {
    await this.#bucket.erase(folder + key);
  }

  async *list(): AsyncGenerator<StoredBytes> {
    for await (const { name, changedAt } of this.#bucket.list(folder)) yield { key: name.slice(folder.length), changedAt };
  }
}
