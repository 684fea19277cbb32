/** How long the start command takes on an installed and built clone until the server says it is ready. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function measureStart() {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  try {
    const firstMs = await startOnce(folder);
    const againMs = await startOnce(folder);
    return { firstMs, againMs };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(dataDir) {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, ['.config/start.mjs'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', KYC_DATA_DIR: dataDir },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      if (performance.now() - start > 120_000) throw new Error('the server was not ready after 120 s');
    }
    return performance.now() - start;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function isReady(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
  await answer?.arrayBuffer();
  if (answer?.ok) return true;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return false;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
