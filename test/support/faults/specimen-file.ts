/** Files to send: real PNG pictures of noise, with nothing in them that cleaning would change. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Draw } from './random.ts';

export interface SpecimenFile {
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly sha256: string;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** As wide as a card must be to be legible, whatever its height. */
const widthPx = 1024;

/** About so many bytes, at least 25,000; no two alike. */
export function noisePicture(draw: Draw, name: string, aboutBytes: number): SpecimenFile {
  const row = widthPx * 3 + 1;
  const heightPx = Math.max(8, Math.round(aboutBytes / row));
  const pixels = draw.bytes(row * heightPx);
  // Filter type 0 at the start of every row (PNG §9.2).
  for (let at = 0; at < pixels.length; at += row) pixels[at] = 0;
  const size = Buffer.alloc(13);
  size.writeUInt32BE(widthPx, 0);
  size.writeUInt32BE(heightPx, 4);
  size.set([8, 2, 0, 0, 0], 8);
  const bytes = Buffer.concat([signature, chunk('IHDR', size), chunk('IDAT', deflateSync(pixels, { level: 0 })), chunk('IEND', Buffer.alloc(0))]);
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
