/** What the provider starts: renewals, requests, comments; in one tab and in two; against the real backend. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import { drawFor } from '../support/faults/random.ts';
import { noisePicture } from '../support/faults/specimen-file.ts';
import { card, changers, choose, fixture, menu, open, provider, submit, title, widget } from '../support/portal.ts';
import { passportCase } from '../support/submitted-case.ts';

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** Whoever is asked for a place to save at says: among the origin's own files. */
function saveAmongOwnFiles(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
  });
}

/** The one saved file whose name ends so. */
function savedFile(page: Page, end: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    for await (const [name, handle] of (await navigator.storage.getDirectory()).entries()) {
      if (name.endsWith(wanted)) return (await (handle as FileSystemFileHandle).getFile()).text();
    }
    return '';
  }, end);
}

test('renews early: the verification stays completed while the renewal moves', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await page.addInitScript(saveAmongOwnFiles);
  const { id } = await passportCase(backend.origin, 'life-renewal');
  await admin.decideWhole({ id }, { decision: 'complete' });
  await open(page, backend, 'life-renewal');
  await expect(title(page, 'Your verification is complete')).toBeVisible();
  await admin.send('POST', `/verifications/${id}/renewal`, { dueAt: inDays(21.5), reason: 'periodic', categoryIds: ['identity'] });
  const renewal = page.getByRole('region', { name: 'Renewal is coming up' });
  await expect(renewal).toContainText(/Please renew by .+ \(in 3 weeks\)/);
  await renewal.getByRole('button', { name: 'Add a reminder to your calendar' }).click();
  await expect.poll(() => savedFile(page, '.ics')).toMatch(/^BEGIN:VCALENDAR[^]*Renew your KYC verification[^]*END:VCALENDAR\s*$/);

  await renewal.getByRole('button', { name: 'Renew ID Proof' }).click();
  await expect(card(page, 'ID Proof').locator(':focus')).toBeVisible();
  await expect(changers(card(page, 'Address Proof'))).toHaveCount(0);
  // Half a document does not renew, whatever was accepted before.
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Front side' }), fixture('id-good.jpg'));
  await expect(page.getByRole('region', { name: 'Your renewal has begun' })).toBeVisible();
  await expect(page.getByText('0 of 1 added, not sent yet.')).toBeVisible();
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Back side' }), fixture('id-good-dark-desk.jpg'));
  await submit(page);
  await expect(page.getByRole('region', { name: 'Your renewal is being checked' })).toBeVisible();
  await expect(title(page, 'Your verification is complete')).toBeVisible();
  await expect(widget(page)).toHaveJSProperty('status', 'completed');

  await admin.decide(await admin.caseOf('life-renewal'), 'identity', { decision: 'reject', reason: 'too_dark' });
  await expect(page.getByRole('region', { name: 'Your renewal needs a fix' })).toBeVisible();
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Replace the front' }), fixture('id-good-plain-background.jpg'));
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Replace the back' }), fixture('bill-scan-good.png'));
  await submit(page);
  await admin.decide(await admin.caseOf('life-renewal'), 'identity', { decision: 'accept', expiresAt: inDays(3650) });
  await expect(page.getByRole('region', { name: /renewal/i })).toHaveCount(0);
  await expect(widget(page)).toHaveJSProperty('status', 'completed');
});

test('reopens just the category of a document that has expired', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'life-expired');
  await open(page, backend, 'life-expired');
  const sent = await admin.caseOf('life-expired');
  await admin.decide(sent, 'address', { decision: 'accept' });
  await admin.decide(sent, 'identity', { decision: 'accept', expiresAt: inDays(-1) });
  await expect(title(page, 'Your verification has expired')).toBeVisible();
  await expect(menu(page)).toContainText('Expired');
  await expect(changers(card(page, 'Address Proof'))).toHaveCount(0);
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: /Choose|Replace/ }).first(), fixture('id-good.jpg'));
  await submit(page);
  await expect(title(page, 'Your documents are being checked')).toBeVisible();
  await admin.decide(await admin.caseOf('life-expired'), 'identity', { decision: 'accept', expiresAt: inDays(3650) });
  await expect(title(page, 'Your verification is complete')).toBeVisible();
});

test('asks for one more kind of document in the middle of the review', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  const { id } = await passportCase(backend.origin, 'life-request');
  await open(page, backend, 'life-request');
  await expect(title(page, 'Your documents are being checked')).toBeVisible();
  await admin.send('POST', `/verifications/${id}/requests`, { category: { title: 'Proof of Funds' }, message: 'The last salary slip, please.' });
  await expect(title(page, 'One more document is needed')).toBeVisible();
  const funds = card(page, 'Proof of Funds');
  await expect(funds).toContainText('The last salary slip, please.');
  await expect(funds).toContainText('Newly asked for');
  await expect(menu(page)).toContainText('Action required');
  for (const name of ['ID Proof', 'Address Proof']) await expect(changers(card(page, name))).toHaveCount(0);
  await choose(page, funds.getByRole('button', { name: /Choose/ }).first(), fixture('bill-scan-good.png'));
  await submit(page);
  await admin.decideWhole({ id }, { decision: 'complete' });
  await expect(title(page, 'Your verification is complete')).toBeVisible();
});

