/** What a person does to a picture before it is sent; fractions, so that it holds at any size. */
import type { Category } from './verification.ts';

/** A part of the picture as it stands upright after turning, as fractions of its width and height. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Edits {
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
  readonly crop: Crop | null;
}

/** Whether a picture may be turned and cropped: one every browser draws, where the category lets it be written anew. */
export function canEdit({ privacy }: Pick<Category, 'privacy'>, mediaType: string): boolean {
  return privacy.allowReencode && /^image\/(jpeg|png|webp|avif)$/.test(mediaType);
}

export const noEdits: Edits = { turns: 0, crop: null };

export function isEdited({ turns, crop }: Edits): boolean {
  return turns !== 0 || crop !== null;
}

/** As a resume record keeps them, in their order: `stored:fil_1` where what is edited lies on the server, `turn:1`, `crop:0.1,0.2,0.5,0.5`. */
export function writeEdits({ turns, crop }: Edits, storedId?: string): string[] {
  return [
    ...(storedId ? [`stored:${storedId}`] : []),
    ...(turns === 0 ? [] : [`turn:${String(turns)}`]),
    ...(crop ? [`crop:${[crop.x, crop.y, crop.width, crop.height].join(',')}`] : []),
  ];
}

/** Words of another version are left out. */
export function readEdits(words: readonly string[]): Edits {
  return words.reduce((edits, word) => ({ ...edits, ...readEdit(word) }), noEdits);
}

/** The stored file that edits were made of, when it was one. */
export function storedIdIn(words: readonly string[]): string | undefined {
  return words.find((word) => word.startsWith('stored:'))?.slice('stored:'.length);
}

function readEdit(word: string): Partial<Edits> {
  const [name, value = ''] = word.split(':');
  if (name === 'turn') return { turns: ([1, 2, 3] as const).find((turns) => String(turns) === value) ?? 0 };
  const [x = NaN, y = NaN, width = NaN, height = NaN] = value.split(',').map(Number);
  const isPart = [x, y].every((start) => start >= 0 && start < 1) && width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001;
  return name === 'crop' && isPart ? { crop: { x, y, width, height } } : {};
}
