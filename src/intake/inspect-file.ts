/** The inspection of this version: what the server states (type, size), and that the bytes can be read. */
import { statedRefusal } from '../model/limits.ts';
import type { Category } from '../model/verification.ts';
import type { Verdict } from './intake.ts';

const typeByEnding: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif',
  heic: 'image/heic', heif: 'image/heif', pdf: 'application/pdf',
};

export async function inspectFile(file: File, category: Category): Promise<Verdict> {
  const mediaType = mediaTypeOf(file);
  const refusal = statedRefusal(category, { size: file.size, type: mediaType });
  if (refusal) return { kind: 'refuse', refusal };
  const isReadable = await canRead(file);
  return isReadable
    ? { kind: 'accept', bytes: file, mediaType }
    : { kind: 'refuse', refusal: { code: 'file_changed' } };
}

/** The browser's media type, or the one its ending stands for where the system knows none. */
function mediaTypeOf(file: File): string {
  if (file.type) return file.type;
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  return typeByEnding[ending] ?? '';
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
