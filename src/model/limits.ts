/** What the server states about files, checked before anything is sent: type, size, count. */
import type { Refusal } from './upload.ts';
import type { Category } from './verification.ts';

/** What a picture or a PDF may be, whatever the category says; the reference backend holds to the same numbers. */
export const contentLimits = {
  /** Below, nothing can be read (`too_few_pixels`). */
  minLongSidePx: 200,
  /** Below, small print gets hard to read (`low_resolution`): an ID-1 card (85.6 mm) at 300 dpi. */
  legibleLongSidePx: 1000,
  maxPixels: 100_000_000,
  maxSidePx: 32_767,
  maxPdfPages: 50,
} as const;

/** Files taken from one choice, drop or paste; more are refused with `too_many_files`. */
export const maxFilesAtOnce = 20;

/** A picture larger than this is not looked into to make it smaller. */
const maxShrunkBytes = 64 * 1024 * 1024;

/** Why the file cannot go to this category, judged by its size alone; undefined = it may, or it may be made to fit. */
export function statedRefusal(category: Category, file: Pick<File, 'name' | 'size' | 'type'>): Refusal | undefined {
  const { maxSizeBytes } = category;
  if (file.size === 0) return { code: 'empty_file', actual: 0 };
  if (maxSizeBytes !== null && file.size > maxSizeBytes && !isShrinkable(category, file)) return { code: 'too_large', limit: maxSizeBytes, actual: file.size };
  return undefined;
}

function isShrinkable({ privacy }: Category, file: Pick<File, 'name' | 'size' | 'type'>): boolean {
  const isChangeable = privacy.allowReencode || privacy.stripMetadata;
  return isChangeable && file.size <= maxShrunkBytes && mediaTypeOf(file).startsWith('image/');
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

/** Whether a media type matches the list; `image/*` stands for every image, HEIC and HEIF for each other. An empty list allows all. */
export function isTypeAllowed(accept: readonly string[], mediaType: string): boolean {
  const [group, name = ''] = mediaType.split('/');
  const names = /^hei[cf]$/.test(name) ? ['heic', 'heif', '*'] : [name, '*'];
  return accept.length === 0 || names.some((each) => accept.includes(`${group ?? ''}/${each}`));
}
