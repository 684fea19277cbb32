/**
 * The port of what is remembered of unfinished uploads: never document bytes, never file names, per customer.
 * The adapter of this version forgets with the page; one that outlives it takes its place in `index.ts`.
 */
import type { Side } from '../model/verification.ts';

export interface ResumeRecord {
  readonly uploadId: string;
  readonly customerId: string;
  readonly documentId: string;
  readonly fileId: string;
  readonly categoryId: string;
  readonly documentTypeId: string;
  readonly side: Side;
  readonly sizeBytes: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface ResumeStore {
  list(customerId: string): Promise<readonly ResumeRecord[]>;
  put(record: ResumeRecord): Promise<void>;
  remove(uploadId: string): Promise<void>;
  /** Forgets everything of every customer. */
  clear(): Promise<void>;
}
