/** Tells early that the port is taken: before a database is made that takes seconds. */
import { createServer } from 'node:net';

/** @throws Error naming the port and what to do. */
export function requireFreePort({ host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (reason: NodeJS.ErrnoException) => {
      const isTaken = reason.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Port ${port} is already in use. Set PORT to another one, or end what uses it.`) : reason);
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
