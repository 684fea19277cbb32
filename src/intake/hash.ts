/**
 * SHA-256 of a blob. What fits into memory without a thought is hashed by the browser, where it may (https); the rest, and
 * everything elsewhere, as a stream at flat memory.
 */
// The class, not the function around it: what that one checks of its callers is a kilobyte.
import { _SHA256 } from '@noble/hashes/sha2.js';
import { KycError } from '../model/errors.ts';

/** Hashed in one go. On the main thread of a slow phone (10 MB/s) half of the 50 ms after which a page feels stuck. */
const sliceBytes = globalThis.document ? 256 * 1024 : 2 * 1024 * 1024;

/** Read and hashed whole by `crypto.subtle`. */
const wholeBytes = 16 * 1024 * 1024;

/** Lower-case hex (FIPS 180-4). Rejects with `KycError` `aborted` or `file_changed`. */
export async function hashBlob(blob: Blob, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw new KycError('aborted');
  // Without https there is no `subtle`, whatever the types say.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle || blob.size > wholeBytes) return hashStream(blob, signal);
  return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', await read(blob))));
}

/** The next slice is on its way while one is hashed. */
async function hashStream(blob: Blob, signal: AbortSignal): Promise<string> {
  const hash = new _SHA256();
  let next = read(blob.slice(0, sliceBytes));
  for (let offset = sliceBytes; offset < blob.size + sliceBytes; offset += sliceBytes) {
    const slice = await next;
    if (signal.aborted) throw new KycError('aborted');
    next = read(blob.slice(offset, offset + sliceBytes));
    next.catch(() => undefined);
    hash.update(new Uint8Array(slice));
  }
  return bytesToHex(hash.digest());
}

function bytesToHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function read(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new KycError('file_changed');
  }
}
