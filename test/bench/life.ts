/** What a long life costs: one change among many documents beside a plain list, and elements that come and go. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type JSHandle } from 'playwright-core';
import { build } from 'vite';
import { findBrowser } from '../support/browser.mjs';
import type { LifeBench } from './life-page.ts';
import { median } from './median.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title><script type="module" src="/bench.js"></script></head><body></body></html>';
const sizes = [{ documents: 100, categories: 50 }, { documents: 1000, categories: 50 }, { documents: 4000, categories: 50 }];
const before = 500;
const cycles = 1000;

export interface UpdateFigure {
  readonly documents: number;
  readonly viewMs: number;
  readonly wholeMs: number;
  readonly floorMs: number;
}

/** Medians, side by side. */
export async function measureUpdates(): Promise<UpdateFigure[]> {
  return onPage(async ({ bench }) => {
    const figures: UpdateFigure[] = [];
    for (const size of sizes) {
      const { viewMs, wholeMs, floorMs } = await bench.evaluate((given, options) => given.update(options), { ...size, runs: 20 });
      figures.push({ documents: size.documents, viewMs: median(viewMs), wholeMs: median(wholeMs), floorMs: median(floorMs) });
    }
    return figures;
  });
}

export interface Remains {
  /** Of the heap, per cycle, between 500 and 1,500 cycles. */
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly timers: number;
  readonly streams: number;
}

export async function measureComingAndGoing(): Promise<Remains> {
  return onPage(async ({ bench, session }) => {
    const go = async (times: number) => {
      await bench.evaluate((given, count) => given.comeAndGo(count), times);
      return { ...await counters(session), ...await bench.evaluate((given) => given.left()) };
    };
    const first = await go(before);
    const last = await go(cycles);
    const more = (name: keyof typeof first) => last[name] - first[name];
    return {
      bytes: more('heapBytes') / cycles, nodes: more('allNodes') + more('nodes'), listeners: more('allListeners') + more('listeners'),
      timers: more('timers'), streams: last.streams,
    };
  });
}

/** After everything that can go has gone. */
async function counters(session: CDPSession) {
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heapBytes } = await session.send('Runtime.getHeapUsage');
  const { nodes: allNodes, jsEventListeners: allListeners } = await session.send('Memory.getDOMCounters');
  return { heapBytes, allNodes, allListeners };
}

interface OpenPage {
  readonly bench: JSHandle<LifeBench>;
  readonly session: CDPSession;
}

async function onPage<T>(work: (opened: OpenPage) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  const server = await serve(folder);
  const browser = await chromium.launch(await findBrowser());
  try {
    await buildPage(folder);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => console.warn(`page: ${error.message}`));
    page.on('crash', () => console.warn('the page crashed'));
    await page.goto(server.origin);
    const bench = await page.waitForFunction(() => window.lifeBench) as JSHandle<LifeBench>;
    return await work({ bench, session: await page.context().newCDPSession(page) });
  } finally {
    await browser.close();
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildPage(folder: string): Promise<void> {
  await build({
    root, configFile: join(root, 'vite.config.ts'), mode: 'bench', logLevel: 'error', publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: folder, target: 'es2022', lib: { entry: join(root, 'test/bench/life-page.ts'), formats: ['es'], fileName: () => 'bench.js' } },
  });
}

/** Isolated, so that the page's clock is fine enough. */
async function serve(folder: string) {
  const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const server = createServer(async ({ url = '/' }, response) => {
    const name = /^\/([\w.-]+\.js)$/.exec(url)?.[1];
    const body = url === '/' ? html : name && await readFile(join(folder, name)).catch(() => undefined);
    if (!body) response.writeHead(404).end();
    else response.writeHead(200, { ...isolation, 'Content-Type': extname(url) === '.js' ? 'text/javascript' : 'text/html' }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
