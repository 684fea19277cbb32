/** Uploads that are interrupted in every way a person can: in the portal, against the real backend, over tus. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import { drawFor } from '../support/faults/random.ts';
import { noisePicture } from '../support/faults/specimen-file.ts';
import { back, bill, card, choose, front, open, provider } from '../support/portal.ts';

/** In flight for half a minute at the speed below, also when the machine has much else to do. */
const sizeBytes = 3_000_000;
const bytesPerSecond = 100_000;
const photo = (seed = 1) => {
  const { name, bytes } = noisePicture(drawFor(seed, 0), 'passport.png', sizeBytes);
  return { name, mimeType: 'image/png', buffer: bytes };
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A line as slow as said. Answers with what lets go of it: only the session that slowed it can. */
async function slow(page: Page): Promise<() => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  const limit = (uploadThroughput: number) => session.send('Network.emulateNetworkConditions', {
    offline: false, latency: 0, downloadThroughput: -1, uploadThroughput,
  });
  await limit(bytesPerSecond);
  return () => limit(-1);
}

const row = (page: Page) => page.locator('kyc-verification [data-upload-id]');

async function addPassport(page: Page, file = photo()): Promise<void> {
  await card(page, 'ID Proof').getByRole('radio', { name: 'Passport' }).check();
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: /Choose/ }).first(), file);
}

/** Bytes have gone out, and some of them are there. */
async function underWay(page: Page): Promise<void> {
  await expect.poll(() => row(page).locator('progress').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 20_000 }).toBeGreaterThan(10);
}

/** Offsets the page's requests with bytes began at. */
function offsets(page: Page): number[] {
  const found: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') found.push(Number(request.headers()['upload-offset']));
  });
  return found;
}

