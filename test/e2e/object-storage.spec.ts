/** A customer's page that sends documents to object storage of another origin by itself, under the portal's own policy. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { expect, test } from '../support/e2e.ts';
import { ObjectStorage } from '../support/object-storage.ts';

// One worker installs it, and then has all of its tests.
test.describe.configure({ mode: 'default' });

const file = (name: string, mimeType: string) => (
  { name, mimeType, buffer: readFileSync(fileURLToPath(new URL(`../fixtures/corpus/files/${name}`, import.meta.url))) });
const passport = file('id-good.jpg', 'image/jpeg');
const bill = file('pdf-bill.pdf', 'application/pdf');

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

let storage: ObjectStorage;
let backend: RunningBackend;
test.beforeAll(async () => {
  storage = await ObjectStorage.start();
  backend = await startBackend({ env: storage.env });
});
test.afterAll(async () => {
  await backend.stop();
  await storage.stop();
});
test.afterEach(() => {
  storage.watcher = null;
  storage.clockAheadMs = 0;
});

async function open(page: Page, customerId: string): Promise<void> {
  await page.request.post(`${backend.origin}/portal/sign-in`, { data: { customerId, name: 'Sam Specimen' } });
  await page.goto(`${backend.origin}/#/kyc`);
  await expect(page.locator('kyc-verification').getByRole('heading', { level: 2 })).toBeVisible();
}

async function choose(page: Page, button: Locator, chosen: typeof passport): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(chosen);
}

async function addPassport(page: Page): Promise<void> {
  await card(page, 'ID Proof').getByRole('radio', { name: 'Passport' }).check();
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: /Choose/ }), passport);
}

test('adds and sends documents that go straight to the storage, without a token', async ({ page }) => {
  const puts: (string | undefined)[] = [];
  storage.watcher = ({ method, url, headers }) => {
    if (method === 'PUT' && url?.includes('/incoming/')) puts.push(headers.authorization ?? headers.cookie ?? headers['content-type']);
    return undefined;
  };
  await open(page, 'object-storage');
  await addPassport(page);
  await card(page, 'Address Proof').getByRole('radio', { name: 'Utility Bill' }).check();
  await choose(page, card(page, 'Address Proof').getByRole('button', { name: /Choose/ }), bill);
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await expect(page.getByRole('dialog', { name: 'Thank you, your documents are sent' })).toBeVisible();
  expect(puts).toEqual([undefined, undefined]);
  // The picture, its thumbnail, the bill.
  expect(await storage.names('documents')).toHaveLength(3);
});

test('asks for a fresh address when the one it got has expired', async ({ page, guard }) => {
  guard.allow(/status of 403/);
  let refused = 0;
  storage.clockAheadMs = 16 * 60_000;
  storage.watcher = ({ method, url }) => {
    // The first address is too old by the storage's clock; the next ones are not.
    if (method === 'PUT' && url?.includes('/incoming/') && (refused += 1) > 1) storage.clockAheadMs = 0;
    return undefined;
  };
  await open(page, 'object-storage-late');
  await addPassport(page);
  await expect(card(page, 'ID Proof').getByRole('article', { name: 'Passport' }).getByText('Added', { exact: true })).toBeVisible();
  expect(refused).toBe(2);
});
