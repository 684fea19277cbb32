/** Where a request comes from, as far as that can be believed. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/**
 * The connection's own address; behind so many proxies of ours, the one the outermost of them saw. What callers write into
 * `X-Forwarded-For` themselves stands further left and counts for nothing.
 */
export function callerAddress(c: Context, proxies: number): string {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const socket = incoming?.socket.remoteAddress ?? 'unknown';
  if (proxies === 0) return socket;
  const passedOn = (c.req.header('X-Forwarded-For') ?? '').split(',').map((address) => address.trim()).filter(Boolean);
  return passedOn.at(-proxies) ?? socket;
}
