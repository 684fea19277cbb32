/** The snapshot, submissions, comments read, tickets. */
import type { Hono } from 'hono';
import { createTicketSchema, submitSchema } from '../../../src/contract/index.ts';
import { tickets } from '../database/schema.ts';
import { requireDocument } from '../domain/access.ts';
import { note, type CaseDraft } from '../domain/case.ts';
import { markCommentRead } from '../domain/conversation.ts';
import { aboutCase } from '../domain/happenings.ts';
import { present, type Presentation } from '../domain/present.ts';
import { submit, withdraw } from '../domain/submission.ts';
import { readBody } from '../http/body.ts';
import type { CustomerEnv } from '../http/environment.ts';
import { newId } from '../identifiers.ts';
import { notFound } from '../problem.ts';
import type { Services } from '../services.ts';
import { recordHappenings } from '../webhooks/record.ts';
import { requireTicketRoom } from '../quotas.ts';
import { CustomerCase } from './customer-context.ts';

export function verificationRoutes(app: Hono<CustomerEnv>, services: Services): void {
  app.get('/verification', async (c) => {
    const own = new CustomerCase(c, services);
    const draft = await own.read();
    const presentation = own.presentation(draft);
    const etag = etagOf(draft, presentation);
    c.header('ETag', etag);
    if (matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
    return c.json(present(draft, presentation));
  });

  app.post('/submissions', async (c) => {
    const body = await readBody(c, submitSchema);
    const own = new CustomerCase(c, services);
    const act = (draft: CaseDraft): string => submit(draft, body, services.settings.reviewMode);
    const { status, body: answer } = await own.changeOnce(body, act, (submissionId, saved) => (
      { status: 201, body: { submissionId, verification: present(saved, own.presentation(saved)) } }));
    await own.haveDecided();
    return c.json(answer as object, status);
  });

  app.delete('/submissions/:id', async (c) => {
    const own = new CustomerCase(c, services);
    const draft = await own.change((current) => {
      withdraw(current, c.req.param('id'));
      return current;
    });
    return c.json(present(draft, own.presentation(draft)));
  });

  app.post('/comments/:id/read', async (c) => {
    await new CustomerCase(c, services).change((draft) => markCommentRead(draft, c.req.param('id')));
    return c.body(null, 204);
  });
}

export function ticketRoutes(app: Hono<CustomerEnv>, services: Services): void {
  app.post('/tickets', async (c) => {
    const body = await readBody(c, createTicketSchema);
    const ticketId = newId('tic');
    const { status, body: answer } = await new CustomerCase(c, services).changeOnce(body, (draft) => {
      if (body.documentId !== undefined) requireDocument(draft, body.documentId);
      if (body.categoryId !== undefined && !draft.state.knownCategoryIds.includes(body.categoryId)) throw notFound();
      note(draft, { actor: 'customer', action: 'ticket_opened', detail: { ticketId } });
    }, async (_result, saved, transaction) => {
      await requireTicketRoom(transaction, saved);
      await transaction.insert(tickets).values({ id: ticketId, customerId: saved.customer.id, ...body, createdAt: saved.now });
      const facts = { ticketId, categoryId: body.categoryId ?? null, documentId: body.documentId ?? null };
      await recordHappenings(transaction, [aboutCase(saved, { type: 'ticket.created', key: ticketId, facts })], { settings: services.settings, now: saved.now });
      return { status: 201, body: { ticketId, url: null } };
    });
    return c.json(answer as object, status);
  });
}

/** One tag per version, language and way of reviewing: whatever else a snapshot shows raises the version. */
function etagOf({ version, configuration }: CaseDraft, { locale, reviewMode }: Presentation): string {
  return `"${version}-${locale}-${configuration.automaticApproval ? 'automatic' : reviewMode}"`;
}

/** RFC 9110 §13.1.2: weak comparison against a list. */
function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, '')).some((tag) => tag === etag || tag === '*');
}
