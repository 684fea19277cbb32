/** The inspection of this version: that the bytes can be read. What the server states is checked before, without reading. */
import { mediaTypeOf } from '../model/limits.ts';
import type { Verdict } from './intake.ts';

export async function inspectFile(file: File): Promise<Verdict> {
  if (await canRead(file)) return { kind: 'accept', bytes: file, mediaType: mediaTypeOf(file) };
  return { kind: 'refuse', refusal: { code: 'file_changed' } };
}

/** A folder, or a file changed or deleted after it was chosen, cannot be read. */
async function canRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
