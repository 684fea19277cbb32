/** Documents of pages. */
import type { DocumentFile, VerificationDocument } from './verification.ts';

/** The pages of a document in their order. */
export function pagesOf({ files }: VerificationDocument): DocumentFile[] {
  return files.filter(({ side }) => side === 'page').sort((one, other) => one.page - other.page);
}
