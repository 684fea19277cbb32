/** One case of the provider's: look, decide, comment, ask for more. */
import { desc, eq } from 'drizzle-orm';
import type { Hono } from 'hono';
import { tickets } from '../database/schema.ts';
import { requireDocument } from '../domain/access.ts';
import { addComment, requestDocument, startRenewal } from '../domain/conversation.ts';
import { decideDocument, decideWhole } from '../domain/review.ts';
import { readBody } from '../http/body.ts';
import { answerFile, requireStoredFile } from '../http/document-answer.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { Services } from '../services.ts';
import { commentSchema, documentDecisionSchema, renewalSchema, requestSchema, wholeDecisionSchema } from './admin-bodies.ts';
import { auditNow, auditView, ReviewedCase } from './admin-context.ts';
import { categoryOfRequest } from './own-category.ts';

export function caseRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database } = services;

  app.get('/verifications/:id', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    const draft = await reviewed.begin();
    const own = await database.select().from(tickets).where(eq(tickets.customerId, draft.customer.id)).orderBy(desc(tickets.createdAt));
    const shown = own.map(({ customerId: _customerId, ...ticket }) => ({ ...ticket, createdAt: ticket.createdAt.toISOString() }));
    await auditView(services, draft.id, reviewed.reviewer);
    return c.json({ ...reviewed.present(draft), rounds: draft.state.rounds, tickets: shown });
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

/** Of `KYC_RATE_LIMIT`: nobody writes more in a minute. */
const sayingFactor = 1 / 5;

export function conversationRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const sayings = new RateLimit(Math.ceil(services.settings.rateLimit * sayingFactor));
  app.post('/verifications/:id/comments', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    sayings.take(reviewed.reviewer, services.now());
    const body = await readBody(c, commentSchema);
    const { result, verification } = await reviewed.change((draft) => addComment(draft, body, reviewed.reviewer));
    return c.json({ comment: result, verification }, 201);
  });

  app.post('/verifications/:id/requests', async (c) => {
    const reviewed = new ReviewedCase(c, services, c.req.param('id'));
    sayings.take(reviewed.reviewer, services.now());
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
