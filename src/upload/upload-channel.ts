/** The port of a way to send bytes: one channel per protocol. One call is one attempt; repeats are the caller's. */
import type { UploadTarget } from '../model/verification.ts';

export interface SendRequest {
  readonly target: UploadTarget;
  readonly bytes: Blob;
  /** For the request itself: `Authorization` on the endpoint's own origin, else empty. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether cookies go along: only to the endpoint's own origin. */
  readonly withCredentials: boolean;
  readonly signal: AbortSignal;
  /** Bytes of the file handed to the network so far. */
  readonly onProgress: (loadedBytes: number) => void;
  /** Bytes of the file the server says it has: where a resumed upload goes on. */
  readonly onStored: (storedBytes: number) => void;
}

export interface UploadChannel {
  readonly protocol: UploadTarget['protocol'];
  /** Resolves once the server has all bytes. Rejects with a `KycError`; `aborted` when the signal says so. */
  send(request: SendRequest): Promise<void>;
}
