/** How soon bytes move again after the connection was gone, and how many are sent twice; in the rig's proxy, in real time. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { KycVerification } from '../../src/elements/kyc-verification.ts';
import { findBrowser } from '../support/browser.mjs';
import { FaultProxy } from '../support/faults/fault-proxy.ts';
import { hostFiles } from '../support/faults/host-page.ts';
import type { Break, Strike } from '../support/faults/strike.ts';
import { World } from '../support/faults/world.ts';
import { pdfFile } from './pdf-file.ts';

export interface Outages {
  /** From the `online` event to the first further byte, after an outage of 8 s; the slowest. */
  readonly afterOnlineMs: number;
  /** The same without the event, from the moment the network is back; the slowest. */
  readonly afterDelayMs: number;
  /** Bytes sent twice after a cut at any byte, over all ways to cut; the most. */
  readonly mostResentBytes: number;
}

interface Scene {
  readonly world: World;
  readonly browser: Browser;
  /** Of the file to send. */
  readonly path: string;
}

/** An upload under way. */
interface Sending {
  readonly proxy: FaultProxy;
  readonly page: Page;
  /** Resolves when the strike `tell`s. */
  readonly told: Promise<void>;
  /** Resolves when the file is confirmed. */
  readonly confirmed: Promise<void>;
}

const outageMs = 8000;
const fileBytes = 20_000_000;
const halfWay: Strike = { on: ['bytes'], at: { bodyShare: 0.5 }, deed: { kind: 'tell' } };
const cuts: readonly Break[] = ['close', 'reset', 'half_open', 'black_hole'];
let customers = 0;

export async function measureOutages({ runs = 5 } = {}): Promise<Outages> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  const world = await World.start('tus');
  const browser = await chromium.launch(await findBrowser());
  try {
    const scene = { world, browser, path: await pdfFile(join(folder, 'file.pdf'), fileBytes) };
    // The first upload finds a server that has not warmed up yet.
    await whileSending(scene, [], ({ confirmed }) => confirmed.then(() => 0));
    const resentBytes: number[] = [];
    for (const how of cuts) resentBytes.push(await most(runs, (run) => resentAfter(scene, how, (run + 0.5) / runs)));
    return {
      afterOnlineMs: await most(runs, () => recovery(scene, { isOnlineSaid: true })),
      afterDelayMs: await most(runs, () => recovery(scene, { isOnlineSaid: false })),
      mostResentBytes: Math.max(...resentBytes),
    };
  } finally {
    await browser.close();
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the network's return until the first further byte has passed. */
function recovery(scene: Scene, { isOnlineSaid }: { isOnlineSaid: boolean }): Promise<number> {
  return whileSending(scene, [halfWay], async ({ proxy, page, told }) => {
    await told;
    proxy.goDown();
    proxy.goOn();
    await passed(outageMs);
    const before = proxy.ledger.deliveredBytes;
    proxy.comeUp();
    const start = performance.now();
    if (isOnlineSaid) await page.evaluate(() => void dispatchEvent(new Event('online')));
    while (proxy.ledger.deliveredBytes === before) await passed(5);
    return performance.now() - start;
  });
}

function resentAfter(scene: Scene, how: Break, bodyShare: number): Promise<number> {
  const cut: Strike = { on: ['bytes'], at: { bodyShare }, deed: { kind: 'break', how } };
  return whileSending(scene, [cut], async ({ proxy, confirmed }) => {
    await confirmed;
    if (proxy.struck.length !== 1) throw new Error(`cut ${proxy.struck.length} times`);
    const [fileId = ''] = proxy.ledger.announced.keys();
    return proxy.ledger.bytesOf(fileId)?.resentBytes ?? Number.NaN;
  });
}

/** Sends the file as a new customer through a proxy of its own; resolves to what `act` gives, once the file is confirmed. */
async function whileSending(
  { world, browser, path }: Scene, strikes: readonly Strike[], act: (sending: Sending) => Promise<number>,
): Promise<number> {
  const { cookie } = await world.newCustomer(`bench-${customers += 1}`);
  const proxy = await FaultProxy.start({ upstream: world.upstream, ownAnswer: hostFiles(), cookie });
  const page = await browser.newPage();
  try {
    proxy.arm(strikes);
    const told = proxy.told();
    await page.goto(proxy.origin);
    const confirmed = send(page, path);
    const [result] = await Promise.all([act({ proxy, page, told, confirmed }), confirmed]);
    return result;
  } finally {
    await page.close();
    await proxy.stop();
  }
}

async function send(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file' })));
  await page.setInputFiles('body > input', path);
  await page.evaluate(async () => {
    const element = document.querySelector('kyc-verification') as KycVerification;
    const files = document.querySelector<HTMLInputElement>('body > input')?.files ?? [];
    if (!element.verification) await new Promise((resolve) => element.addEventListener('kyc-ready', resolve, { once: true }));
    const confirmed = new Promise((resolve, reject) => {
      element.addEventListener('kyc-upload-success', resolve);
      element.addEventListener('kyc-upload-error', ({ detail }) => reject(new Error(detail.code)));
    });
    await element.addFiles('single', files, { documentTypeId: 'passport' });
    await confirmed;
  });
}

async function most(runs: number, measure: (run: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await measure(run));
  return Math.max(...values);
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
