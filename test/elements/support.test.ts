/** Asking for help and agreeing, as a person does it: the ways, the letter, what support is told, consents. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import en from '../../src/localization/locales/en.ts';
import { KycError } from '../../src/model/errors.ts';
import { version } from '../../src/model/version.ts';
import type { Verification } from '../../src/model/verification.ts';
import { document as documentOf, file, gate, specimenFile, verification } from '../../src/testing/index.ts';
import { openPage, openScenario, type KycPage } from '../support/kyc-page.ts';

const rejectedBill = documentOf({
  id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill', status: 'rejected', reason: { code: 'expired', message: 'Too old.' },
  files: [file({ id: 'fil_bill', fileName: 'my-private-name.pdf' })],
});
const rejected = { status: 'action_required', documents: [rejectedBill] } as const;
const terms = { id: 'terms', version: '1', text: 'I agree to the terms.', required: true, givenAt: null };
const complete: Partial<Verification> = { categories: [], consents: [terms] };

function field(page: KycPage, name: 'subject' | 'message' | 'diagnostics'): HTMLInputElement {
  return page.one(`#ticket-${name}`) as HTMLInputElement;
}

async function write(page: KycPage, name: 'subject' | 'message' | 'diagnostics', text: string): Promise<void> {
  const place = field(page, name);
  place.value = text;
  place.dispatchEvent(new Event('input', { bubbles: true }));
  await page.element.updateComplete;
}

async function openLetter(values: Partial<Verification> = {}): Promise<KycPage> {
  const page = await openPage(values);
  await page.press(en.support_ticket);
  await page.until(() => page.focused?.id === 'ticket-message', 'the form is open');
  return page;
}

async function send(page: KycPage): Promise<void> {
  await page.press(en.ticket.send);
}

const wrongFields = (page: KycPage) => page.all('[aria-invalid="true"]').map(({ id }) => id);

describe('the ways to support', () => {
  it('offers the provider’s own page before the form', async () => {
    const page = await openPage({ support: { email: 'kyc@provider.example', tickets: true, ticketUrl: '/support' } });
    expect(page.part('ticket-link').getAttribute('href')).to.equal(new URL('/support', document.baseURI).href);
    expect(page.hasPart('ticket-button')).to.equal(false);
  });

  it('says where nothing is offered only that there is a team', async () => {
    const page = await openScenario('support-none');
    expect(page.all('a, button', page.part('support'))).to.deep.equal([]);
  });

  it('writes into the mail what the form would say', async () => {
    const page = await openPage({ ...rejected, support: { email: 'kyc@provider.example', tickets: true, ticketUrl: null } });
    const mail = new URL(page.part('email-link').getAttribute('href') ?? '').searchParams;
    await page.press(en.support_ticket);
    await page.until(() => page.focused?.id === 'ticket-message', 'the form is open');
    expect(mail.get('subject')).to.equal(field(page, 'subject').value);
    expect(mail.get('body')?.replaceAll('\r\n', '\n')).to.contain(field(page, 'diagnostics').value);
  });

  it('tells the host first, who may answer itself', async () => {
    const page = await openPage(rejected);
    page.listen('kyc-support');
    page.element.addEventListener('kyc-support', (event) => event.preventDefault());
    await page.press(en.support_ticket);
    const [asked] = page.details('kyc-support');
    expect(asked).to.include({ channel: 'ticket', categoryId: 'address', documentId: 'doc_bill' });
    expect(asked?.diagnostics).to.contain('status: action_required');
    expect(page.all('kyc-verification-ticket')).to.deep.equal([]);
  });
});

describe('a letter to support', () => {
  it('starts with what went wrong', async () => {
    const page = await openLetter(rejected);
    expect(field(page, 'subject').value).to.contain('Utility').and.contain(en.reason.expired.what);
    expect((page.one('#ticket-about') as HTMLSelectElement).value).to.equal('document doc_bill');
  });

  it('names a file that was not added by its code', async () => {
    const page = await openPage();
    await page.element.addFiles('identity', [new File(['text'], 'secret-name.txt', { type: 'text/plain' })], { documentTypeId: 'passport' });
    await page.until(() => page.hasPart('ticket-button') && page.all('.phase-refused').length === 1, 'the file is refused');
    await page.press(en.support_ticket);
    await page.until(() => page.focused?.id === 'ticket-message', 'the form is open');
    expect(field(page, 'subject').value).to.contain('type_not_allowed');
    expect(field(page, 'diagnostics').value).to.contain('refused: identity type_not_allowed');
    expect(page.text(page.part('ticket')) + field(page, 'diagnostics').value + field(page, 'subject').value).to.not.contain('secret-name');
  });

  it('tells how things stand, and nothing of the person or the files', async () => {
    const page = await openLetter({ ...rejected, review: { ...verification().review, submissionId: 'KYC-7' } });
    const told = field(page, 'diagnostics').value;
    const expected = [
      'status: action_required', 'customer: approval_pending', 'reference: KYC-7', 'rejected: doc_bill expired', 'online: yes',
      `browser: ${navigator.userAgent}`, 'language: en', 'time zone: ', `widget: ${version}`,
    ];
    expect(expected.filter((line) => !told.includes(line))).to.deep.equal([]);
    expect(told).to.not.contain('my-private-name').and.not.contain(verification().customer.name).and.not.contain('Too old');
  });

  it('goes as it was shown, and leaves its reference', async () => {
    const page = await openLetter(rejected);
    const [subject, diagnostics] = [field(page, 'subject').value, field(page, 'diagnostics').value];
    await write(page, 'message', '  What else may I add?  ');
    await send(page);
    await page.until(() => page.focused?.id === 'ticket-answer', 'it has arrived');
    expect(page.client.tickets).to.deep.equal([
      { subject, message: 'What else may I add?', categoryId: 'address', documentId: 'doc_bill', diagnostics, ticketId: page.client.tickets[0]?.ticketId },
    ]);
    expect(page.text(page.part('ticket-answer'))).to.contain(page.client.tickets[0]?.ticketId);
    expect(page.control(en.support_ticket).checkVisibility(), 'another can be written').to.equal(true);
  });

  it('leaves out what the person leaves out', async () => {
    for (const leaveOut of [
      (page: KycPage) => write(page, 'diagnostics', ' '),
      async (page: KycPage) => page.one('.ticket-check input').click(),
    ]) {
      const page = await openLetter();
      await leaveOut(page);
      await write(page, 'message', 'Hello');
      await send(page);
      await page.until(() => page.client.tickets.length === 1, 'it has arrived');
      expect(page.client.tickets[0]).to.not.have.any.keys('diagnostics', 'documentId', 'categoryId');
    }
  });

  it('marks what is missing and what is too long, and goes to the first of it', async () => {
    const page = await openLetter();
    await write(page, 'subject', 'x'.repeat(201));
    await write(page, 'diagnostics', 'x'.repeat(5001));
    await send(page);
    await page.until(() => page.focused?.id === 'ticket-subject', 'the subject has the focus');
    expect(wrongFields(page)).to.deep.equal(['ticket-subject', 'ticket-message', 'ticket-diagnostics']);
    expect(page.text(page.one('#ticket-subject-hint'))).to.equal(en.ticket.too_long({ actual: '201', limit: '200' }));
    expect(page.text(page.one('#ticket-message-hint'))).to.equal(en.ticket.missing);
    expect(field(page, 'message').getAttribute('aria-describedby')).to.equal('ticket-message-hint');
    await write(page, 'message', 'Hello');
    await page.until(() => !wrongFields(page).includes('ticket-message'), 'what is right is no longer marked');
    await write(page, 'subject', 'Hello');
    await send(page);
    await page.until(() => page.focused?.id === 'ticket-diagnostics', 'the folded field is opened');
    expect(page.client.calls).to.not.include('createTicket');
  });

  it('says how long the message is near its limit', async () => {
    const page = await openLetter();
    await write(page, 'message', 'x'.repeat(4600));
    await page.untilText(en.ticket.length({ actual: '4,600', limit: '5,000' }));
  });

  it('keeps everything when it could not be sent, and is one ticket after a second try', async () => {
    const page = await openLetter({ support: { email: 'kyc@provider.example', tickets: true, ticketUrl: null } });
    page.client.failNext('createTicket', new KycError('server_error', { retryable: true }));
    await write(page, 'message', 'Hello there');
    await send(page);
    await page.untilText(en.ticket.kept);
    expect(field(page, 'message').value).to.equal('Hello there');
    expect(page.control(en.ticket.email_instead).getAttribute('href')).to.contain('body=Hello%20there');
    await send(page);
    await page.until(() => page.hasPart('ticket-answer'), 'it has arrived');
    expect(page.client.tickets.length).to.equal(1);
  });

  it('is sent once, however often Send is pressed', async () => {
    const page = await openLetter();
    const answer = gate();
    page.client.delay(answer, 'createTicket');
    await write(page, 'message', 'Hello');
    await send(page);
    await page.untilText(en.ticket.sending);
    await page.press(en.ticket.sending);
    answer.open();
    await page.until(() => page.hasPart('ticket-answer'), 'it has arrived');
    expect(page.client.calls.filter((call) => call === 'createTicket').length).to.equal(1);
  });

  it('closes with Escape, gives the focus back and loses nothing', async () => {
    const page = await openLetter();
    await sendKeys({ type: 'Half a tho' });
    await sendKeys({ press: 'Escape' });
    await page.until(() => !page.hasPart('ticket') && page.focused === page.part('ticket-button'), 'the form is closed, the button has the focus');
    await page.press(en.support_ticket);
    await page.until(() => page.focused?.id === 'ticket-message', 'it is open again');
    expect(field(page, 'message').value).to.equal('Half a tho');
  });

  it('is kept while the page is drawn anew, and forgotten with the customer', async () => {
    const page = await openLetter();
    await write(page, 'message', 'Hello');
    await page.element.addFiles('identity', [specimenFile()], { documentTypeId: 'passport' });
    await page.until(() => page.all('[part~="document"]').length === 1, 'a document is added');
    expect(field(page, 'message').value).to.equal('Hello');
    await page.element.logout();
    await page.element.refresh();
    await page.until(() => page.hasPart('ticket-button'), 'the page is there again');
    await page.press(en.support_ticket);
    await page.until(() => page.hasPart('ticket'), 'the form is open');
    expect(field(page, 'message').value).to.equal('');
  });

  it('speaks the language of the page', async () => {
    const page = await openScenario('ticket-open', { locale: 'ar' });
    await page.until(() => page.text(page.part('ticket-title')) === 'اكتب إلى الدعم', 'Arabic is there');
  });
});

describe('consents', () => {
  it('are asked for before sending and go along', async () => {
    const page = await openScenario('consents-open');
    const [required, optional] = page.all('[part~="consent"] input') as HTMLInputElement[];
    expect([required?.ariaRequired, optional?.ariaRequired]).to.deep.equal(['true', 'false']);
    required?.click();
    await page.element.submit();
    await page.until(() => page.hasPart('consents-given'), 'what was agreed to is kept in sight');
    expect(page.element.verification?.consents.map(({ givenAt }) => givenAt !== null)).to.deep.equal([true, false]);
  });

  it('are listed and marked when one is missing', async () => {
    const page = await openScenario('consents-missing');
    await page.press(/^Agree: I agree/);
    const [box] = page.all('[part~="consent"] input') as HTMLInputElement[];
    if (!box) throw new Error('no consent');
    await page.until(() => page.focused === box, 'the list leads to the box');
    expect(page.text(page.one(`#${CSS.escape(box.getAttribute('aria-describedby') ?? '')}`))).to.equal(en.consent_needed);
    box.click();
    await page.until(() => box.ariaInvalid === 'false', 'it is no longer marked');
  });

  it('are asked for anew in another version', async () => {
    const page = await openPage(complete);
    const box = page.one('[part~="consent"] input') as HTMLInputElement;
    box.click();
    await page.until(() => box.checked, 'it is given');
    page.client.provider.change((now) => ({ ...now, consents: [{ ...terms, version: '2' }] }));
    await page.element.refresh();
    await page.until(() => !box.checked, 'it is not given any more');
  });

  it('are shown when only the server knows that one is missing', async () => {
    const page = await openScenario('consents-open');
    page.all('[part~="consent"] input')[0]?.click();
    const [terms1, contact] = page.element.verification?.consents ?? [];
    if (!terms1 || !contact) throw new Error('no consents');
    page.client.failNext('submit', new KycError('consent_missing', { detail: { status: 422 } }));
    page.client.provider.change((now) => ({ ...now, consents: [{ ...terms1, version: '4' }, contact] }));
    const outcome = await page.element.submit().catch((reason: unknown) => reason);
    expect((outcome as KycError).code).to.equal('consent_missing');
    await page.until(() => page.hasPart('missing'), 'the list is shown');
    expect(page.text(page.part('missing'))).to.contain('I agree');
  });

  it('name a privacy notice that may not be linked, to be copied', async () => {
    const page = await openScenario('consents-given');
    expect(page.hasPart('privacy-link')).to.equal(false);
    expect(page.text(page.part('consents'))).to.contain('https://www.provider.example/privacy');
  });
});

describe('the version support is told', () => {
  it('is the package’s', async () => {
    const packageJson = await (await fetch('/package.json')).json() as { version: string };
    expect(version).to.equal(packageJson.version);
  });
});
