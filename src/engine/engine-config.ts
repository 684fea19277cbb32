/** What an engine is made from. */
import type { KycClient } from '../client/kyc-client.ts';
import type { PageActivity } from '../client/polling.ts';
import type { FetchSession } from '../client/session-tokens.ts';
import type { Intake } from '../intake/intake.ts';
import type { Clock } from '../model/clock.ts';
import type { RaiseEvent } from '../model/events.ts';
import type { ResumeStore } from '../storage/resume-store.ts';

/** `auto` and `stream` listen where the backend has an event stream, and poll behind it. */
export type UpdatesMode = 'auto' | 'stream' | 'poll' | 'off';

export interface EngineConfig {
  /** Base URL of the wire; or … */
  readonly endpoint?: string;
  /** … an adapter instead of it. */
  readonly client?: KycClient;
  readonly fetchSession?: FetchSession;
  readonly credentials?: RequestCredentials;
  readonly locale?: string;
  readonly updates?: UpdatesMode;
  readonly maxConcurrentUploads?: number;
  /** Where `intake-worker.js` lies, when not beside the bundle. */
  readonly workerUrl?: string;
  /** Default: the browser's. */
  readonly resumeStore?: ResumeStore;
  /** Default: our own, in a worker. */
  readonly intake?: Intake;
  readonly raise: RaiseEvent;
  readonly clock?: Clock;
  readonly page?: PageActivity;
}
