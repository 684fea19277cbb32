/** Decisions and what the provider writes: what stands where, what is new, what is said, what leads where. */
import { expect } from '@open-wc/testing';
import { lookUp } from '../../src/localization/messages.ts';
import en from '../../src/localization/locales/en.ts';
import { systemClock, type Clock } from '../../src/model/clock.ts';
import {
  comment, document as documentOf, documentType, file as fileOf, gate, identityCategory, individualCategories, specimenFile, verification, type MemoryKycClient,
} from '../../src/testing/index.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openPage, openScenario, type KycPage } from '../support/kyc-page.ts';

const reviewerCodes = ['blurred', 'glare', 'too_dark', 'cropped', 'covered', 'damaged', 'unreadable', 'wrong_side', 'missing_side',
  'missing_page', 'wrong_type', 'wrong_category', 'not_accepted', 'expired', 'name_mismatch', 'address_mismatch', 'dob_mismatch',
  'photo_mismatch', 'password_protected', 'corrupt', 'duplicate', 'suspected_tampering', 'underage', 'other'] as const;
const drawn = ['blurred', 'glare', 'too_dark', 'cropped', 'covered', 'damaged', 'unreadable', 'wrong_side', 'missing_side', 'missing_page', 'photo_mismatch'];

const sentBack = (code: string, final = false) => documentOf({
  id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', status: 'rejected', reason: { code, final, message: 'See the date.' },
});
const open = (code: string, final = false) => openPage({ status: 'action_required', categories: [identityCategory], documents: [sentBack(code, final)] });
const reads = (client: MemoryKycClient) => client.provider.verification.comments.filter(({ readAt }) => readAt !== null).map(({ id }) => id);
const expanded = (page: KycPage, id: string) => page.part('fold-button', page.card(id)).getAttribute('aria-expanded');

