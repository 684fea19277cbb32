/**
 * The host's server: verifies each webhook by Standard Webhooks and acts on each `webhook-id` once. Now and then it is busy, or
 * slow to answer, so that kills come between its acting and the backend's knowing.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Draw } from '../faults/random.ts';

export interface Receiver {
  readonly url: string;
  readonly secret: string;
  /** What was acted on: the body by `webhook-id`. */
  readonly acted: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
  /** Those that came and verified, repeats among them. */
  deliveries(): number;
  close(): Promise<void>;
}

const slowMs = 80;

export async function startReceiver(draw: Draw): Promise<Receiver> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const webhook = new Webhook(secret);
  const [acted, problems] = [new Map<string, string>(), [] as string[]];
  let deliveries = 0;
  const take = async (request: IncomingMessage): Promise<number> => {
    const body = await text(request);
    const id = String(request.headers['webhook-id']);
    webhook.verify(body, request.headers as Record<string, string>);
    deliveries += 1;
    if (draw.chance(0.1)) return 503;
    if (acted.has(id) && acted.get(id) !== body) problems.push('a repeated webhook has another body');
    acted.set(id, body);
    await pause(draw.between(0, slowMs));
    return 204;
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    take(request).then((status) => response.writeHead(status).end(), (reason: unknown) => {
      // One that a kill cut off never came.
      if (request.complete) problems.push(`a webhook does not verify: ${String(reason)}`);
      response.writeHead(400).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  return {
    url, secret, acted, problems,
    deliveries: () => deliveries,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
