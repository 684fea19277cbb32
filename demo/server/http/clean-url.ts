/** Addresses no database can look up: a NUL is in no id and in no text we keep. */
import type { MiddlewareHandler } from 'hono';
import { invalidRequest, notFound } from '../problem.ts';

/** @throws Problem 404 for a NUL in the path, 400 for one in the query. */
export const refuseNul: MiddlewareHandler = async (c, next) => {
  const [path = '', query = ''] = c.req.url.split('?', 2);
  if (path.includes('%00')) throw notFound();
  if (query.includes('%00')) throw invalidRequest(['(query)']);
  await next();
};
