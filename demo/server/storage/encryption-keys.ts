/** Where the provider's keys come from: a variable, or a file beside the data that is made once. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyBytes, Keyring } from './encryption.ts';
import { syncDirectory } from './sync.ts';

interface KeySources {
  /** As in `KYC_ENCRYPTION_KEY`. */
  readonly encryptionKeys: readonly string[];
  readonly dataDir: string;
}

export interface FoundKeys {
  readonly keys: Keyring;
  /** One lies in the data folder: whoever copies that has both. */
  readonly isBesideData: boolean;
}

/**
 * Keys of the variable come first. One that was made here still opens what it encrypted.
 * @throws Error naming what cannot be used, never a key.
 */
export async function findKeys({ encryptionKeys, dataDir }: KeySources, makeWhenNone: boolean): Promise<FoundKeys | null> {
  const given = encryptionKeys.map((text, index) => keyOf(text) ?? unusable(`key ${index + 1} of ${encryptionKeys.length} in KYC_ENCRYPTION_KEY`));
  const path = keyPath(dataDir);
  const stored = await storedKey(path) ?? (given.length === 0 && makeWhenNone ? await makeKey(path, dataDir) : null);
  const [first, ...others] = stored ? [...given, stored] : given;
  return first ? { keys: new Keyring([first, ...others]), isBesideData: stored !== null } : null;
}

export function keyPath(dataDir: string): string {
  return join(dataDir, 'encryption.key');
}

/** 32 bytes as hexadecimal or base64 of either alphabet; null for anything else. */
function keyOf(text: string): Buffer | null {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  const isBase64 = /^[\w+/-]{43}=?$/.test(text);
  const key = isHex ? Buffer.from(text, 'hex') : Buffer.from(isBase64 ? text : '', 'base64');
  return key.length === keyBytes ? key : null;
}

function unusable(what: string): never {
  throw new Error(`${what} is not 32 bytes as hexadecimal or base64; make one with: openssl rand -base64 32`);
}

async function storedKey(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((reason: unknown) => {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return null;
    throw reason;
  });
  return text === null ? null : keyOf(text.trim()) ?? unusable(`the key in ${path}`);
}

/** On the disk before anything is encrypted with it. */
async function makeKey(path: string, dataDir: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  await writeFile(`${path}.new`, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  await syncDirectory(dataDir);
  return key;
}
