/** The pages of one document and their order. */
import { Problem } from '../problem.ts';
import type { CaseDocument } from './case.ts';

/**
 * Numbers the pages as named: every page once. A file on its way to take a page's place goes where that page goes,
 * whether it is named or not.
 * @throws Problem 422 `invalid_request` for anything else
 */
export function orderPages({ id: documentId, files }: CaseDocument, order: readonly string[]): void {
  const pages = files.filter(({ side }) => side === 'page');
  const swaps = new Map(pages.flatMap(({ id, swaps: swapped }) => (
    swapped !== null && pages.some((page) => page.id === swapped) ? [[id, swapped] as const] : [])));
  const wanted = order.filter((id) => !swaps.has(id));
  const standing = pages.filter(({ id }) => !swaps.has(id));
  const isPermutation = wanted.length === standing.length && standing.every(({ id }) => wanted.includes(id));
  if (!isPermutation) throw new Problem(422, 'invalid_request', { paths: ['pageOrder'], documentId });
  for (const page of pages) page.page = wanted.indexOf(swaps.get(page.id) ?? page.id) + 1;
  files.sort((one, other) => one.page - other.page);
}
