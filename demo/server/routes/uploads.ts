/** `POST /uploads/{uploadId}`: the bytes of one announced file, in one multipart form. */
import type { Hono } from 'hono';
import { requireOpenUpload, receiveBytes } from '../domain/uploads.ts';
import type { CaseDraft } from '../domain/case.ts';
import type { CustomerEnv } from '../http/environment.ts';
import { takeFile } from '../http/multipart.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { TooLarge } from '../storage/document-store.ts';
import { CustomerCase } from './customer-context.ts';

/** For a category that states no limit. */
const largestBytes = 50 * 1024 * 1024;

export function uploadRoutes(app: Hono<CustomerEnv>, services: Services): void {
  const { store } = services;

  app.post('/uploads/:uploadId', async (c) => {
    const uploadId = c.req.param('uploadId');
    const own = new CustomerCase(c, services);
    const maxBytes = limitOf(await own.read(), uploadId);
    const received = await takeFile(c, 'file', (stream) => store.receive(stream, maxBytes)).catch((reason: unknown) => {
      throw reason instanceof TooLarge ? new Problem(413, 'too_large', { limit: maxBytes, actual: reason.actual }) : reason;
    });
    try {
      await own.change((draft) => receiveBytes(draft, uploadId, received));
    } catch (reason) {
      await store.erase(received.storageKey);
      throw reason;
    }
    return c.body(null, 204);
  });
}

function limitOf(draft: CaseDraft, uploadId: string): number {
  const { document } = requireOpenUpload(draft, uploadId);
  const category = draft.state.categories.find((candidate) => candidate.id === document.categoryId);
  return category?.maxSizeBytes ?? largestBytes;
}
