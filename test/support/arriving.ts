/** Uploads under way as they lie in the data folder: encrypted, so that their size says nothing of how much has come. */
import { readFile, truncate, open } from 'node:fs/promises';
import { join } from 'node:path';
import { headerBytes, plainSizeOfRecord, sizeOfRecord } from '../../demo/server/storage/encryption.ts';
import { findKeys } from '../../demo/server/storage/encryption-keys.ts';
import type { RunningBackend } from './backend.ts';

type Place = Pick<RunningBackend, 'dataDir'>;

/** Bytes of the upload in whole records on the disk. */
export async function arrivedBytes({ dataDir }: Place, uploadId: string): Promise<number> {
  const file = await readFile(join(dataDir, 'arriving', uploadId));
  let arrived = 0;
  for (let rest = file.subarray(headerBytes); sizeOfRecord(rest) <= rest.length; rest = rest.subarray(sizeOfRecord(rest))) arrived += plainSizeOfRecord(rest);
  return arrived;
}

/** Has so many bytes of the upload lie there, as holes that take no room: enough to be counted, not to be opened. */
export async function placeHoles({ dataDir }: Place, uploadId: string, sizeBytes: number): Promise<void> {
  const found = await findKeys({ encryptionKeys: [], dataDir }, false);
  if (!found) throw new Error('the backend has made no key');
  const path = join(dataDir, 'arriving', uploadId);
  const handle = await open(path, 'w');
  try {
    let at = headerBytes;
    await handle.write(found.keys.begin(uploadId).header, 0, headerBytes, 0);
    for (let rest = sizeBytes; rest > 0; rest -= longest) {
      const front = Buffer.alloc(16);
      front.writeUInt32BE(Math.min(rest, longest), 12);
      await handle.write(front, 0, front.length, at);
      at += sizeOfRecord(front);
    }
    await truncate(path, at);
  } finally {
    await handle.close();
  }
}

const longest = 2 ** 30;
