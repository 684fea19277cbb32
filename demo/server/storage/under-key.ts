/**
 * Which key everything that is stored is encrypted with: noted in the database, where whoever can write to the folder or
 * bucket cannot claim that nothing was encrypted yet.
 */
import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { documentKeys } from '../database/schema.ts';
import type { Resealing } from './document-store.ts';
import type { Keyring } from './encryption.ts';
import { findKeys, keyPath } from './encryption-keys.ts';

interface Needs {
  readonly database: Database;
  readonly log: (line: string) => void;
  /** Where documents lie: a kind of place, not an address, for a backup is restored elsewhere and is under the same key. */
  readonly place: string;
}

interface Opened {
  readonly keys: Keyring;
  /** Key of what is stored; null before anything was encrypted. */
  readonly storedKeyId: string | null;
}

/** @throws Error when what is stored cannot be opened with the keys there are */
export async function openKeys(settings: { encryptionKeys: readonly string[]; dataDir: string }, { database, log, place }: Needs): Promise<Opened> {
  const storedKeyId = await storedKey(database, place);
  const found = await findKeys(settings, storedKeyId === null);
  if (!found || (storedKeyId !== null && !found.keys.has(storedKeyId))) {
    throw new Error(`the documents in ${place} are encrypted with a key that is neither in KYC_ENCRYPTION_KEY nor in ${keyPath(settings.dataDir)}. `
      + 'Bring it back: without it they cannot be read');
  }
  if (found.isBesideData) {
    log(`Warning: a key that opens the documents lies beside the data (${keyPath(settings.dataDir)}). Set KYC_ENCRYPTION_KEY and keep the key elsewhere.`);
  }
  return { keys: found.keys, storedKeyId };
}

/**
 * Encrypts what an earlier version stored, and what lies under an older key, with the first one: before anybody is served,
 * file after file, so that a kill only means going on with the rest.
 */
export async function bringUnderFirstKey({ keys, storedKeyId }: Opened, { database, log, place }: Needs, reseal: (how: Resealing) => Promise<number>): Promise<void> {
  if (storedKeyId === keys.firstId) return;
  const count = await reseal({ takesPlain: storedKeyId === null, log });
  if (count > 0) log(storedKeyId === null ? `Encrypted ${count} stored files.` : `Encrypted ${count} stored files with the new key; the old one is no longer needed.`);
  await database.insert(documentKeys).values({ place, keyId: keys.firstId })
    .onConflictDoUpdate({ target: documentKeys.place, set: { keyId: keys.firstId } });
}

async function storedKey(database: Database, place: string): Promise<string | null> {
  const [row] = await database.select().from(documentKeys).where(eq(documentKeys.place, place));
  return row?.keyId ?? null;
}
