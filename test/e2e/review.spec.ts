/** The provider's page: what a reviewer sees, decides and configures, against the real backend. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Backend } from '../support/e2e.ts';
import { activePdfs } from '../support/hostile-pdfs.ts';
import { submitCase, WireCustomer } from '../support/submitted-case.ts';

const markup = '<img src=x onerror="window.__xss=1">';

async function signIn(page: Page, backend: Backend, reviewer = 'Compliance team'): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('Your name').fill(reviewer);
  await page.getByLabel('Admin token').fill(backend.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
}

async function openCase(page: Page, name: string): Promise<void> {
  await page.getByLabel('Search by name or ID').fill(name);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('refuses a wrong token and keeps nothing of it', async ({ page, guard }) => {
  guard.allow(/status of 401/);
  await page.goto('/admin');
  await page.getByLabel('Your name').fill('Nobody');
  await page.getByLabel('Admin token').fill('not-the-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The admin token is not accepted')).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('draws pictures, rejects one side with a reason, comments, and accepts the rest', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-sides', name: 'Sam Specimen Sides' });
  await signIn(page, backend, 'Prüfung Ωmega');
  await openCase(page, 'Sam Specimen Sides');

  const licence = page.getByRole('article', { name: 'Driving License' });
  await licence.getByRole('button', { name: 'Show Driving License' }).click();
  const picture = licence.getByRole('img', { name: 'Driving License, Front' });
  await expect(picture).toBeVisible();
  // A canvas nobody drew on is transparent everywhere.
  expect(await picture.evaluate((canvas: HTMLCanvasElement) =>
    canvas.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[3])).toBe(255);

  await licence.getByRole('button', { name: 'Reject this side: Driving License, Back' }).click();
  await expect(licence.getByLabel('What is wrong')).toHaveValue(/^fil_/);
  await licence.getByLabel('Glare hides something').check();
  await licence.getByLabel('Message to the customer').fill('Please tilt the card.');
  await expect(licence.getByText('Light reflects on the document.')).toBeVisible();
  await expectNoViolations(page);
  await licence.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByText('Driving License: rejected.')).toBeVisible();
  await expect(licence.getByText('Glare hides something: Please tilt the card.').first()).toBeVisible();

  await page.getByLabel('Comment to the customer').fill(`Nearly there ${markup}`);
  await page.getByLabel('About').selectOption({ label: 'ID Proof' });
  await page.getByRole('button', { name: 'Send comment' }).click();
  await expect(page.getByText(`Nearly there ${markup}`)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Nearly there' })).toContainText('Prüfung Ωmega');

  await page.getByRole('button', { name: 'Accept Utility Bill' }).click();
  await expect(page.getByText('Utility Bill: accepted.')).toBeVisible();
  await expect(page.getByText('Waiting for customer')).toBeVisible();
  await expectNoViolations(page);
});

test('saves a PDF under a name of its own', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-pdf', name: 'Sam Specimen Paper' });
  await signIn(page, backend);
  await openCase(page, 'Sam Specimen Paper');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Utility Bill, One side' }).click();
  expect((await waiting).suggestedFilename()).toMatch(/^[\w-]+\.pdf$/);
});

test('decides a whole case by keys alone, in the words the customer reads', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-keys', name: 'Sam Specimen Keys', locale: 'de' });
  await signIn(page, backend);
  await page.getByRole('heading', { name: 'Queue' }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('Sam Specimen Keys');
  const line = page.getByRole('link', { name: 'Sam Specimen Keys' });
  await expect(page.locator('.queue-line')).toHaveCount(1);
  await expect(page).toHaveURL(/q=Sam\+Specimen\+Keys/);
  await page.keyboard.press('Tab');
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Sam Specimen Keys' })).toBeFocused();

  await page.keyboard.press('n');
  await expect(page.getByRole('article', { name: 'Driving License' })).toBeFocused();
  await page.keyboard.press('o');
  await expect(page.getByRole('img', { name: 'Driving License, Back' })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.press('a');
  await expect(page.getByText('Driving License: accepted.')).toBeVisible();
  const back = page.getByRole('listitem', { name: 'Driving License, Back' });
  await expect(back).toBeFocused();
  await page.keyboard.press('r');
  await page.keyboard.type('glare');
  await expect(page.getByText('Licht spiegelt sich auf dem Dokument.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Driving License: rejected.')).toBeVisible();
  const bill = page.getByRole('article', { name: 'Utility Bill' });
  await expect(bill).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByText('Waiting for customer')).toBeVisible();
});

test('draws a PDF page by page under the policy, beside a picture of the same case', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-pages', name: 'Sam Specimen Pages' });
  await signIn(page, backend);
  await openCase(page, 'Sam Specimen Pages');
  await page.getByRole('button', { name: 'Show Utility Bill' }).click();
  const bill = page.getByRole('article', { name: 'Utility Bill' });
  await expect(bill.getByText('Page 1 of 2')).toBeVisible();
  await bill.getByRole('button', { name: 'Next page: Utility Bill' }).click();
  await expect(bill.getByText('Page 2 of 2')).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Compare …' }).click();
  const compare = page.getByRole('dialog', { name: 'Compare' });
  await compare.getByLabel('File on the right').selectOption({ label: 'Address Proof: Utility Bill, One side' });
  await expect(compare.getByRole('img')).toHaveCount(2);
  await expectNoViolations(page);
});

test('leaves a hostile PDF without effect, should one get past the server', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-hostile', name: 'Sam Specimen Hostile' });
  await signIn(page, backend);
  await openCase(page, 'Sam Specimen Hostile');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const bill = page.getByRole('article', { name: 'Utility Bill' });
  const open = bill.getByRole('button', { name: 'Show Utility Bill' });
  const note = bill.getByText(/^(Drawn without|It cannot be shown)/);
  for (const [name, bytes] of await activePdfs()) {
    await page.route(/\/content$/, (route) => route.fulfill({ contentType: 'application/pdf', body: Buffer.from(bytes) }));
    await open.click();
    await expect(note, name).toBeVisible();
    await bill.getByRole('button', { name: 'Hide Utility Bill' }).click();
    await page.unroute(/\/content$/);
  }
  expect(requests.filter((path) => !path.startsWith('/admin/'))).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
  await expect(page).toHaveURL(/#\/case\//);
});

test('shows markup from a customer as text, everywhere', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-markup', name: markup, fileName: `${markup}.jpg` });
  await signIn(page, backend);
  await openCase(page, markup);
  await expect(page.getByText(`${markup}.jpg`)).toBeVisible();
  await page.getByRole('link', { name: 'Outbox' }).click();
  await expect(page.getByText('review-markup@customers.example').first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, '__xss') as unknown)).toBeUndefined();
});

/** Other journeys share this backend: there may be open cases, of which the page speaks first. */
async function saveConfiguration(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const anyway = page.getByRole('button', { name: 'Save for everybody' });
  await expect(anyway.or(page.getByText('The configuration is saved.'))).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(page.getByText('The configuration is saved.')).toBeVisible();
}

