/** Connections that owe us bytes and send none are ended, so that silence holds nothing and hurts nobody else. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Goes to `createServer`. A whole request may take any time: a slow but steady upload is no attack. */
export function slowClientOptions(idleMs: number): { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number } {
  return { headersTimeout: idleMs, requestTimeout: 0, connectionsCheckingInterval: Math.min(Math.max(idleMs, 1000), 5000) };
}

export function endSilentConnections(server: Server, idleMs: number): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.on('request', (request, response) => exchanges.set(request.socket, { request, response }));
  server.setTimeout(idleMs, (socket) => {
    const exchange = exchanges.get(socket);
    if (!exchange || !isOurTurn(exchange)) socket.destroy();
  });
}

/** The request is here in full and its answer has not begun: the one who keeps the other waiting is us. */
function isOurTurn({ request, response }: Exchange): boolean {
  return request.complete && !response.headersSent;
}