describe('a document that came back', () => {
  for (const code of reviewerCodes) {
    it(`says for ${code} what is wrong and what to do, ${drawn.includes(code) ? 'with' : 'without'} a picture`, async () => {
      const page = await open(code);
      const block = page.part('reason');
      const advice = lookUp(en.reason, code);
      expect(page.text(block)).to.contain(`${advice?.what} ${advice?.how}`).and.contain('“See the date.”');
      expect(block.querySelectorAll('.reason-examples[aria-hidden="true"] figure')).to.have.lengthOf(drawn.includes(code) ? 2 : 0);
      expect(page.all('button', block).map((button) => page.text(button))).to.deep.equal(['Replace']);
    });
  }

  const intake = [
    ['blurry', en.reason.blurred.what], ['pdf_encrypted', en.reason.password_protected.what], ['pdf_active_content', 'Print it to a new PDF and add that.'],
    ['too_large', 'The limit is 10 MB.'], ['a_code_from_tomorrow', en.reason.other.what], ['constructor', en.reason.other.what],
  ] as const;
  for (const [code, words] of intake) {
    it(`says for ${code}: ${words}`, async () => {
      expect((await open(code)).text()).to.contain(words);
    });
  }

  it('for good says so, asks for nothing, and leads to support', async () => {
    const page = await open('suspected_tampering', true);
    const block = page.part('reason');
    expect(page.text(block)).to.contain(en.reason_final).and.not.contain(en.reason.suspected_tampering.how);
    expect(block.querySelector('input[type=file], .reason-examples')).to.equal(null);
    expect(page.control(en.support_ask, block)).to.be.instanceOf(HTMLElement);
  });

  it('for good says so once, however many sides it has', async () => {
    const reason = { code: 'suspected_tampering', final: true, message: 'The date was changed.' };
    const sides = (['front', 'back'] as const).map((side) => fileOf({ id: `fil_${side}`, side, status: 'rejected', reason }));
    const licence = documentOf({ id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'rejected', reason, files: sides });
    const page = await openPage({ status: 'action_required', categories: [identityCategory], documents: [licence] });
    expect(page.all('[part~="reason"]')).to.have.lengthOf(1);
    expect(page.text(page.part('document'))).not.to.contain(en.file_status.rejected);
    expect(page.text(page.part('stages'))).to.contain('0 of 1').and.not.contain('to fix');
  });

  it('says of one that ran out nothing of its sides having been accepted', async () => {
    const files = (['front', 'back'] as const).map((side) => fileOf({ id: `fil_${side}`, side, status: 'accepted' }));
    const licence = documentOf({ id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'expired', files });
    const page = await openPage({ status: 'expired', categories: [identityCategory], documents: [licence] });
    expect(page.text(page.part('document'))).to.contain(en.document_status.expired).and.not.contain(en.file_status.accepted);
  });

  it('is replaced with one button; what was before stays, folded, to be looked at', async () => {
    const page = await open('blurred');
    await page.choose('Replace', [specimenFile('better.png')], page.part('reason'));
    await page.until(() => page.hasPart('history'), 'the earlier version is there');
    const history = page.part('history') as HTMLDetailsElement;
    expect([history.open, page.text(history.querySelector('summary') ?? history)]).to.deep.equal([false, 'Earlier version (1)']);
    expect(page.text(history)).to.contain('Sent back').and.contain(en.reason.blurred.what).and.contain('“See the date.”');
    expect(page.hasPart('reason', page.one('.documents'))).to.equal(false);
    history.open = true;
    await page.press(/^View card\.png/, history);
    await page.until(() => page.hasPart('viewer'), 'it is looked at');
  });

  it('leaves the focus to what takes its place', async () => {
    const page = await open('blurred');
    page.control('Replace', page.part('reason')).focus();
    await page.choose('Replace', [specimenFile('better.png')], page.part('reason'));
    await page.until(() => page.hasPart('history'), 'the earlier version is there');
    await page.until(() => page.focused === page.part('document', page.one('.documents')), 'the new one has the focus');
  });

  it('offers to replace only the side that was put right, not one that nobody objected to', async () => {
    const sent = '2026-11-21T10:00:00Z';
    const licence = documentOf({
      id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploaded', files: [
        fileOf({ id: 'fil_front', side: 'front', fileName: 'front.jpg', uploadedAt: '2026-11-21T09:00:00Z' }),
        fileOf({ id: 'fil_back', side: 'back', fileName: 'back.jpg', uploadedAt: '2026-11-22T09:00:00Z' }),
      ],
    });
    const review = { ...verification().review, submittedAt: sent };
    const page = await openPage({ status: 'action_required', categories: [identityCategory], documents: [licence], review });
    await page.until(() => page.all('[data-file-id="fil_back"] .button').length > 1, 'the new side can be swapped');
    expect(page.all('[data-file-id="fil_front"] .button').map((button) => page.text(button))).to.deep.equal(['View']);
  });

  it('keeps what was filled in about it when a new one takes its place', async () => {
    const type = { ...documentType('passport', 'Passport'), fields: [{ id: 'number', kind: 'text' as const, label: 'Number', required: true }] };
    const page = await openPage({
      status: 'action_required', categories: [{ ...identityCategory, documentTypes: [type] }], documents: [{ ...sentBack('glare'), fields: { number: 'X0000000' } }],
    });
    await page.choose('Replace', [specimenFile('better.png')], page.part('reason'));
    await page.until(() => page.client.provider.verification.documents.some(({ status }) => status === 'replaced'), 'it is replaced');
    expect(page.client.provider.verification.documents.find(({ status }) => status !== 'replaced')?.fields).to.deep.equal({ number: 'X0000000' });
  });

  it('shows two earlier rounds, the latest first, and the accepted cards closed', async () => {
    const page = await openScenario('third-round');
    await page.until(() => page.hasPart('history'), 'the history is there');
    expect(page.all('[part="earlier-version"]').map(({ id }) => id)).to.deep.equal(['document-doc_second', 'document-doc_first']);
    expect(['identity', 'address', 'selfie'].map((id) => expanded(page, id))).to.deep.equal(['false', 'true', 'false']);
  });
});

describe('a request', () => {
  it('opens its card, says what, who and when, and counts', async () => {
    const page = await openScenario('request-document');
    expect(page.text(page.part('request'))).to.contain('second proof of your address').and.contain('Mobile Bill').and.contain(`${en.reviewer} · Nov 22, 2026`);
    expect(page.text(page.part('category-badge', page.card('address')))).to.equal(en.progress.requested);
    expect(page.text(page.part('stages')), 'nothing is to fix').to.contain('1 to add').and.not.contain('to fix');
    expect(page.text(page.part('submit-bar'))).to.contain('1 to add, not sent yet.');
    expect(['identity', 'address', 'selfie'].map((id) => expanded(page, id))).to.deep.equal(['false', 'true', 'false']);
    expect(page.text(page.part('checklist'))).to.contain('2 of 3');
  });

  it('marks a category that was not there before, and shows an answered one as answered', async () => {
    const asked = await openScenario('request-category');
    expect(asked.text(asked.part('category-badge', asked.card('funds')))).to.equal(en.progress.requested);
    const answered = await openScenario('request-fulfilled');
    expect(answered.text(answered.part('request', answered.card('address')))).to.contain(`${en.request_answered} Please add a second proof`);
    expect(answered.text(answered.part('category-badge', answered.card('address')))).not.to.equal(en.progress.requested);
  });

  it('is announced once', async () => {
    const page = await openPage({ status: 'pending' });
    page.client.provider.request('address', 'One more, please.');
    await page.element.refresh();
    await page.until(() => page.announced.includes('The review team asks for something: Address Proof.'), 'it is said');
    await page.element.refresh();
    expect(page.announced.split('asks for something')).to.have.lengthOf(2);
  });
});

