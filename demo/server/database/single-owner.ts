/**
 * One server per data folder: the embedded database must never be open twice.
 *
 * Held by listening on a local socket that belongs to the folder. A killed process stops listening at once, so nothing
 * stale can stand in the way of the next start.
 */
import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What every Unix allows, in bytes. */
const longestSocketName = 100;

/** @throws Error when another running server owns the folder. */
export async function ownDirectory(directory: string): Promise<{ release(): void }> {
  const path = socketPath(directory);
  if (await isAnswering(path)) throw new Error('Another server is already running on this data folder.');
  if (process.platform !== 'win32') await unlink(path).catch(() => undefined);
  const server = createServer((socket) => socket.end());
  await listening(server, path);
  server.unref();
  return { release: () => server.close() };
}

/** In the folder itself, or, where its path is too long for a socket's name, among the temporary files. */
function socketPath(directory: string): string {
  const name = `kyc-${createHash('sha256').update(directory).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(directory, 'server.sock');
  return Buffer.byteLength(inside) < longestSocketName ? inside : join(tmpdir(), `${name}.sock`);
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}
