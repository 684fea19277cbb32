/** Whether an encrypted PDF opens without a password (ISO 32000-2, 7.6.4): readers try the empty one first. */
import { _MD5 } from '@noble/hashes/legacy.js';
import { bytesOf, type PdfDict, type PdfValue } from './pdf-objects.ts';

const md5 = (bytes: Uint8Array): Uint8Array => new _MD5().update(bytes).digest();

const padding = bytesOf('(\xbfN^Nu\x8aAd\0NV\xff\xfa\x01\x08..\0\xb6\xd0h>\x80/\x0c\xa9\xfedSiz');

/** `id`: the first of the file's identifiers. True where it cannot be told. */
export async function opensWithoutPassword(encrypt: PdfDict, id: PdfValue | undefined): Promise<boolean> {
  // Others need a certificate.
  if (encrypt.get('/Filter') !== '/Standard') return false;
  const revision = Number(encrypt.get('/R'));
  const stored = stringBytes(encrypt.get('/U'));
  if (revision > 6) return true;
  const check = revision < 5 ? checkByKey(encrypt, stringBytes(id)) : await checkByHash(stored, revision);
  return !check || check.every((byte, at) => byte === stored[at]);
}

/** What stands first in `/U` when the empty password opens the file: up to revision 4 by a key of MD5 and RC4. */
function checkByKey(encrypt: PdfDict, id: Uint8Array): Uint8Array {
  const revision = Number(encrypt.get('/R'));
  const key = fileKey(encrypt, { id, revision });
  if (revision < 3) return rc4(key, padding);
  let check = md5(joined(padding, id));
  for (let round = 0; round < 20; round++) check = rc4(key.map((byte) => byte ^ round), check);
  return check;
}

function fileKey(encrypt: PdfDict, { id, revision }: { id: Uint8Array; revision: number }): Uint8Array {
  const permissions = new Uint8Array(new Int32Array([Number(encrypt.get('/P'))]).buffer);
  const isOpen = revision > 3 && encrypt.get('/EncryptMetadata') === 'false';
  const bits = Number(encrypt.get('/Length') ?? (revision > 3 ? 128 : 40));
  // Some writers count bytes.
  const length = revision < 3 ? 5 : Math.min(16, Math.max(5, bits < 40 ? bits : bits >> 3));
  let key = md5(joined(padding, stringBytes(encrypt.get('/O')).subarray(0, 32), permissions, id, new Uint8Array(isOpen ? 4 : 0).fill(255)));
  for (let round = 0; revision > 2 && round < 50; round++) key = md5(key.subarray(0, length));
  return key.subarray(0, length);
}

/** From revision 5 on by SHA-2, in 6 with AES; undefined where the page may not. */
async function checkByHash(stored: Uint8Array, revision: number): Promise<Uint8Array | undefined> {
  // Without https there is no `subtle`, whatever the types say.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return undefined;
  const digest = async (bits: number, bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await subtle.digest(`SHA-${String(bits)}`, bytes));
  let hash = await digest(256, stored.slice(32, 40));
  for (let round = 0, last = 0; revision > 5 && (round < 64 || last > round - 32); round++) {
    const repeated = new Uint8Array(64 * hash.length).map((_byte, at) => hash[at % hash.length] ?? 0);
    const key = await subtle.importKey('raw', hash.subarray(0, 16), 'AES-CBC', false, ['encrypt']);
    const padded = await subtle.encrypt({ name: 'AES-CBC', iv: hash.subarray(16, 32) }, key, repeated);
    // The format knows no padding: what it adds is left away.
    const encrypted = new Uint8Array(padded, 0, repeated.length);
    hash = await digest(256 + 128 * (encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3), encrypted);
    last = encrypted.at(-1) ?? 0;
  }
  return hash.subarray(0, 32);
}

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = Uint8Array.from({ length: 256 }, (_byte, at) => at);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (one: number, other: number) => [state[one & 255], state[other & 255]] = [at(other), at(one)];
  let other = 0;
  for (let one = 0; one < 256; one++) swap(one, other = (other + at(one) + (key[one % key.length] ?? 0)) & 255);
  other = 0;
  return Uint8Array.from(data, (byte, index) => {
    swap(index + 1, other = (other + at(index + 1)) & 255);
    return byte ^ at(at(index + 1) + at(other));
  });
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function stringBytes(value: PdfValue | undefined): Uint8Array<ArrayBuffer> {
  return bytesOf(typeof value === 'string' ? value.slice(1) : '');
}
