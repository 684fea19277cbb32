/** What lies in a backend's data folder, read and written past everything that watches over it, as whoever has folder and key could. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DiskBytes } from '../../demo/server/storage/disk-bytes.ts';
import { DocumentStore } from '../../demo/server/storage/document-store.ts';
import { seal } from '../../demo/server/storage/encryption.ts';
import { findKeys } from '../../demo/server/storage/encryption-keys.ts';

/** Puts what `instead` makes of them in the place of all bytes stored since a moment; null leaves them. Nothing may be arriving. */
export async function replaceStored(dataDir: string, since: Date, instead: (stored: Buffer) => Uint8Array | null): Promise<void> {
  const found = await findKeys({ encryptionKeys: [], dataDir }, false);
  if (!found) throw new Error('there is no key beside the data');
  const bytes = await DiskBytes.open(join(dataDir, 'documents'));
  const store = new DocumentStore(bytes, found.keys, () => undefined);
  for await (const { key, changedAt } of bytes.list()) {
    if (changedAt < since) continue;
    const put = instead(await buffer((await store.read(key)).stream));
    if (put) await bytes.write(key, seal(Readable.from([put]), { keys: found.keys, name: key }));
  }
}
