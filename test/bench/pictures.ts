/** How fast photos are judged, and how soon a choice of twenty shows its previews, beside Uppy on the same page. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type JSHandle, type Page } from 'playwright-core';
import { build } from 'vite';
import { findBrowser } from '../support/browser.mjs';
import { median } from './median.ts';
import type { Listed, Looked, PictureBench } from './picture-page.ts';
import { mostWhile, processBytes, rendererOf } from './process-memory.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title><script type="module" src="/bench.js"></script></head><body></body></html>';
const photoCount = 20;

export interface LookCost {
  readonly photoMb: number;
  readonly verdictMs: number;
  readonly stallMs: number;
  readonly verdictWithoutDecoderMs: number;
}

/** Medians of twenty photos. */
export async function measureLook(): Promise<LookCost> {
  return onPage(async ({ bench }) => {
    const photoMb = await bench.evaluate((given, count) => given.prepare(count), photoCount) / 1_000_000;
    const look = (path: string): Promise<Looked> => bench.evaluate((given, url) => given.look(url), path);
    const [fast, plain] = [await look('/intake-worker.js'), await look('/plain/intake-worker.js')];
    return { photoMb, verdictMs: median(fast.verdictMs), stallMs: fast.stallMs, verdictWithoutDecoderMs: median(plain.verdictMs) };
  });
}

export interface ListCost extends Listed {
  /** Most of the page's process over what it had before, in 10⁶ bytes. */
  readonly memoryMb: number;
}

export interface Thumbnails {
  readonly widget: ListCost;
  readonly uppy: ListCost;
}

/** Linux only: it reads `/proc`. Each on a page of its own; medians of five. */
export async function measureThumbnails(): Promise<Thumbnails> {
  const played: Thumbnails[] = [];
  for (let round = 0; round <= 5; round += 1) played.push({ widget: await listOnce('widget'), uppy: await listOnce('uppy') });
  const counted = played.slice(1);
  return { widget: mediansOf(counted.map(({ widget }) => widget)), uppy: mediansOf(counted.map(({ uppy }) => uppy)) };
}

function mediansOf(costs: readonly ListCost[]): ListCost {
  const of = (name: keyof ListCost) => median(costs.map((cost) => cost[name]));
  return { listMs: of('listMs'), previewsMs: of('previewsMs'), longestTaskMs: of('longestTaskMs'), memoryMb: of('memoryMb') };
}

async function listOnce(contender: 'widget' | 'uppy'): Promise<ListCost> {
  return onPage(async ({ browser, page, bench }) => {
    await bench.evaluate((given, count) => given.prepare(count), photoCount);
    const processId = await rendererOf(browser, page);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const before = await processBytes(processId);
    let listed: Listed | undefined;
    const work = bench.evaluate((given, name) => given.list(name), contender).then((cost) => (listed = cost));
    const most = await mostWhile(work, () => processBytes(processId));
    if (!listed) throw new Error('nothing was listed');
    return { ...listed, memoryMb: (most - before) / 1_000_000 };
  });
}

interface OpenPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly bench: JSHandle<PictureBench>;
}

async function onPage<T>(work: (opened: OpenPage) => Promise<T>): Promise<T> {
  const folder = await builtPage();
  const server = await serve(folder);
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(server.origin);
    const bench = await page.evaluateHandle(() => window.pictureBench as PictureBench);
    return await work({ browser, page, bench });
  } finally {
    await browser.close();
    server.stop();
  }
}

let built: Promise<string> | undefined;

/** From the sources, once. */
function builtPage(): Promise<string> {
  built ??= buildPage();
  return built;
}

async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const configFile = join(root, 'vite.config.ts');
  const shared = { root, configFile, logLevel: 'error', publicDir: false } as const;
  const place = { outDir: folder, emptyOutDir: false, minify: true, target: 'es2022' };
  await build({ ...shared, mode: 'worker', build: place });
  await build({
    ...shared, mode: 'bench', define: { 'process.env.NODE_ENV': '"production"' },
    build: { ...place, lib: { entry: join(root, 'test/bench/picture-page.ts'), formats: ['es'], fileName: () => 'bench.js' } },
  });
  return folder;
}

/** `/plain/…` is the same without `ImageDecoder`, as in browsers that have none. */
async function serve(folder: string): Promise<{ readonly origin: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    const [, plain, name = ''] = /^(\/plain)?\/([\w.-]*)$/.exec(request.url ?? '') ?? [];
    if (name === '') return response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    const script = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (script === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': 'text/javascript' }).end(plain ? `delete self.ImageDecoder;${script}` : script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