test('switches the selfie on, and names what is missing before saving', async ({ page, backend, guard }) => {
  // What does not fit, the server says.
  guard.allow(/status of 400/);
  await signIn(page, backend);
  await page.getByRole('link', { name: 'Configuration' }).click();
  const selfie = page.locator('details.category-editor').filter({ has: page.locator('summary', { hasText: 'Selfie' }) });
  await selfie.locator('> summary').click();
  await selfie.getByLabel('Ask for this category').check();
  await selfie.getByLabel('Title').first().fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const problem = page.getByRole('link', { name: 'Give it a title' });
  await problem.click();
  await page.keyboard.type('Selfie');
  await saveConfiguration(page);

  const customer = new WireCustomer(backend.origin);
  await customer.signIn({ customerId: 'review-selfie', name: 'Sam Specimen Selfie' });
  const { categories } = await customer.verification();
  expect(categories.map(({ title }) => title)).toContain('Selfie');

  // Other journeys share this backend.
  await selfie.getByLabel('Ask for this category').uncheck();
  await saveConfiguration(page);
});

test('adds a category with a document type of its own and takes it away again', async ({ page, backend }) => {
  const titlesFor = async (customerId: string): Promise<string[]> => {
    const customer = new WireCustomer(backend.origin);
    await customer.signIn({ customerId });
    return (await customer.verification()).categories.map(({ title }) => title);
  };
  await signIn(page, backend);
  await page.getByRole('link', { name: 'Configuration' }).click();
  await page.getByRole('button', { name: 'Add a category' }).click();
  await page.keyboard.type('Proof of Funds');
  const added = page.locator('details.category-editor').last();
  await added.getByLabel('Title').nth(1).fill('Salary Slip');
  await saveConfiguration(page);
  expect(await titlesFor('review-funds')).toContain('Proof of Funds');

  await added.getByRole('button', { name: 'Remove category Proof of Funds' }).click();
  await saveConfiguration(page);
  expect(await titlesFor('review-funds')).not.toContain('Proof of Funds');
});

