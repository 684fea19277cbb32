/** A PDF of any size on the disk: one blank page, and one long stream that nothing refers to. */
import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

const objects = [
  '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n',
  '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n',
  '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n',
];
const before = `%PDF-1.7\n${objects.join('')}`;
const streamEnd = '\nendstream endobj\n';
const stepBytes = 4_194_304;

/** Exactly `sizeBytes` long; resolves to its path. `isSparse` leaves the stream a hole, which takes no room and reads as zeros. */
export async function pdfFile(path: string, sizeBytes: number, { isSparse = false } = {}): Promise<string> {
  const streamStart = before.length + streamObject(0).length;
  const end = sizeBytes - tail(sizeBytes).length;
  const handle = await open(path, 'w');
  await handle.write(before + streamObject(end - streamStart));
  if (!isSparse) await fill(handle, streamStart, end);
  await handle.write(tail(end), end);
  await handle.sync();
  await handle.close();
  return path;
}

/** Numbers as wide as they may get, so that no length depends on another. */
const wide = (number: number): string => String(number).padStart(10, '0');

function streamObject(lengthBytes: number): string {
  return `4 0 obj <</Length ${wide(lengthBytes)}>> stream\n`;
}

function tail(start: number): string {
  const offsets = [0, 1, 2, 3].map((index) => '%PDF-1.7\n'.length + objects.slice(0, index).join('').length);
  const entries = offsets.map((offset) => `${wide(offset)} 00000 n \n`).join('');
  const table = `xref\n0 5\n0000000000 65535 f \n${entries}trailer <</Size 5/Root 1 0 R>>\n`;
  return `${streamEnd}${table}startxref\n${wide(start + streamEnd.length)}\n%%EOF\n`;
}

async function fill(handle: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += stepBytes) {
    const bytes = randomBytes(Math.min(stepBytes, to - at));
    await handle.write(bytes, 0, bytes.length, at);
  }
}
