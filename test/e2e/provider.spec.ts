/** Customer and reviewer at once, each in a browser of their own, against the real backend. */
import type { Page } from '@playwright/test';
import { openDesk, paper, rejection, rejectByKeys } from '../support/desk.ts';
import { expect, test } from '../support/e2e.ts';
import { activePdfs } from '../support/hostile-pdfs.ts';
import { card, changers, choose, fixture, open, provider, submit, title, widget } from '../support/portal.ts';
import { replaceStored } from '../support/stored-bytes.ts';
import { passport, passportCase, utilityBill, WireCustomer } from '../support/submitted-case.ts';

test('leads through three rounds of rejection and fix to Completed, reviewed by keyboard', async ({ page, browser, guard, backend }) => {
  await passportCase(backend.origin, 'two-rounds');
  await open(page, backend, 'two-rounds');
  await expect(title(page, 'Your documents are being checked')).toBeVisible();
  const desk = await openDesk({ browser, guard, backend }, 'two-rounds');
  await paper(desk, 'Utility Bill').focus();
  await desk.keyboard.press('a');
  await expect(desk.getByText('Utility Bill: accepted.')).toBeVisible();

  const rounds = [
    { reason: 'blurred', what: 'The photo is blurred.', message: 'Please lay it flat.', file: 'id-good.jpg' },
    { reason: 'glare', what: 'Light reflects on the document.', message: 'Please tilt it.', file: 'id-good-plain-background.jpg' },
    { reason: 'cut off', what: 'Part of the document is cut off.', message: 'Please step back.', file: 'id-good-dark-desk.jpg' },
  ];
  for (const { reason, what, message, file } of rounds) {
    await rejectByKeys(desk, 'Passport', { reason, message });
    await expect(title(page, 'One document needs a fix')).toBeVisible();
    const identity = card(page, 'ID Proof');
    await expect(identity.getByText(what).first()).toBeVisible();
    await expect(identity.getByText(message).first()).toBeVisible();
    await expect(changers(card(page, 'Address Proof'))).toHaveCount(0);
    await choose(page, identity.getByRole('button', { name: /^Replace/ }), fixture(file));
    await submit(page);
    await expect(title(page, 'Your documents are being checked')).toBeVisible();
    await desk.getByRole('button', { name: 'Refresh' }).click();
    await expect(paper(desk, 'Passport')).toContainText(file);
  }

  await paper(desk, 'Passport').focus();
  await desk.keyboard.press('a');
  await expect(title(page, 'Your verification is complete')).toBeVisible();
  await expect(widget(page).getByText('Active', { exact: true })).toBeVisible();
  const identity = card(page, 'ID Proof');
  if (await identity.getByText('Earlier versions (3)').isHidden()) await identity.getByRole('button', { name: /^ID Proof/ }).click();
  await identity.getByText('Earlier versions (3)').click();
  for (const { what, message } of rounds) {
    await expect(identity.getByText(what)).toBeVisible();
    await expect(identity.getByText(message)).toBeVisible();
  }
});

test('approves by rules: pending is seen, then Completed, and the audit names the rule', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'two-rules', { isSubmitted: false });
  await admin.withConfiguration({ automaticApproval: true }, async () => {
    await open(page, backend, 'two-rules');
    await widget(page).evaluate((element) => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      element.addEventListener('kyc-status-change', (event) => seen.push((event as CustomEvent<{ current: string }>).detail.current));
    });
    await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(title(page, 'Your verification is complete')).toBeVisible();
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'seen') as string[])).toEqual(['pending', 'completed']);
  });
  const { id } = await admin.caseOf('two-rules');
  const { entries } = await admin.send('GET', `/audit?verificationId=${id}`) as { entries: { actor: string; action: string; detail: { rule?: string } }[] };
  expect(entries.filter(({ actor }) => actor === 'automatic').map(({ action, detail }) => [action, detail.rule]))
    .toEqual(expect.arrayContaining([['document_accepted', 'every_rule'], ['document_accepted', 'every_rule']]));
});

