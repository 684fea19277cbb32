/** The files of a document at their places. */
import type { DocumentFile, Side, VerificationDocument } from './verification.ts';

/** The pages of a document in their order. */
export function pagesOf({ files }: VerificationDocument): DocumentFile[] {
  return files.filter(({ side }) => side === 'page').sort((one, other) => one.page - other.page);
}

/** The file that stands at a side now: the newest that is not rejected, else the newest. */
export function fileAt(document: VerificationDocument, side: Side): DocumentFile | undefined {
  const files = document.files.filter((file) => file.side === side);
  return files.findLast(({ status }) => status !== 'rejected') ?? files.at(-1);
}
