/**
 * Listens before anything else is ready, so that nothing is opened or made for a port somebody else has, and so that whoever
 * asks meanwhile hears that the server is about to be there.
 */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { Health } from './health.ts';
import { answerProblem } from './problem-answer.ts';
import { securityHeaders } from './security-headers.ts';
import { endSlowConnections, slowClientOptions } from './slow-clients.ts';

/** Longer than callers and proxies keep theirs, so that no request meets a connection just being closed. */
const keepAliveMs = 75_000;

type App = Pick<Hono, 'fetch'>;

export interface FrontDoor {
  readonly server: Server;
  readonly port: number;
  /** From now on this application answers. */
  open(app: App): void;
}

/** @throws Error naming a port that is taken, and what to do. */
export function openFrontDoor(settings: Settings): Promise<FrontDoor> {
  const { host: hostname, port, idleSeconds, publicUrl } = settings;
  let current: App = startingApp(publicUrl);
  return new Promise((resolve, reject) => {
    const serverOptions = slowClientOptions(idleSeconds * 1000);
    const answer: App['fetch'] = (...request) => current.fetch(...request);
    const server = serve({ fetch: answer, hostname, port, serverOptions }, (address) => {
      resolve({ server, port: address.port, open: (app) => { current = app; } });
    }) as Server;
    endSlowConnections(server, idleSeconds * 1000);
    server.keepAliveTimeout = keepAliveMs;
    server.once('error', (reason: NodeJS.ErrnoException) => {
      const isTaken = reason.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Port ${port} is already in use. Set PORT to another one, or end what uses it.`) : reason);
    });
  });
}

function startingApp(publicUrl: string | null): Hono {
  const app = new Hono();
  app.onError((reason, c) => answerProblem(c, reason, () => undefined));
  app.use(securityHeaders(publicUrl));
  app.get('/healthz', (c) => c.json({ status: 'starting' } satisfies Health, 503, { 'Cache-Control': 'no-store' }));
  app.all('*', () => {
    throw new Problem(503, 'server_error', { retryable: true, retryAfterSeconds: 2 });
  });
  return app;
}
