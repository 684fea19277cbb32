/** The provider's queue and one case: look, decide, comment, ask for more. */
import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Hono } from 'hono';
import { draftOf } from '../cases.ts';
import { readConfiguration } from '../configuration-store.ts';
import { customers, tickets, verifications } from '../database/schema.ts';
import { requireDocument } from '../domain/access.ts';
import { addComment, requestDocument, startRenewal } from '../domain/conversation.ts';
import { isMoment } from '../domain/moment.ts';
import { beginReview, decideDocument, decideWhole } from '../domain/review.ts';
import { readBody } from '../http/body.ts';
import { answerFile, requireStoredFile } from '../http/document-answer.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { invalidRequest } from '../problem.ts';
import type { Services } from '../services.ts';
import { commentSchema, documentDecisionSchema, renewalSchema, requestSchema, wholeDecisionSchema } from './admin-bodies.ts';
import { auditNow, auditView, presentForReviewer, ReviewedCase } from './admin-context.ts';
import { categoryOfRequest } from './own-category.ts';

export function queueRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now } = services;

  app.get('/verifications', async (c) => {
    const { status, customerId, cursor, limit } = c.req.query();
    const count = Math.min(Math.max(Math.trunc(Number(limit)) || 50, 1), 200);
    const conditions: SQL[] = [];
    if (status) conditions.push(inArray(verifications.status, status.split(',')));
    if (customerId) conditions.push(eq(verifications.customerId, customerId));
    if (cursor) conditions.push(after(cursor));
    const rows = await database.select().from(verifications)
      .innerJoin(customers, eq(customers.id, verifications.customerId))
      .where(and(...conditions)).orderBy(desc(verifications.createdAt), desc(verifications.id)).limit(count + 1);
    const configuration = await readConfiguration(database);
    const page = rows.slice(0, count);
    const last = rows.length > count ? page[page.length - 1]?.verifications : undefined;
    return c.json({
      verifications: page.map((row) => ({
        ...presentForReviewer(c, services, draftOf(row, configuration, now())),
        createdAt: row.verifications.createdAt.toISOString(),
        updatedAt: row.verifications.updatedAt.toISOString(),
      })),
      nextCursor: last ? cursorOf(last) : null,
    });
  });

}

export function caseRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database } = services;

  app.get('/verifications/:id', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const { result: draft, verification } = await reviewed.change((current) => {
      beginReview(current, reviewed.reviewer);
      return current;
    });
    const own = await database.select().from(tickets).where(eq(tickets.customerId, draft.customer.id)).orderBy(desc(tickets.createdAt));
    const shown = own.map(({ customerId: _customerId, ...ticket }) => ({ ...ticket, createdAt: ticket.createdAt.toISOString() }));
    await auditView(services, draft.id, reviewed.reviewer);
    return c.json({ ...verification, tickets: shown });
  });

  app.get('/verifications/:id/files/:fileId/content', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const draft = await reviewed.read();
    const { document, file } = requireStoredFile(draft, null, c.req.param('fileId'));
    await auditNow(services, draft.id, {
      actor: reviewed.reviewer, action: 'file_viewed', detail: { documentId: document.id, fileId: file.id },
    });
    return answerFile(c, services.store, { file, as: 'rendition' });
  });
}

export function decisionRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  app.post('/verifications/:id/documents/:documentId/decision', async (c) => {
    const { id, documentId } = c.req.param();
    const reviewed = new ReviewedCase(c, services, id);
    // Whether the document exists is told before its decision is read: a wrong path is 404 whatever the body.
    requireDocument(await reviewed.read(), documentId);
    const body = await readBody(c, documentDecisionSchema);
    const { verification } = await reviewed.change((draft) => decideDocument(draft, { documentId, ...body }, reviewed.reviewer));
    return c.json(verification);
  });

  app.post('/verifications/:id/decision', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const body = await readBody(c, wholeDecisionSchema);
    const { verification } = await reviewed.change((draft) => decideWhole(draft, body, reviewed.reviewer));
    return c.json(verification);
  });
}

export function conversationRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  app.post('/verifications/:id/comments', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const body = await readBody(c, commentSchema);
    const { result, verification } = await reviewed.change((draft) => addComment(draft, body, reviewed.reviewer));
    return c.json({ comment: result, verification }, 201);
  });

  app.post('/verifications/:id/requests', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const body = await readBody(c, requestSchema);
    const { result, verification } = await reviewed.change((draft) =>
      requestDocument(draft, { ...body, categoryId: categoryOfRequest(draft, body) }, reviewed.reviewer));
    return c.json({ request: result, verification }, 201);
  });

  app.post('/verifications/:id/renewal', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const body = await readBody(c, renewalSchema);
    const { verification } = await reviewed.change((draft) => startRenewal(draft, body, reviewed.reviewer));
    return c.json(verification, 201);
  });
}

/** Newest first; the cursor names the last one shown. */
function cursorOf({ createdAt, id }: { createdAt: Date; id: string }): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

function after(cursor: string): SQL {
  const [createdAt, id] = readCursor(cursor);
  return sql`(${verifications.createdAt}, ${verifications.id}) < (${createdAt}::timestamptz, ${id})`;
}

/** Exactly what `cursorOf` makes, and nothing else. */
function readCursor(cursor: string): [string, string] {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof createdAt === 'string' && isOwnInstant(createdAt) && typeof id === 'string' && /^ver_[0-9a-f]+$/.test(id)) return [createdAt, id];
  } catch {
    // Told below, like any other cursor that is none of ours.
  }
  throw invalidRequest(['cursor']);
}

function isOwnInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && isMoment(text);
}
