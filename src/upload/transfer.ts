/** One upload's bytes on their way: the channel of the protocol, ended when it falls silent. */
import type { Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';
import { SilenceWatch } from './silence-watch.ts';
import type { SendRequest, UploadChannel } from './upload-channel.ts';

/** A connection this silent is given up when the network has changed. */
const nudgeAfterMs = 1_000;

export class Transfer {
  readonly #clock: Clock;
  readonly #channels: readonly UploadChannel[];
  #watch: SilenceWatch | undefined;

  constructor(clock: Clock, channels: readonly UploadChannel[]) {
    this.#clock = clock;
    this.#channels = channels;
  }

  /** One attempt. Rejects with a `KycError`; `connection_error` after too long a silence. */
  send(request: SendRequest): Promise<void> {
    const { protocol } = request.target;
    const channel = this.#channels.find((candidate) => candidate.protocol === protocol);
    if (!channel) return Promise.reject(new KycError('contract_error', { detail: { paths: ['upload.protocol'] } }));
    return this.watch(request, (watched) => channel.send(watched));
  }

  /** The same care for bytes that somebody else sends. */
  async watch<T extends Pick<SendRequest, 'bytes' | 'signal' | 'onProgress'>>(request: T, send: (watched: T) => Promise<void>): Promise<void> {
    const watch = (this.#watch = new SilenceWatch(this.#clock, request.bytes.size));
    const onProgress = (loadedBytes: number) => {
      watch.heard(loadedBytes);
      request.onProgress(loadedBytes);
    };
    try {
      await send({ ...request, signal: AbortSignal.any([request.signal, watch.signal]), onProgress });
    } catch (reason) {
      throw watch.signal.aborted && !request.signal.aborted ? new KycError('connection_error', { retryable: true }) : reason;
    } finally {
      watch.stop();
      this.#watch = undefined;
    }
  }

  /** The network has changed: a connection that hangs is not waited for. */
  nudge(): void {
    this.#watch?.nudge(nudgeAfterMs);
  }
}
