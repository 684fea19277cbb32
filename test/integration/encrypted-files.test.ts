/** The format of encrypted files, without a backend: what goes in comes out, and nothing else ever does. */
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DamagedFile, headerBytes, keyIdIn, Keyring, plainSize, recordBytes, seal, sizeOfRecord, unseal, type Bytes } from '../../demo/server/storage/encryption.ts';

const [one, other] = [randomBytes(32), randomBytes(32)];
const keys = new Keyring([one]);
const sealing = { keys, name: 'file' };

async function* chunked(bytes: Uint8Array, size = 10_000): Bytes {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const sealed = (plain: Uint8Array, given = sealing): Promise<Buffer> => all(seal(chunked(plain), given));
const opened = (file: Uint8Array, given = sealing, chunk?: number): Promise<Buffer> => all(unseal(chunked(file, chunk), given));
/** Comparing megabytes with `toEqual` takes seconds. */
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What was handed on before it broke off. */
async function beforeBreak(file: Uint8Array): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const reading = (async () => {
    for await (const chunk of unseal(chunked(file), sealing)) chunks.push(chunk);
  })();
  await expect(reading).rejects.toBeInstanceOf(DamagedFile);
  return Buffer.concat(chunks);
}

/** Header and records of a file, one by one. */
function partsOf(file: Buffer): { header: Buffer; records: Buffer[] } {
  const records: Buffer[] = [];
  for (let rest = file.subarray(headerBytes); rest.length > 0; rest = rest.subarray(sizeOfRecord(rest))) records.push(rest.subarray(0, sizeOfRecord(rest)));
  return { header: file.subarray(0, headerBytes), records };
}

describe('an encrypted file', () => {
  it.each([0, 1, recordBytes - 1, recordBytes, recordBytes + 1, 2 * recordBytes, 5_000_000])('gives back %d bytes, however they come', async (size) => {
    const plain = randomBytes(size);
    for (const chunk of [1000, 65_536, 5_000_000]) {
      const file = await all(seal(chunked(plain, chunk), sealing));
      expect(plainSize(file.length)).toBe(size);
      expect(hash(await opened(file, sealing, chunk))).toBe(hash(plain));
    }
  });

  it('holds nothing of what is in it, and is another each time', async () => {
    const plain = Buffer.alloc(200_000, 'specimen ');
    const files = await Promise.all([sealed(plain), sealed(plain)]);
    expect(files.map((file) => file.includes('specimen'))).toEqual([false, false]);
    expect(files[0]?.subarray(headerBytes - 32)).not.toEqual(files[1]?.subarray(headerBytes - 32));
  });

  it('does not open when one bit is another, wherever it is', async () => {
    const file = await sealed(randomBytes(recordBytes + 300));
    const { header, records: [first] } = partsOf(file);
    const second = header.length + (first?.length ?? 0);
    const places = [
      ...header.keys(), ...Array.from({ length: 40 }, (_, index) => header.length + index), second - 17, second - 1,
      ...Array.from({ length: file.length - second }, (_, index) => second + index),
    ];
    for (const place of places) {
      const changed = Buffer.from(file);
      changed[place] = (changed[place] ?? 0) ^ (1 << place % 8);
      await expect(opened(changed), `byte ${place}`).rejects.toBeInstanceOf(DamagedFile);
    }
  });

  it('is never taken for whole when it was cut, not even by who counts on the size it seems to have', async () => {
    const file = await sealed(randomBytes(3 * recordBytes));
    const { header, records } = partsOf(file);
    const ends = records.map((_, index) => header.length + records.slice(0, index).reduce((sum, { length }) => sum + length, 0));
    for (const end of [0, 1, header.length - 1, ...ends, ...ends.map((each) => each + 20), file.length - 1]) {
      const cut = file.subarray(0, end);
      expect((await beforeBreak(cut)).length, `cut at ${end}`).toBeLessThan(Math.max(1, plainSize(cut.length)));
    }
  });

  it('does not open with records left out, repeated, exchanged or added', async () => {
    const { header, records } = partsOf(await sealed(randomBytes(2 * recordBytes + 10)));
    const { records: [foreign] } = partsOf(await sealed(randomBytes(3 * recordBytes)));
    const [a, b, last] = records as [Buffer, Buffer, Buffer];
    const arranged = [[b, last], [a, last], [a, a, last], [b, a, last], [a, b, last, last], [a, foreign as Buffer, last], [last]];
    for (const each of arranged) await expect(opened(Buffer.concat([header, ...each]))).rejects.toBeInstanceOf(DamagedFile);
    expect((await opened(Buffer.concat([header, a, b, last]))).length).toBe(2 * recordBytes + 10);
  });

  it('does not open in the place of another, with another key, or when it was never encrypted', async () => {
    const file = await sealed(randomBytes(1000));
    await expect(opened(file, { keys, name: 'another' })).rejects.toBeInstanceOf(DamagedFile);
    await expect(opened(file, { keys: new Keyring([other]), name: 'file' })).rejects.toBeInstanceOf(DamagedFile);
    await expect(opened(randomBytes(1000))).rejects.toBeInstanceOf(DamagedFile);
    // A key that claims to be the right one.
    const { header } = new Keyring([other]).begin('file');
    const claimed = Buffer.concat([file.subarray(0, 8), header.subarray(8, 16), file.subarray(16)]);
    await expect(opened(claimed, { keys: new Keyring([one, other]), name: 'file' })).rejects.toBeInstanceOf(DamagedFile);
  });

  it('opens with any of the keys, and is encrypted with the first', async () => {
    const [old, both] = [await sealed(Buffer.from('old')), { keys: new Keyring([other, one]), name: 'file' }];
    const young = await sealed(Buffer.from('young'), both);
    expect([String(await opened(old, both)), String(await opened(young, both))]).toEqual(['old', 'young']);
    expect(keyIdIn(young)).toBe(new Keyring([other]).firstId);
    await expect(opened(young)).rejects.toBeInstanceOf(DamagedFile);
  });
});
