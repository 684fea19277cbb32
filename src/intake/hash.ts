/** SHA-256 of a blob as a stream: flat memory, works without a secure context. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { KycError } from '../model/errors.ts';

/** Hashed in one go. On the main thread of a slow phone (10 MB/s) half of the 50 ms after which a page feels stuck. */
const sliceBytes = 256 * 1024;

/** Lower-case hex (FIPS 180-4). Rejects with `KycError` `aborted` or `file_changed`. */
export async function hashBlob(blob: Blob, signal: AbortSignal): Promise<string> {
  const hash = sha256.create();
  for (let offset = 0; offset < blob.size; offset += sliceBytes) {
    if (signal.aborted) throw new KycError('aborted');
    hash.update(await readSlice(blob, offset));
  }
  return bytesToHex(hash.digest());
}

async function readSlice(blob: Blob, offset: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(offset, offset + sliceBytes).arrayBuffer());
  } catch {
    throw new KycError('file_changed');
  }
}
