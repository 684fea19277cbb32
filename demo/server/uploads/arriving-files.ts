/**
 * Bytes on their way, in a folder of their own: one file for each upload, named by it.
 *
 * A number of bytes is told to a sender only after that many have been forced to the disk, so nothing told is ever
 * lost, whatever ends the process. What arrived survives a restart and stays until the case that owns it is saved.
 */
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arrival } from '../domain/uploads.ts';
import { isUploadId } from '../identifiers.ts';
import { Problem } from '../problem.ts';
import type { DiskDocumentStore } from '../storage/document-store.ts';
import { factsOf } from '../storage/facts.ts';
import { syncDirectory } from '../storage/sync.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

type Bytes = AsyncIterable<Uint8Array>;

export class ArrivingFiles {
  readonly #directory: string;
  readonly #store: DiskDocumentStore;

  private constructor(directory: string, store: DiskDocumentStore) {
    this.#directory = directory;
    this.#store = store;
  }

  /** `store` is where whole ones go. */
  static async open(directory: string, store: DiskDocumentStore): Promise<ArrivingFiles> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) if (name.endsWith('.part')) await rm(join(directory, name), { force: true });
    return new ArrivingFiles(directory, store);
  }

  /** How many bytes are on the disk, forced. */
  async size(uploadId: string): Promise<number> {
    const path = this.#path(uploadId);
    if (!await exists(path)) return 0;
    return withFile(path, 'r+', async (handle) => {
      const { size } = await handle.stat();
      if (size > 0) await handle.datasync();
      return size;
    });
  }

  /** Adds what comes and answers with the new size. What came before `bytes` failed stays. */
  async append(uploadId: string, bytes: Bytes): Promise<number> {
    const { size } = await withFile(this.#path(uploadId), 'a', async (handle) => {
      const before = await handle.stat();
      if (before.size === 0) await syncDirectory(this.#directory);
      try {
        for await (const chunk of bytes) await handle.writeFile(chunk);
      } finally {
        await force(handle, before.size);
      }
      return handle.stat();
    });
    return size;
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
        await pour(bytes, handle, maxBytes);
        await handle.sync();
      });
      await rename(part, path);
    } catch (reason) {
      await rm(part, { force: true });
      throw reason;
    }
    await syncDirectory(this.#directory);
  }

  /** What a protocol's `take` answers for bytes that lie here. */
  async take({ uploadId, sizeBytes }: AnnouncedUpload): Promise<Arrival> {
    const arrivedBytes = await this.size(uploadId);
    if (arrivedBytes < sizeBytes) return { kind: 'partial', sizeBytes: arrivedBytes };
    const path = this.#path(uploadId);
    if (sizeBytes === 0) await withFile(path, 'a', () => Promise.resolve());
    const storageKey = await this.#store.keepFile(path);
    const { stream } = await this.#store.read(storageKey);
    return { kind: 'whole', received: { storageKey, ...await factsOf(stream) } };
  }

  async forget(uploadId: string): Promise<void> {
    await rm(this.#path(uploadId), { force: true });
  }

  async forgetOld(before: Date): Promise<void> {
    for (const name of await readdir(this.#directory)) {
      const path = join(this.#directory, name);
      const facts = await stat(path).catch(() => null);
      if (facts && facts.mtimeMs < before.getTime()) await rm(path, { force: true });
    }
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

/** After a sync that failed nobody knows what the disk has; only what was forced before counts. */
async function force(handle: FileHandle, forcedBytes: number): Promise<void> {
  const { size } = await handle.stat();
  if (size === forcedBytes) return;
  try {
    await handle.datasync();
  } catch (reason) {
    await handle.truncate(forcedBytes);
    throw reason;
  }
}

async function pour(bytes: Bytes, handle: FileHandle, maxBytes: number): Promise<void> {
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) await handle.writeFile(chunk);
  }
  if (sizeBytes > maxBytes) throw new Problem(413, 'too_large', { limit: maxBytes, actual: sizeBytes });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
