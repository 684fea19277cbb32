/** What the routes work with, made once in `main.ts`. */
import type { Database } from './database/database.ts';
import type { EventStreams } from './events/event-streams.ts';
import type { HealthCheck } from './http/health.ts';
import type { Checks } from './inspection/checks.ts';
import type { Inspection } from './inspection/inspection.ts';
import type { Courier } from './delivery/courier.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Settings } from './settings.ts';
import type { DocumentStore } from './storage/document-store.ts';
import type { UploadLocks } from './uploads/upload-locks.ts';
import type { UploadProtocol } from './uploads/upload-protocol.ts';

export interface Services {
  readonly settings: Settings;
  readonly database: Database;
  readonly store: DocumentStore;
  /** Where announced bytes arrive. */
  readonly uploads: UploadProtocol;
  readonly uploadLocks: UploadLocks;
  readonly inspection: Inspection;
  readonly checks: Checks;
  /** Carry mails to the mail server and webhooks to the host's. */
  readonly mails: Courier;
  readonly webhooks: Courier;
  readonly events: EventStreams;
  readonly health: HealthCheck;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** A line for the console. Never names, file names, tokens or document contents. */
  readonly log: (line: string) => void;
}
