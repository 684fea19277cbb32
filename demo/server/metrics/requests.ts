/** How long answers took, by the pattern of the route: what was asked for in particular is nobody's business. */
import type { MiddlewareHandler } from 'hono';
import { routePattern } from '../http/route-pattern.ts';
import type { Metrics } from './metrics.ts';

const ours = /^\/(?:kyc\/v1|portal|admin\/api)\/|^\/(?:healthz|metrics)$/;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function measureRequests(metrics: Metrics): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { method } = c.req;
    metrics.answered({
      method: methods.includes(method) ? method : 'other',
      route: routeOf(routePattern(c)),
      status: c.res.status,
      seconds: (performance.now() - startedAt) / 1000,
    });
  };
}

/** Files all count as one, and so does what nobody answers. */
function routeOf(pattern: string | null): string {
  if (pattern === null) return 'none';
  return ours.test(pattern) ? pattern : 'file';
}