/** Everything the page says to people who listen, in order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await widget(page).evaluate((element) => {
    const live = element.shadowRoot?.querySelector('#live');
    const said: string[] = [];
    Object.assign(globalThis, { said });
    if (live) new MutationObserver(() => said.push(live.textContent.trim())).observe(live, { characterData: true, childList: true, subtree: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

test('counts a comment in the menu until it is read, and shows one that arrives while an upload runs', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await open(page, backend, 'life-comments');
  const { id } = await admin.caseOf('life-comments');
  const comment = (body: string) => admin.send('POST', `/verifications/${id}/comments`, { body });
  await page.goto(`${backend.origin}/#/servers`);
  await expect(menu(page)).toContainText('Documents needed');
  await comment('Welcome! Please mind the back.');
  await expect(menu(page)).toContainText('1 new comment');
  await menu(page).click();
  const comments = page.getByRole('region', { name: /^Comments/ });
  await expect(comments.getByRole('listitem')).toContainText(['Welcome! Please mind the back.']);
  await comments.scrollIntoViewIfNeeded();
  await expect(menu(page)).not.toContainText('new comment');
  await expect.poll(async () => (await admin.caseOf('life-comments')).comments.map(({ readAt }) => readAt !== null)).toEqual([true]);

  const said = await listen(page);
  const session = await page.context().newCDPSession(page);
  const limit = (uploadThroughput: number) => session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await limit(100_000);
  await card(page, 'ID Proof').getByRole('radio', { name: 'Passport' }).check();
  const { name, bytes } = noisePicture(drawFor(5, 0), 'passport.png', 3_000_000);
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: /Choose/ }).first(), { name, mimeType: 'image/png', buffer: bytes });
  const row = widget(page).locator('[data-upload-id]');
  await expect.poll(() => row.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(5);
  await comment('Second <i>word</i>.');
  await expect(comments.getByRole('listitem').first()).toContainText('Second <i>word</i>.');
  await expect(comments.getByRole('listitem').first()).toContainText('New');
  await expect(row.locator('progress')).toBeVisible();
  await limit(-1);
  await expect(card(page, 'ID Proof').getByText('Added', { exact: true }).first()).toBeVisible();
  await expect(row).toHaveCount(0);
  await comments.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await admin.caseOf('life-comments')).comments.map(({ readAt }) => readAt !== null)).toEqual([true, true]);
  expect((await said()).filter((text) => text.includes('There is a new comment from the review team.'))).toHaveLength(1);
});

test('shows two tabs the truth by one stream each', async ({ page, context, request, backend }) => {
  const admin = provider(request, backend);
  const streams = new Map<Page, number>();
  const asked = new Map<Page, number>();
  const count = (map: Map<Page, number>, tab: Page): unknown => map.set(tab, (map.get(tab) ?? 0) + 1);
  const watch = (tab: Page): unknown => tab.on('request', (each) => {
    if (each.url().endsWith('/kyc/v1/events')) count(streams, tab);
    if (each.url().endsWith('/kyc/v1/verification')) count(asked, tab);
  });
  watch(page);
  await passportCase(backend.origin, 'life-tabs', { isSubmitted: false });
  await open(page, backend, 'life-tabs');
  const second = await context.newPage();
  watch(second);
  await second.goto(page.url());
  await expect(second.getByText('Everything is added, not sent yet.')).toBeVisible();
  await expect.poll(() => [streams.get(page), streams.get(second)]).toEqual([1, 1]);

  await submit(page);
  for (const tab of [page, second]) await expect(title(tab, 'Your documents are being checked')).toBeVisible();
  const sent = await admin.caseOf('life-tabs');
  await admin.decide(sent, 'address', { decision: 'accept' });
  await admin.decide(sent, 'identity', { decision: 'reject', reason: 'blurred' });
  for (const tab of [page, second]) await expect(title(tab, 'One document needs a fix')).toBeVisible();
  await choose(second, card(second, 'ID Proof').getByRole('button', { name: /^Replace/ }), fixture('id-good.jpg'));
  await submit(second);
  for (const tab of [page, second]) await expect(title(tab, 'Your documents are being checked')).toBeVisible();
  await admin.decide(await admin.caseOf('life-tabs'), 'identity', { decision: 'accept' });
  for (const tab of [page, second]) await expect(title(tab, 'Your verification is complete')).toBeVisible();
  expect([streams.get(page), streams.get(second)]).toEqual([1, 1]);
});
