/** What the fuzzer starts from: the accepted files of the corpus, the large ones with less picture in them. */
import { deflateSync, inflateSync } from 'node:zlib';
import { crc32 } from '../../../src/intake/formats/crc32.ts';
import { loadCorpus } from '../corpus.ts';

export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Of a JPEG's entropy-coded data, which no reader of ours decodes. */
const keptScanBytes = 600;

export async function loadBases(): Promise<readonly Base[]> {
  const { cases, bytesOf } = await loadCorpus();
  const bases = new Map<string, Base>();
  for (const testCase of cases) {
    const { file, expect: { verdict }, slot } = testCase;
    if (!file || bases.has(file) || verdict === 'refuse') continue;
    const bytes = await bytesOf(testCase);
    if (bytes) bases.set(file, { name: `${slot} ${file}`, bytes: smaller(bytes) });
  }
  return [...bases.values()];
}

function smaller(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0xff) return smallerJpeg(bytes);
  return bytes[0] === 0x89 ? smallerPng(bytes) : bytes;
}

function smallerJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let at = 2;
  while (bytes[at + 1] !== 0xda) at += 2 + wordAt(bytes, at + 2);
  const scan = at + 2 + wordAt(bytes, at + 2);
  const end = Buffer.from(bytes.buffer).lastIndexOf(Buffer.from([0xff, 0xd9]));
  // Stuffed zeroes may be cut from their mark: no mark is left at the end.
  const kept = bytes.slice(scan, scan + keptScanBytes).map((byte) => (byte === 0xff ? 0x7f : byte));
  return Uint8Array.from([...bytes.subarray(0, scan), ...kept, ...bytes.subarray(end)]);
}

function smallerPng(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const chunks = pngChunks(bytes);
  const isData = ({ type }: PngChunk) => type === 'IDAT';
  const rawBytes = inflateSync(Buffer.concat(chunks.filter(isData).map(({ data }) => data))).length;
  const first = chunks.findIndex(isData);
  const kept = chunks.flatMap((chunk, index) => (index === first ? [{ type: 'IDAT', data: deflateSync(Buffer.alloc(rawBytes)) }] : isData(chunk) ? [] : [chunk]));
  return Uint8Array.from([...bytes.subarray(0, 8), ...kept.flatMap((chunk) => [...pngChunk(chunk)])]);
}

interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** As far as they go. */
function pngChunks(bytes: Uint8Array): PngChunk[] {
  const chunks: PngChunk[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = Buffer.from(bytes.buffer).readUInt32BE(at);
    if (at + 12 + length > bytes.length) break;
    chunks.push({ type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function pngChunk({ type, data }: PngChunk): Uint8Array {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4), 0) >>> 0, 8 + data.length);
  return chunk;
}

/** With the checksums that its chunks should have: what is behind them is reached. */
export function withChecksums(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes[0] !== 0x89) return bytes;
  const chunks = pngChunks(bytes).map(pngChunk);
  const sound = chunks.reduce((sum, chunk) => sum + chunk.length, 8);
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, 8), ...chunks, bytes.subarray(sound)]));
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
