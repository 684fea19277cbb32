/**
 * An encrypted file that grows: where its last whole record ends, and what the next one looks like. What a kill left of a
 * record is not counted, and cut off before the next one is written.
 */
import type { FileHandle } from 'node:fs/promises';
import { frontBytes, headerBytes, keyIdIn, plainSizeOfRecord, recordBytes, sealRecord, sizeOfRecord, type Sealing } from '../storage/encryption.ts';

export interface Tail {
  readonly header: Buffer;
  readonly fileKey: Buffer;
  /** Where the next record goes; 0 while the header is still to be written. */
  readonly at: number;
  readonly records: number;
  /** Of plain text. */
  readonly sizeBytes: number;
}

export function newTail({ keys, name }: Sealing): Tail {
  return { ...keys.begin(name), at: 0, records: 0, sizeBytes: 0 };
}

/**
 * The whole records of the file, looked for from where `known` ends. What cannot be told from an unencrypted file, or is
 * under a key that is gone, is as good as empty.
 */
export async function findTail(handle: FileHandle, sealing: Sealing, known?: Tail): Promise<Tail> {
  const { size } = await handle.stat();
  let tail = known && known.at > 0 && known.at <= size ? known : await startOf(handle, sealing);
  const front = Buffer.alloc(frontBytes);
  while (tail.at > 0 && tail.at + frontBytes <= size) {
    await handle.read(front, 0, frontBytes, tail.at);
    const at = tail.at + sizeOfRecord(front);
    if (at > size) break;
    tail = { ...tail, at, records: tail.records + 1, sizeBytes: tail.sizeBytes + plainSizeOfRecord(front) };
  }
  return tail;
}

async function startOf(handle: FileHandle, { keys, name }: Sealing): Promise<Tail> {
  const header = Buffer.alloc(headerBytes);
  const { bytesRead } = await handle.read(header, 0, headerBytes, 0);
  const keyId = bytesRead === headerBytes ? keyIdIn(header) : null;
  if (keyId === null || !keys.has(keyId)) return newTail({ keys, name });
  return { header, fileKey: keys.fileKey(header, name), at: headerBytes, records: 0, sizeBytes: 0 };
}

/** Adds bytes in records that are whole or, for `findTail`, not there. Each step tells where the file then ends. */
export async function* grow(handle: FileHandle, tail: Tail, plain: Uint8Array): AsyncGenerator<Tail> {
  let end = tail;
  for (let from = 0; from < plain.length; from += recordBytes) {
    const part = plain.subarray(from, from + recordBytes);
    const record = sealRecord({ fileKey: end.fileKey, number: end.records, isLast: false }, part);
    const bytes = end.at === 0 ? Buffer.concat([end.header, record]) : record;
    await handle.appendFile(bytes);
    end = { ...end, at: end.at + bytes.length, records: end.records + 1, sizeBytes: end.sizeBytes + part.length };
    yield end;
  }
}
