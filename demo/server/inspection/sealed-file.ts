/** Files of one inspection: encrypted with a key of this job alone, which lies in the memory of the two processes only. */
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Keyring, seal, unseal, type Bytes, type Sealing } from '../storage/encryption.ts';

/** Of the job whose files they are, base64. */
type Key = string;

/** As a stream, or at hand. */
export type Sent = Bytes | readonly Uint8Array[];

export async function writeSealed(path: string, key: Key, bytes: Sent): Promise<void> {
  await writeFile(path, seal(iterated(bytes), sealing(path, key)), { mode: 0o600 });
}

/** @throws DamagedFile */
export function readSealed(path: string, key: Key): AsyncGenerator<Buffer> {
  return unseal(createReadStream(path, { highWaterMark: 256 * 1024 }), sealing(path, key));
}

function sealing(path: string, key: Key): Sealing {
  return { keys: new Keyring([Buffer.from(key, 'base64')]), name: basename(path) };
}

async function* iterated(bytes: Sent): AsyncGenerator<Uint8Array> {
  yield* bytes;
}
