/** The bytes of an announced file as each protocol of the contract takes them, by nothing but `fetch`. */
import type { UploadTarget } from '../../src/model/verification.ts';

/** Everything from the first byte on. `headers` are what the endpoint's own origin gets, e.g. `Authorization`. */
export function sendUpload(upload: UploadTarget, bytes: Blob, headers: HeadersInit = {}): Promise<Response> {
  switch (upload.protocol) {
    case 'tus': return fetch(upload.url, tusPatch(bytes, 0, headers));
    case 'put': return fetch(upload.url, { method: 'PUT', body: withoutType(bytes), headers: upload.headers });
    case 'form': return fetch(upload.url, { method: 'POST', body: formOf(upload, bytes), headers });
  }
}

/** tus 1.0: everything from an offset on. */
export function tusPatch(bytes: Blob, offset: number, headers: HeadersInit = {}): RequestInit {
  const all = new Headers(headers);
  all.set('Tus-Resumable', '1.0.0');
  all.set('Upload-Offset', String(offset));
  all.set('Content-Type', 'application/offset+octet-stream');
  return { method: 'PATCH', body: bytes.slice(offset), headers: all };
}

function formOf(upload: Extract<UploadTarget, { protocol: 'form' }>, bytes: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields ?? {})) form.set(name, value);
  form.set(upload.fileField, bytes, 'file');
  return form;
}

/** A blob with a type of its own would add a `Content-Type` that was not signed. */
function withoutType(bytes: Blob): Blob {
  return bytes.slice(0, bytes.size, '');
}
