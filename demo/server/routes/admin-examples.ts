/**
 * Sample pictures the provider uploads for a document type: written anew like a customer's, kept in the database, open to
 * everybody. A picture's name is made of its content, so that what stands behind a name never changes.
 */
import { eq } from 'drizzle-orm';
import type { Hono } from 'hono';
import { examples } from '../database/schema.ts';
import { readBytes } from '../http/body.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { hashOf } from '../identifiers.ts';
import { notFound, Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { auditNow } from './admin-context.ts';

const maxBytes = 2 * 1024 * 1024;
/** Of the longest side. */
const maxPx = 1200;

export function exampleUploadRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  app.post('/examples', async (c) => {
    const sent = await readBytes(c, maxBytes);
    if (sent.length === 0) throw new Problem(422, 'empty_file');
    const rewritten = await services.inspection.rewritten(sent, maxPx);
    if (rewritten.kind === 'refused') throw new Problem(422, rewritten.code);
    const { content } = rewritten;
    const name = `${hashOf(content).slice(0, 32)}.webp`;
    await services.database.insert(examples).values({ name, content, createdAt: services.now() }).onConflictDoNothing();
    await auditNow(services, null, { actor: c.get('reviewer'), action: 'example_uploaded', detail: { name, sizeBytes: content.length } });
    return c.json({ url: `/examples/${name}` }, 201);
  });
}

/** Beside the portal's own sample pictures, which are files. */
export function exampleRoutes(app: Hono, { database }: Services): void {
  app.get('/examples/:name{[0-9a-f]{32}\\.webp}', async (c) => {
    const name = c.req.param('name');
    const [row] = await database.select().from(examples).where(eq(examples.name, name));
    if (!row) throw notFound();
    const headers = {
      'Content-Type': 'image/webp',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'public, max-age=31536000, immutable',
      // The widget may show it on a page of another origin.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'ETag': `"${name}"`,
    };
    if (c.req.header('If-None-Match') === headers.ETag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(row.content), 200, headers);
  });
}
