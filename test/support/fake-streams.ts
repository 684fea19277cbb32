/** An adapter's `watch` in the hands of a test: what is open, and what it says. */
import type { EventsOptions, KycClient } from '../../src/client/kyc-client.ts';
import { KycError } from '../../src/model/errors.ts';
import { settled } from './fake-clock.ts';

export class FakeStreams {
  /** How often a stream was asked for. */
  asked = 0;
  /** Streams asked for are refused with this. */
  refusal: KycError | undefined;
  /** Of the streams not ended yet; more than one is a bug. */
  readonly open: EventsOptions[] = [];
  readonly #ends = new Map<EventsOptions, { resolve: () => void; reject: (error: KycError) => void }>();

  readonly watch: NonNullable<KycClient['watch']> = (options) => new Promise((resolve, reject) => {
    this.asked++;
    if (this.refusal) return reject(this.refusal);
    this.open.push(options);
    this.#ends.set(options, { resolve, reject });
    options.signal?.addEventListener('abort', () => {
      this.#forget(options);
      reject(new KycError('aborted'));
    });
  });

  get lastEventId(): string | null | undefined {
    return this.open[0]?.lastEventId;
  }

  beat(): Promise<void> {
    this.open[0]?.onAlive();
    return settled();
  }

  tell(version: number, eventId: string | null = null): Promise<void> {
    this.open[0]?.onAlive();
    this.open[0]?.onVersion(version, eventId);
    return settled();
  }

  /** The server ends it, or it breaks. */
  end(error?: KycError): Promise<void> {
    const [options] = this.open;
    const end = options && this.#ends.get(options);
    if (options) this.#forget(options);
    if (error) end?.reject(error);
    else end?.resolve();
    return settled();
  }

  #forget(options: EventsOptions): void {
    const index = this.open.indexOf(options);
    if (index >= 0) this.open.splice(index, 1);
  }
}
