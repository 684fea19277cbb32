/** Waiting and failing on demand, so that every state of a call can be seen and tested without timing. */
import { KycError } from '../model/errors.ts';
import type { KycClient } from '../client/kyc-client.ts';

/** The calls of a client, by the name of the method. */
export type ClientMethod = Exclude<keyof KycClient, 'locale' | 'uploadHeaders'>;

/** How long a call takes: milliseconds, a promise to wait for, or null for not at all. */
export type Delay = number | PromiseLike<unknown> | null;

/** A promise with its key: waits until `open()`. */
export interface Gate extends PromiseLike<void> {
  readonly open: () => void;
}

export function gate(): Gate {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, then: promise.then.bind(promise) };
}

/** What never comes. */
export const never: PromiseLike<never> = new Promise(() => undefined);

export class Faults {
  readonly #failures = new Map<ClientMethod, KycError[]>();
  readonly #delays = new Map<ClientMethod | 'all', Delay>();

  failNext(method: ClientMethod, error: KycError): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  delay(delay: Delay, method: ClientMethod | 'all'): void {
    this.#delays.set(method, delay);
  }

  /** Waits and fails as arranged. @throws KycError `aborted` when the signal says so, or the arranged failure */
  async pass(method: ClientMethod, signal: AbortSignal | undefined): Promise<void> {
    await wait(this.#delays.get(method) ?? this.#delays.get('all') ?? null, signal);
    const failure = this.#failures.get(method)?.shift();
    if (failure) throw failure;
  }
}

/** Resolves after the delay. @throws KycError `aborted` as soon as the signal says so */
export async function wait(delay: Delay, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) throw new KycError('aborted');
  if (delay === null) return;
  const release = new AbortController();
  try {
    await Promise.race([typeof delay === 'number' ? timeout(delay, release.signal) : delay, aborted(signal, release)]);
  } finally {
    release.abort();
  }
}

function timeout(delayMs: number, release: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    release.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

function aborted(signal: AbortSignal | undefined, release: AbortController): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new KycError('aborted')), { once: true, signal: release.signal });
  });
}
