/** What of a case the look at one of its files depends on. */
import type { CaseDraft } from '../domain/case.ts';
import { requirePlace, type FilePlace } from '../domain/uploads.ts';
import { versionConflict } from '../problem.ts';
import type { Circumstances } from './inspection.ts';

/** @throws Problem 404 when the file is gone, 409 when its category is. */
export function circumstancesOf(draft: CaseDraft, place: FilePlace): Circumstances {
  const { document, file: { fileName, mediaType } } = requirePlace(draft, place);
  const category = draft.state.categories.find(({ id }) => id === document.categoryId);
  if (!category) throw versionConflict();
  const { accept, privacy } = category;
  return { fileName, mediaType, accept, privacy };
}
