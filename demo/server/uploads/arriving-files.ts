/**
 * Bytes on their way, in a folder of their own: one encrypted file for each upload, named by it.
 *
 * A number of bytes is told to a sender only after that many have been forced to the disk, so nothing told is ever
 * lost, whatever ends the process. What arrived survives a restart and stays until the case that owns it is saved.
 */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arrival } from '../domain/uploads.ts';
import { isUploadId } from '../identifiers.ts';
import { Problem } from '../problem.ts';
import type { DocumentStore, Resealing } from '../storage/document-store.ts';
import { DamagedFile, headerBytes, keyIdIn, openRecords, type Bytes, type Keyring, type Sealing } from '../storage/encryption.ts';
import { Facts } from '../storage/facts.ts';
import { syncDirectory } from '../storage/sync.ts';
import { findTail, grow, newTail, type Tail } from './growing-file.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

export class ArrivingFiles {
  readonly #directory: string;
  readonly #store: DocumentStore;
  readonly #keys: Keyring;
  /** Where files ended when last written to, so that long ones are not walked through again. */
  readonly #tails = new Map<string, Tail>();

  private constructor(directory: string, store: DocumentStore, keys: Keyring) {
    this.#directory = directory;
    this.#store = store;
    this.#keys = keys;
  }

  /** `store` is where whole ones go. */
  static async open(directory: string, store: DocumentStore, keys: Keyring): Promise<ArrivingFiles> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) if (name.endsWith('.part')) await rm(join(directory, name), { force: true });
    return new ArrivingFiles(directory, store, keys);
  }

  /** How many bytes are on the disk, forced. */
  async size(uploadId: string): Promise<number> {
    return (await this.#forced(uploadId))?.sizeBytes ?? 0;
  }

  /** Adds what comes and answers with the new size. What came before `bytes` failed stays. */
  async append(uploadId: string, bytes: Bytes): Promise<number> {
    const { sizeBytes } = await withFile(this.#path(uploadId), 'a+', async (handle) => {
      const before = await findTail(handle, this.#sealing(uploadId), this.#tails.get(uploadId));
      await cut(handle, before.at);
      if (before.at === 0) await syncDirectory(this.#directory);
      let tail = before;
      try {
        for await (const chunk of bytes) for await (const next of grow(handle, tail, chunk)) tail = next;
      } finally {
        await force(handle, before, tail);
        this.#tails.set(uploadId, tail);
      }
      return tail;
    });
    return sizeBytes;
  }

  /** Notes that sending has begun, over a restart too. False when it had begun before. */
  begin(uploadId: string): Promise<boolean> {
    return withFile(this.#path(uploadId), 'wx', () => Promise.resolve(true)).catch((reason: unknown) => {
      if (reason instanceof Error && 'code' in reason && reason.code === 'EEXIST') return false;
      throw reason;
    });
  }

  /**
   * Keeps what comes in place of what came; the caller holds the upload's lock. Beyond `maxBytes` it reads on, so that the sender hears the answer.
   * @throws Problem 413 `too_large`
   */
  async replace(uploadId: string, bytes: Bytes, maxBytes: number): Promise<void> {
    const path = this.#path(uploadId);
    const part = `${path}.part`;
    try {
      await withFile(part, 'w', async (handle) => {
        await pour(upTo(maxBytes, bytes), handle, newTail(this.#sealing(uploadId)));
        await handle.sync();
      });
      this.#tails.delete(uploadId);
      await rename(part, path);
    } catch (reason) {
      await rm(part, { force: true });
      throw reason;
    }
    await syncDirectory(this.#directory);
  }

  /** What a protocol's `take` answers for bytes that lie here. */
  async take({ uploadId, sizeBytes }: AnnouncedUpload): Promise<Arrival> {
    const tail = await this.#forced(uploadId);
    const arrivedBytes = tail?.sizeBytes ?? 0;
    if (arrivedBytes < sizeBytes) return { kind: 'partial', sizeBytes: arrivedBytes };
    const facts = new Facts();
    try {
      const storageKey = await this.#store.keep(facts.of(this.#bytes(uploadId, tail?.at ?? 0)));
      return { kind: 'whole', received: { storageKey, ...facts.told() } };
    } catch (reason) {
      if (!(reason instanceof DamagedFile)) throw reason;
      // The disk lost or changed what it had: it is asked for again.
      await this.forget(uploadId);
      return { kind: 'partial', sizeBytes: 0 };
    }
  }

  async forget(uploadId: string): Promise<void> {
    this.#tails.delete(uploadId);
    await rm(this.#path(uploadId), { force: true });
  }

  async forgetOld(before: Date): Promise<void> {
    for (const name of await readdir(this.#directory)) {
      const path = join(this.#directory, name);
      const facts = await stat(path).catch(() => null);
      if (!facts || facts.mtimeMs >= before.getTime()) continue;
      this.#tails.delete(name);
      await rm(path, { force: true });
    }
  }

  /** Brings everything under the key that encrypts, before anybody sends. What no key opens is asked for again when it is taken. */
  async reseal({ takesPlain }: Pick<Resealing, 'takesPlain'>): Promise<number> {
    let count = 0;
    for (const name of (await readdir(this.#directory)).filter(isUploadId)) count += await this.#resealOne(name, takesPlain) ? 1 : 0;
    return count;
  }

  async #resealOne(uploadId: string, takesPlain: boolean): Promise<boolean> {
    const path = this.#path(uploadId);
    const { begins, tail } = await withFile(path, 'r', async (handle) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
      return { begins: buffer.subarray(0, bytesRead), tail: await findTail(handle, this.#sealing(uploadId)) };
    });
    const keyId = keyIdIn(begins);
    if (begins.length === 0 || keyId === this.#keys.firstId || (keyId === null && !takesPlain)) return false;
    const bytes = keyId === null ? createReadStream(path) : this.#bytes(uploadId, tail.at);
    await this.replace(uploadId, bytes, Infinity).catch((reason: unknown) => {
      if (!(reason instanceof DamagedFile)) throw reason;
      return this.forget(uploadId);
    });
    return true;
  }

  /** Null when nothing has come. */
  async #forced(uploadId: string): Promise<Tail | null> {
    const path = this.#path(uploadId);
    if (!await exists(path)) return null;
    return withFile(path, 'r+', async (handle) => {
      const tail = await findTail(handle, this.#sealing(uploadId), this.#tails.get(uploadId));
      if (tail.at > 0) await handle.datasync();
      return tail;
    });
  }

  /** The plain bytes of the records that end at `to`. @throws DamagedFile */
  async *#bytes(uploadId: string, to: number): AsyncGenerator<Uint8Array> {
    if (to === 0) return;
    const sealed = createReadStream(this.#path(uploadId), { end: to - 1, highWaterMark: 256 * 1024 });
    for await (const { plain } of openRecords(sealed, this.#sealing(uploadId))) yield plain;
  }

  #sealing(uploadId: string): Sealing {
    return { keys: this.#keys, name: uploadId };
  }

  #path(uploadId: string): string {
    if (!isUploadId(uploadId)) throw new Error('not an upload id');
    return join(this.#directory, uploadId);
  }
}

async function withFile<T>(path: string, flags: string, act: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, 0o600);
  try {
    return await act(handle);
  } finally {
    await handle.close();
  }
}

/** What is not whole goes. */
async function cut(handle: FileHandle, at: number): Promise<void> {
  if ((await handle.stat()).size > at) await handle.truncate(at);
}

/** After a sync that failed nobody knows what the disk has; only what was forced before counts. */
async function force(handle: FileHandle, before: Tail, tail: Tail): Promise<void> {
  await cut(handle, tail.at);
  if (tail.at === before.at) return;
  try {
    await handle.datasync();
  } catch (reason) {
    await handle.truncate(before.at);
    throw reason;
  }
}

async function pour(bytes: Bytes, handle: FileHandle, start: Tail): Promise<void> {
  let tail = start;
  for await (const chunk of bytes) for await (const next of grow(handle, tail, chunk)) tail = next;
}

/** @throws Problem 413 `too_large`, once all has been read */
async function* upTo(maxBytes: number, bytes: Bytes): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) yield chunk;
  }
  if (sizeBytes > maxBytes) throw new Problem(413, 'too_large', { limit: maxBytes, actual: sizeBytes });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
