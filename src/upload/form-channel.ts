/** One multipart POST (RFC 7578). XMLHttpRequest, since fetch cannot report what has been sent. */
import { problemError } from '../contract/problem.ts';
import { KycError } from '../model/errors.ts';
import type { SendRequest, UploadChannel } from './upload-channel.ts';

/** Silence after which a request counts as lost. */
const stallMs = 60_000;

export const formChannel: UploadChannel = {
  protocol: 'form',
  send(request) {
    if (request.target.protocol !== 'form') return Promise.reject(new KycError('contract_error'));
    if (request.signal.aborted) return Promise.reject(new KycError('aborted'));
    return post(request, request.target);
  },
};

function post(request: SendRequest, target: Extract<SendRequest['target'], { protocol: 'form' }>): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    const watch = stallWatch(abort);
    const fail = (error: KycError) => reject(request.signal.aborted ? new KycError('aborted') : error);
    xhr.upload.onprogress = ({ loaded, total }) => {
      watch.alive();
      const overhead = Math.max(0, total - request.bytes.size);
      request.onProgress(Math.min(request.bytes.size, Math.max(0, loaded - overhead)));
    };
    xhr.onload = () => {
      // XMLHttpRequest follows redirects by itself: what went elsewhere does not count as sent.
      if (isElsewhere(xhr.responseURL, target.url)) fail(new KycError('unexpected_redirect', { detail: { status: 302 } }));
      else if (xhr.status >= 200 && xhr.status < 300) resolve();
      else fail(failureOf(xhr));
    };
    xhr.onerror = () => fail(new KycError('connection_error', { retryable: true }));
    xhr.onabort = () => fail(new KycError('connection_error', { retryable: true }));
    xhr.onloadend = () => {
      watch.stop();
      request.signal.removeEventListener('abort', abort);
    };
    request.signal.addEventListener('abort', abort);
    xhr.open('POST', target.url);
    xhr.withCredentials = request.withCredentials;
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.send(formData(request, target));
  });
}

function isElsewhere(reached: string, asked: string): boolean {
  return reached !== '' && reached !== new URL(asked, document.baseURI).href.split('#')[0];
}

/** Fields first: servers that stream need them before the file. The file's own name stays here. */
function formData({ bytes }: SendRequest, target: Extract<SendRequest['target'], { protocol: 'form' }>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields ?? {})) form.append(name, value);
  form.append(target.fileField, bytes, 'document');
  return form;
}

function failureOf(xhr: XMLHttpRequest): KycError {
  const header = (name: string) => xhr.getResponseHeader(name);
  return problemError({ status: xhr.status, body: xhr.responseText, header }, Date.now());
}

function stallWatch(onStall: () => void): { alive(): void; stop(): void } {
  let timer = setTimeout(onStall, stallMs);
  return {
    alive() {
      clearTimeout(timer);
      timer = setTimeout(onStall, stallMs);
    },
    stop: () => clearTimeout(timer),
  };
}
