/** What took the place of what: earlier versions of documents, and how a rejected one is made good. */
import { documentTypeOf, inCategory } from './selectors.ts';
import type { Category, DocumentFile, Verification, VerificationDocument } from './verification.ts';

/**
 * Whether a new document takes the place of this one, rather than a file in it: a document of one side has no other
 * side to keep, and as a document of its own the earlier one stays to be looked back on.
 */
export function isReplacedWhole(category: Category | undefined, { documentTypeId, files }: VerificationDocument): boolean {
  const sides = (category && documentTypeOf(category, documentTypeId))?.sides ?? [];
  return files.length === 1 && sides.length === 1 && sides[0] !== 'page';
}

/** A rejected file beside a later one at its place; some servers keep it. */
export function isSuperseded({ files }: VerificationDocument, file: DocumentFile): boolean {
  return file.status === 'rejected'
    && files.slice(files.indexOf(file) + 1).some(({ side, page, status }) => side === file.side && page === file.page && status !== 'uploading');
}

/** One document as it was before. */
export interface EarlierVersion {
  readonly document: VerificationDocument;
  readonly files: readonly DocumentFile[];
}

/** Documents of a category that others took the place of, and such files of those that stand; the latest first. */
export function earlierVersions({ documents }: Verification, categoryId: string): EarlierVersion[] {
  return inCategory(documents, categoryId).flatMap((document): EarlierVersion[] => {
    if (document.status === 'replaced') return [{ document, files: document.files }];
    const files = document.files.filter((file) => isSuperseded(document, file));
    return files.length > 0 ? [{ document, files }] : [];
  }).toSorted((a, b) => addedAt(b).localeCompare(addedAt(a)));
}

/** RFC 3339; empty when nothing of it had arrived. */
export function addedAt({ files }: EarlierVersion): string {
  return files.map(({ uploadedAt }) => uploadedAt ?? '').toSorted().at(-1) ?? '';
}
