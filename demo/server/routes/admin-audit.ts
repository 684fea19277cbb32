/**
 * Looking is an act of its own: whoever sees what customers gave or were told is named in the audit, once a minute for each
 * list. A case, a file and every change write their own entries. The configuration and sample pictures are nobody's data.
 */
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { MiddlewareHandler } from 'hono';
import { audit, verifications } from '../database/schema.ts';
import type { ReviewerEnv } from '../http/environment.ts';
import { routePattern } from '../http/route-pattern.ts';
import type { Services } from '../services.ts';
import { auditNow } from './admin-context.ts';

const viewMs = 60_000;

const views: ReadonlyMap<string, string> = new Map([
  ['/admin/api/verifications', 'queue_viewed'], ['/admin/api/customers', 'customers_viewed'], ['/admin/api/customers/:id', 'customer_viewed'],
  ['/admin/api/outbox', 'outbox_viewed'], ['/admin/api/webhooks', 'webhooks_viewed'], ['/admin/api/audit', 'audit_viewed'],
]);

export function auditViews(services: Services): MiddlewareHandler<ReviewerEnv> {
  return async (c, next) => {
    await next();
    const action = views.get(routePattern(c) ?? '');
    if (action === undefined || c.req.method !== 'GET' || c.res.status !== 200) return;
    const customerId = action === 'customer_viewed' ? c.req.path.split('/').at(-1) ?? '' : null;
    await auditOnce(services, { actor: c.get('reviewer'), action }, customerId === null ? null : await caseOf(services, decodeURIComponent(customerId)));
  };
}

/** An id of ours instead of one that somebody chose. */
async function caseOf({ database }: Services, customerId: string): Promise<string | null> {
  const [row] = await database.select({ id: verifications.id }).from(verifications).where(eq(verifications.customerId, customerId));
  return row?.id ?? null;
}

async function auditOnce(services: Services, { actor, action }: { actor: string; action: string }, verificationId: string | null): Promise<void> {
  const { database, now } = services;
  const isSame = and(
    eq(audit.actor, actor), eq(audit.action, action), gt(audit.at, new Date(now().getTime() - viewMs)),
    verificationId === null ? isNull(audit.verificationId) : eq(audit.verificationId, verificationId),
  );
  const [known] = await database.select({ id: audit.id }).from(audit).where(isSame).limit(1);
  if (!known) await auditNow(services, verificationId, { actor, action, detail: {} });
}