test('explains to the second of two reviewers what the first decided, and keeps what was typed', async ({ browser, guard, backend }) => {
  guard.allow(/status of 412/);
  await passportCase(backend.origin, 'two-reviewers');
  const rita = await openDesk({ browser, guard, backend }, 'two-reviewers');
  const omar = await openDesk({ browser, guard, backend }, 'two-reviewers', 'Omar Second');
  await omar.getByLabel('Comment to the customer').fill('Half a sentence');
  await omar.getByRole('button', { name: 'Reject Passport …' }).click();
  await omar.getByRole('radio', { name: /glare/i }).check();
  await rejection(omar).getByLabel('Message to the customer').fill('Please tilt it.');
  await rita.getByRole('button', { name: 'Accept Utility Bill' }).click();
  await expect(rita.getByText('Utility Bill: accepted.')).toBeVisible();

  const reject = omar.getByRole('button', { name: 'Reject', exact: true });
  await reject.click();
  await expect(omar.getByText(/Rita Reviewer accepted .Utility Bill.+what you wrote is kept/)).toBeVisible();
  await expect(paper(omar, 'Utility Bill').getByText('Accepted', { exact: true })).toBeVisible();
  await expect(rejection(omar).getByLabel('Message to the customer')).toHaveValue('Please tilt it.');
  await expect(omar.getByLabel('Comment to the customer')).toHaveValue('Half a sentence');
  await reject.click();
  await expect(omar.getByText('Passport: rejected.')).toBeVisible();
});

test('asks for one more in an open page when the configuration changes, and loses nothing', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  const categories = (await admin.send('GET', '/configuration'))['categories'] as { id: string; enabled: boolean }[];
  await passportCase(backend.origin, 'two-configured', { isSubmitted: false });
  await open(page, backend, 'two-configured');
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
  await admin.withConfiguration({ categories: categories.map((each) => (each.id === 'selfie' ? { ...each, enabled: true } : each)) }, async () => {
    await expect(card(page, 'Selfie')).toContainText('To do');
    await expect(card(page, 'ID Proof')).toContainText('passport-good.jpg');
    await expect(card(page, 'Address Proof')).toContainText('pdf-bill.pdf');
  });
  await expect(card(page, 'Selfie')).toBeHidden();
  await submit(page);
});

const remote = 'https://evil.example';
const act = `window.acted=1;alert(1);fetch('${remote}/f');top.location='${remote}/n'`;
const pictures = [
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${act}"><script>${act}</script><image href="${remote}/i"/></svg>`,
  `<!doctype html><meta http-equiv="refresh" content="0;url=${remote}/r"><img src="${remote}/i" onerror="${act}"><script>${act}</script>`,
  `GIF89a/*\u0001\u0000\u0001\u0000*/=1;${act}`,
];

test('opens hostile bytes that got into the store: nothing runs, nothing is asked for, nobody is led away', async ({ browser, guard, backend }) => {
  const customer = new WireCustomer(backend.origin);
  await customer.signIn({ customerId: 'two-hostile', name: 'Sam Specimen' });
  const since = new Date();
  for (const [index] of pictures.entries()) await customer.add({ ...passport, fileName: `hostile-${index}.jpg` });
  await customer.add(utilityBill);
  await customer.submit();
  const [[, activePdf] = ['', null]] = await activePdfs();
  const hostile = pictures.map((text) => Buffer.from(text, 'latin1'));
  await replaceStored(backend.dataDir, since, (stored) => (stored.subarray(0, 4).toString() === '%PDF' ? activePdf : hostile.shift() ?? null));

  const desk = await openDesk({ browser, guard, backend }, 'two-hostile');
  const acted = watchActs(desk, backend.origin);
  const address = desk.url();
  for (const document of await desk.getByRole('article').all()) {
    await document.getByRole('button', { name: /^Show/ }).click();
    await expect(document.getByText('It cannot be shown here.').or(document.getByRole('img'))).toBeVisible();
    const download = desk.waitForEvent('download');
    await document.getByRole('button', { name: /^Download/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^[\w-]+\.(?:jpg|pdf)$/);
  }
  expect(acted).toEqual([]);
  expect(desk.url()).toBe(address);
  expect(await desk.evaluate(() => Reflect.get(window, 'acted') as unknown)).toBeUndefined();
});

/** What a document could do to whoever opens it. */
function watchActs(page: Page, origin: string): string[] {
  const acted: string[] = [];
  page.on('dialog', (dialog) => {
    acted.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith(`blob:${origin}`)) acted.push(`request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => acted.push(`navigation: ${frame.url()}`));
  page.context().on('page', (opened) => acted.push(`window: ${opened.url()}`));
  return acted;
}
