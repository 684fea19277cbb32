/** A stored file as an answer: bytes that no browser takes for a page of ours. */
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { CaseDocument, CaseDraft, CaseFile } from '../domain/case.ts';
import { isStored } from '../domain/completeness.ts';
import { notFound } from '../problem.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { documentHeaders } from './security-headers.ts';

const endings: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'], ['image/png', 'png'], ['image/webp', 'webp'], ['image/avif', 'avif'], ['image/heic', 'heic'],
  ['image/heif', 'heif'], ['application/pdf', 'pdf'],
]);

interface Shown {
  readonly file: CaseFile;
  /** What is kept of it; left out, what the customer has in it. A rendition is made only of what few can show. */
  readonly as?: 'original' | 'rendition' | 'thumbnail';
  /** Shown in a tab of its own instead of downloaded; images only. */
  readonly isShown?: boolean;
}

export async function answerFile(c: Context, store: DocumentStore, { file, as = 'original', isShown = false }: Shown): Promise<Response> {
  const { key, mediaType } = keptAs(file, as);
  const { stream, sizeBytes } = await store.read(key);
  const type = endings.has(mediaType) ? mediaType : 'application/octet-stream';
  const kind = isShown && type.startsWith('image/') ? 'inline' : 'attachment';
  // Behind an answer to HEAD nobody reads: the file, or the connection to the storage, would stay open.
  const isRead = c.req.method !== 'HEAD';
  if (!isRead) stream.destroy();
  return c.newResponse(isRead ? Readable.toWeb(stream) as ReadableStream : null, 200, {
    ...documentHeaders,
    'Content-Type': type,
    'Content-Length': String(sizeBytes),
    // A name of ours: what the customer called it stays out of headers and download folders.
    'Content-Disposition': `${kind}; filename="${file.id}.${endings.get(type) ?? 'bin'}"`,
  });
}

/** @throws Problem 404 where nothing is kept, e.g. no thumbnail of a PDF. */
function keptAs({ received, mediaType }: CaseFile, as: Shown['as']): { key: string; mediaType: string } {
  if (!received) throw notFound();
  if (as === 'rendition' && received.renditionKey) return { key: received.renditionKey, mediaType: 'image/jpeg' };
  if (as !== 'thumbnail') return { key: received.storageKey, mediaType };
  if (received.thumbnailKey) return { key: received.thumbnailKey, mediaType: 'image/webp' };
  throw notFound();
}

/** A file whose bytes are complete. @throws Problem 404 */
export function requireStoredFile(draft: CaseDraft, documentId: string | null, fileId: string): { document: CaseDocument; file: CaseFile } {
  for (const document of draft.state.documents) {
    if (documentId !== null && document.id !== documentId) continue;
    const file = document.files.find((candidate) => candidate.id === fileId);
    if (file && (isStored(file) || file.status === 'rejected')) return { document, file };
  }
  throw notFound();
}
