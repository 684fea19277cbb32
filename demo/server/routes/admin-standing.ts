/** How customers stand: what the host's own services ask before they sell, and the provider's list of customers. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { customerStatuses } from '../../../src/model/verification.ts';
import { caseNow, draftOf, readCase } from '../cases.ts';
import { readConfiguration } from '../configuration-store.ts';
import { customers, verifications } from '../database/schema.ts';
import { presentStanding } from '../domain/present.ts';
import { readQuery } from '../http/body.ts';
import { requireReviewerOrService } from '../http/callers.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import type { Services } from '../services.ts';
import { isFoundBy } from './admin-queue.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listQuery, oneOrMore } from './list-query.ts';

const list = 'customers';
const querySchema = z.object({ ...listQuery, status: oneOrMore(customerStatuses) });
type Query = z.output<typeof querySchema>;

export function standingRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now } = services;
  const isAllowed = requireReviewerOrService(services);

  /**
   * In the order of their ids. Every line is true at this moment: whom the clock has just moved on is saved so, and left
   * out when that is not what was asked for. A page may thus hold fewer than `limit` and still have a next one.
   */
  app.get('/customers', isAllowed, async (c) => {
    const query = readQuery(c, querySchema);
    const time = now();
    const configuration = await readConfiguration(database);
    const rows = await database.select().from(verifications).innerJoin(customers, eq(customers.id, verifications.customerId))
      .where(and(...conditionsOf(query))).orderBy(asc(customers.id)).limit(query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = rows.length > page.length ? page.at(-1)?.customers : undefined;
    const drafts = page.map((row) => ({ was: row.customers.status, draft: draftOf(row, configuration, time) }));
    for (const { was, draft } of drafts) {
      if (draft.customer.status !== was) await readCase(database, caseNow(services, { customerId: draft.customer.id }));
    }
    const asked = drafts.filter(({ draft }) => query.status?.includes(draft.customer.status) ?? true);
    return c.json({
      customers: asked.map(({ draft }) => presentStanding(draft, c.get('locale') ?? 'en')),
      nextCursor: last ? writeCursor(list, { at: null, id: last.id }) : null,
    });
  });

  app.get('/customers/:id', isAllowed, async (c) => {
    const draft = await readCase(database, caseNow(services, { customerId: c.req.param('id') }));
    return c.json(presentStanding(draft, c.get('locale') ?? 'en'));
  });
}

function conditionsOf({ status, q, cursor }: Query) {
  return [
    status && inArray(customers.status, status),
    q ? isFoundBy(q) : undefined,
    cursor ? gt(customers.id, readCursor(list, cursor).id) : undefined,
  ];
}
