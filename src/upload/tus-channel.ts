/**
 * tus 1.0 (https://tus.io/protocols/resumable-upload): asks for the offset and sends everything from there.
 *
 * `target.url` is the upload itself, made by the backend. The library does the protocol; repeats and what to remember
 * over a reload are ours, so its own are off. It loads with the first upload of this kind.
 */
import type { HttpRequest, HttpResponse, UploadOptions } from 'tus-js-client';
import { KycError } from '../model/errors.ts';
import type { SendRequest, UploadChannel } from './upload-channel.ts';
import { failureOf } from './xhr.ts';

export const tusChannel: UploadChannel = {
  protocol: 'tus',
  async send(request) {
    if (request.target.protocol !== 'tus') throw new KycError('contract_error');
    const { Upload } = await import('tus-js-client');
    if (request.signal.aborted) throw new KycError('aborted');
    return new Promise((resolve, reject) => {
      const upload = new Upload(request.bytes, { ...optionsOf(request), onSuccess: () => settle(), onError: (reason) => settle(errorOf(reason)) });
      const abort = () => {
        void upload.abort();
        settle(new KycError('aborted'));
      };
      const settle = (error?: KycError) => {
        request.signal.removeEventListener('abort', abort);
        if (error) reject(error);
        else resolve();
      };
      request.signal.addEventListener('abort', abort);
      upload.start();
    });
  },
};

function optionsOf({ target, bytes, headers, withCredentials, onProgress, onStored }: SendRequest): UploadOptions {
  return {
    uploadUrl: target.url,
    headers: { ...headers },
    retryDelays: null,
    storeFingerprintForResuming: false,
    onBeforeRequest(request) {
      (request.getUnderlyingObject() as XMLHttpRequest).withCredentials = withCredentials;
    },
    onAfterResponse(request, response) {
      const failure = failureOf(response.getUnderlyingObject() as XMLHttpRequest, target.url);
      if (failure) throw failure;
      onStored(checkedOffset(request, response, bytes.size));
    },
    onProgress,
  };
}

/**
 * The offset an answer names.
 * @throws KycError `contract_error` when there is none, `offset_mismatch` when it cannot be true of this file.
 */
function checkedOffset(request: HttpRequest, response: HttpResponse, sizeBytes: number): number {
  const offset = wholeNumber(response.getHeader('Upload-Offset'));
  if (offset === undefined) throw new KycError('contract_error', { retryable: true, detail: { paths: ['Upload-Offset'] } });
  const isHead = request.getMethod() === 'HEAD';
  const length = isHead ? wholeNumber(response.getHeader('Upload-Length')) ?? sizeBytes : sizeBytes;
  // An answer to bytes that does not move on would be followed by the same bytes for ever.
  const least = isHead ? 0 : (wholeNumber(request.getHeader('Upload-Offset')) ?? 0) + 1;
  if (length !== sizeBytes || offset > sizeBytes || offset < least) {
    throw new KycError('offset_mismatch', { retryable: true, detail: { limit: sizeBytes, actual: offset } });
  }
  return offset;
}

function wholeNumber(value: string | undefined | null): number | undefined {
  return value && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** What we threw ourselves comes back wrapped; everything else is a connection that broke, or a file that cannot be read. */
function errorOf(reason: unknown): KycError {
  const cause: unknown = (reason as { causingError?: unknown }).causingError;
  if (cause instanceof KycError) return cause;
  if (cause instanceof DOMException && cause.name === 'NotReadableError') return new KycError('file_changed');
  return new KycError('connection_error', { retryable: true });
}
