/**
 * Where document bytes lie: a port, and its adapter for a folder on disk.
 *
 * Keys are made here, never from a person's words. Bytes are acknowledged only after they, and the folder entry that
 * names them, have been forced to the disk.
 */
import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { syncDirectory, syncFile } from './sync.ts';

export interface DocumentStore {
  /** @throws Error when it cannot be used now */
  check(): Promise<void>;
  newKey(): string;
  /** Keeps a file of this machine under a new key, whole and unchanging; the file itself stays where it is. */
  keepFile(path: string): Promise<string>;
  read(key: string): Promise<{ stream: Readable; sizeBytes: number }>;
  copy(from: string, to: string): Promise<void>;
  /** Repeatable: erasing what is not there is no error. */
  erase(key: string): Promise<void>;
  /** Keys of bytes older than `olderThanMs` that `isKnown` does not name: left by a kill before the database heard of them. */
  strays(isKnown: (key: string) => boolean, olderThanMs: number): Promise<string[]>;
}

/** Unguessable, and safe as a file's name. */
export function newStorageKey(): string {
  return randomBytes(24).toString('hex');
}

export class DiskDocumentStore implements DocumentStore {
  readonly #directory: string;
  readonly #incoming: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.#incoming = join(directory, 'incoming');
  }

  /** Half-copied bytes of a process that was killed go. */
  static async open(directory: string): Promise<DiskDocumentStore> {
    const store = new DiskDocumentStore(directory);
    await rm(store.#incoming, { recursive: true, force: true });
    await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
    return store;
  }

  check(): Promise<void> {
    return access(this.#incoming, constants.R_OK | constants.W_OK);
  }

  newKey(): string {
    return newStorageKey();
  }

  /** A second name for the same bytes, where the file system can; else a copy. */
  async keepFile(path: string): Promise<string> {
    const key = this.newKey();
    const incoming = join(this.#incoming, key);
    await link(path, incoming).catch(() => copyFile(path, incoming));
    await this.#keep(incoming, key);
    return key;
  }

  async read(key: string): Promise<{ stream: Readable; sizeBytes: number }> {
    const path = this.#path(key);
    const { size } = await stat(path);
    return { stream: createReadStream(path), sizeBytes: size };
  }

  async copy(from: string, to: string): Promise<void> {
    const incoming = join(this.#incoming, to);
    await copyFile(this.#path(from), incoming);
    await this.#keep(incoming, to);
  }

  async erase(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async strays(isKnown: (key: string) => boolean, olderThanMs: number): Promise<string[]> {
    const strays: string[] = [];
    for (const folder of await readdir(this.#directory)) {
      if (folder === 'incoming') continue;
      for (const key of await readdir(join(this.#directory, folder))) {
        const { mtimeMs } = await stat(this.#path(key));
        if (!isKnown(key) && Date.now() - mtimeMs > olderThanMs) strays.push(key);
      }
    }
    return strays;
  }

  async #keep(incoming: string, key: string): Promise<void> {
    const path = this.#path(key);
    try {
      await syncFile(incoming);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(incoming, path);
    } catch (reason) {
      await rm(incoming, { force: true });
      throw reason;
    }
    await syncDirectory(dirname(path));
    await syncDirectory(this.#directory);
  }

  #path(key: string): string {
    if (!/^[0-9a-f]{48}$/.test(key)) throw new Error('not a storage key');
    return join(this.#directory, key.slice(0, 2), key);
  }
}
