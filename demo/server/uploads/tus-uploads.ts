/**
 * `tus` 1.0, the protocol itself by @tus/server: what was cut goes on where it stopped.
 *
 * An announced file is its upload: it exists from the announcement, with its length, until it expires, so nothing is
 * created from outside. Every request is for the signed-in customer's own upload; another one's is not there.
 */
import { Server } from '@tus/server';
import type { Hono } from 'hono';
import type { UploadTarget } from '../../../src/model/verification.ts';
import { requireOpenUpload } from '../domain/uploads.ts';
import type { CustomerContext, CustomerEnv } from '../http/environment.ts';
import { requireSpace } from '../http/free-space.ts';
import { Problem } from '../problem.ts';
import { CustomerCase } from '../routes/customer-context.ts';
import type { Services } from '../services.ts';
import { DiskUploads } from './disk-uploads.ts';
import { TusPlace } from './tus-place.ts';
import { tusProblem } from './tus-problem.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

const version = '1.0.0';

export class TusUploads extends DiskUploads {
  override target(upload: AnnouncedUpload, url: string): UploadTarget {
    return { protocol: 'tus', url, expiresAt: upload.uploadExpiresAt };
  }

  override addRoutes(app: Hono<CustomerEnv>, services: Services): void {
    app.use('/uploads/:uploadId', async (c, next) => {
      await next();
      c.res.headers.set('Tus-Resumable', version);
      if (c.res.status === 412) c.res.headers.set('Tus-Version', version);
    });
    app.on(['GET', 'PATCH', 'OPTIONS'], '/uploads/:uploadId', async (c) => {
      // `HEAD` is looked up as `GET`; reading back is not part of an upload.
      if (c.req.method === 'GET') throw new Problem(405, 'method_not_allowed');
      const { file } = requireOpenUpload(await new CustomerCase(c, services).read(), c.req.param('uploadId'));
      if (c.req.method === 'PATCH') await requireSpace(services, file.sizeBytes - await this.files.size(file.uploadId));
      return this.#serve(c, services, file);
    });
  }

  async #serve(c: CustomerContext, { uploadLocks }: Services, upload: AnnouncedUpload): Promise<Response> {
    const place = new TusPlace(upload, this.files, uploadLocks);
    let failure: unknown = null;
    const server = new Server({
      path: '/uploads',
      datastore: place,
      locker: place,
      maxSize: upload.sizeBytes,
      // The library would look for it in the query as well: only the upload whose owner was checked is meant.
      getFileIdFromRequest: () => upload.uploadId,
      // Who is asked to end does so at once: what came is kept, and the connection is most likely dead.
      lockDrainTimeout: 1,
      onResponseError: (_request, reason) => {
        failure = reason;
        return undefined;
      },
    });
    const { status, headers } = await server.handleWeb(c.req.raw);
    if (status >= 400) throw tusProblem(place.diskFailure ?? failure ?? { status_code: status }, upload);
    return c.body(null, status as 200 | 204, {
      ...tusHeaders(headers),
      'Upload-Expires': new Date(upload.uploadExpiresAt).toUTCString(),
    });
  }
}

/** The library's own headers; which origins may read them is decided for all routes at once. */
function tusHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => /^(?:tus|upload)-|^connection$/.test(name)));
}