describe('comments', () => {
  const real = { ...systemClock };
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    // Only reading time is ours: the page's other waits go on.
    Object.assign(systemClock, { after: (...values: Parameters<Clock['after']>) => (values[0] === 1_000 ? clock.after(...values) : real.after(...values)) });
  });
  afterEach(() => {
    Object.assign(systemClock, real);
  });
  const about = { id: 'com_1', body: 'Is this still your address?', categoryId: 'address' };

  it('are read after a second in sight; the mark stays for the visit, the count goes', async () => {
    const page = await openPage({ status: 'pending', comments: [comment(about)] });
    expect(page.text(page.part('comments'))).to.contain('Comments 1 new').and.contain('New');
    expect(page.all('[data-comment-id="com_1"]')).to.have.lengthOf(2);
    page.part('comments').scrollIntoView();
    await page.until(() => clock.pending === 1, 'it is being read');
    await clock.pass(999);
    expect(reads(page.client)).to.deep.equal([]);
    await clock.pass(1);
    await page.until(() => page.root.querySelector('[data-comment-id]') === null, 'it is read');
    expect(reads(page.client)).to.deep.equal(['com_1']);
    expect(page.text(page.part('comments'))).not.to.contain('1 new');
    expect(page.all('[part="comment-new"]')).to.have.lengthOf(2);
  });

  it('are not read when the element goes before', async () => {
    const page = await openPage({ status: 'pending', comments: [comment(about)] });
    page.part('comments').scrollIntoView();
    await page.until(() => clock.pending === 1, 'it is being read');
    page.element.remove();
    expect(clock.pending).to.equal(0);
  });

  it('that arrive while a file is on its way are announced once, and the file arrives', async () => {
    const page = await openPage({ categories: individualCategories });
    const held = gate();
    page.client.delay(held, 'completeUpload');
    await page.press('Passport', page.card('identity'));
    await page.choose(/^Choose/, [specimenFile('passport.png')], page.card('identity'));
    await page.until(() => page.hasPart('upload'), 'it is on its way');
    for (const body of ['First.', 'Second.']) page.client.provider.comment({ body });
    await page.element.refresh();
    await page.until(() => page.announced.includes('There are 2 new comments from the review team.'), 'they are said');
    held.open();
    await page.until(() => page.announced.startsWith('passport.png: Added'), 'the file has arrived');
    expect(page.all('[part="comment"]')).to.have.lengthOf(2);
  });

  it('have links where the host allows them, and stay text elsewhere', async () => {
    const body = `See ${location.origin}/help(1)?a=b. Or https://evil.example/x, javascript:alert(1), <b>https://provider.example@evil.example/</b>\nBye`;
    const page = await openPage({ status: 'pending', comments: [comment({ id: 'com_1', body })] });
    const links = [...page.part('comments').querySelectorAll('a')].map(({ href, target, rel }) => [href, target, rel]);
    expect(links).to.deep.equal([[`${location.origin}/help(1)?a=b`, '_blank', 'noopener noreferrer']]);
    const text = page.one('.comment-body').textContent?.replace(` (${en.support_new_tab})`, '');
    expect(text).to.equal(body);
  });
});

describe('an organisation', () => {
  it('has each person’s categories together, under a name, with their own progress', async () => {
    const page = await openScenario('organization-people');
    expect(page.all('[part="subject"]').map((title) => page.text(title))).to.deep.equal([
      'Specimen Hosting Ltd · Company 1 of 1 added', 'Robin Specimen · Director 1 of 2 added', 'Kim Specimen · Director 0 of 2 added',
    ]);
    expect(page.all('[part="category"]').map(({ dataset }) => dataset['categoryId'])).to.deep.equal(['registration', 'robin_id', 'robin_address', 'kim_id', 'kim_selfie']);
    expect(page.all('.checklist').map((list) => list.children.length)).to.deep.equal([1, 2, 2]);
  });

  it('is told by name what is missing', async () => {
    const page = await openScenario('organization-people');
    await page.press('Submit for review');
    await page.untilText('Address Proof · Robin Specimen: add 1 document');
    expect(page.text()).to.contain('ID Proof · Kim Specimen: add 1 document');
  });
});

describe('words of a newer service', () => {
  it('break nothing', async () => {
    const page = await openScenario('unknown-everything');
    expect(page.text()).to.contain('Something New').and.contain(en.status.unknown).and.not.match(/undefined|null|\[object/);
    expect(page.all('[part="document"]')).to.have.lengthOf(2);
  });
});
