/** What the figures about uploads share: the real backend, a page of our own beside it, a browser. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, runnerImport } from 'vite';
import { findBrowser } from '../support/browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const largestBytes = 600_000_000;
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title>
<script type="module" src="/widget/kyc-verification.js"></script></head><body><input type="file" multiple></body></html>`;
/** Far above what a run sends: quotas are not what is measured. */
const quotas = { KYC_RATE_LIMIT: '1000000', KYC_QUOTA_FILES: '100000', KYC_QUOTA_MB: '100000' };

/**
 * @param {{ protocol: 'tus' | 'form' }} options
 * `customer()` names a new customer, `forget(name)` erases one; `stop()` ends everything and leaves nothing on the disk.
 */
export async function startUploadRig({ protocol }) {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  await buildPage(folder);
  const { module } = await runnerImport('./test/support/backend.ts', { root, configFile: false, logLevel: 'error' });
  const backend = await module.startBackend({ env: { ...quotas, KYC_UPLOAD_PROTOCOL: protocol, KYC_STATIC_DIR: folder } });
  const admin = (path, init) => askAdmin(backend, path, init);
  await raiseLimits(admin);
  const browser = await chromium.launch(await findBrowser());
  let customers = 0;
  return {
    backend, browser, folder,
    customer: () => `bench-${customers += 1}`,
    forget: (name) => admin(`customers/${name}`, { method: 'DELETE' }),
    openPage: () => openPage(browser, backend.origin),
    stop: async () => {
      await browser.close();
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Our page in the place of the portal's, and the built widget. */
async function buildPage(folder) {
  await build({
    root, configFile: join(root, 'vite.config.ts'), mode: 'bench', logLevel: 'error', publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(folder, 'demo/portal'), target: 'es2022',
      lib: { entry: fileURLToPath(new URL('upload-page.ts', import.meta.url)), formats: ['es'], fileName: () => 'bench.js' },
    },
  });
  await mkdir(join(folder, 'demo/portal'), { recursive: true });
  await writeFile(join(folder, 'demo/portal/index.html'), html);
  await cp(join(root, 'dist/cdn'), join(folder, 'cdn'), { recursive: true });
}

async function raiseLimits(admin) {
  const configuration = await admin('configuration');
  const categories = configuration.categories.map((category) => ({ ...category, maxDocuments: null, maxSizeBytes: largestBytes }));
  await admin('configuration', { method: 'PUT', body: JSON.stringify({ ...configuration, categories }) });
}

async function askAdmin({ origin, adminToken }, path, init = {}) {
  const headers = { 'Authorization': `Bearer ${adminToken}`, 'X-Reviewer': 'bench', 'Content-Type': 'application/json' };
  const answer = await fetch(`${origin}/admin/api/${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

async function openPage(browser, origin) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.warn(`page: ${error.message}`));
  await page.goto(origin);
  await page.evaluate(async () => {
    globalThis.bench = await import('/bench.js');
  });
  return page;
}
