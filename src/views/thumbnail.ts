/** A small picture of a file; a drawn sheet until there is one, and where there is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Upload } from '../model/upload.ts';
import type { DocumentFile } from '../model/verification.ts';
import type { ViewContext } from './context.ts';

type Source = { readonly file: DocumentFile } | { readonly upload: Upload };
type Load = (signal: AbortSignal) => ReturnType<ViewContext['loadThumbnail']>;

/** One loader per file, so that drawing again does not load again. */
const loaders = new WeakMap<ViewContext['loadThumbnail'], Map<string, Load>>();

export function thumbnail(source: Source, load: ViewContext['loadThumbnail'], mediaType: string): TemplateResult {
  const isSheet = mediaType === 'application/pdf';
  // The server has no picture of what has not arrived.
  const hasPicture = !isSheet && ('upload' in source || source.file.uploadedAt !== null);
  return html`<span class="thumb" part="thumbnail">
    <svg class="thumb-drawing" viewBox="0 0 52 36" aria-hidden="true" focusable="false"><path d=${isSheet
      ? 'M17 4h14l6 6v22H17ZM21 15h12M21 20h12M21 25h8'
      : 'M9 9h11v12H9ZM25 11h18M25 17h18M25 23h11'}></path></svg>
    ${hasPicture
      ? html`<kyc-verification-thumbnail class="thumb-picture" .load=${loaderOf(source, load)}></kyc-verification-thumbnail>`
      : nothing}
  </span>`;
}

function loaderOf(source: Source, load: ViewContext['loadThumbnail']): Load {
  const key = 'file' in source ? `file ${source.file.id} ${source.file.sha256}` : uploadKey(source.upload);
  const known = loaders.get(load) ?? new Map<string, Load>();
  loaders.set(load, known);
  const loader = known.get(key) ?? ((signal) => load(source, signal));
  known.set(key, loader);
  return loader;
}

/** No picture before the file was looked at; a row from before a reload has none until its file was chosen again. */
function uploadKey({ uploadId, phase }: Upload): string {
  return `upload ${uploadId}${phase.kind === 'needs_file' || phase.kind === 'inspecting' ? ' without picture' : ''}`;
}
