/** The demo's receiver of webhooks as a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const buildPath = join(root, 'dist/demo/receiver/main.js');

export interface RunningReceiver {
  readonly url: string;
  /** A line per event it acted on. */
  readonly events: () => string[];
  kill(): Promise<void>;
  /** On the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(env: Readonly<Record<string, string>>): Promise<RunningReceiver> {
  build();
  const dataDir = await mkdtemp(join(tmpdir(), 'kyc-receiver-'));
  let output = '';
  let port = '0';
  const start = async () => {
    const child = spawn(process.execPath, [buildPath], { env: { PATH: process.env['PATH'], RECEIVER_DATA_DIR: dataDir, PORT: port, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      let started = '';
      child.once('exit', () => reject(new Error('the receiver ended')));
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString();
        started += data.toString();
        port = /127\.0\.0\.1:(\d+)/.exec(started)?.[1] ?? port;
        if (started.includes('is ready')) resolve();
      });
    });
    return child;
  };
  let child = await start();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    events: () => output.split('\n').filter((line) => line.startsWith('msg_')),
    kill,
    restart: async () => {
      await kill();
      child = await start();
    },
    stop: async () => {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function build(): void {
  const sources = readdirSync(join(root, 'demo/receiver')).map((name) => statSync(join(root, 'demo/receiver', name)).mtimeMs);
  if (existsSync(buildPath) && statSync(buildPath).mtimeMs > Math.max(...sources)) return;
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--mode', 'receiver', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
}
