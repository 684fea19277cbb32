/** The customer's life with a verification: decisions, restrictions, taking back, agreeing, asking; against the real backend. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import { card, changers, choose, fixture, menu, open, provider, submit, title, widget } from '../support/portal.ts';
import { passport, passportCase, utilityBill, WireCustomer } from '../support/submitted-case.ts';

test('locks with support as the next step, and goes on when unlocked', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'life-locked');
  await open(page, backend, 'life-locked');
  await admin.setStatus('life-locked', { status: 'locked', restrictions: [{ code: 'fraud_check', message: 'We are looking into a payment.', liftedBy: 'A call with our team' }] });
  await expect(title(page, 'Your account is locked')).toBeVisible();
  await expect(widget(page).getByText('We are looking into a payment.')).toBeVisible();
  await expect(widget(page).getByText('A call with our team')).toBeVisible();
  await expect(menu(page)).toContainText('Locked');
  await expect(changers(widget(page))).toHaveCount(0);
  await page.getByRole('region', { name: 'Why your account is locked' }).getByRole('button', { name: 'Ask support' }).click();
  await expect(page.getByRole('form', { name: 'Write to support' }).getByLabel('Subject')).toHaveValue(/my account is locked/);
  await page.keyboard.press('Escape');
  await admin.setStatus('life-locked', { status: 'approval_pending' });
  await expect(title(page, 'Your documents are being checked')).toBeVisible();
  await expect(menu(page)).toContainText('Pending');
  await admin.decide(await admin.caseOf('life-locked'), 'identity', { decision: 'reject', reason: 'blurred' });
  await admin.decide(await admin.caseOf('life-locked'), 'address', { decision: 'accept' });
  await expect(card(page, 'ID Proof').getByRole('button', { name: /^Replace/ })).toBeVisible();
});

test('opens the gate on completion, closes it on a restriction that is named, and opens it when that is lifted', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'life-gate');
  await open(page, backend, 'life-gate');
  await page.goto(`${backend.origin}/#/servers`);
  const order = page.getByRole('button', { name: 'Order a server' });
  await expect(page.getByText('You can go on here once the review is done.')).toBeVisible();
  await expect(order).toBeHidden();
  await admin.decideWhole(await admin.caseOf('life-gate'), { decision: 'complete' });
  await order.click();
  await expect(page.getByText('Thank you. This is a demonstration: nothing was ordered.')).toBeVisible();

  const restriction = { code: 'no_purchases', message: 'You can’t order new servers.', liftedBy: 'A bill of this month' };
  await admin.setStatus('life-gate', { status: 'restricted', restrictions: [restriction] });
  await expect(order).toBeHidden();
  await expect(page.getByText(restriction.message)).toBeVisible();
  await page.getByRole('link', { name: 'See details' }).click();
  const list = page.getByRole('region', { name: 'What is restricted' });
  await expect(list.getByRole('listitem')).toHaveText([`${restriction.message} What lifts it: ${restriction.liftedBy}`]);
  await admin.setStatus('life-gate', { status: 'active' });
  await expect(list).toBeHidden();
  await page.getByRole('link', { name: 'Servers' }).click();
  await expect(order).toBeVisible();
});

test('takes a submission back while nobody looks at it, and sends it again', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'life-withdraw');
  await open(page, backend, 'life-withdraw');
  const withdraw = widget(page).getByLabel('Withdraw the submission', { exact: true });
  await withdraw.click();
  await page.getByRole('button', { name: 'Yes, withdraw' }).click();
  await expect(title(page, 'KYC verification')).toBeVisible();
  await expect(card(page, 'ID Proof').getByRole('button', { name: /^Replace/ })).toBeVisible();
  await submit(page);
  await expect(title(page, 'Your documents are being checked')).toBeVisible();
  await expect(withdraw).toBeVisible();
  // Once a reviewer has opened the case, it is theirs.
  await admin.caseOf('life-withdraw');
  await expect(withdraw).toBeHidden();
  expect(await admin.subjects('life-withdraw@customers.example')).toHaveLength(2);
});

test('sends only with the agreements asked for, and keeps them', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  const consents = [
    { id: 'checking', text: 'You may check my documents.', version: '1', required: true },
    { id: 'news', text: 'You may send me news.', version: '1', required: false },
  ];
  await admin.withConfiguration({ consents, privacyNotice: { url: '/privacy', version: '1' } }, async () => {
    await passportCase(backend.origin, 'life-consents', { isSubmitted: false });
    await open(page, backend, 'life-consents');
    const agreement = page.getByRole('region', { name: 'Your agreement' });
    await expect(agreement.getByRole('link', { name: /Privacy notice/ })).toHaveAttribute('href', `${backend.origin}/privacy`);
    const needed = agreement.getByRole('checkbox', { name: /You may check my documents/ });
    await expect(needed).not.toBeChecked();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    const missing = page.getByRole('group', { name: 'Before you can submit' });
    await missing.getByRole('button', { name: 'Agree: You may check my documents.' }).click();
    await expect(needed).toBeFocused();
    await page.keyboard.press('Space');
    await expect(missing).toBeHidden();
    await submit(page);
    await expect(title(page, 'Your documents are being checked')).toBeVisible();
    await widget(page).getByText('You agreed to 1 point').click();
    await expect(widget(page).getByText('You may check my documents.')).toBeVisible();
    const { consents: kept } = await admin.caseOf('life-consents');
    expect(kept.map(({ id, givenAt }) => [id, givenAt !== null])).toEqual([['checking', true], ['news', false]]);
  });
});

test('leads from a final rejection to a ticket that the provider reads', async ({ page, context, request, backend }) => {
  const admin = provider(request, backend);
  await passportCase(backend.origin, 'life-ticket');
  await open(page, backend, 'life-ticket');
  await admin.decideWhole(await admin.caseOf('life-ticket'), { decision: 'reject', reason: 'suspected_tampering', message: 'The number was painted over.' });
  await expect(title(page, 'Your verification was not accepted')).toBeVisible();
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toContainText('The number was painted over.');
  await expect(changers(widget(page))).toHaveCount(0);
  await why.getByRole('button', { name: 'Ask support' }).click();
  const letter = page.getByRole('form', { name: 'Write to support' });
  await expect(letter.getByLabel('Subject')).toHaveValue(/question about the decision/);
  await letter.getByText('What we tell support about this page').click();
  const told = letter.getByRole('textbox', { name: 'What we tell support about this page' });
  await expect(told).toHaveValue(/rejected/);
  await expect(told).not.toHaveValue(/passport-good/);
  await letter.getByLabel('Your message').fill('It is <b>not</b> painted, it is a stamp.');
  await letter.getByRole('button', { name: 'Send' }).click();
  await expect(widget(page).getByText('Your message has been sent.')).toBeVisible();

  const desk = await context.newPage();
  await desk.goto(`${backend.origin}/admin`);
  await desk.getByLabel('Your name').fill('Compliance team');
  await desk.getByLabel('Admin token').fill(backend.adminToken);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  // It lists what waits for a decision unless told otherwise.
  await desk.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: /^All/ }).click();
  await desk.getByLabel('Search by name or ID').fill('life-ticket');
  await desk.getByRole('link', { name: 'Sam Specimen life-ticket' }).click();
  await expect(desk.getByRole('region', { name: 'Tickets' })).toContainText('It is <b>not</b> painted, it is a stamp.');
});

test('asks an organisation for itself and each of its directors, and sends back only what is about one of them', async ({ page, request, backend }) => {
  const admin = provider(request, backend);
  const people = [{ id: 'ada', label: 'Ada Specimen', role: 'Director' }, { id: 'ben', label: 'Ben Specimen', role: 'Director' }];
  await open(page, backend, 'life-company', { name: 'Utopia Widgets Ltd', type: 'organization', people });
  const about = (name: RegExp): Locator => page.getByRole('region', { name });
  await expect(about(/^Utopia Widgets Ltd/)).toContainText('0 of 2 added');
  await expect(about(/^Ada Specimen/)).toContainText('0 of 1 added');

  await about(/^Ada Specimen/).getByRole('radio', { name: 'Passport' }).check();
  await choose(page, about(/^Ada Specimen/).getByRole('button', { name: /Choose/ }).first(), fixture('passport-good.jpg'));
  await expect(about(/^Ada Specimen/)).toContainText('1 of 1 added');
  const office = new WireCustomer(backend.origin);
  await office.signIn({ customerId: 'life-company' });
  await office.add({ ...passport, categoryId: 'director_identity:ben', fixture: 'id-good.jpg' });
  await office.add({ ...utilityBill, categoryId: 'company_registration', documentTypeId: 'business_licence' });
  await expect(about(/^Utopia Widgets Ltd/)).toContainText('1 of 2 added');
  await expect(about(/^Ben Specimen/)).toContainText('1 of 1 added');
  await office.add({ ...utilityBill, categoryId: 'company_address' });
  await submit(page);

  const sent = await admin.caseOf('life-company');
  await admin.decide(sent, 'director_identity:ben', { decision: 'reject', reason: 'expired' });
  for (const categoryId of ['director_identity:ada', 'company_registration', 'company_address']) await admin.decide(sent, categoryId, { decision: 'accept' });
  await expect(title(page, 'One document needs a fix')).toBeVisible();
  await expect(about(/^Ben Specimen/)).toContainText('0 of 1 added');
  for (const name of [/^Ada Specimen/, /^Utopia Widgets Ltd/]) await expect(changers(about(name))).toHaveCount(0);
  await choose(page, about(/^Ben Specimen/).getByRole('button', { name: /^Replace/ }), fixture('id-good-dark-desk.jpg'));
  await submit(page);
  await admin.decide(await admin.caseOf('life-company'), 'director_identity:ben', { decision: 'accept' });
  await expect(title(page, 'Your verification is complete')).toBeVisible();
});
