/** What the figures about uploads share: the real backend, a page of our own beside it, a browser. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type JSHandle, type Page } from 'playwright-core';
import { build } from 'vite';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { findBrowser } from '../support/browser.mjs';
import type { UploadBench } from './upload-page.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const largestBytes = 600_000_000;
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title>
<script type="module" src="/widget/kyc-verification.js"></script><script type="module" src="/bench.js"></script></head><body><input type="file" multiple></body></html>`;
/** Far above what a run sends: quotas are not what is measured. */
const quotas = { KYC_RATE_LIMIT: '1000000', KYC_QUOTA_FILES: '100000', KYC_QUOTA_MB: '100000' };

export interface BenchPage {
  readonly page: Page;
  readonly bench: JSHandle<UploadBench>;
}

export interface UploadRig {
  readonly browser: Browser;
  /** For files; gone with the rig. */
  readonly folder: string;
  /** A customer nobody has met. */
  newCustomer(): string;
  /** Erases a customer and what came from them. */
  forget(customerId: string): Promise<void>;
  openPage(): Promise<BenchPage>;
  /** Ends everything and leaves nothing on the disk. */
  stop(): Promise<void>;
}

export async function startUploadRig(protocol: 'tus' | 'form'): Promise<UploadRig> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  await buildPage(folder);
  const backend = await startBackend({ isMeasured: true, env: { ...quotas, KYC_UPLOAD_PROTOCOL: protocol, KYC_STATIC_DIR: folder } });
  await raiseLimits(backend);
  const browser = await chromium.launch(await findBrowser());
  let customers = 0;
  return {
    browser, folder,
    newCustomer: () => `bench-${customers += 1}`,
    forget: async (customerId) => {
      await askAdmin(backend, `customers/${customerId}`, { method: 'DELETE' });
    },
    openPage: () => openPage(browser, backend.origin),
    stop: async () => {
      await browser.close();
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Our page in the place of the portal's, and the built widget. */
async function buildPage(folder: string): Promise<void> {
  await build({
    root, configFile: join(root, 'vite.config.ts'), mode: 'bench', logLevel: 'error', publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(folder, 'demo/portal'), target: 'es2022',
      lib: { entry: join(root, 'test/bench/upload-page.ts'), formats: ['es'], fileName: () => 'bench.js' },
    },
  });
  await writeFile(join(folder, 'demo/portal/index.html'), html);
  await cp(join(root, 'dist/cdn'), join(folder, 'cdn'), { recursive: true });
}

async function raiseLimits(backend: RunningBackend): Promise<void> {
  const configuration = await (await askAdmin(backend, 'configuration')).json() as { categories: object[] };
  const categories = configuration.categories.map((category) => ({ ...category, maxDocuments: null, maxSizeBytes: largestBytes }));
  await askAdmin(backend, 'configuration', { method: 'PUT', body: JSON.stringify({ ...configuration, categories }) });
}

async function askAdmin({ origin, adminToken }: RunningBackend, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'Authorization': `Bearer ${adminToken}`, 'X-Reviewer': 'bench', 'Content-Type': 'application/json' };
  const answer = await fetch(`${origin}/admin/api/${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function openPage(browser: Browser, origin: string): Promise<BenchPage> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.warn(`page: ${error.message}`));
  await page.goto(origin);
  return { page, bench: await page.waitForFunction(() => window.kycBench) as JSHandle<UploadBench> };
}
