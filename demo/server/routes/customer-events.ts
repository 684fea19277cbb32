/** `GET /events`: news of the customer's case as it happens. */
import type { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import type { CustomerContext, CustomerEnv } from '../http/environment.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { CustomerCase } from './customer-context.ts';

export function eventRoutes(app: Hono<CustomerEnv>, services: Services): void {
  app.get('/events', async (c) => {
    if (c.req.method !== 'GET') throw new Problem(405, 'method_not_allowed');
    const { version } = await new CustomerCase(c, services).read();
    const { customerId, accessHash } = c.var;
    const body = services.events.open({ customerId, accessHash, version, lastEventId: c.req.header('Last-Event-ID') });
    expectSilence(c);
    return c.body(body, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Proxies pass on what comes when it comes.
      'X-Accel-Buffering': 'no',
      // Nothing follows on this connection, so a server that stops need not wait for it.
      Connection: 'close',
    });
  });
}

/** This connection owes us nothing: it is not ended for being quiet. */
function expectSilence(c: CustomerContext): void {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  incoming?.socket.setTimeout(0);
}
