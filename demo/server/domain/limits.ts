/** What the provider states about a file (type, size), checked when it is announced and again on the bytes. */
import { Problem } from '../problem.ts';
import type { CaseCategory } from './configuration.ts';

/** Pages of one document whose type is numbered pages. */
export const maxPages = 20;

/** Endings of programs and pages. A name that says so is never a photo or a scan, whatever its declared type. */
const programEnding = /\.(?:exe|com|bat|cmd|scr|msi|ps1|vbs|js|mjs|jar|sh|app|lnk|html?|xhtml|svg|php)$/i;

interface AnnouncedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** @throws Problem 422 `type_not_allowed` or `too_large`, with the limit and the actual value. */
export function refuseAnnounced(category: CaseCategory, file: AnnouncedFile): void {
  if (!isAllowedType(category, file.mediaType) || programEnding.test(file.fileName)) {
    throw new Problem(422, 'type_not_allowed', { limit: category.accept.join(', '), actual: file.mediaType });
  }
  const tooLarge = sizeProblem(category, file.sizeBytes);
  if (tooLarge) throw tooLarge;
}

/**
 * What the bytes themselves say against a file, or null.
 * `sniffedType` is the media type found in the content. An image of another allowed kind than announced is no harm:
 * phones and chat programs name files carelessly.
 */
export function contentProblem(
  category: CaseCategory,
  file: { readonly mediaType: string },
  content: { readonly sizeBytes: number; readonly sniffedType: string | null },
): Problem | null {
  if (content.sizeBytes === 0) return new Problem(422, 'empty_file', { actual: 0 });
  const tooLarge = sizeProblem(category, content.sizeBytes);
  if (tooLarge) return tooLarge;
  const { sniffedType } = content;
  if (sniffedType === null) return new Problem(422, 'type_mismatch', { limit: file.mediaType });
  if (!isAllowedType(category, sniffedType)) {
    return new Problem(422, 'type_not_allowed', { limit: category.accept.join(', '), actual: sniffedType });
  }
  const isSameFamily = family(sniffedType) === family(file.mediaType);
  return isSameFamily ? null : new Problem(422, 'type_mismatch', { limit: file.mediaType, actual: sniffedType });
}

function sizeProblem(category: CaseCategory, sizeBytes: number): Problem | null {
  const { maxSizeBytes } = category;
  if (maxSizeBytes === null || sizeBytes <= maxSizeBytes) return null;
  return new Problem(422, 'too_large', { limit: maxSizeBytes, actual: sizeBytes });
}

/** Types we take when a category states none: those the content can be told by. */
const known: readonly string[] = [
  'image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/heif', 'application/pdf',
];

function isAllowedType(category: CaseCategory, mediaType: string): boolean {
  const allowed = category.accept.length > 0 ? category.accept : known;
  return allowed.includes(plainType(mediaType)) || (isHeif(mediaType) && allowed.some(isHeif));
}

function plainType(mediaType: string): string {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  return type === 'image/jpg' || type === 'image/pjpeg' ? 'image/jpeg' : type;
}

function isHeif(mediaType: string): boolean {
  return ['image/heic', 'image/heif'].includes(plainType(mediaType));
}

function family(mediaType: string): string {
  return plainType(mediaType).split('/')[0] ?? '';
}
