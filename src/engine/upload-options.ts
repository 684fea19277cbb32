/** What uploads are made of: the adapters `create-engine` chose, loaded with the first file. */
import type { KycClient } from '../client/kyc-client.ts';
import type { Intake } from '../intake/intake.ts';
import type { Clock } from '../model/clock.ts';
import type { RaiseEvent } from '../model/events.ts';
import type { ResumeStore } from '../storage/resume-store.ts';
import type { Recovery, Transfer, UploadQueue } from '../upload/index.ts';
import type { Store } from './store.ts';
import type { Synchronizer } from './synchronizer.ts';

export interface UploadOptions {
  readonly store: Store;
  readonly client: KycClient;
  readonly sync: Synchronizer;
  readonly raise: RaiseEvent;
  readonly clock: Clock;
  readonly intake: Intake;
  /** Naming files to the server, and sending them: each in its own order. */
  readonly queues: { readonly announcing: UploadQueue; readonly sending: UploadQueue };
  readonly resumeStore: ResumeStore;
  readonly newTransfer: () => Transfer;
  readonly newRecovery: () => Recovery;
}
