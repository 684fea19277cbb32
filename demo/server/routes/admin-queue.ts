/** The provider's queue: cases filtered, searched and in order, a page at a time. */
import { and, asc, count, desc, eq, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { customerStatuses, customerTypes, verificationStatuses } from '../../../src/model/verification.ts';
import { draftOf } from '../cases.ts';
import { readConfiguration } from '../configuration-store.ts';
import type { Database } from '../database/database.ts';
import { customers, verifications } from '../database/schema.ts';
import { searchable } from '../domain/search-text.ts';
import { readQuery } from '../http/body.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import type { Services } from '../services.ts';
import { presentForReviewer } from './admin-context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listQuery, oneOrMore } from './list-query.ts';

const hourMs = 3_600_000;

const querySchema = z.object({
  ...listQuery,
  status: oneOrMore(verificationStatuses),
  type: z.optional(z.enum(customerTypes)),
  customerStatus: oneOrMore(customerStatuses),
  customerId: z.optional(z.string()),
  /** Only what waits for the provider, and for so long at least. */
  waitingOverHours: z.optional(z.pipe(z.string().check(z.regex(/^\d{1,6}(\.\d{1,3})?$/)), z.transform(Number))),
  /** `newest`: cases made last first · `waiting`: what waits longest first, then what does not wait. */
  sort: z._default(z.enum(['newest', 'waiting']), 'newest'),
});
type Query = z.output<typeof querySchema>;

export function queueRoutes(app: Hono<ReviewerEnv>, services: Services): void {
  const { database, now } = services;

  app.get('/verifications', async (c) => {
    const query = readQuery(c, querySchema);
    const time = now();
    const rows = await database.select().from(verifications).innerJoin(customers, eq(customers.id, verifications.customerId))
      .where(and(...conditionsOf(query, time))).orderBy(...orderOf(query)).limit(query.limit + 1);
    const configuration = await readConfiguration(database);
    const page = rows.slice(0, query.limit);
    const last = rows.length > page.length ? page.at(-1)?.verifications : undefined;
    return c.json({
      verifications: page.map((row) => ({
        ...presentForReviewer(c, services, draftOf(row, configuration, time)),
        createdAt: row.verifications.createdAt.toISOString(),
        updatedAt: row.verifications.updatedAt.toISOString(),
      })),
      nextCursor: last ? writeCursor(query.sort, { at: query.sort === 'newest' ? last.createdAt : last.waitingSince, id: last.id }) : null,
      ...await countCases(database),
    });
  });
}

function conditionsOf(query: Query, now: Date): SQL[] {
  const { status, q, type, customerStatus, customerId, waitingOverHours, cursor } = query;
  const latest = new Date(now.getTime() - (waitingOverHours ?? 0) * hourMs);
  return [
    status && inArray(verifications.status, status),
    q && isFoundBy(q),
    type && eq(customers.type, type),
    customerStatus && inArray(customers.status, customerStatus),
    customerId && eq(verifications.customerId, customerId),
    waitingOverHours === undefined ? undefined : lte(verifications.waitingSince, latest),
    cursor && after(query.sort, cursor),
  ].filter((condition) => typeof condition === 'object');
}

/** No pattern: `%` and `_` are what they are. */
export function isFoundBy(q: string): SQL {
  return sql`position(${searchable(q)} IN ${verifications.searchText}) > 0`;
}

function orderOf({ sort }: Query): SQL[] {
  if (sort === 'newest') return [desc(verifications.createdAt), desc(verifications.id)];
  // PostgreSQL puts what has no time last.
  return [asc(verifications.waitingSince), asc(verifications.id)];
}

function after(sort: Query['sort'], cursor: string): SQL | undefined {
  const { at, id } = readCursor(sort, cursor);
  if (sort === 'newest') return sql`(${verifications.createdAt}, ${verifications.id}) < (${at}::timestamptz, ${id})`;
  if (at === null) return and(isNull(verifications.waitingSince), sql`${verifications.id} > ${id}`);
  return or(sql`(${verifications.waitingSince}, ${verifications.id}) > (${at}::timestamptz, ${id})`, isNull(verifications.waitingSince));
}

/** Of all cases, whatever is asked for: by status, and those that wait for the provider, renewals among them. */
async function countCases(database: Database): Promise<{ counts: Record<string, number>; waiting: number }> {
  const { status, waitingSince } = verifications;
  const rows = await database.select({ status, cases: count(), waiting: count(waitingSince) }).from(verifications).groupBy(status);
  const casesIn = (wanted: string): number => rows.find((row) => row.status === wanted)?.cases ?? 0;
  return {
    counts: Object.fromEntries(verificationStatuses.map((each) => [each, casesIn(each)])),
    waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
  };
}
