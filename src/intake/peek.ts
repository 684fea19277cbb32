/** The first look at a chosen file, before it takes a place: what its name and its first bytes say. */
import type { Refusal } from '../model/upload.ts';
import type { Category } from '../model/verification.ts';
import { peekRefusal } from './formats/media-type.ts';

/** As many first bytes as tell the types apart. */
const headBytes = 1024;

/** A folder, or a file changed or deleted after it was chosen, cannot be read: `file_changed`. */
export async function peekAt(file: File, category: Category): Promise<Refusal | undefined> {
  try {
    return peekRefusal(file, new Uint8Array(await file.slice(0, headBytes).arrayBuffer()), category);
  } catch {
    return { code: 'file_changed' };
  }
}
