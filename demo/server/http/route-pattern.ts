/** Which route answered, by its pattern: what was asked for in particular is left out. */
import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';

/** E.g. `/kyc/v1/documents/:id`; null where nobody but middleware was concerned. */
export function routePattern(c: Context): string | null {
  return matchedRoutes(c).filter(({ path }) => !path.includes('*')).at(-1)?.path ?? null;
}
