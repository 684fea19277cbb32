/** What the channels share of XMLHttpRequest, which is used because fetch cannot report what has been sent. */
import { problemError } from '../contract/problem.ts';
import { KycError } from '../model/errors.ts';
import type { SendRequest } from './upload-channel.ts';

interface OneRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly withCredentials: boolean;
  readonly body: Blob | FormData;
}

/** One request with the whole file in it. */
export function sendWhole(request: SendRequest, { method, url, headers, withCredentials, body }: OneRequest): Promise<void> {
  if (request.signal.aborted) return Promise.reject(new KycError('aborted'));
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    const settle = (error?: KycError) => {
      request.signal.removeEventListener('abort', abort);
      if (request.signal.aborted) reject(new KycError('aborted'));
      else if (error) reject(error);
      else resolve();
    };
    xhr.upload.onprogress = ({ loaded, total }) => request.onProgress(bytesOfFile(request.bytes.size, loaded, total));
    xhr.onload = () => settle(failureOf(xhr, url));
    xhr.onerror = xhr.onabort = () => settle(new KycError('connection_error', { retryable: true }));
    request.signal.addEventListener('abort', abort);
    xhr.open(method, url);
    xhr.withCredentials = withCredentials;
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(body);
  });
}

/** The error an answer stands for; undefined when it is a success. */
export function failureOf(xhr: XMLHttpRequest, askedUrl: string): KycError | undefined {
  // XMLHttpRequest follows redirects by itself: what went elsewhere does not count as sent.
  if (isElsewhere(xhr.responseURL, askedUrl)) return new KycError('unexpected_redirect', { retryable: true, detail: { status: 302 } });
  if (xhr.status >= 200 && xhr.status < 300) return undefined;
  // Asking for a header another origin does not expose would be an error on the console; the list has the others.
  const headers = new Headers(xhr.getAllResponseHeaders().trim().split(/[\r\n]+/).filter((line) => line.includes(':'))
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return problemError({ status: xhr.status, body: xhr.responseText, header: (name) => headers.get(name) }, Date.now());
}

function isElsewhere(reached: string, asked: string): boolean {
  return reached !== '' && reached !== new URL(asked, document.baseURI).href.split('#')[0];
}

/** Bytes of the file, not of the envelope around it. */
function bytesOfFile(sizeBytes: number, loaded: number, total: number): number {
  const envelopeBytes = Math.max(0, total - sizeBytes);
  return Math.min(sizeBytes, Math.max(0, loaded - envelopeBytes));
}
