/**
 * The real backend as a process of its own, on a port and in a data folder of its own.
 *
 * It runs what `vite build --mode server` made, and makes it first when it is not there.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from './prepared-database.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where the built server lies. */
export const buildPath = join(root, 'dist/demo/server/main.js');
// Opening the embedded database takes seconds of a processor; on a busy machine that is a long time.
const startLimitMs = 110_000;
/** Optimizing the embedded database takes seconds of a processor at each start, and no test asks enough of it to gain by that. */
const unhurried = ['--liftoff-only'];

export interface BackendOptions {
  /** A PostgreSQL server's; left out, the embedded database in the data folder. */
  readonly databaseUrl?: string;
  /** More settings, over the ones made here. */
  readonly env?: Readonly<Record<string, string>>;
  /** As fast as it gets, for benchmarks. */
  readonly isMeasured?: boolean;
}

/** All that a caller over HTTP needs. */
export interface BackendAddress {
  /** `http://127.0.0.1:<port>`; stays the same over restarts. */
  readonly origin: string;
  readonly adminToken: string;
}

export interface RunningBackend extends BackendAddress {
  readonly dataDir: string;
  /** Of the process as it runs now. */
  readonly pid: () => number;
  /** Everything it has written to the console so far. */
  readonly output: () => string;
  /** Ends the process, without warning unless told otherwise, and waits until it is gone. Its exit code; null when a signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same data and port, killing it first when it still runs. */
  restart(): Promise<void>;
  /** Ends it in good order and removes its data folder. */
  stop(): Promise<void>;
}

/** Makes the server's bundle when there is none, or one older than the sources it is made of. */
export function buildBackend(): void {
  const madeAt = existsSync(buildPath) ? statSync(buildPath).mtimeMs : 0;
  if (madeAt > newestChange(['demo/server', 'src/contract', 'src/model', 'src/intake', 'vite.config.ts'])) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--mode', 'server', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
}

function newestChange(paths: readonly string[]): number {
  const files = paths.map((path) => join(root, path)).flatMap((path) => statSync(path).isFile() ? [path]
    : readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

export async function startBackend({ databaseUrl, env, isMeasured = false }: BackendOptions = {}): Promise<RunningBackend> {
  if (!existsSync(buildPath)) buildBackend();
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-backend-'));
  const adminToken = randomBytes(12).toString('hex');
  const settings: Record<string, string> = {
    PORT: '0', KYC_DATA_DIR: dataDir, KYC_ADMIN_TOKEN: adminToken,
    // A busy machine takes its time; whoever tests that sets another.
    KYC_INSPECTION_SECONDS: '25', KYC_INSPECTION_LIMIT_SECONDS: '120',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}), ...env,
  };
  // Whoever names a folder or a server of their own knows what is to be found there.
  if (settings['KYC_DATA_DIR'] === dataDir && !settings['DATABASE_URL']) await prepareDatabase(dataDir);
  const server = new ServerProcess(settings, isMeasured ? [] : unhurried);
  const announced = await server.start().catch(async (reason: unknown) => {
    await rm(dataDir, { recursive: true, force: true });
    throw reason;
  });
  // A proxy's https is announced, which no test has: then the port is the test's own.
  const origin = announced.startsWith('https:') ? `http://127.0.0.1:${settings['PORT'] ?? ''}` : announced;
  settings['PORT'] = new URL(origin).port;
  return {
    origin,
    adminToken: settings['KYC_ADMIN_TOKEN'] ?? adminToken,
    dataDir,
    pid: () => server.pid,
    output: () => server.output,
    kill: (signal = 'SIGKILL') => server.end(signal),
    restart: async () => {
      await server.end('SIGKILL');
      await server.start();
    },
    stop: async () => {
      await server.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

class ServerProcess {
  output = '';
  readonly #settings: Readonly<Record<string, string>>;
  readonly #flags: readonly string[];
  #child: ChildProcess | null = null;

  constructor(settings: Readonly<Record<string, string>>, flags: readonly string[]) {
    this.#settings = settings;
    this.#flags = flags;
  }

  /** Resolves with the origin the ready line names; rejects with the output when the process ends or takes too long. */
  start(): Promise<string> {
    const from = this.output.length;
    // Only what the process needs: the caller's own settings must not reach it.
    const { PATH, HOME, TMPDIR } = process.env;
    const base = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));
    const child = spawn(process.execPath, [...this.#flags, buildPath], { env: { ...base, ...this.#settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        reject(new Error(`the backend ${why}:\n${this.output.slice(from)}`));
      };
      const timer = setTimeout(() => fail('did not get ready in time'), startLimitMs);
      const onData = (data: Buffer): void => {
        this.output += data.toString();
        const origin = /is ready: (https?:\/\/[^/\s]+)/.exec(this.output.slice(from))?.[1];
        if (origin === undefined) return;
        clearTimeout(timer);
        resolve(origin);
      };
      child.stdout.on('data', onData);
      child.stderr.on('data', onData);
      child.once('exit', () => fail('ended'));
    });
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    return child.exitCode;
  }
}
