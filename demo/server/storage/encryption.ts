/**
 * The one format in which bytes of documents lie anywhere: encrypted, and noticed when anybody changed them.
 *
 * A file is a header and records of at most 64 KiB of plain text, so that it is written and read as a stream:
 *
 *     header   magic 8 · key id 8 · salt 32
 *     record   nonce 12 · length 4, its top bit set on the last record · ciphertext · tag 16
 *
 * - Each file has a key of its own: HKDF-SHA256 (RFC 5869) of the provider's key, the file's random salt, and the file's
 *   name. Under another name a file does not open, so files cannot be exchanged for each other.
 * - AES-256-GCM with 96-bit nonces drawn at random and 128-bit tags (NIST SP 800-38D, 8.2.2): a key that serves one
 *   file stays far below the 2^32 records allowed. Nonces are not counted, because an upload that was cut writes the
 *   same record number again, with other bytes.
 * - Number and "last" of a record are authenticated with it, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway
 *   and Vizár, CRYPTO 2015): records cannot be cut off, repeated or reordered.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

export type Bytes = AsyncIterable<Uint8Array>;

/** Who can open a file, and what it is called where it lies. */
export interface Sealing {
  readonly keys: Keyring;
  readonly name: string;
}

const magic = Buffer.from('KYCSEAL1', 'latin1');
const keyIdBytes = 8;
const saltBytes = 32;
const nonceBytes = 12;
const lengthBytes = 4;
const tagBytes = 16;
const cipher = 'aes-256-gcm';
const lastBit = 0x8000_0000;

export const keyBytes = 32;
export const headerBytes = magic.length + keyIdBytes + saltBytes;
/** Nonce and length, by which a record's end is found without opening it. */
export const frontBytes = nonceBytes + lengthBytes;
const overheadBytes = frontBytes + tagBytes;
/** Plain text in a full record. */
export const recordBytes = 64 * 1024;

/** Not encrypted, damaged, exchanged, or encrypted with a key we do not have: which of these, nobody outside is told. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  /** The file's name, made here and never a person's words; logs may show it. */
  readonly code: string;

  constructor(name: string) {
    super('a stored file cannot be opened');
    this.code = name;
  }
}

/** Keys of the provider: the first encrypts, all decrypt. */
export class Keyring {
  /** Of the key that encrypts. */
  readonly firstId: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    this.firstId = idOf(keys[0]);
    this.#keys = new Map(keys.map((key) => [idOf(key), key]));
  }

  has(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  /** For a new file. */
  begin(name: string): { header: Buffer; fileKey: Buffer } {
    const header = Buffer.concat([magic, Buffer.from(this.firstId, 'hex'), randomBytes(saltBytes)]);
    return { header, fileKey: this.fileKey(header, name) };
  }

  /** @throws DamagedFile */
  fileKey(header: Uint8Array, name: string): Buffer {
    const key = this.#keys.get(keyIdIn(header) ?? '');
    if (!key) throw new DamagedFile(name);
    const salt = header.subarray(magic.length + keyIdBytes, headerBytes);
    return Buffer.from(hkdfSync('sha256', key, salt, `kyc-verification file 1 ${name}`, keyBytes));
  }
}

/** Which key a file was encrypted with, as hexadecimal; null where `header` is no encrypted file's beginning. */
export function keyIdIn(header: Uint8Array): string | null {
  const given = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  if (given.length < headerBytes || !given.subarray(0, magic.length).equals(magic)) return null;
  return given.subarray(magic.length, magic.length + keyIdBytes).toString('hex');
}

/** Says which key, and nothing about it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('kyc-verification key id 1 ').update(key).digest('hex').slice(0, 2 * keyIdBytes);
}

/** A whole file: every record full but the last. */
export async function* seal(bytes: Bytes, { keys, name }: Sealing): AsyncGenerator<Buffer> {
  const { header, fileKey } = keys.begin(name);
  yield header;
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of bytes) {
    rest = joined(rest, chunk);
    for (; rest.length > recordBytes; rest = rest.subarray(recordBytes)) {
      yield sealRecord({ fileKey, number, isLast: false }, rest.subarray(0, recordBytes));
      number += 1;
    }
  }
  yield sealRecord({ fileKey, number, isLast: true }, rest);
}