async function added(page: Page, file = photo()): Promise<void> {
  await expect(card(page, 'ID Proof').getByText('Added', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(row(page)).toHaveCount(0);
  const files = await page.locator('kyc-verification').evaluate((element) => (element as unknown as {
    verification: { documents: { files: { sha256: string; status: string }[] }[] };
  }).verification.documents.map((document) => document.files.map(({ sha256, status }) => ({ sha256, status }))));
  expect(files).toEqual([[{ sha256: sha256(file.buffer), status: 'uploaded' }]]);
}

/** What the browser keeps of unfinished uploads. */
const records = (page: Page) => page.evaluate(() => new Promise<unknown[]>((resolve) => {
  const asking = indexedDB.open('kyc-verification');
  asking.onsuccess = () => {
    const database = asking.result;
    const done = (found: unknown[]) => { database.close(); resolve(found); };
    if (!database.objectStoreNames.contains('uploads')) return done([]);
    const all = database.transaction('uploads').objectStore('uploads').getAll();
    all.onsuccess = () => done(all.result as unknown[]);
  };
}));

test('goes on at the byte the server has after a reload, with the same file chosen again', async ({ page, backend }) => {
  await open(page, backend, 'reload');
  const letGo = await slow(page);
  await addPassport(page);
  await underWay(page);
  await expect.poll(async () => (await records(page)).length).toBe(1);
  expect(JSON.stringify(await records(page))).not.toContain('passport.png');

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await letGo();
  await expect(row(page)).toContainText('passport.png');
  const begun = offsets(page);
  await choose(page, row(page).getByRole('button', { name: /same file|again/i }), { ...photo(), name: 'renamed.jpg' });
  await added(page);
  expect(begun).toHaveLength(1);
  expect(begun[0]).toBeGreaterThan(100_000);
  expect(await records(page)).toEqual([]);
});

test('takes another file for a new one after a reload', async ({ page, backend }) => {
  await open(page, backend, 'another-file');
  const letGo = await slow(page);
  await addPassport(page);
  await underWay(page);
  await expect.poll(async () => (await records(page)).length).toBe(1);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await letGo();
  const other = photo(7);
  await choose(page, row(page).getByRole('button', { name: /same file|again/i }), other);
  await added(page, other);
  expect(await records(page)).toEqual([]);
});

test('goes on by itself after the server was killed in mid-upload', async ({ page, guard, ownBackend: backend }) => {
  guard.allow(/Failed to load resource/);
  await open(page, backend, 'killed');
  const letGo = await slow(page);
  await addPassport(page);
  await underWay(page);
  await backend.kill('SIGKILL');
  await expect(row(page)).toContainText(/again/i);
  const begun = offsets(page);
  await letGo();
  await backend.restart();
  await added(page);
  expect(begun.filter((offset) => offset > 0).length).toBeGreaterThan(0);
});

test('goes on through moves, removal, other words, another look and another session', async ({ page, backend }) => {
  await open(page, backend, 'moved');
  const letGo = await slow(page);
  await addPassport(page);
  await underWay(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  // Moved, and in other words: the request under way is left alone.
  await page.locator('kyc-verification').evaluate((element: HTMLElement & { maxConcurrentUploads: number }) => {
    element.parentElement?.append(element);
    element.setAttribute('locale', 'de');
    element.setAttribute('theme', 'dark');
    element.maxConcurrentUploads = 1;
  });
  await expect(row(page)).toContainText('Anhalten');
  expect(requests.filter((request) => request.startsWith('PATCH'))).toEqual([]);
  // Removed: nothing is left running. Put back: it goes on.
  const place = await page.locator('kyc-verification').evaluateHandle((element) => {
    const { parentElement } = element;
    element.remove();
    return { element, parentElement };
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
  await place.evaluate(({ element, parentElement }) => {
    element.setAttribute('locale', 'en');
    parentElement?.append(element);
  });
  await expect.poll(() => requests.filter((request) => request.startsWith('PATCH')).length).toBe(1);
  // A host that hands over a new function at each of its renders.
  await page.locator('kyc-verification').evaluate((element: HTMLElement & { fetchSession: () => Promise<unknown> }) => {
    const { fetchSession } = element;
    element.fetchSession = () => fetchSession();
  });
  await letGo();
  await added(page);
  expect(requests.filter((request) => request === 'POST /kyc/v1/documents')).toEqual([]);
});

test('asks before the page is left only while bytes move', async ({ page, backend }) => {
  await open(page, backend, 'leaving');
  const asked: string[] = [];
  page.on('dialog', (dialog) => { asked.push(dialog.type()); void dialog.accept(); });
  await page.reload();
  expect(asked).toEqual([]);
  await slow(page);
  await addPassport(page);
  await underWay(page);
  await row(page).getByRole('button', { name: /^Pause/ }).click();
  await expect(row(page)).toContainText('Paused');
  await row(page).getByRole('button', { name: /^Resume/ }).click();
  await underWay(page);
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('sends one copy from two tabs, and shows both the truth', async ({ page, context, backend }) => {
  await open(page, backend, 'two-tabs');
  await slow(page);
  await addPassport(page);
  await underWay(page);
  await expect.poll(async () => (await records(page)).length).toBe(1);
  const second = await context.newPage();
  await second.goto(page.url());
  // The other tab is at it: nothing is asked of the person here.
  await expect(card(second, 'ID Proof')).toBeVisible();
  await expect(card(second, 'ID Proof').getByText('passport.png').first()).toBeVisible();
  await expect(row(second)).toHaveCount(0);
  await page.close();
  // The tab is gone, its upload unfinished: this one takes over.
  await second.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const begun = offsets(second);
  await choose(second, row(second).getByRole('button', { name: /same file|again/i }), photo());
  await added(second);
  // From where the first had come; nothing at all when its last bytes went out as it closed.
  expect(begun).not.toContain(0);
});

test('makes one submission and one mail of two tabs that submit at once', async ({ page, context, request, backend }) => {
  const admin = provider(request, backend);
  await open(page, backend, 'two-submits');
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Front side' }), front);
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Back side' }), back);
  await card(page, 'Address Proof').getByRole('radio', { name: 'Utility Bill' }).check();
  await choose(page, card(page, 'Address Proof').getByRole('button', { name: /Choose/ }), bill);
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByText('Everything is added, not sent yet.')).toBeVisible();
  const submit = (tab: Page) => tab.getByRole('button', { name: 'Submit for review' }).evaluate((button: HTMLElement) => { button.click(); button.click(); });
  await Promise.all([submit(page), submit(second)]);
  for (const tab of [page, second]) await expect(tab.locator('kyc-verification')).toHaveJSProperty('status', 'pending');
  expect((await admin.subjects('two-submits@customers.example')).length).toBe(1);
});

test('forgets everything on logout, also offline', async ({ page, context, backend, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  await open(page, backend, 'logout');
  await slow(page);
  await addPassport(page);
  await underWay(page);
  await expect.poll(async () => (await records(page)).length).toBe(1);
  await context.setOffline(true);
  await page.locator('kyc-verification').evaluate((element: HTMLElement & { logout(): Promise<void> }) => element.logout());
  expect(await records(page)).toEqual([]);
});
