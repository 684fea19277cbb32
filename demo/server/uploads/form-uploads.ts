/** `form`: all bytes in one multipart POST, or none. For clients and networks that can do no better. */
import type { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { UploadTarget } from '../../../src/model/verification.ts';
import { requireOpenUpload } from '../domain/uploads.ts';
import type { CustomerEnv } from '../http/environment.ts';
import { requireSpace } from '../http/free-space.ts';
import { takeFile } from '../http/multipart.ts';
import { Problem } from '../problem.ts';
import { CustomerCase } from '../routes/customer-context.ts';
import type { Services } from '../services.ts';
import { DiskUploads } from './disk-uploads.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

export class FormUploads extends DiskUploads {
  override target(upload: AnnouncedUpload, url: string): UploadTarget {
    return { protocol: 'form', url, fields: {}, fileField: 'file', expiresAt: upload.uploadExpiresAt };
  }

  override addRoutes(app: Hono<CustomerEnv>, services: Services): void {
    app.post('/uploads/:uploadId', async (c) => {
      const uploadId = c.req.param('uploadId');
      const own = new CustomerCase(c, services);
      const { file } = requireOpenUpload(await own.read(), uploadId);
      await requireSpace(services, file.sizeBytes);
      if (!await this.files.begin(uploadId)) await own.payAgain(file.sizeBytes);
      await takeFile(c, 'file', (stream) => this.#keep(file, stream, services));
      return c.body(null, 204);
    });
  }

  /** Who comes later takes over: one that stalls must not keep the next from sending. */
  async #keep({ uploadId, sizeBytes }: AnnouncedUpload, stream: Readable, { uploadLocks }: Services): Promise<void> {
    const end = (): void => void stream.destroy(new Problem(400, 'upload_incomplete', { retryable: true }));
    const held = await uploadLocks.acquire(uploadId, end);
    try {
      await this.files.replace(uploadId, stream, sizeBytes);
    } finally {
      held.release();
    }
  }
}
