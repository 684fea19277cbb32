/** The port of what is remembered of unfinished uploads, per customer and for 24 hours. */
import type { ResumeRecord } from '../contract/resume-record.ts';

export type { ResumeRecord } from '../contract/resume-record.ts';

const keptForMs = 24 * 60 * 60 * 1000;

/** Nothing here rejects, and nothing an upload waits for takes longer than half a second: remembering is a help, never a condition. */
export interface ResumeStore {
  /** This customer's records, oldest first, after five seconds at most. What is expired, unreadable or another customer's is forgotten with it. */
  list(customerId: string): Promise<readonly ResumeRecord[]>;
  /** Keeps the record in the place of the one with the same `uploadId`. */
  put(record: ResumeRecord): Promise<void>;
  remove(uploadId: string): Promise<void>;
  /** Forgets what is expired or unreadable: for a page that does not know its customer yet. */
  forgetExpired(): Promise<void>;
  /** Forgets everything of every customer. */
  clear(): Promise<void>;
}

/** A record from the future counts as expired: it would outlive a clock that was set right. */
export function isExpired({ createdAt }: ResumeRecord, now: number): boolean {
  return Math.abs(now - createdAt) >= keptForMs;
}

export function oldestFirst(records: Iterable<ResumeRecord>): ResumeRecord[] {
  return [...records].sort((a, b) => a.createdAt - b.createdAt);
}
