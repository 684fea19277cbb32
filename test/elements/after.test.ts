/** After sending: every status on both axes, what is kept, what is taken back, what is renewed. */
import { expect } from '@open-wc/testing';
import en from '../../src/localization/locales/en.ts';
import { printPaper } from '../../src/elements/print-paper.ts';
import { saveFile } from '../../src/elements/save-file.ts';
import { customerStatuses, verificationStatuses, type CustomerStatus, type VerificationStatus } from '../../src/model/verification.ts';
import { document as documentOf, KycError, specimenFile, verification } from '../../src/testing/index.ts';
import { calendarFile } from '../../src/views/calendar-file.ts';
import type { Paper } from '../../src/views/context.ts';
import { timeLeft } from '../../src/views/time-left.ts';
import { openPage, openScenario, type KycPage } from '../support/kyc-page.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-22T10:00:00Z');

async function openAfter(name: string): Promise<KycPage> {
  const page = await openScenario(name);
  await page.until(() => page.hasPart('so-far') || page.hasPart('renewal'), 'what loads late is drawn');
  return page;
}

describe('every status on both axes', () => {
  const accepted = documentOf({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', status: 'accepted' });
  const canAddIn = ['collecting', 'action_required', 'expired'];

  /** By the contract's two tables: title, and whether something can be added. */
  function expected(status: VerificationStatus, customer: CustomerStatus) {
    const isOut = customer === 'locked' && status !== 'action_required' && status !== 'rejected';
    return { title: isOut ? en.title_locked : en.title[status], canAdd: !isOut && canAddIn.includes(status) };
  }

  for (const status of [...verificationStatuses, 'unknown'] as const) {
    for (const customerStatus of [...customerStatuses, 'unknown'] as const) {
      it(`${status}, ${customerStatus}: says so and offers what the tables allow`, async () => {
        const customer = { ...verification().customer, status: customerStatus };
        const page = await openPage({ status, customer, documents: [accepted], ...(status === 'not_required' && { categories: [] }) });
        const { title, canAdd } = expected(status, customerStatus);
        await page.until(() => page.hasPart('support') && (!canAdd || page.hasPart('submit-bar')), 'the page is drawn');
        expect(page.text(page.part('title'))).to.equal(title);
        expect(page.text(page.part('status-badge'))).to.contain(en.status[status]);
        expect(page.text(page.part('customer-badge'))).to.contain(en.customer_status[customerStatus]);
        expect(page.root.querySelector('input[type="file"]') !== null, 'something can be added').to.equal(canAdd);
        expect(page.hasPart('submit-bar'), 'Submit').to.equal(canAdd);
        const isNextStepSupport = status === 'rejected' || title === en.title_locked;
        expect(page.all('[part="locked"] .button-primary, [part="outcome"] .button-primary').length, 'support is the next step').to.equal(isNextStepSupport ? 1 : 0);
        expect(page.hasPart('restrictions')).to.equal(customerStatus === 'restricted');
        expect(page.text()).not.to.match(/undefined|null|\[object/);
      });
    }
  }

  it('says why an account is locked, in the provider’s words, and nothing is asked', async () => {
    const page = await openScenario('locked-reason');
    const words = page.text(page.part('locked'));
    expect(words).to.contain(en.reason.name_mismatch.what).and.contain('The name on your card differs from your documents.');
    expect(page.root.querySelector('input[type="file"]')).to.equal(null);
    await page.press(en.support_ask, page.part('locked'));
    await page.until(() => page.root.querySelector('kyc-verification-ticket') !== null, 'the letter opens');
  });

  it('lets a locked customer fix what was sent back, and says why beside it', async () => {
    const page = await openScenario('locked-fixable');
    await page.until(() => page.hasPart('submit-bar'), 'what can be done is drawn');
    expect(page.text(page.part('locked'))).to.contain('We need a proof of your current address.');
    expect(page.card('address').querySelector('input[type="file"]')).not.to.equal(null);
    expect(page.all('[part="locked"] .button-primary')).to.have.lengthOf(0);
  });

  it('names each restriction and what lifts it, also one it has no words for', async () => {
    const page = await openScenario('restricted-unknown');
    expect(page.all('[part="restriction"]').map((item) => page.text(item))).to.deep.equal([
      `${en.restriction_unknown} ${en.restriction_lift_unknown}`, `${en.restriction.no_payouts} ${en.restriction_lifted_by} Your address is verified.`,
    ]);
  });

  it('reopens just the category that expired', async () => {
    const page = await openScenario('expired-one');
    expect(page.card('identity').querySelector('input[type="file"]')).not.to.equal(null);
    expect(page.card('address').querySelector('input[type="file"]')).to.equal(null);
    expect(page.card('selfie').querySelector('input[type="file"]')).to.equal(null);
  });
});

describe('waiting', () => {
  it('says kindly that it takes longer, and promises no time that has passed', async () => {
    const page = await openAfter('pending-overdue');
    expect(page.text(page.part('outcome'))).to.contain(en.expected_late);
    expect(page.hasPart('expected')).to.equal(false);
    expect(page.text()).not.to.contain('Nov 21');
  });

  it('shows what happened and what comes, with its dates', async () => {
    const page = await openAfter('pending-started');
    const steps = page.all('[part="timeline"] > li');
    expect(steps.map((step) => step.className)).to.deep.equal(['step step-done', 'step step-done', 'step step-current', 'step step-next']);
    expect(steps.map((step) => step.getAttribute('aria-current'))).to.deep.equal([null, null, 'step', null]);
    const { step, state } = en.after;
    expect(steps.map((item) => page.text(item))[0]).to.equal(`${step.added} · ${state.done} Nov 22, 2026`);
    expect(page.text(steps[2])).to.contain(step.review).and.contain(state.current).and.contain('since Nov 22, 2026');
    expect(page.text(steps[3])).to.contain(step.decided).and.contain(state.next);
  });

  it('tells a round that came back, and the one to come', async () => {
    const page = await openAfter('action-required');
    const steps = page.all('[part="timeline"] > li').map((step) => page.text(step));
    expect(steps).to.have.lengthOf(5);
    expect(steps[3]).to.contain(en.after.step.sent_back).and.contain('Nov 22, 2026');
    expect(steps[4]).to.contain(en.after.step.again).and.contain(en.after.state.current);
  });
});

it('says of a renewal in review when it was last asked about', async () => {
  const page = await openAfter('renewal-pending');
  expect(page.text(page.part('outcome'))).to.contain(en.notify).and.contain('Last checked');
});

describe('an overdue renewal', () => {
  it('is due now, not to come', async () => {
    const page = await openAfter('renewal-overdue');
    expect(page.text(page.one('[part="timeline"] > li:last-child'))).to.contain(en.after.step.renewal).and.contain(en.after.state.current);
  });
});

describe('withdrawing', () => {
  it('asks first, takes the documents back, goes on at the top and says so', async () => {
    const page = await openAfter('pending-withdrawable');
    await page.press(en.after.withdraw_what);
    expect(page.element.status).to.equal('pending');
    expect(getComputedStyle(page.one('[part="withdraw"] summary')).display, 'the question takes the button’s place').to.equal('none');
    page.control(en.after.withdraw_yes).focus();
    await page.press(en.after.withdraw_yes);
    await page.until(() => page.element.status === 'collecting', 'it is taken back');
    await page.until(() => page.focused?.id === 'title', 'the title has the focus');
    expect(page.announced).to.contain(en.status.collecting);
    expect(page.element.verification?.documents.map(({ status }) => status)).to.deep.equal(['uploaded', 'uploaded', 'uploaded']);
  });

  it('tells when it did not work', async () => {
    const page = await openAfter('pending-withdrawable');
    page.client.failNext('withdraw', new KycError('not_open'));
    await page.press(en.after.withdraw_what);
    await page.press(en.after.withdraw_yes);
    await page.until(() => page.hasPart('banner'), 'it is told');
    expect(page.element.status).to.equal('pending');
  });

  it('is offered only while the provider allows it', async () => {
    expect((await openAfter('pending-started')).hasPart('withdraw')).to.equal(false);
  });
});

describe('the receipt', () => {
  const paper: Paper = {
    lang: 'en', dir: 'ltr', title: 'Receipt', facts: [['Reference', 'KYC-1']],
    entries: [{ title: 'ID Proof · Passport', lines: ['<b>scan</b>.png · 2 MB', `SHA-256: ${'0'.repeat(64)}`] }],
  };
  const { open: realOpen } = window;
  afterEach(() => {
    window.open = realOpen;
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });

  /** A frame stands for the window: it can be looked into and needs no permission. */
  function fakeWindow(): { opened: Window; printed: string[] } {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const opened = frame.contentWindow ?? expect.fail('no window');
    const printed: string[] = [];
    opened.print = () => printed.push(opened.document.body.innerText);
    window.open = () => opened;
    return { opened, printed };
  }

  it('names every file with its size, time and fingerprint', async () => {
    const page = await openAfter('completed-receipt');
    const receipt = page.part('receipt');
    expect(page.all('[part="receipt-document"]', receipt)).to.have.lengthOf(3);
    expect(page.text(receipt)).to.contain('ID Proof · Driving License').and.contain('licence-front.png').and.contain('2.4 MB').and.contain('0'.repeat(64));
  });

  it('prints the receipt alone, as text, from a window of its own', async () => {
    const { opened, printed } = fakeWindow();
    const page = await openAfter('completed-receipt');
    await page.press(en.after.receipt);
    await page.press(en.after.print);
    await page.until(() => printed.length === 1, 'it is printed');
    expect(printed[0]).to.contain('KYC-2026-0042').and.contain('electricity-october.pdf').and.not.contain(en.support_title);
    expect(opened.document.title).to.equal(en.after.receipt_title);
  });

  it('writes markup in a name as text', () => {
    const { opened } = fakeWindow();
    expect(printPaper(paper)).to.equal(true);
    expect(opened.document.querySelector('b')).to.equal(null);
    expect(opened.document.body.textContent).to.contain('<b>scan</b>.png');
  });

  it('is written to the place the person chooses', async () => {
    const written: Blob[] = [];
    const handle = { createWritable: () => Promise.resolve({ write: (blob: Blob) => Promise.resolve(written.push(blob)), close: () => Promise.resolve() }) };
    const names: string[] = [];
    Object.assign(window, { showSaveFilePicker: ({ suggestedName }: { suggestedName: string }) => { names.push(suggestedName); return Promise.resolve(handle); } });
    const page = await openAfter('completed-receipt');
    await page.press(en.after.receipt);
    await page.press(en.after.download);
    await page.until(() => written.length === 1, 'it is written');
    expect(names).to.deep.equal(['kyc-receipt-KYC-2026-0042.txt']);
    expect(await written[0]?.text()).to.contain('licence-back.png').and.contain(`SHA-256: ${'1'.repeat(64)}`);
  });

  it('takes a closed picker for a choice, and opens no window then', async () => {
    Object.assign(window, { showSaveFilePicker: () => Promise.reject(new DOMException('closed', 'AbortError')) });
    window.open = () => expect.fail('a window was opened');
    expect(await saveFile({ name: 'a.txt', mediaType: 'text/plain', text: 'a' })).to.equal(true);
  });

  it('opens as plain text where nothing else saves it, and says when no window may open', async () => {
    Object.assign(window, { showSaveFilePicker: undefined });
    const { opened } = fakeWindow();
    expect(await saveFile({ name: 'a.ics', mediaType: 'text/x-none', text: 'BEGIN' })).to.equal(true);
    expect(opened.document.body.textContent).to.equal('BEGIN');
    window.open = () => null;
    const page = await openAfter('completed-receipt');
    await page.press(en.after.receipt);
    await page.press(en.after.print);
    await page.untilText(en.notice.window_blocked);
  });
});

describe('renewal', () => {
  it('says why and by when in words, and leads to the card', async () => {
    const page = await openAfter('renewal-due');
    expect(page.text(page.part('status-badge'))).to.contain(en.status.completed);
    expect(page.text(page.part('renewal'))).to.contain(en.renewal.document_expiring).and.contain('in 4 weeks');
    await page.press('Renew ID Proof');
    await page.until(() => page.card('identity').contains(page.focused), 'the card has the focus');
    expect(page.card('address').querySelector('input[type="file"]')).to.equal(null);
  });

  it('takes a new passport in the place of the accepted one while the status stays completed', async () => {
    const page = await openAfter('renewal-due');
    await page.until(() => page.card('identity').querySelector('input[type="file"]') !== null, 'a document can be added');
    await page.element.addFiles('identity', [specimenFile('passport.png')], { documentTypeId: 'passport', replaces: 'doc_licence' });
    await page.until(() => page.element.verification?.documents.find(({ id }) => id === 'doc_licence')?.status === 'replaced', 'it is replaced');
    await page.until(() => page.hasPart('submit-button'), 'it can be sent');
    await page.press(en.submit);
    await page.until(() => page.element.verification?.renewal?.status === 'pending', 'it is sent');
    expect(page.element.status).to.equal('completed');
    await page.untilText(en.renewal_title.pending);
  });

  const words = [
    ['renewal-collecting', en.renewal_title.collecting], ['renewal-pending', en.renewal_title.pending],
    ['renewal-action-required', en.renewal_title.action_required], ['renewal-overdue', en.renewal_overdue_title],
  ] as const;
  for (const [name, title] of words) {
    it(`${name} has words of its own and stays completed`, async () => {
      const page = await openAfter(name);
      expect(page.text(page.part('renewal'))).to.contain(title);
      expect(page.element.status).to.equal('completed');
      expect(page.text()).not.to.match(/undefined|null|\[object/);
    });
  }

  it('tells support that details have changed', async () => {
    const page = await openAfter('completed-receipt');
    await page.press(en.after.details_changed_button);
    await page.until(() => page.root.querySelector('kyc-verification-ticket') !== null, 'the letter opens');
  });

  it('counts in days, weeks and months, also backwards', () => {
    const left = [0, 1, 13, 14, 60, 90, -1, -3, -40].map((days) => timeLeft('en', now + days * day, now));
    expect(left).to.deep.equal([
      'today', 'tomorrow', 'in 13 days', 'in 2 weeks', 'in 9 weeks', 'in 3 months', 'yesterday', '3 days ago', '6 weeks ago',
    ]);
    expect([timeLeft('de', now + 21 * day, now), timeLeft('en', NaN, now)]).to.deep.equal(['in 3 Wochen', '']);
  });
});

describe('the calendar file', () => {
  const made = calendarFile({ uid: 'ver_1-renewal', title: 'Renew; now, \\ please', text: `Zeile\n${'ü'.repeat(80)}`, dueAt: new Date(2026, 11, 20, 12).getTime(), now });
  const lines = made.text.split('\r\n');

  it('ends every line with CRLF and folds at 75 octets, never inside a character', () => {
    expect(made.text.endsWith('\r\n')).to.equal(true);
    expect(made.text.replaceAll('\r\n', '')).not.to.match(/[\r\n]/);
    const sizes = lines.map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...sizes)).to.be.lessThan(76).and.greaterThan(73);
    expect(made.text.replaceAll('\r\n ', '')).to.contain(`DESCRIPTION:Zeile\\n${'ü'.repeat(80)}\r\n`);
  });

  it('escapes, names the day, and rings 14 days before', () => {
    expect(lines).to.include.members([
      'BEGIN:VCALENDAR', 'UID:ver_1-renewal', 'DTSTAMP:20261122T100000Z', 'DTSTART;VALUE=DATE:20261220', 'SUMMARY:Renew\\; now\\, \\\\ please',
      'BEGIN:VALARM', 'TRIGGER:-P14D', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR',
    ]);
  });
});
