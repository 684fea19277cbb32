/** The packed package in hosts of its own, under the strictest policy: the worker starts, hashes and ends. */
import type { Page } from '@playwright/test';
import { createServer } from 'vite';
import type { KycVerification } from '../../src/elements/index.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { backendTimeoutMs, expect, test as base } from '../support/e2e.ts';
import { installPackage, type InstalledPackage } from '../support/installed-package.ts';

/** The backend serves the hosts instead of the portal. */
const test = base.extend<object, { installed: InstalledPackage; backend: RunningBackend }>({
  installed: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the destructured parameter
    async ({}, use) => {
      const installed = await installPackage();
      await use(installed);
      await installed.remove();
    },
    { scope: 'worker', timeout: backendTimeoutMs },
  ],
  backend: [
    async ({ installed }, use) => {
      const backend = await startBackend({ env: { KYC_STATIC_DIR: installed.siteDir } });
      await use(backend);
      await backend.stop();
    },
    { scope: 'worker', timeout: backendTimeoutMs },
  ],
});

// One worker installs it, and then has all of its tests.
test.describe.configure({ mode: 'default' });

interface Heard {
  /** What workers said, in order. */
  readonly heard: string[];
  readonly violations: string[];
}

/** Writes down in the page what its workers say and what its policy refuses. */
function listen(): void {
  const heard: string[] = [];
  const violations: string[] = [];
  Object.assign(globalThis, { heard, violations });
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => heard.push(data.kind));
      this.addEventListener('error', () => heard.push('error'));
    }
  };
}

/** Adds the page's specimen by the public API; resolves once the server has confirmed its hash. */
async function addSpecimen(): Promise<void> {
  const element = document.querySelector<KycVerification>('kyc-verification');
  if (!element) throw new Error('the page has no element');
  const next = (name: string) => new Promise((resolve, reject) => {
    element.addEventListener(name, resolve);
    for (const failure of ['kyc-upload-error', 'kyc-error']) {
      element.addEventListener(failure, (event) => reject(new Error(JSON.stringify((event as CustomEvent<unknown>).detail))));
    }
  });
  if (!element.verification) await next('kyc-ready');
  const stored = next('kyc-upload-success');
  const bytes = await (await fetch('/pdf-bill.pdf')).blob();
  // No two alike: the same once more would be asked about.
  await element.addFiles('address', [new File([bytes, `% ${String(performance.now())}\n`], 'bill.pdf', { type: 'application/pdf' })], { documentTypeId: 'utility_bill' });
  await stored;
}

const heardIn = (page: Page): Promise<Heard> => page.evaluate(() => {
  const { heard, violations } = globalThis as unknown as Heard;
  return { heard, violations };
});

/** Resolves with what was started and what it said. */
async function upload(page: Page, url: string, customerId: string): Promise<Heard & { workers: string[] }> {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
  await page.addInitScript(listen);
  await page.request.post(new URL('/portal/sign-in', url).href, { data: { customerId, name: 'Sam Specimen' } });
  await page.goto(url);
  await page.evaluate(() => customElements.whenDefined('kyc-verification'));
  await page.evaluate(addSpecimen);
  return { workers, ...await heardIn(page) };
}

const hosts = [
  { name: 'a Vite app', path: '/', workerFile: /^\/assets\/intake-worker-[\w-]+\.js$/ },
  { name: 'a plain page', path: '/plain.html', workerFile: /^\/node_modules\/kyc-verification\/dist\/cdn\/intake-worker\.js$/ },
];

for (const { name, path, workerFile } of hosts) {
  test(`hashes in the worker of ${name}, under the strictest policy`, async ({ page, backend }) => {
    const url = backend.origin + path;
    const policy = (await page.request.get(url)).headers()['content-security-policy'];
    expect(policy).toMatch(/default-src 'none';.*worker-src 'self';.*trusted-types kyc-verification kyc-verification-lit lit-html$/);
    const { workers, heard } = await upload(page, url, `package-${name.replaceAll(' ', '-')}`);
    expect(workers[0]).toMatch(workerFile);
    expect(new Set(workers).size).toBe(1);
    expect(heard).toContain('done');
    expect(heard).not.toContain('error');
    await expect.poll(() => page.workers(), 'nothing keeps running').toEqual([]);
  });
}

test('does without the worker under a policy that does not name ours, and is refused once', async ({ page, backend, guard }) => {
  const url = `${backend.origin}/plain.html`;
  await page.route(url, async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    const policy = headers['content-security-policy']?.replace('trusted-types kyc-verification ', 'trusted-types ');
    await route.fulfill({ response: answer, headers: { ...headers, 'content-security-policy': policy ?? '' } });
  });
  guard.allow(/trusted-types/);
  const { workers, heard } = await upload(page, url, 'package-refused');
  expect([workers, heard]).toEqual([[], []]);
  await page.evaluate(addSpecimen);
  expect((await heardIn(page)).violations).toEqual(['trusted-types']);
});

test('hashes in the worker of a Vite app in development', async ({ page, installed, backend }) => {
  const toBackend = { target: backend.origin, changeOrigin: false };
  const server = await createServer({
    root: installed.hostDir, configFile: false, logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1', proxy: { '/kyc': toBackend, '/portal': toBackend } },
  });
  try {
    await server.listen();
    const { workers, heard } = await upload(page, server.resolvedUrls?.local[0] ?? '', 'package-development');
    expect(workers[0]).toBe('/node_modules/kyc-verification/dist/lib/intake/intake-worker.js');
    expect(heard).toContain('done');
  } finally {
    // It asks for news until it is gone.
    await page.close();
    await server.close();
  }
});
