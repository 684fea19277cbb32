/** A customer's way through the portal against the real backend, with a provider on the other side. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import { back, bill, card, choose, fixture, front, open, provider, type ChosenFile } from '../support/portal.ts';

async function addEverything(page: Page): Promise<void> {
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Front side' }), front);
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Back side' }), back);
  await card(page, 'Address Proof').getByRole('radio', { name: 'Utility Bill' }).check();
  await choose(page, card(page, 'Address Proof').getByRole('button', { name: /Choose/ }), bill);
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
}

test('leads from the first document over a rejection to Completed, through a crash of the server', async ({ page, request, guard, ownBackend: backend }) => {
  test.setTimeout(240_000);
  const admin = provider(request, backend);
  await open(page, backend, 'journey');

  // Submit can be pressed with nothing there: it says what is missing and leads there.
  await page.getByRole('button', { name: 'Submit for review' }).click();
  const missing = page.getByRole('group', { name: 'Before you can submit' });
  await expect(missing).toBeFocused();
  await missing.getByRole('button', { name: /Address Proof/ }).click();
  await expect(card(page, 'Address Proof').locator(':focus')).toBeVisible();

  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Front side' }), front);
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible();

  // The server dies; what it acknowledged is still there.
  guard.allow(/Failed to load resource|net::ERR/);
  await backend.kill();
  await expect(page.locator('[part=banner]').getByText('can’t be loaded right now')).toBeVisible({ timeout: 30_000 });
  await backend.restart();
  await page.reload();
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible();

  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Back side' }), back);
  await card(page, 'Address Proof').getByRole('radio', { name: 'Utility Bill' }).check();
  await choose(page, card(page, 'Address Proof').getByRole('button', { name: /Choose/ }), bill);
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Submit for review' }).dblclick();
  const dialog = page.getByRole('dialog', { name: 'Thank you, your documents are sent' });
  await expect(dialog).toBeVisible();
  const reference = await dialog.locator('.reference').textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('kyc-verification').locator('.reference:visible')).toHaveText(reference ?? '');
  await expect(card(page, 'ID Proof').getByText('Pending').first()).toBeVisible();
  expect(await admin.subjects('journey@customers.example')).toHaveLength(1);

  // The provider writes a comment, sends the front back and accepts the rest.
  const submitted = await admin.caseOf('journey');
  const licence = submitted.documents.find(({ categoryId }) => categoryId === 'identity');
  const frontFile = licence?.files.find(({ side }) => side === 'front');
  const utility = submitted.documents.find(({ categoryId }) => categoryId === 'address');
  await admin.send('POST', `/verifications/${submitted.id}/comments`, { body: 'We can’t read the <b>licence number</b>.', documentId: licence?.id });
  await admin.send('POST', `/verifications/${submitted.id}/documents/${utility?.id ?? ''}/decision`, { decision: 'accept' });
  await admin.send('POST', `/verifications/${submitted.id}/documents/${licence?.id ?? ''}/decision`, {
    decision: 'reject', fileId: frontFile?.id, reason: 'blurred', message: 'Please lay it flat.',
  });

  await expect(page.getByRole('heading', { name: 'One document needs a fix' })).toBeVisible();
  await expect(page.getByText('The photo is blurred.')).toBeVisible();
  await expect(page.getByText('We can’t read the <b>licence number</b>.').first()).toBeVisible();
  await expect(card(page, 'Address Proof').getByRole('button', { name: /Choose|Replace/ })).toHaveCount(0);
  await choose(page, page.getByRole('button', { name: /Replace the front/ }), { ...front, name: 'sharp.jpg', buffer: fixture('bill-scan-good.png').buffer, mimeType: 'image/png' });
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  const again = await admin.caseOf('journey');
  for (const document of again.documents.filter(({ status }) => status === 'pending')) {
    await admin.send('POST', `/verifications/${again.id}/documents/${document.id}/decision`, { decision: 'accept' });
  }
  await expect(page.getByRole('heading', { name: 'Your verification is complete' })).toBeVisible();
  await expect(page.locator('kyc-verification').getByText('Active', { exact: true })).toBeVisible();
  const subjects = await admin.subjects('journey@customers.example');
  expect(subjects, subjects.join(' | ')).toHaveLength(4);
});

test('names document, limit and actual value of what it does not send, and sends the rest', async ({ page, backend }) => {
  await open(page, backend, 'bad-files');
  await card(page, 'ID Proof').getByRole('radio', { name: 'Passport' }).check();
  const pick = card(page, 'ID Proof').getByRole('button', { name: /Choose/ }).first();
  await choose(page, pick,
    { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([back.buffer], 10_485_761) },
    { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    front);
  const identity = card(page, 'ID Proof');
  await expect(identity.getByText(/This file is 10\.5 MB\. The limit is 10 MB\./)).toBeVisible();
  await expect(identity.getByText(/This file is empty/)).toBeVisible();
  await expect(identity.getByText(/JPG, PNG, WebP or PDF\. Try/)).toBeVisible();
  await expect(identity.getByText('Added', { exact: true }).first()).toBeVisible();
  for (const name of ['huge', 'empty', 'letter']) await expect(identity.getByText(name, { exact: false }).first()).toBeVisible();
});

test('says at once when the content is not what the name says', async ({ page, backend }) => {
  await open(page, backend, 'html-as-jpg');
  await card(page, 'ID Proof').getByRole('radio', { name: 'Passport' }).check();
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: /Choose/ }).first(), fixture('html-as-jpg.jpg'));
  await expect(card(page, 'ID Proof').getByText(/The content of this file is/)).toBeVisible();
  await expect(card(page, 'ID Proof').getByRole('button', { name: /Choose/ }).first()).toBeVisible();
});

test('takes dropped files into the slot they fall on, and pasted ones into the card', async ({ page, backend }) => {
  await open(page, backend, 'drop-paste');
  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }));
    return data;
  }, back.buffer.toString('base64'));
  await card(page, 'ID Proof').locator('[data-side="back"]').first().dispatchEvent('drop', { dataTransfer: transfer });
  await expect(card(page, 'ID Proof').getByText('Back added')).toBeVisible();
  await card(page, 'Address Proof').getByRole('radio', { name: 'Mobile Bill' }).check();
  await card(page, 'Address Proof').getByRole('button', { name: /Choose/ }).focus();
  await page.evaluate((clipboardData) => {
    const inside = document.querySelector('kyc-verification')?.shadowRoot?.activeElement;
    inside?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true, clipboardData }));
  }, transfer);
  await expect(card(page, 'Address Proof').getByText('Added', { exact: true }).first()).toBeVisible();
});

test('views a picture on a canvas, offers a PDF for a new tab, changes a type, removes', async ({ page, backend }) => {
  await open(page, backend, 'view-change');
  await addEverything(page);
  await card(page, 'ID Proof').getByRole('button', { name: /View front/ }).click();
  const viewer = page.getByRole('dialog', { name: /front/ });
  await expect(viewer.getByRole('img')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(card(page, 'ID Proof').getByRole('button', { name: /View front/ })).toBeFocused();

  await card(page, 'Address Proof').getByRole('button', { name: /View/ }).click();
  const link = page.getByRole('dialog').getByRole('link', { name: 'Open in a new tab' });
  await expect(link).toBeVisible();
  const answer = await page.request.get(await link.getAttribute('href') ?? '');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  expect((await answer.body()).equals(bill.buffer)).toBe(true);
  await page.keyboard.press('Escape');

  await card(page, 'Address Proof').getByLabel('Document type').selectOption({ label: 'Mobile Bill' });
  await expect(card(page, 'Address Proof').locator('.document-type', { hasText: 'Mobile Bill' })).toBeVisible();
  await card(page, 'Address Proof').getByText('Remove', { exact: true }).click();
  await card(page, 'Address Proof').getByRole('button', { name: 'Yes, remove' }).click();
  await expect(card(page, 'Address Proof').getByText('To do')).toBeVisible();
  await expect(card(page, 'Address Proof').getByRole('heading', { name: 'Address Proof' })).toBeFocused();
});

test('goes all the way by keyboard', async ({ page, backend }) => {
  await open(page, backend, 'keyboard');
  // Listening from here on: a key press is faster than the browser learns that somebody waits for its file choice.
  page.on('filechooser', () => undefined);
  const press = async (name: RegExp, file: ChosenFile) => {
    const target = card(page, 'ID Proof').getByRole('button', { name });
    for (let step = 0; step < 60 && !(await target.evaluate((element) => element.matches(':focus'))); step++) await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file);
  };
  await press(/file: Front side/, front);
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible();
  await press(/file: Back side/, back);
  // The card's own word: a side that has arrived says the same, and the other may still be on its way.
  await expect(card(page, 'ID Proof').locator('[part=category-badge]')).toHaveText('Added');
  const submit = page.getByRole('button', { name: 'Submit for review' });
  for (let step = 0; step < 60 && !(await submit.evaluate((element) => element.matches(':focus'))); step++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Before you can submit' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Address Proof').locator(':focus')).toBeVisible();
});

test('says so when the provider asks for something else meanwhile', async ({ page, request, ownBackend: backend }) => {
  const admin = provider(request, backend);
  await open(page, backend, 'meanwhile');
  const configuration = await admin.send('GET', '/configuration') as { categories: { id: string }[] };
  await choose(page, card(page, 'ID Proof').getByRole('button', { name: 'Choose a file: Front side' }), front);
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible();
  await admin.send('PUT', '/configuration', { ...configuration, categories: configuration.categories.filter(({ id }) => id !== 'address') });
  await expect(card(page, 'Address Proof')).toBeHidden();
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible();
});

for (const { width, theme, locale } of [
  { width: 1280, theme: 'light', locale: 'en' }, { width: 768, theme: 'dark', locale: 'de' },
  { width: 390, theme: 'light', locale: 'ar' }, { width: 280, theme: 'dark', locale: 'en' },
] as const) {
  test(`holds at ${String(width)} px, ${theme}, ${locale}: nothing overflows, axe finds nothing`, async ({ page, backend }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await open(page, backend, `look-${String(width)}`, { locale });
    await page.evaluate((lang) => { document.documentElement.lang = lang; }, locale);
    await expect(page.locator('kyc-verification section[data-category-id]').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('kyc-verification').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  });
}
