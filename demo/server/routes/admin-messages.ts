/** What went out, what waits, and what needs a person: mails and webhooks. */
import { and, desc, eq, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Hono } from 'hono';
import { outbox, webhooks } from '../database/schema.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { notFound, Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { auditNow } from './admin-context.ts';

const listed = 1000;

type MailState = 'waiting' | 'sent' | 'in_doubt';

export function messageRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  mailRoutes(app, services);
  webhookRoutes(app, services);
}

function mailRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now } = services;

  app.get('/outbox', async (c) => {
    const { to, state } = c.req.query();
    const conditions = [to ? eq(outbox.recipient, to) : undefined, state ? sql`${stateAt(now())} = ${state}` : undefined];
    const rows = await database.select({ mail: outbox, state: stateAt(now()) }).from(outbox).where(and(...conditions))
      .orderBy(desc(outbox.number)).limit(listed);
    const states = await database.select({ state: stateAt(now()), count: sql<number>`count(*)::int` }).from(outbox).groupBy(sql`1`);
    const counts = { waiting: 0, sent: 0, in_doubt: 0, ...Object.fromEntries(states.map((row) => [row.state, row.count])) };
    return c.json({ mails: rows.map(presentMail), counts });
  });

  app.post('/outbox/:id/retry', async (c) => {
    const id = c.req.param('id');
    const time = now();
    // One whose answer is still awaited is not sent a second time.
    const isFree = or(isNull(outbox.handedOverAt), lte(outbox.nextAttemptAt, time));
    const [mail] = await database.update(outbox).set({ handedOverAt: null, nextAttemptAt: time, lastError: null })
      .where(and(eq(outbox.id, id), isNull(outbox.sentAt), isFree)).returning();
    if (!mail) throw await whyNot(services, id);
    await auditNow(services, null, { actor: c.get('reviewer'), action: 'mail_sent_again', detail: { mailId: id } });
    services.mails.hurry();
    return c.json(presentMail({ mail, state: 'waiting' }));
  });
}

async function whyNot({ database }: Services, id: string): Promise<Problem> {
  const [mail] = await database.select({ sentAt: outbox.sentAt }).from(outbox).where(eq(outbox.id, id));
  if (!mail) return notFound();
  return mail.sentAt === null ? new Problem(409, 'being_sent', { retryable: true }) : new Problem(409, 'already_sent');
}

/** Handed over without an answer, and nobody waits for it any more: in doubt. */
function stateAt(now: Date): SQL<MailState> {
  const isInDoubt = and(isNotNull(outbox.handedOverAt), lte(outbox.nextAttemptAt, now));
  return sql<MailState>`CASE WHEN ${isNotNull(outbox.sentAt)} THEN 'sent' WHEN ${isInDoubt} THEN 'in_doubt' ELSE 'waiting' END`;
}

function presentMail({ mail, state }: { mail: typeof outbox.$inferSelect; state: MailState }): object {
  const { id, recipient, subject, text, html, attempts, lastError } = mail;
  return {
    id, to: recipient, subject, text, html,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
    state, attempts, lastError,
    nextAttemptAt: state === 'waiting' ? mail.nextAttemptAt.toISOString() : null,
  };
}

function webhookRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now } = services;

  app.get('/webhooks', async (c) => {
    const rows = await database.select().from(webhooks).orderBy(desc(webhooks.number)).limit(listed);
    return c.json({ webhooks: rows.map(presentWebhook) });
  });

  app.post('/webhooks/:id/retry', async (c) => {
    const id = c.req.param('id');
    const [webhook] = await database.update(webhooks).set({ givenUpAt: null, nextAttemptAt: now() })
      .where(and(eq(webhooks.id, id), isNull(webhooks.deliveredAt))).returning();
    const [known] = webhook ? [webhook] : await database.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, id));
    if (!known) throw notFound();
    if (!webhook) throw new Problem(409, 'already_sent');
    await auditNow(services, null, { actor: c.get('reviewer'), action: 'webhook_sent_again', detail: { webhookId: id } });
    services.webhooks.hurry();
    return c.json(presentWebhook(webhook));
  });
}

function presentWebhook({ id, type, createdAt, deliveredAt, givenUpAt, attempts, nextAttemptAt, lastError }: typeof webhooks.$inferSelect): object {
  const isWaiting = deliveredAt === null && givenUpAt === null;
  return {
    id, type,
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    givenUpAt: givenUpAt?.toISOString() ?? null,
    attempts, lastError,
    nextAttemptAt: isWaiting ? nextAttemptAt.toISOString() : null,
  };
}