/**
 * The plain bytes of a whole file. A record is handed on only once the next one has opened too: whoever was told the size
 * the file seems to have never gets all of it from a file that was cut.
 * @throws DamagedFile
 */
export async function* unseal(sealed: Bytes, sealing: Sealing): AsyncGenerator<Buffer> {
  let held: OpenedRecord | null = null;
  for await (const record of openRecords(sealed, sealing)) {
    if (held?.isLast) throw new DamagedFile(sealing.name);
    if (held) yield held.plain;
    held = record;
  }
  if (!held?.isLast) throw new DamagedFile(sealing.name);
  if (held.plain.length > 0) yield held.plain;
}

/** Plain bytes in a whole file of so many. */
export function plainSize(sealedBytes: number): number {
  const body = sealedBytes - headerBytes;
  return body - Math.ceil(body / (recordBytes + overheadBytes)) * overheadBytes;
}

interface Position {
  readonly fileKey: Buffer;
  /** Of the record in its file, from 0. */
  readonly number: number;
  readonly isLast: boolean;
}

export function sealRecord({ fileKey, number, isLast }: Position, plain: Uint8Array): Buffer {
  const front = randomBytes(frontBytes);
  front.writeUInt32BE((plain.length | (isLast ? lastBit : 0)) >>> 0, nonceBytes);
  const sealing = createCipheriv(cipher, fileKey, front.subarray(0, nonceBytes), { authTagLength: tagBytes }).setAAD(authenticated(front, number));
  const body = sealing.update(plain);
  sealing.final();
  return Buffer.concat([front, body, sealing.getAuthTag()]);
}

export interface OpenedRecord {
  readonly plain: Buffer;
  readonly isLast: boolean;
}

/** Records one after the other, whether or not the last of them says so. @throws DamagedFile */
export async function* openRecords(sealed: Bytes, { keys, name }: Sealing): AsyncGenerator<OpenedRecord> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let fileKey: Buffer | null = null;
  for await (const chunk of sealed) {
    rest = joined(rest, chunk);
    if (!fileKey && rest.length >= headerBytes) {
      fileKey = keys.fileKey(rest, name);
      rest = rest.subarray(headerBytes);
    }
    for (let size = sizeOfRecord(rest); fileKey && size <= rest.length; size = sizeOfRecord(rest)) {
      yield openRecord(rest.subarray(0, size), { fileKey, number, name });
      rest = rest.subarray(size);
      number += 1;
    }
    if (fileKey && rest.length >= frontBytes && plainSizeOfRecord(rest) > recordBytes) throw new DamagedFile(name);
  }
  if (!fileKey || rest.length > 0) throw new DamagedFile(name);
}

/** Bytes of plain text in the record that begins with `front`. */
export function plainSizeOfRecord(front: Buffer): number {
  return front.readUInt32BE(nonceBytes) & ~lastBit;
}

/** Bytes of the record that begins with `front`; without end while that is not to be seen. */
export function sizeOfRecord(front: Buffer): number {
  return front.length < frontBytes ? Infinity : overheadBytes + plainSizeOfRecord(front);
}

function openRecord(record: Buffer, { fileKey, number, name }: { fileKey: Buffer; number: number; name: string }): OpenedRecord {
  const nonce = record.subarray(0, nonceBytes);
  const opening = createDecipheriv(cipher, fileKey, nonce, { authTagLength: tagBytes })
    .setAAD(authenticated(record, number)).setAuthTag(record.subarray(-tagBytes));
  const plain = opening.update(record.subarray(frontBytes, -tagBytes));
  try {
    opening.final();
  } catch {
    throw new DamagedFile(name);
  }
  return { plain, isLast: record.readUInt32BE(nonceBytes) >= lastBit };
}

/** A record's number, and its length with "last". */
function authenticated(front: Buffer, number: number): Buffer {
  const text = Buffer.alloc(8 + lengthBytes);
  text.writeBigUInt64BE(BigInt(number));
  front.copy(text, 8, nonceBytes, frontBytes);
  return text;
}

function joined(rest: Buffer, chunk: Uint8Array): Buffer {
  const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return rest.length === 0 ? next : Buffer.concat([rest, next]);
}
