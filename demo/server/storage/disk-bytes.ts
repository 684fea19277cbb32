/**
 * Stored bytes in a folder on disk. They are acknowledged only after they, and the folder entry that names them, have
 * been forced to the disk.
 */
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteStore, SizedStream, StoredBytes } from './byte-store.ts';
import type { Bytes } from './encryption.ts';
import { syncDirectory } from './sync.ts';

export class DiskBytes implements ByteStore {
  readonly #directory: string;
  readonly #incoming: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.#incoming = join(directory, 'incoming');
  }

  /** Half-written bytes of a process that was killed go. */
  static async open(directory: string): Promise<DiskBytes> {
    const bytes = new DiskBytes(directory);
    await rm(bytes.#incoming, { recursive: true, force: true });
    await mkdir(bytes.#incoming, { recursive: true, mode: 0o700 });
    return bytes;
  }

  check(): Promise<void> {
    return access(this.#incoming, constants.R_OK | constants.W_OK);
  }

  async write(key: string, bytes: Bytes): Promise<void> {
    const path = this.#path(key);
    const incoming = join(this.#incoming, key);
    try {
      await writeFile(incoming, bytes, { mode: 0o600, flush: true });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
    } catch (reason) {
      await rm(incoming, { force: true });
      throw reason;
    }
    await syncDirectory(dirname(path));
    await syncDirectory(this.#directory);
  }

  async read(key: string): Promise<SizedStream> {
    const path = this.#path(key);
    const { size } = await stat(path);
    return { stream: createReadStream(path, { highWaterMark: 256 * 1024 }), sizeBytes: size };
  }

  async erase(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async *list(): AsyncGenerator<StoredBytes> {
    for (const folder of await readdir(this.#directory)) {
      if (folder === 'incoming') continue;
      for (const key of await readdir(join(this.#directory, folder))) {
        const facts = await stat(this.#path(key)).catch(() => null);
        if (facts) yield { key, changedAt: facts.mtime };
      }
    }
  }

  #path(key: string): string {
    if (!/^[0-9a-f]{48}$/.test(key)) throw new Error('not a storage key');
    return join(this.#directory, key.slice(0, 2), key);
  }
}
