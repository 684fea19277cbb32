/** What the server states about files, checked before anything is sent: type, size, count. */
import type { Refusal } from './upload.ts';
import type { Category } from './verification.ts';

/** Files taken from one choice, drop or paste; more are refused with `too_many_files`. */
export const maxFilesAtOnce = 20;

/** Why the file cannot go to this category, judged by what is known without reading it; undefined = it may. */
export function statedRefusal(category: Category, file: Pick<File, 'name' | 'size' | 'type'>): Refusal | undefined {
  const { accept, maxSizeBytes } = category;
  if (file.size === 0) return { code: 'empty_file', actual: 0 };
  if (maxSizeBytes !== null && file.size > maxSizeBytes) return { code: 'too_large', limit: maxSizeBytes, actual: file.size };
  const type = mediaTypeOf(file);
  if (!isTypeAllowed(accept, type)) {
    return { code: 'type_not_allowed', limit: accept.join(', '), actual: type || 'unknown' };
  }
  return undefined;
}

const typeByEnding: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif',
  heic: 'image/heic', heif: 'image/heif', pdf: 'application/pdf',
};

/** The browser's media type, or the one its ending stands for where the system knows none. */
export function mediaTypeOf(file: { readonly name: string; readonly type: string }): string {
  if (file.type) return file.type;
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(typeByEnding, ending) ? typeByEnding[ending] ?? '' : '';
}

/** Whether a media type matches the list; `image/*` stands for every image. An empty list allows all. */
export function isTypeAllowed(accept: readonly string[], mediaType: string): boolean {
  const [group] = mediaType.split('/');
  return accept.length === 0 || accept.some((entry) => entry === mediaType || entry === `${group}/*`);
}
