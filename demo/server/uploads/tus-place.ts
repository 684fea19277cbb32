/**
 * One announced upload as @tus/server wants to see it for one request: a store with a single file, and its lock.
 *
 * Whatever id the library passes, the file is the announced upload's: its owner is the one who was checked.
 */
import type { Readable } from 'node:stream';
import { DataStore, Upload, type Lock, type Locker } from '@tus/server';
import type { ArrivingFiles } from './arriving-files.ts';
import type { Held, UploadLocks } from './upload-locks.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

export class TusPlace extends DataStore implements Locker {
  override readonly extensions = ['expiration'];
  readonly #upload: AnnouncedUpload;
  readonly #files: ArrivingFiles;
  readonly #locks: UploadLocks;
  /** The write under way: the library may stop waiting for it before it has ended. */
  #writing: Promise<unknown> = Promise.resolve();
  #diskFailure: unknown = null;

  constructor(upload: AnnouncedUpload, files: ArrivingFiles, locks: UploadLocks) {
    super();
    this.#upload = upload;
    this.#files = files;
    this.#locks = locks;
  }

  /** What the disk refused, if it did: the library takes that for a sender who went away. */
  get diskFailure(): unknown {
    return this.#diskFailure;
  }

  override async getUpload(): Promise<Upload> {
    const { uploadId: id, sizeBytes: size } = this.#upload;
    return new Upload({ id, size, offset: await this.#files.size(id) });
  }

  override write(stream: Readable): Promise<number> {
    const writing = this.#files.append(this.#upload.uploadId, stream);
    this.#writing = writing.catch((reason: unknown) => {
      if (isDisks(reason)) this.#diskFailure = reason;
    });
    return writing;
  }

  newLock(): Lock {
    let held: Held | null = null;
    return {
      lock: async (signal, askToEnd) => {
        held = await this.#locks.acquire(this.#upload.uploadId, () => void askToEnd(), signal);
      },
      unlock: async () => {
        await this.#writing;
        held?.release();
      },
    };
  }
}

/** A failed call on the file, told from a connection that ended, whose only call is `read`. */
function isDisks(reason: unknown): boolean {
  return reason instanceof Error && 'syscall' in reason && reason.syscall !== 'read';
}
