/** The provider's other calls: customers, audit. */
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Hono } from 'hono';
import { caseNow, changeCase, changeCaseIn } from '../cases.ts';
import { audit, customers, erasures } from '../database/schema.ts';
import { keysOf, note, touch } from '../domain/case.ts';
import { aboutCase } from '../domain/happenings.ts';
import { readBody } from '../http/body.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import type { Services } from '../services.ts';
import { recordHappenings } from '../webhooks/record.ts';
import { customerStatusSchema } from './admin-bodies.ts';
import { presentForReviewer } from './admin-context.ts';
import { afterChange } from './customer-context.ts';

/** What the column of the audit's numbers holds. */
const largestEntry = 2_147_483_647;

export function customerRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database } = services;

  app.put('/customers/:id/status', async (c) => {
    const { status, restrictions } = await readBody(c, customerStatusSchema);
    const draft = await changeCase(database, caseNow(services, { customerId: c.req.param('id') }), (current) => {
      const byDefault = status === 'restricted' ? [{ code: 'restricted', message: null, liftedBy: null }] : [];
      current.customer.status = status;
      current.customer.restrictions = restrictions ?? byDefault;
      touch(current);
      note(current, { actor: c.get('reviewer'), action: 'customer_status_set', detail: { status } });
      return current;
    });
    afterChange(services);
    const { id, name, type } = draft.customer;
    return c.json({ customer: { id, name, type, status }, verification: presentForReviewer(c, services, draft) });
  });

  app.delete('/customers/:id', async (c) => {
    const moment = caseNow(services, { customerId: c.req.param('id') });
    await database.transaction(async (transaction) => {
      const draft = await changeCaseIn(transaction, moment, (current) => {
        note(current, { actor: c.get('reviewer'), action: 'customer_erased', detail: { documents: current.state.documents.length } });
        return current;
      });
      const keys = draft.state.documents.flatMap((document) => document.files).flatMap(keysOf);
      if (keys.length > 0) await transaction.insert(erasures).values(keys.map((storageKey) => ({ storageKey, notedAt: moment.now }))).onConflictDoNothing();
      await transaction.delete(customers).where(eq(customers.id, draft.customer.id));
      await recordHappenings(transaction, [aboutCase(draft, { type: 'customer.erased', key: draft.id, facts: {} })], moment);
    });
    afterChange(services);
    return c.body(null, 204);
  });
}

export function recordRoutes(app: Hono<ReviewerEnv>, { database }: Services): void {
  app.get('/audit', async (c) => {
    const { verificationId, actor, action, before } = c.req.query();
    const upTo = Number(before);
    const conditions = [
      verificationId ? eq(audit.verificationId, verificationId) : undefined,
      // Part of a name, however it is written; the database looks for the letters themselves.
      actor ? sql`strpos(lower(${audit.actor}), lower(${actor})) > 0` : undefined,
      action ? eq(audit.action, action) : undefined,
      Number.isSafeInteger(upTo) && upTo > 0 && upTo <= largestEntry ? lt(audit.id, upTo) : undefined,
    ];
    const rows = await database.select().from(audit).where(and(...conditions)).orderBy(desc(audit.id)).limit(201);
    const page = rows.slice(0, 200);
    const last = rows.length > page.length ? page[page.length - 1] : undefined;
    return c.json({
      entries: page.map(({ detail, at, ...entry }) => ({ ...entry, at: at.toISOString(), detail })),
      nextCursor: last ? String(last.id) : null,
    });
  });
}
