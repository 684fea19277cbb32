/** The port where stored bytes lie, under keys made here: a folder or a bucket. It knows nothing of what they say. */
import type { Readable } from 'node:stream';
import type { Bytes } from './encryption.ts';

/** A stream and how many bytes it has. */
export interface SizedStream {
  readonly stream: Readable;
  readonly sizeBytes: number;
}

export interface StoredBytes {
  readonly key: string;
  readonly changedAt: Date;
}

export interface ByteStore {
  /** @throws Error when it cannot be used now */
  check(): Promise<void>;
  /** All of them or, when anything fails, none; in place of what was there. Done once no power cut can take them. */
  write(key: string, bytes: Bytes): Promise<void>;
  read(key: string): Promise<SizedStream>;
  /** Repeatable: erasing what is not there is no error. */
  erase(key: string): Promise<void>;
  list(): AsyncIterable<StoredBytes>;
}
