/**
 * The port where announced bytes arrive. One implementation for each protocol of the contract, chosen once at the start.
 *
 * A protocol knows the place of an upload (its `uploadId`) and the bytes there; it never looks at a case. Whether bytes
 * are what the customer meant is judged at `complete`, on what `take` hands over.
 */
import type { Hono } from 'hono';
import type { UploadTarget } from '../../../src/model/verification.ts';
import type { CaseFile } from '../domain/case.ts';
import type { Arrival } from '../domain/uploads.ts';
import type { CustomerEnv } from '../http/environment.ts';
import type { Services } from '../services.ts';

export type { Arrival };

/** A file the customer announced: where its bytes go, how many they will be, until when. */
export type AnnouncedUpload = Pick<CaseFile, 'uploadId' | 'uploadExpiresAt' | 'sizeBytes' | 'mediaType'>;

export interface UploadProtocol {
  /** What the widget is told. `url` is the absolute address of this upload's place at this server, for those who use it. */
  target(upload: AnnouncedUpload, url: string): UploadTarget | Promise<UploadTarget>;
  /**
   * Hands over what came, when it is at least the announced size: as an encrypted copy under a new key of the document
   * store, that no later request to the place can change. Repeatable; what came stays in its place until `forget`.
   * Called while the upload's lock is held.
   */
  take(upload: AnnouncedUpload): Promise<Arrival>;
  /** Empties the place: the same target takes bytes from the first one again. Repeatable. Called while the lock is held. */
  forget(uploadId: string): Promise<void>;
  /** Empties places in which nothing has arrived since that moment: their uploads have expired. */
  forgetOld(before: Date): Promise<void>;
  /** Adds `/uploads/:uploadId` when bytes come through this process; everything behind it has a signed-in customer. */
  addRoutes(app: Hono<CustomerEnv>, services: Services): void;
}
