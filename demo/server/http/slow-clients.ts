/** Connections that owe us bytes and send none, or hardly any, are ended, so that they hold nothing and hurt nobody else. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** No customer waits for an upload as slow as this. */
const leastBytesPerSecond = 256;

/** Goes to `createServer`. A whole request may take any time: a slow but steady upload is no attack. */
export function slowClientOptions(idleMs: number): { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number } {
  return { headersTimeout: idleMs, requestTimeout: 0, connectionsCheckingInterval: Math.min(Math.max(idleMs, 1000), 5000) };
}

/** `idleMs` is how long one may be silent, and half the time over which one has to be quick enough; 0: for ever. */
export function endSlowConnections(server: Server, idleMs: number): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.on('request', (request, response) => exchanges.set(request.socket, { request, response }));
  server.setTimeout(idleMs, (socket) => {
    const exchange = exchanges.get(socket);
    if (!exchange || !isOurTurn(exchange)) socket.destroy();
  });
  if (idleMs > 0) server.on('connection', (socket) => watchRate(socket, 2 * idleMs, () => exchanges.get(socket)));
}

/** Counts only times that are the same request's from end to end. */
function watchRate(socket: Socket, periodMs: number, current: () => Exchange | undefined): void {
  const leastBytes = leastBytesPerSecond * periodMs / 1000;
  let before: { readonly exchange: Exchange | undefined; readonly bytesRead: number } = { exchange: undefined, bytesRead: 0 };
  const timer = setInterval(() => {
    const now = { exchange: current(), bytesRead: socket.bytesRead };
    const isCrawling = now.exchange === before.exchange && now.bytesRead - before.bytesRead < leastBytes;
    if (now.exchange && isCrawling && owesBody(now.exchange)) socket.destroy();
    before = now;
  }, periodMs).unref();
  socket.once('close', () => clearInterval(timer));
}

/** More is to come, and there is room for it. */
function owesBody({ request }: Exchange): boolean {
  return !request.complete && request.readableLength < request.readableHighWaterMark;
}

/** The request is here in full and its answer has not begun: the one who keeps the other waiting is us. */
function isOurTurn({ request, response }: Exchange): boolean {
  return request.complete && !response.headersSent;
}
