/** What each kind of job does: the same code in the worker and, where no worker may run, on the main thread. */
import { hashBlob } from './hash.ts';
import { inspectFile } from './inspect-file.ts';
import { judgePicture } from './quality/judge-picture.ts';
import { turns } from './turns.ts';
import type { Answer, Given, JobKind } from './worker-protocol.ts';

/** Rejects with `KycError`; `aborted` between two slices once the signal says so. */
export const jobs: { readonly [K in JobKind]: (given: Given<K>, signal: AbortSignal) => Promise<Answer<K>> } = {
  hash: ({ bytes }, signal) => hashBlob(bytes, signal),
  inspect: (given, signal) => inspectFile(given, signal),
  judge: ({ picture, kind }, signal) => judgePicture(picture, kind, turns(signal)),
};
