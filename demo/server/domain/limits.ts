/** What the provider states about a file (type, size), checked when it is announced and again on the bytes. */
import { isDangerousName } from '../../../src/intake/formats/media-type.ts';
import { isTypeAllowed } from '../../../src/model/limits.ts';
import { Problem } from '../problem.ts';
import type { CaseCategory } from './configuration.ts';

/** Pages of one document whose type is numbered pages. */
export const maxPages = 20;

interface AnnouncedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** @throws Problem 422 `type_not_allowed` or `too_large`, with the limit and the actual value. */
export function refuseAnnounced(category: CaseCategory, file: AnnouncedFile): void {
  const isStated = !silentTypes.includes(plainType(file.mediaType));
  if ((isStated && !isAllowedType(category, file.mediaType)) || isDangerousName(file.fileName)) {
    throw typeNotAllowed(category, file.mediaType);
  }
  const tooLarge = sizeProblem(category, file.sizeBytes);
  if (tooLarge) throw tooLarge;
}

/** What speaks against bytes of this size and type in this category, or null. */
export function contentProblem(category: CaseCategory, content: Omit<AnnouncedFile, 'fileName'>): Problem | null {
  const { mediaType, sizeBytes } = content;
  return sizeProblem(category, sizeBytes) ?? (isAllowedType(category, mediaType) ? null : typeNotAllowed(category, mediaType));
}

function typeNotAllowed(category: CaseCategory, mediaType: string): Problem {
  return new Problem(422, 'type_not_allowed', { limit: category.accept.join(', '), actual: mediaType });
}

export function sizeProblem(category: CaseCategory, sizeBytes: number): Problem | null {
  const { maxSizeBytes } = category;
  if (maxSizeBytes === null || sizeBytes <= maxSizeBytes) return null;
  return new Problem(422, 'too_large', { limit: maxSizeBytes, actual: sizeBytes });
}

/** Types we take when a category states none: those the content can be told by. */
const known: readonly string[] = [
  'image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/heif', 'application/pdf',
];

/** What senders say who do not know; the content tells. */
const silentTypes: readonly string[] = ['', 'application/octet-stream'];

function isAllowedType({ accept }: CaseCategory, mediaType: string): boolean {
  return isTypeAllowed(accept.length > 0 ? accept : known, plainType(mediaType));
}

function plainType(mediaType: string): string {
  const type = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  return type === 'image/jpg' || type === 'image/pjpeg' ? 'image/jpeg' : type;
}
