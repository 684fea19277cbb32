/** What `tus` and `form` have in common: the bytes come through this process and lie on its disk until they are taken. */
import type { Hono } from 'hono';
import type { UploadTarget } from '../../../src/model/verification.ts';
import type { Arrival } from '../domain/uploads.ts';
import type { CustomerEnv } from '../http/environment.ts';
import type { Services } from '../services.ts';
import type { ArrivingFiles } from './arriving-files.ts';
import type { AnnouncedUpload, UploadProtocol } from './upload-protocol.ts';

export abstract class DiskUploads implements UploadProtocol {
  protected readonly files: ArrivingFiles;

  constructor(files: ArrivingFiles) {
    this.files = files;
  }

  abstract target(upload: AnnouncedUpload, url: string): UploadTarget;

  abstract addRoutes(app: Hono<CustomerEnv>, services: Services): void;

  take(upload: AnnouncedUpload): Promise<Arrival> {
    return this.files.take(upload);
  }

  forget(uploadId: string): Promise<void> {
    return this.files.forget(uploadId);
  }

  forgetOld(before: Date): Promise<void> {
    return this.files.forgetOld(before);
  }
}