test('shows a sample picture that was uploaded to the customer, under the portal’s policy', async ({ page, backend }) => {
  await signIn(page, backend);
  await page.getByRole('link', { name: 'Configuration' }).click();
  const address = page.locator('details.category-editor').filter({ has: page.locator('summary', { hasText: 'Address Proof' }) });
  await address.locator('> summary').click();
  const bill = address.getByRole('group', { name: 'document type Mobile Bill' });
  await bill.getByLabel('Upload your own').setInputFiles('test/fixtures/corpus/files/bill-scan-good.png');
  await expect(page.getByText('The picture is uploaded.')).toBeVisible();
  await saveConfiguration(page);

  await page.request.post('/portal/sign-in', { data: { customerId: 'review-sample' } });
  await page.goto('/');
  const sample = page.locator('kyc-verification').locator('img[src$=".webp"]').first();
  await sample.scrollIntoViewIfNeeded();
  await expect.poll(() => sample.evaluate((picture: HTMLImageElement) => picture.naturalWidth), { timeout: 20_000 }).toBeGreaterThan(0);

  await page.goto('/admin#/configuration');
  await address.locator('> summary').click();
  await bill.getByLabel('Sample picture', { exact: true }).selectOption({ label: 'Mobile bill' });
  await saveConfiguration(page);
});

test('keeps what one administrator wrote when another was faster', async ({ page, backend, guard }) => {
  guard.allow(/status of 412/);
  await signIn(page, backend);
  await page.getByRole('link', { name: 'Configuration' }).click();
  const headers = { authorization: `Bearer ${backend.adminToken}` };
  const current: unknown = await (await page.request.get('/admin/api/configuration', { headers })).json();
  await page.getByLabel('A rejected customer becomes').selectOption('restricted');
  expect((await page.request.put('/admin/api/configuration', { headers, data: current })).status()).toBe(200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody else saved the configuration meanwhile.')).toBeVisible();
  await expect(page.getByLabel('A rejected customer becomes')).toHaveValue('restricted');
  await page.getByRole('button', { name: 'Show theirs, discard mine' }).click();
  await expect(page.getByLabel('A rejected customer becomes')).toHaveValue('locked');
  await expect(page.getByText('Everything is saved')).toBeVisible();
});

test('keeps a draft while other rooms are looked at, and over a sign-out for being away', async ({ page, backend }) => {
  await page.clock.install();
  await signIn(page, backend);
  await page.getByRole('link', { name: 'Configuration' }).click();
  await page.getByLabel('A rejected customer becomes').selectOption('restricted');
  for (const room of ['Customers', 'Webhooks', 'Audit', 'Outbox']) {
    await page.getByRole('link', { name: room, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: room })).toBeFocused();
    await expectNoViolations(page);
  }
  await page.clock.fastForward('31:00');
  await expect(page.getByText('You were signed out after 30 minutes.')).toBeVisible();
  await page.getByLabel('Admin token').fill(backend.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Configuration' }).click();
  await expect(page.getByLabel('A rejected customer becomes')).toHaveValue('restricted');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByText('Everything is saved')).toBeVisible();
});

test('asks for another kind of document and restricts the customer, who is told both', async ({ page, backend }) => {
  await submitCase(backend.origin, { customerId: 'review-more', name: 'Sam Specimen More' });
  await signIn(page, backend);
  await openCase(page, 'Sam Specimen More');
  await page.getByText('Another document …').click();
  await page.getByRole('combobox', { name: 'Category', exact: true }).selectOption({ label: 'Something else' });
  await page.getByLabel('Name of it').fill('Proof of Funds');
  await page.getByLabel('What exactly').fill('The last salary slip, please.');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('The customer is asked for another document.')).toBeVisible();

  await page.getByText('Change status …').click();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('restricted');
  await page.getByLabel('Restriction 1', { exact: true }).fill('No purchases');
  await page.getByRole('button', { name: 'Save status' }).click();
  await expect(page.getByText('The customer’s status is changed.')).toBeVisible();

  const customer = new WireCustomer(backend.origin);
  await customer.signIn({ customerId: 'review-more' });
  const { requests, restrictions, categories } = await customer.verification();
  expect(requests.map(({ message }) => message)).toEqual(['The last salary slip, please.']);
  expect(categories.map(({ title }) => title)).toContain('Proof of Funds');
  expect(restrictions).toMatchObject([{ code: 'no_purchases', message: 'No purchases' }]);
});
