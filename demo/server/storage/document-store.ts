/**
 * Where document bytes lie: a port, and its adapter for a folder on disk.
 *
 * Keys are made here, never from a person's words. Bytes are acknowledged only after they, and the folder entry that
 * names them, have been forced to the disk.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ReceivedBytes } from '../domain/case.ts';
import { sniffBytes, sniffType } from './sniff.ts';

export interface DocumentStore {
  newKey(): string;
  /**
   * Keeps a stream under a new key. Beyond `maxBytes` it reads on, so that the sender hears the answer, but keeps nothing.
   * @throws TooLarge with the number of bytes that came.
   */
  receive(stream: Readable, maxBytes: number): Promise<ReceivedBytes>;
  read(key: string): Promise<{ stream: Readable; sizeBytes: number }>;
  copy(from: string, to: string): Promise<void>;
  /** Repeatable: erasing what is not there is no error. */
  erase(key: string): Promise<void>;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly actual: number;

  constructor(actual: number) {
    super('too_large');
    this.actual = actual;
  }
}

export class DiskDocumentStore implements DocumentStore {
  readonly #directory: string;
  readonly #incoming: string;

  private constructor(directory: string) {
    this.#directory = directory;
    this.#incoming = join(directory, 'incoming');
  }

  /** Half-received bytes of a process that was killed were never acknowledged; they go. */
  static async open(directory: string): Promise<DiskDocumentStore> {
    const store = new DiskDocumentStore(directory);
    await rm(store.#incoming, { recursive: true, force: true });
    await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
    return store;
  }

  newKey(): string {
    return randomBytes(24).toString('hex');
  }

  async receive(stream: Readable, maxBytes: number): Promise<ReceivedBytes> {
    const key = this.newKey();
    const incoming = join(this.#incoming, key);
    try {
      const facts = await write(stream, incoming, maxBytes);
      await this.#keep(incoming, key);
      return { storageKey: key, ...facts };
    } catch (reason) {
      await rm(incoming, { force: true });
      throw reason;
    }
  }

  async read(key: string): Promise<{ stream: Readable; sizeBytes: number }> {
    const path = this.#path(key);
    const { size } = await stat(path);
    return { stream: createReadStream(path), sizeBytes: size };
  }

  async copy(from: string, to: string): Promise<void> {
    const incoming = join(this.#incoming, to);
    await copyFile(this.#path(from), incoming);
    const handle = await open(incoming, 'r+');
    await handle.sync().finally(() => handle.close());
    await this.#keep(incoming, to);
  }

  async erase(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  /** Keys of bytes older than `olderThanMs` that `isKnown` does not name: left by a kill between disk and database. */
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
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    await syncDirectory(dirname(path));
    await syncDirectory(this.#directory);
  }

  #path(key: string): string {
    if (!/^[0-9a-f]{48}$/.test(key)) throw new Error('not a storage key');
    return join(this.#directory, key.slice(0, 2), key);
  }
}

async function write(stream: Readable, path: string, maxBytes: number): Promise<Omit<ReceivedBytes, 'storageKey'>> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const facts = await pour(stream, handle, maxBytes);
    await handle.sync();
    return facts;
  } finally {
    await handle.close();
  }
}

async function pour(stream: Readable, handle: FileHandle, maxBytes: number): Promise<Omit<ReceivedBytes, 'storageKey'>> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    sizeBytes += bytes.length;
    if (sizeBytes > maxBytes) continue;
    if (head.length < sniffBytes) head = Buffer.concat([head, bytes.subarray(0, sniffBytes - head.length)]);
    hash.update(bytes);
    await handle.writeFile(bytes);
  }
  if (sizeBytes > maxBytes) throw new TooLarge(sizeBytes);
  return { sizeBytes, sha256: hash.digest('hex'), sniffedType: sniffType(head) };
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
