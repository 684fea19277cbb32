/** What stands in a PDF's compressed streams (ISO 32000-1, 7.4.4). */
import { Unreadable } from './pdf-objects.ts';

/** More than any cross-reference of a document that people send. */
const maxInflatedBytes = 8 * 1024 * 1024;

/** @throws Unreadable */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  try {
    for (let step; !(step = await reader.read()).done && total <= maxInflatedBytes;) {
      parts.push(step.value);
      total += step.value.length;
    }
  } catch {
    throw new Unreadable();
  }
  if (total <= maxInflatedBytes) return new Uint8Array(await new Blob(parts).arrayBuffer());
  await reader.cancel();
  throw new Unreadable();
}

/** Rows without the PNG predictors that writers use here: none, left, above. @throws Unreadable for others */
export function unpredicted(data: Uint8Array, columns: number): Uint8Array {
  const width = columns + 1;
  if (!(columns > 0)) throw new Unreadable();
  const rows = new Uint8Array(Math.floor(data.length / width) * columns);
  for (let at = 0; at < rows.length; at++) {
    const column = at % columns;
    const start = Math.floor(at / columns) * width;
    const predictor = data[start] ?? 0;
    const from = predictor === 2 ? at - columns : predictor === 1 && column > 0 ? at - 1 : -1;
    if (predictor > 2) throw new Unreadable();
    rows[at] = (data[start + 1 + column] ?? 0) + (rows[from] ?? 0);
  }
  return rows;
}

/** One character for one byte. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
