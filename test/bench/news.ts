/** How soon a change on the server is seen: by stream and by poll, after the server was away, and not at all while hidden. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, Reviewer } from '../support/backend-driver.ts';
import { findBrowser } from '../support/browser.mjs';
import { median } from './median.ts';

const patienceMs = 30_000;
const runs = 20;
const outages = 5;
const awayMs = 10_000;
const hiddenMs = 30_000;

export interface NewsFigures {
  /** From the provider's comment answered to its text on the page: median and slowest. */
  readonly byStreamMs: readonly [median: number, slowest: number];
  readonly byPollMs: readonly [median: number, slowest: number];
  /** From the server's readiness to the next stream, each time. */
  readonly reopenedMs: readonly number[];
  readonly requestsWhileHidden: number;
}

export async function measureNews(): Promise<NewsFigures> {
  // A tight loop of reviewers is no attack.
  const backend = await startBackend({ isMeasured: true, env: { KYC_RATE_LIMIT: '1000000' } });
  const browser = await chromium.launch(await findBrowser());
  try {
    return {
      byStreamMs: await seen(backend, browser, 'auto'),
      byPollMs: await seen(backend, browser, 'poll'),
      requestsWhileHidden: await askedWhileHidden(backend, browser),
      reopenedMs: await reopened(backend, browser),
    };
  } finally {
    await browser.close();
    await backend.stop();
  }
}

async function seen(backend: RunningBackend, browser: Browser, updates: 'auto' | 'poll'): Promise<readonly [number, number]> {
  const { page, comment } = await open(backend, browser, updates);
  const took: number[] = [];
  for (let run = 0; run < (updates === 'poll' ? 5 : runs); run += 1) {
    const text = `news ${updates} ${run}`;
    await comment(text);
    const start = performance.now();
    await page.getByText(text, { exact: true }).first().waitFor({ timeout: patienceMs });
    took.push(performance.now() - start);
  }
  await page.close();
  return [median(took), Math.max(...took)];
}

/** As the browser tells a page that another is in front. */
async function askedWhileHidden(backend: RunningBackend, browser: Browser): Promise<number> {
  const { page, comment } = await open(backend, browser, 'auto');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  let asked = 0;
  page.on('request', () => (asked += 1));
  await comment('while nobody looks');
  await new Promise((resolve) => setTimeout(resolve, hiddenMs));
  await page.close();
  return asked;
}

async function reopened(backend: RunningBackend, browser: Browser): Promise<number[]> {
  const { page } = await open(backend, browser, 'auto');
  const took: number[] = [];
  for (let outage = 0; outage < outages; outage += 1) {
    await backend.kill();
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    const stream = page.waitForResponse((answer) => answer.url().endsWith('/events') && answer.ok(), { timeout: patienceMs });
    await backend.restart();
    const start = performance.now();
    await stream;
    took.push(performance.now() - start);
  }
  await page.close();
  return took;
}

async function open(backend: RunningBackend, browser: Browser, updates: 'auto' | 'poll') {
  const customer = await Customer.signIn(backend);
  const { id } = await customer.read();
  const reviewer = new Reviewer(backend);
  const page: Page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.request.post(`${backend.origin}/portal/sign-in`, { data: { customerId: customer.id } });
  const stream = updates === 'auto' ? page.waitForResponse((answer) => answer.url().endsWith('/events') && answer.ok()) : undefined;
  await page.goto(`${backend.origin}/#/kyc`);
  await page.locator('kyc-verification').getByRole('heading', { level: 2 }).first().waitFor();
  if (updates === 'poll') await page.evaluate(() => document.querySelectorAll('kyc-verification, kyc-status').forEach((one) => one.setAttribute('updates', 'poll')));
  await stream;
  return { page, comment: (body: string) => reviewer.api('POST', `/verifications/${id}/comments`, { body }) };
}
