/** How long a loaded snapshot of 3 categories and 5 documents takes to reach the screen, in the script-tag build. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';
import { findBrowser } from '../support/browser.mjs';

const root = new URL('../../', import.meta.url);
const rowSelector = '[part~="document"]';
const types = { '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html' };
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
<script type="module" src="/widget/kyc-verification.js"></script></head>
<body><kyc-verification endpoint="/kyc/v1" updates="off"></kyc-verification></body></html>`;

export async function measurePaint(runs = 20) {
  const answer = { snapshot: await snapshot() };
  const server = await serve(answer);
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      await page.goto(server.origin);
      times.push(await page.evaluate(timeToPaint, rowSelector));
    }
    times.sort((a, b) => a - b);
    await page.evaluate(untilQuiet);
    answer.snapshot = withOneChange(answer.snapshot);
    const touchedRows = await page.evaluate(countTouchedRows, rowSelector);
    return { medianMs: times[Math.floor(runs / 2)], slowestMs: times.at(-1), touchedRows };
  } finally {
    await browser.close();
    server.stop();
  }
}

async function snapshot() {
  const { module } = await runnerImport('./src/testing/index.ts', { root: fileURLToPath(root), configFile: false, logLevel: 'error' });
  const pairs = [['identity', 'passport'], ['identity', 'passport'], ['address', 'mobile_bill'], ['address', 'utility_bill'], ['selfie', 'selfie']];
  const documents = pairs.map(([categoryId, documentTypeId], index) =>
    module.document({ id: `doc_${index}`, categoryId, documentTypeId }));
  return module.verification({ documents });
}

function withOneChange(before) {
  const documents = before.documents.map((document, index) =>
    (index === 2 ? { ...document, status: 'rejected', reason: { code: 'blurred', message: null, final: false } } : document));
  return { ...before, version: before.version + 1, documents };
}

async function serve(answer) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, body, headers = {}) => response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    if (pathname === '/') return send('text/html', html);
    if (pathname === '/kyc/v1/verification') {
      // A backend thinks longer than a disk; what loads beside the answer shall not be counted as painting.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return send('application/json', JSON.stringify(answer.snapshot), { etag: `"${answer.snapshot.version}"`, 'cache-control': 'no-store' });
    }
    const name = /^\/widget\/([\w.-]+)$/.exec(pathname)?.[1];
    const body = name && (await readFile(new URL(`dist/cdn/${name}`, root)).catch(() => undefined));
    if (!body) return response.writeHead(404).end();
    return send(types[extname(name)] ?? 'text/plain', body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}/`,
    stop: () => server.close() && server.closeAllConnections(),
  };
}

/** In the page: from the end of the answer to the first task after the frame that has the rows. */
async function timeToPaint(selector) {
  const element = document.querySelector('kyc-verification');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const giveUp = performance.now() + 10_000;
  while ((element.shadowRoot?.querySelectorAll(selector).length ?? 0) < 5) {
    if (performance.now() > giveUp) throw new Error(`no five rows ${selector} after 10 s`);
    await frame();
  }
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  const painted = performance.now();
  const answer = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/kyc/v1/verification'));
  return painted - answer.responseEnd;
}

/** In the page: until what loads later has been drawn, too. */
async function untilQuiet() {
  const { shadowRoot } = document.querySelector('kyc-verification');
  await new Promise((resolve) => {
    let timer = setTimeout(resolve, 500);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(resolve, 500);
    });
    observer.observe(shadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** In the page: how many rows change when the next snapshot differs in one document. */
async function countTouchedRows(selector) {
  const element = document.querySelector('kyc-verification');
  const touched = new Set();
  const note = (records) => {
    for (const { target } of records) {
      const row = (target instanceof Element ? target : target.parentElement)?.closest(selector);
      if (row) touched.add(row);
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(element.shadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
  await element.refresh();
  await element.updateComplete;
  note(observer.takeRecords());
  return touched.size;
}
