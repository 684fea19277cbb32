/** A wait that an abort ends at once, whatever the work still does: a read from a network drive may hang. */
import { KycError } from '../model/errors.ts';

/** Settles as `work` does, or rejects with `KycError` `aborted`. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(new KycError('aborted'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
