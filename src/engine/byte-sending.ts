/** The bytes' own way of one upload: with the session's headers, watched for silence, told as they go. */
import { KycError } from '../model/errors.ts';
import type { UploadTarget } from '../model/verification.ts';
import type { Transfer } from '../upload/index.ts';
import type { Content } from './content.ts';
import type { UploadOptions } from './upload-options.ts';

interface Sending {
  readonly target: UploadTarget;
  readonly content: Content;
  readonly signal: AbortSignal;
  readonly onProgress: (loadedBytes: number) => void;
  readonly onStored: (storedBytes: number) => void;
}

type Headers = Readonly<Record<string, string>>;

export class ByteSending {
  readonly #options: UploadOptions;
  readonly #transfer: Transfer;
  #headers: Headers = {};
  #refused: Headers | undefined;

  constructor(options: UploadOptions) {
    this.#options = options;
    this.#transfer = options.newTransfer();
  }

  /** The server refused the session of the latest request: the next one goes with another. */
  refuse(): void {
    this.#refused = this.#headers;
  }

  /** The network has changed: a connection that hangs is not waited for. */
  nudge(): void {
    this.#transfer.nudge();
  }

  /** One attempt. Ends as soon as the file can no longer be read: the connection would only say that it broke. */
  async send(sending: Sending): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([sending.signal, ended.signal]);
    try {
      await Promise.race([this.#send({ ...sending, signal }), sending.content.unreadable(sending.signal)]);
    } catch (reason) {
      throw sending.signal.aborted || (await sending.content.isReadable()) ? reason : new KycError('file_changed');
    } finally {
      ended.abort();
    }
  }

  async #send({ target, content: { bytes }, signal, onProgress, onStored }: Sending): Promise<void> {
    const { client } = this.#options;
    const report = (loadedBytes: number): void => (signal.aborted ? undefined : onProgress(loadedBytes));
    const request = { bytes, signal, onProgress: report };
    if (client.sendBytes) {
      return this.#transfer.watch(request, (watched) => client.sendBytes?.(target, bytes, watched) ?? Promise.resolve());
    }
    this.#headers = target.protocol === 'put' ? {} : (await client.uploadHeaders?.(target.url, { signal, refused: this.#refused })) ?? {};
    this.#refused = undefined;
    const withCredentials = client.includesCookies?.(target.url) ?? false;
    await this.#transfer.send({ ...request, target, headers: this.#headers, withCredentials, onStored });
  }
}
