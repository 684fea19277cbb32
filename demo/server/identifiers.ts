/** Names the backend makes: opaque, unguessable, safe in a path. Never derived from what a person typed. */
import { createHash, randomBytes } from 'node:crypto';

export type IdPrefix = 'ver' | 'doc' | 'fil' | 'com' | 'req' | 'sub' | 'tic' | 'upl' | 'cat' | 'mail' | 'msg';

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(15).toString('hex')}`;
}

/** Told from keys of the document store, which are plain hexadecimal. */
export function isUploadId(value: string): boolean {
  return /^upl_[0-9a-f]{30}$/.test(value);
}

/** A bearer secret: 256 bits, shown once, kept only as its hash. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}
