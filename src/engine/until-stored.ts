/** Waits for the snapshot to have a file the server has confirmed. */
import type { FileRef } from '../client/kyc-client.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { pause } from './pause.ts';
import type { UploadOptions } from './upload-options.ts';

/** It shows soon; else the server is asked to confirm again. */
const withinMs = 10_000;

export function isStored({ verification }: State, { fileId }: FileRef): boolean {
  const found = findFile(verification, fileId);
  return found !== undefined && found.file.status !== 'uploading';
}

/** False when the signal aborts, the snapshot cannot be loaded, or comes without the file for too long. */
export async function untilStored({ store, clock }: UploadOptions, ref: FileRef, signal: AbortSignal): Promise<boolean> {
  const waiting = new AbortController();
  const either = AbortSignal.any([signal, waiting.signal]);
  await Promise.race([
    store.until((state) => isStored(state, ref) || state.problem !== null, either),
    pause(clock, withinMs, either),
  ]);
  waiting.abort();
  return !signal.aborted && isStored(store.state, ref);
}
