/** What people read in each state, drawn from hand-made states: words, headings, links, what stays text, what is touched. */
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { createFormatters } from '../../src/localization/formatters.ts';
import ar from '../../src/localization/locales/ar.ts';
import en from '../../src/localization/locales/en.ts';
import type { Messages } from '../../src/localization/messages.ts';
import { systemClock, type Clock } from '../../src/model/clock.ts';
import { KycError } from '../../src/model/errors.ts';
import { initialState, type State } from '../../src/model/state.ts';
import type { Upload, UploadPhase } from '../../src/model/upload.ts';
import { customerStatuses, verificationStatuses, type Verification, type VerificationDocument } from '../../src/model/verification.ts';
import {
  addressCategory, comment, document as documentOf, documentType, file, identityCategory, individualCategories, selfieCategory, verification,
} from '../../src/testing/index.ts';
import { addingViews } from '../../src/views/adding.ts';
import { afterViews } from '../../src/views/after.ts';
import type { Intent, UiState, ViewContext } from '../../src/views/context.ts';
import { acceptText } from '../../src/views/file-picker.ts';
import { mailto } from '../../src/views/mailto.ts';
import { pageViews } from '../../src/views/page.ts';
import { rootView } from '../../src/views/root.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { naughtyStrings } from '../support/fixtures.ts';

const quietUi: UiState = {
  chosenTypes: {}, openCategories: {}, isMissingListShown: false, isSentDialogOpen: false, drag: null, viewing: null,
  editing: null, photographing: null, ticket: null,
};

/** A page drawn from one state; `draw` draws another into the same place. */
class Page {
  readonly root = document.createElement('div');
  readonly intents: Intent[] = [];
  readonly #base: ViewContext = {
    state: initialState, texts: en as Messages, format: createFormatters('en'), ui: quietUi, isReadonly: false, headingLevel: 2,
    camera: { kind: 'none', isFirst: false }, page: pageViews, adding: addingViews, after: afterViews, dispatch: (intent) => this.intents.push(intent),
    allowedUrl: (url) => (url?.startsWith('https://provider.example/') ? url : undefined), loadThumbnail: () => Promise.resolve(undefined),
  };

  constructor(change: Partial<ViewContext> = {}) {
    document.body.append(this.root);
    this.draw(change);
  }

  draw(change: Partial<ViewContext>): void {
    render(rootView({ ...this.#base, ...change }), this.root);
  }

  get text(): string {
    return said(this.root);
  }

  part(name: string): HTMLElement {
    return this.parts(name)[0] ?? expect.fail(`no part ${name}`);
  }

  parts(name: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[part~="${name}"]`)];
  }

  card(id: string): HTMLElement {
    return this.parts('category').find((card) => card.dataset['categoryId'] === id) ?? expect.fail(`no card ${id}`);
  }

  press(label: string, within: ParentNode = this.root): void {
    const found = [...within.querySelectorAll<HTMLElement>('button, a')].find((button) => said(button) === label);
    (found ?? expect.fail(`no button ${label}`)).click();
  }
}

const said = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
const ready = (values: Partial<Verification> = {}, rest: Partial<State> = {}): State => ({
  ...initialState, session: { kind: 'ready' }, verification: verification(values), checkedAt: Date.parse('2026-11-22T10:00:00Z'), ...rest,
});
/** Chooses a file with the button that stands there. */
function choose(within: ParentNode, chosen: File): void {
  const input = within.querySelector<HTMLInputElement>('input[type="file"]') ?? expect.fail('no input');
  const transfer = new DataTransfer();
  transfer.items.add(chosen);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}
const pages: Page[] = [];
function open(state: State, change: Partial<ViewContext> = {}): Page {
  const page = new Page({ state, ...change });
  pages.push(page);
  return page;
}
const upload = (phase: UploadPhase, values: Partial<Upload> = {}): Upload => ({
  uploadId: 'upl_1', draftId: 'new_1', categoryId: 'identity', documentTypeId: 'passport', side: 'single', page: 1, name: 'passport.png',
  sizeBytes: 2_400_000, mediaType: 'image/png', phase, ...values,
});
const passport = documentOf({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport' });
const returned = documentOf({
  id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'rejected', reason: { code: 'blurred' },
  files: [
    file({ id: 'fil_front', side: 'front', status: 'rejected', reason: { code: 'blurred', message: 'The number can’t be read.' } }),
    file({ id: 'fil_back', side: 'back', status: 'uploaded' }),
  ],
});

afterEach(() => {
  for (const page of pages.splice(0)) page.root.remove();
});

describe('before there is a snapshot', () => {
  it('is busy and says so to readers', () => {
    const page = open({ ...initialState, session: { kind: 'loading' } });
    expect(page.part('container').getAttribute('aria-busy')).to.equal('true');
    expect(page.text).to.contain(en.loading);
  });

  const failures = [
    ['config_error', 'This page is not set up yet', false], ['session_error', 'Please sign in again', true],
    ['connection_error', 'No connection', true], ['contract_error', 'unexpected answer', true],
  ] as const;
  for (const [code, words, canRetry] of failures) {
    it(`says what ${code} means${canRetry ? ' and offers to try again' : ''}`, () => {
      const page = open({ ...initialState, session: { kind: 'failed', error: new KycError(code) } });
      expect(page.text).to.contain(words);
      if (canRetry) page.press(en.retry);
      expect(page.intents).to.deep.equal(canRetry ? [{ kind: 'refresh' }] : []);
      expect(page.part('container').getAttribute('aria-busy')).to.equal('false');
    });
  }
});

describe('every status', () => {
  for (const status of [...verificationStatuses, 'unknown'] as const) {
    for (const customerStatus of [...customerStatuses, 'unknown'] as const) {
      it(`${status} of a customer who is ${customerStatus} is named, each on its own line`, () => {
        const customer = { ...verification().customer, status: customerStatus };
        const page = open(ready({ status, customer, documents: [passport] }));
        expect(said(page.part('status-badge'))).to.contain(en.status[status]);
        expect(said(page.part('customer-status'))).to.contain(en.customer_status[customerStatus]);
        expect(page.text).not.to.match(/undefined|null|\[object/);
      });
    }
  }

  const stageOfStatus = [
    ['collecting', 'Document Upload'], ['pending', 'Verification In-Process'], ['action_required', 'Document Upload'], ['completed', 'Completed'],
    ['rejected', 'Verification In-Process'], ['expired', 'Document Upload'],
  ] as const;
  for (const [status, name] of stageOfStatus) {
    it(`${status} stands at ${name}`, () => {
      const page = open(ready({ status }));
      const current = [...page.part('stages').querySelectorAll('[aria-current="step"]')].map(said);
      expect(current).to.have.lengthOf(1);
      expect(current[0]).to.contain(name);
    });
  }

  for (const status of ['not_required', 'unknown'] as const) {
    it(`${status} shows no stage`, () => {
      expect(open(ready({ status })).parts('stages')).to.have.lengthOf(0);
    });
  }

  it('offers nothing to add to a locked customer', () => {
    const customer = { ...verification().customer, status: 'locked' as const };
    const page = open(ready({ customer, documents: [passport] }));
    expect(page.text).to.contain(en.title_locked);
    expect(page.root.querySelector('input[type="file"]')).to.equal(null);
  });

  it('names each restriction and what lifts it', () => {
    const restrictions = [{ code: 'no_purchases', liftedBy: 'Your verification' }, { code: 'new_code', message: 'Refunds wait.' }, { code: 'other_code' }];
    const page = open(ready({ restrictions }));
    expect(page.parts('restriction').map(said)).to.deep.equal([
      'You can’t buy new services. What lifts it: Your verification', `Refunds wait. ${en.restriction_lift_unknown}`,
      `${en.restriction_unknown} ${en.restriction_lift_unknown}`,
    ]);
  });

  it('keeps reference, dates and expectation on the page after sending', () => {
    const review = { ...verification().review, submissionId: 'KYC-2026-0042', submittedAt: '2026-11-22T09:45:00Z', expectedBy: '2026-11-23T09:45:00Z' };
    const facts = said(open(ready({ status: 'pending', review })).part('outcome'));
    expect(facts).to.contain('KYC-2026-0042').and.contain('Nov 22, 2026').and.contain('by Nov 23, 2026').and.contain('Last checked');
  });

  it('gives the reason of a final decision in the reviewer’s words', () => {
    const review = { ...verification().review, decidedAt: '2026-11-22T09:45:00Z', reason: { code: 'other', message: 'We cannot verify this account.', final: true } };
    const facts = said(open(ready({ status: 'rejected', review })).part('outcome'));
    expect(facts).to.contain('We cannot verify this account.').and.not.contain(en.reason.other.what);
  });
});

describe('an older snapshot', () => {
  it('stands while the connection is gone, and says since when', () => {
    const page = open(ready({}, { problem: new KycError('server_error', { detail: { status: 503 } }) }));
    expect(said(page.part('banner'))).to.contain(en.stale).and.contain('Last checked');
    expect(page.parts('category')).to.have.lengthOf(3);
  });

  it('says that the session ended, and that the person is offline', () => {
    expect(said(open(ready({}, { problem: new KycError('unauthorized') })).part('banner'))).to.contain(en.stale_expired);
    expect(said(open(ready({}, { isOnline: false })).part('banner'))).to.equal(en.offline);
  });

  it('names the document and the limit in a notice, and lets it be dismissed', () => {
    const error = new KycError('too_many_files', { detail: { limit: 5 } });
    const page = open(ready({ documents: [passport] }, { notice: { id: 1, kind: 'action_failed', error, documentId: passport.id } }));
    expect(said(page.part('banner'))).to.contain('Passport: This document can’t take more files. The limit is 5.');
    page.press(en.dismiss);
    expect(page.intents).to.deep.equal([{ kind: 'dismiss_notice' }]);
  });
});

describe('a category', () => {
  it('says its rules in one line', () => {
    const rules = said(open(ready()).card('identity').querySelector('.rules') ?? document.body);
    expect(rules).to.equal('At least 1 document · at most 5 documents · JPG, PNG, WebP or PDF · up to 10 MB');
  });

  it('is a section named by a heading one below the title, deeper for a person of an organisation', () => {
    const subject = { id: 'per_1', label: 'Robin Specimen', role: 'Director' };
    const page = open(ready({ categories: [identityCategory, { ...addressCategory, subject }] }), { headingLevel: 3 });
    const levels = [...page.root.querySelectorAll('[part="title"], [part="category-title"], [part="subject"]')].map((element) => `${element.localName} ${said(element)}`);
    expect(levels).to.deep.equal(['h3 KYC verification', 'h4 ID Proof', 'h4 Robin Specimen · Director 0 of 1 added', 'h5 Address Proof']);
    for (const card of page.parts('category')) {
      expect(said(page.root.querySelector(`#${CSS.escape(card.getAttribute('aria-labelledby') ?? '')}`) ?? document.body)).not.to.equal('');
    }
  });

  it('never goes deeper than h6', () => {
    const page = open(ready(), { headingLevel: 6 });
    expect(new Set([...page.root.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ localName }) => localName))).to.deep.equal(new Set(['h6']));
  });

  it('says which side is there and asks for the other', () => {
    const licence = { ...returned, status: 'uploading' as const, reason: null, files: [file({ id: 'fil_front', side: 'front' })] };
    const page = open(ready({ documents: [licence] }));
    expect(said(page.part('category-badge'))).to.equal('Front added');
    expect(said(page.part('checklist'))).to.contain('back side missing');
    const slot = page.root.querySelector<HTMLElement>('[data-side="back"][data-document-id="doc_licence"]');
    expect(said(slot ?? document.body)).to.contain('Back side');
  });

  it('says why a side came back, with one button to replace it, and leaves accepted cards closed', () => {
    const accepted = documentOf({ id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill', status: 'accepted' });
    const page = open(ready({ status: 'action_required', documents: [returned, accepted], categories: [identityCategory, addressCategory] }));
    expect(said(page.part('title'))).to.equal('One document needs a fix');
    expect(said(page.part('reason'))).to.contain('The photo is blurred. Lay the document flat').and.contain('“The number can’t be read.”');
    expect([...page.part('reason').querySelectorAll('button')].map(said)).to.deep.equal(['Replace the front']);
    expect(page.card('identity').querySelector('[part="fold-button"]')?.getAttribute('aria-expanded')).to.equal('true');
    expect(page.card('address').querySelector('[part="fold-button"]')?.getAttribute('aria-expanded')).to.equal('false');
    expect(page.card('address').querySelector('input[type="file"]')).to.equal(null);
  });

  it('has one button for a document that came back as a whole, for a new one in its place', () => {
    const files = [file({ id: 'fil_front', side: 'front', status: 'accepted' }), file({ id: 'fil_back', side: 'back', status: 'accepted' })];
    const page = open(ready({ status: 'expired', documents: [{ ...returned, status: 'expired', reason: null, files }] }));
    expect(said(page.part('reason'))).to.contain(en.reason.expired.what);
    const inputs = [...page.part('document').querySelectorAll<HTMLInputElement>('input[type="file"]')];
    expect(inputs).to.have.lengthOf(1);
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'new.png', { type: 'image/png' }));
    (inputs[0] ?? expect.fail('no input')).files = transfer.files;
    inputs[0]?.dispatchEvent(new Event('change'));
    expect((page.intents[0] as { target: object }).target).to.deep.equal({ categoryId: 'identity', documentTypeId: 'driving_licence', side: 'front', replaces: 'doc_licence' });
  });

  it('has neutral advice for a code nobody knows, and none to replace for a final one', () => {
    const document = documentOf({ id: 'doc_x', categoryId: 'identity', documentTypeId: 'passport', status: 'rejected', reason: { code: 'constructor', final: true } });
    const page = open(ready({ status: 'action_required', documents: [document] }));
    expect(said(page.part('reason'))).to.equal(`${en.reason.other.what} ${en.reason_final} ${en.support_ask}`);
    page.press(en.support_ask, page.part('reason'));
    expect(page.intents).to.deep.equal([{ kind: 'open_ticket', about: { kind: 'document', categoryId: 'identity', documentId: 'doc_x' } }]);
  });

  it('shows a comment at its document and in the list, and an empty list says so', () => {
    const about = comment({ id: 'com_1', body: 'Only the bill is too old.', documentId: passport.id });
    const page = open(ready({ documents: [passport], comments: [about] }));
    expect(said(page.part('document'))).to.contain('Only the bill is too old.');
    expect(said(page.part('comments'))).to.contain('Only the bill is too old.').and.contain('About Passport');
    expect(said(open(ready()).part('comments'))).to.contain(en.comments_empty);
  });

  it('offers the phone’s camera first where the page has none, and asks for no HEIC beside JPEG', () => {
    const category = { ...selfieCategory, accept: ['image/jpeg', 'image/heic', 'application/pdf'] };
    const page = open(ready({ categories: [category] }), { camera: { kind: 'capture', isFirst: true } });
    const [camera, files] = [...page.card('selfie').querySelectorAll<HTMLInputElement>('input[type="file"]')];
    expect([camera?.getAttribute('capture'), camera?.accept]).to.deep.equal(['user', 'image/*']);
    expect([files?.hasAttribute('capture'), files?.accept]).to.deep.equal([false, 'image/jpeg,application/pdf']);
    expect(acceptText({ ...category, accept: ['image/heic'] })).to.equal('image/heic');
  });

  for (const isFirst of [true, false]) {
    it(`opens the camera for the place it is pressed at, ${isFirst ? 'before' : 'after'} the file choice`, () => {
      const page = open(ready(), { camera: { kind: 'dialog', isFirst }, ui: { ...quietUi, chosenTypes: { identity: 'passport' } } });
      const words = isFirst ? ['Take a photo', 'Choose files'] : ['Choose files', 'Take a photo'];
      const buttons = [...page.card('identity').querySelectorAll('.pickers button')];
      expect(buttons.map(said)).to.deep.equal(words);
      expect(buttons[0]?.id).to.equal('add-identity');
      page.press('Take a photo', page.card('identity'));
      expect(page.intents).to.deep.equal([{ kind: 'take_photo', target: { categoryId: 'identity', documentTypeId: 'passport', replaces: undefined } }]);
    });
  }

  it('takes no photos where no pictures are taken, and a file for a face as well', () => {
    const camera = { kind: 'dialog', isFirst: true } as const;
    const page = open(ready({ categories: [{ ...addressCategory, accept: ['application/pdf'] }, selfieCategory] }), { camera });
    expect([...page.card('address').querySelectorAll('.pickers button')].map(said)).not.to.include(en.take_photo);
    expect([...page.card('selfie').querySelectorAll('.pickers button')].map(said)).to.deep.equal([en.take_photo, en.choose_file]);
  });

  it('hands chosen files on with their place', () => {
    const page = open(ready(), { ui: { ...quietUi, chosenTypes: { identity: 'passport' } } });
    const input = page.card('identity').querySelector<HTMLInputElement>('input[type="file"]') ?? expect.fail('no input');
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'passport.png', { type: 'image/png' }));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
    const [intent] = page.intents;
    expect(intent).to.deep.include({ kind: 'add_files', target: { categoryId: 'identity', documentTypeId: 'passport', replaces: undefined } });
  });

  it('asks before it removes', () => {
    const page = open(ready({ documents: [passport] }));
    const question = page.part('remove') as HTMLDetailsElement;
    expect(question.open).to.equal(false);
    question.open = true;
    page.press(en.remove_no, question);
    expect([question.open, page.intents]).to.deep.equal([false, []]);
    page.press(en.remove_yes, question);
    expect(page.intents).to.deep.equal([{ kind: 'remove_document', documentId: 'doc_passport' }]);
  });

  it('shows everything and changes nothing where the host says read-only', () => {
    const page = open(ready({ documents: [passport] }), { isReadonly: true, adding: undefined });
    expect(page.text).to.contain(en.readonly).and.contain('card.png');
    expect(page.root.querySelector('input, select')).to.equal(null);
    expect(page.parts('submit-bar')).to.have.lengthOf(0);
  });
});

describe('a file on its way', () => {
  const phases: readonly (readonly [UploadPhase, string, readonly string[]])[] = [
    [{ kind: 'inspecting' }, 'Looking at the file', ['Cancel']],
    [{ kind: 'queued' }, 'Waiting its turn', ['Pause', 'Cancel']],
    [{ kind: 'uploading', loadedBytes: 1_200_000, totalBytes: 2_400_000, remainingMs: 3_000 }, '3 sec left', ['Pause', 'Cancel']],
    [{ kind: 'paused', loadedBytes: 1 }, 'Paused', ['Resume', 'Cancel']],
    [{ kind: 'waiting', loadedBytes: 1, retryAt: 0, code: 'server_error' }, 'The service is busy · trying again now', ['Try now', 'Cancel']],
    [{ kind: 'waiting', loadedBytes: 1, retryAt: Date.now() + 3_600_000, code: 'connection_error' }, 'No connection to the service · trying again in 1 hr', ['Try now', 'Cancel']],
    [{ kind: 'waiting', loadedBytes: 1, retryAt: 0, code: 'toString' }, 'Interrupted; it goes on by itself', ['Try now', 'Cancel']],
    [{ kind: 'confirming' }, 'Almost done', ['Cancel']],
    [{ kind: 'failed', code: 'storage_full', retryable: true }, 'The service can’t store more right now.', ['Try again', 'Remove']],
    [{ kind: 'failed', code: 'too_large', retryable: false }, 'The file is too large.', ['Choose another file', 'Remove']],
    [{ kind: 'failed', code: 'too_large', retryable: false, limit: 10_485_760, actual: 14_000_000 }, 'This file is 14 MB. The limit is 10 MB.', ['Choose another file', 'Remove']],
    [{ kind: 'failed', code: 'customer_locked', retryable: false }, 'Your account is locked.', ['Remove']],
    [{ kind: 'failed', code: 'pdf_encrypted', retryable: false }, 'This PDF is locked with a password.', ['Choose another file', 'Remove']],
    [{ kind: 'failed', code: 'never_heard_of', retryable: false }, en.notice.action_failed, ['Choose another file', 'Remove']],
    [{ kind: 'warned', codes: ['blurry'] }, 'The photo looks blurred.', ['Choose another file', 'Turn or crop', 'Use it anyway', 'Remove']],
    [{ kind: 'refused', refusal: { code: 'pdf_too_many_pages', limit: 50, actual: 500 } }, 'This PDF has 500 pages. The limit is 50. Add only the pages that are asked for.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'too_many_pixels', limit: 100_000_000, actual: 400_000_000 } }, 'This picture has 400M pixels. The limit is 100M.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'type_mismatch', limit: 'image/jpeg', actual: 'image/gif' } }, 'The content of this file is GIF. Here you can add JPG.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'too_large', limit: 10_485_760, actual: 14_000_000 } }, 'This file is 14 MB. The limit is 10 MB.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'type_not_allowed', limit: 'image/jpeg, application/pdf', actual: 'image/gif' } }, 'This is a GIF file. Here you can add JPG or PDF.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'too_many_documents', limit: 5, actual: 6 } }, 'The limit is 5.', ['Choose another file', 'Dismiss']],
    [{ kind: 'refused', refusal: { code: 'toString' } }, en.intake_unknown, ['Choose another file', 'Dismiss']],
    [{ kind: 'needs_file', loadedBytes: 1 }, 'Choose the same file again to go on', ['Choose the file again', 'Cancel']],
  ];
  for (const [phase, words, buttons] of phases) {
    it(`${phase.kind}: says “${words}” and offers ${buttons.join(', ')}`, () => {
      const row = open(ready({}, { uploads: [upload(phase)] })).part('upload');
      expect(said(row)).to.contain('passport.png').and.contain(words);
      expect([...row.querySelectorAll('button')].map(said)).to.deep.equal(buttons);
    });
  }

  describe('with a countdown', () => {
    const real = { ...systemClock };
    let clock: FakeClock;
    beforeEach(() => {
      clock = new FakeClock();
      Object.assign(systemClock, { now: () => clock.now(), after: (...values: Parameters<Clock['after']>) => clock.after(...values) });
    });
    afterEach(() => {
      Object.assign(systemClock, real);
    });

    it('ticks in its place, without drawing anything else', async () => {
      const page = open(ready({}, { uploads: [upload({ kind: 'waiting', loadedBytes: 1_200_000, retryAt: clock.now() + 2_900, code: 'rate_limited' })] }));
      const timer = page.root.querySelector('[role="timer"]') ?? expect.fail('no timer');
      expect([said(timer), page.root.querySelector('progress')?.value, timer.closest('[aria-live]')]).to.deep.equal(['trying again in 3 sec', 50, null]);
      const observer = new MutationObserver(() => undefined);
      observer.observe(page.root, { subtree: true, childList: true, attributes: true, characterData: true });
      await clock.pass(1_000);
      expect(said(timer)).to.equal('trying again in 2 sec');
      await clock.pass(1_900);
      expect(said(timer)).to.equal('trying again now');
      expect(observer.takeRecords().filter(({ target }) => !timer.contains(target))).to.deep.equal([]);
      observer.disconnect();
    });

    it('stops when the row goes', () => {
      const page = open(ready({}, { uploads: [upload({ kind: 'waiting', loadedBytes: 1, retryAt: clock.now() + 2_900, code: 'rate_limited' })] }));
      expect(clock.pending).to.equal(1);
      page.draw({ state: ready() });
      expect(clock.pending).to.equal(0);
    });
  });

  it('says without counting that another tab is sending it', () => {
    const row = open(ready({}, { uploads: [upload({ kind: 'waiting', loadedBytes: 0, retryAt: Date.now() + 5_000, code: 'other_tab' })] })).part('upload');
    expect(said(row)).to.contain('Being sent in another tab');
    expect(row.querySelector('[role="timer"]')).to.equal(null);
  });

  it('goes on by itself once the connection is back, and says so while it is gone', () => {
    const held = upload({ kind: 'waiting', loadedBytes: 1, retryAt: Date.now() + 5_000, code: 'connection_error' });
    const page = open(ready({}, { uploads: [held] }));
    page.draw({ state: ready({}, { uploads: [held], isOnline: false }) });
    expect(said(page.part('upload'))).to.contain('You are offline; it goes on by itself');
    page.draw({ state: ready({}, { uploads: [held] }) });
    expect(said(page.part('upload'))).to.contain('No connection to the service');
  });

  it('asks for the same file after a reload, and keeps its row while it is chosen', () => {
    const page = open(ready({}, { uploads: [upload({ kind: 'needs_file', loadedBytes: 1 }, { documentId: 'doc_9', fileId: 'fil_9', replaces: 'doc_old' })] }));
    const row = page.part('upload');
    expect([row.dataset['typeId'], row.dataset['side'], row.dataset['documentId']]).to.deep.equal(['passport', 'single', 'doc_9']);
    choose(row, new File(['x'], 'passport.png', { type: 'image/png' }));
    expect(page.intents.map(({ kind }) => kind)).to.deep.equal(['add_files']);
    expect((page.intents[0] as { target: object }).target).to.deep.equal({
      categoryId: 'identity', documentTypeId: 'passport', documentId: 'doc_9', side: 'single', replaces: undefined,
    });
  });

  it('lets the row of another trouble go for another file', () => {
    const page = open(ready({}, { uploads: [upload({ kind: 'failed', code: 'pdf_encrypted', retryable: false })] }));
    choose(page.part('upload'), new File(['x'], 'other.png', { type: 'image/png' }));
    const [intent] = page.intents;
    expect([page.intents.length, intent?.kind === 'add_files' && intent.target.insteadOf]).to.deep.equal([1, 'upl_1']);
  });

  it('has a progress bar with a name and a value', () => {
    const bar = open(ready({}, { uploads: [upload({ kind: 'uploading', loadedBytes: 600_000, totalBytes: 2_400_000, remainingMs: null })] }))
      .root.querySelector('progress');
    expect([bar?.getAttribute('aria-label'), bar?.value, bar?.max]).to.deep.equal(['Upload of passport.png', 25, 100]);
  });

  it('lets a slot wait for its other side while the first is on its way', () => {
    const front = upload({ kind: 'queued' }, { documentTypeId: 'driving_licence', side: 'front' });
    const card = open(ready({}, { uploads: [front] })).card('identity');
    expect(card.querySelectorAll('[data-upload-id]')).to.have.lengthOf(1);
    expect([...card.querySelectorAll<HTMLElement>('.slot')].map(({ dataset }) => dataset['side'])).to.include('back');
  });

  it('tells which of several buttons is which', () => {
    const names = [...open(ready({}, { uploads: [upload({ kind: 'queued' })] })).part('upload').querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    expect(names).to.deep.equal(['Pause: passport.png', 'Cancel: passport.png']);
  });
});

describe('a file that is warned about', () => {
  const row = (codes: readonly string[], change: Partial<ViewContext> = {}, values: Partial<Upload> = {}) => {
    const page = open(ready({}, { uploads: [upload({ kind: 'warned', codes }, values)] }), change);
    return { page, row: page.part('upload') };
  };
  const labels = (within: ParentNode) => [...within.querySelectorAll('button')].map(said);

  for (const code of ['blurry', 'glare', 'too_dark', 'too_bright', 'low_resolution', 'duplicate', 'animated', 'cropped', 'tilted'] as const) {
    it(`says what ${code} means and what to do`, () => {
      expect(said(row([code]).row)).to.contain(en.phase.warned).and.contain(en.intake[code]());
    });
  }

  it('says everything that is wrong with it', () => {
    expect(row(['glare', 'low_resolution']).page.parts('file-message').map(said)).to.deep.equal([en.intake.glare(), en.intake.low_resolution()]);
  });

  it('is photographed again where there is a camera at hand, in its own place', () => {
    const camera = { kind: 'dialog', isFirst: true } as const;
    const { page, row: warned } = row(['blurry'], { camera }, { side: 'front', documentTypeId: 'driving_licence' });
    page.press(en.take_photo_again, warned);
    expect(page.intents).to.deep.equal([{ kind: 'take_photo', target: {
      categoryId: 'identity', documentTypeId: 'driving_licence', documentId: undefined, replaces: undefined, side: 'front', insteadOf: 'upl_1',
    } }]);
  });

  it('is exchanged for another where a photo of the same would be no better', () => {
    const camera = { kind: 'dialog', isFirst: true } as const;
    expect(labels(row(['duplicate'], { camera }).row)).to.include(en.choose_other).and.not.include(en.take_photo_again);
  });

  it('can be turned and cropped, confirmed, or let go', () => {
    const { page, row: warned } = row(['tilted']);
    for (const label of [en.turn_or_crop, en.use_anyway, en.remove]) page.press(label, warned);
    expect(page.intents).to.deep.equal([
      { kind: 'edit', source: { uploadId: 'upl_1' } }, { kind: 'confirm', uploadId: 'upl_1' }, { kind: 'dismiss', uploadId: 'upl_1' },
    ]);
  });

  it('is not edited where no browser draws it or the category wants the file as it is', () => {
    expect(labels(row(['duplicate'], {}, { mediaType: 'application/pdf' }).row)).not.to.include(en.turn_or_crop);
    expect(labels(row(['blurry'], {}, { mediaType: 'image/heic' }).row)).not.to.include(en.turn_or_crop);
    const categories = [{ ...identityCategory, privacy: { stripMetadata: true, allowReencode: false } }];
    expect(labels(open(ready({ categories }, { uploads: [upload({ kind: 'warned', codes: ['blurry'] })] })).part('upload'))).not.to.include(en.turn_or_crop);
  });
});

describe('what was taken out of a file', () => {
  it('is said while it is on its way, and at the stored file', () => {
    const page = open(ready({}, { uploads: [upload({ kind: 'queued' }, { removed: 'location_and_camera' })] }));
    expect(said(page.part('removed-note'))).to.equal('Location and camera details removed');
    page.draw({ state: ready({ documents: [passport] }, { cleaned: { fil_passport: 'hidden_details' } }) });
    expect(page.parts('removed-note').map(said)).to.deep.equal(['Hidden details removed']);
    expect(page.part('removed-note').closest('[data-file-id]')?.getAttribute('data-file-id')).to.equal('fil_passport');
  });
});

describe('what is asked about a document', () => {
  const fields = [
    { id: 'number', kind: 'text', label: 'Passport number', required: true }, { id: 'country', kind: 'country', label: 'Issuing country', required: true },
    { id: 'expiry', kind: 'date', label: 'Valid until', required: false }, { id: 'new', kind: 'unknown', label: 'Something new', required: false },
  ] as const;
  const asking = { ...identityCategory, documentTypes: [{ ...documentType('passport', 'Passport'), fields }] };
  const asked = (values: Record<string, string> = {}, rest: Partial<Verification> = {}, ui: Partial<UiState> = {}) =>
    open(ready({ categories: [asking], documents: [{ ...passport, fields: values }], ...rest }), { ui: { ...quietUi, ...ui } });
  const input = (page: Page, id: string) => page.root.querySelector<HTMLInputElement>(`[data-field-id="${id}"]`) ?? expect.fail(`no field ${id}`);
  function fill(page: Page, id: string, value: string): void {
    input(page, id).value = value;
    input(page, id).dispatchEvent(new Event('change', { bubbles: true }));
  }

  it('has native inputs with a label, and says which are required', () => {
    const page = asked({ number: 'X0000000', expiry: '2031-05-04' });
    expect(fields.map(({ id }) => [input(page, id).type, input(page, id).value, input(page, id).autocomplete, input(page, id).getAttribute('aria-required')])).to.deep.equal([
      ['text', 'X0000000', 'off', 'true'], ['select-one', '', 'off', 'true'], ['date', '2031-05-04', 'off', 'false'], ['text', '', 'off', 'false'],
    ]);
    expect(page.parts('field').map((field) => said(field.querySelector('label') ?? field)))
      .to.deep.equal(['Passport number required', 'Issuing country required', 'Valid until optional', 'Something new optional']);
  });

  it('lists every country by its name in the language, in that language’s order', () => {
    const options = [...(input(asked(), 'country') as unknown as HTMLSelectElement).options].slice(1);
    expect(options).to.have.lengthOf(249);
    expect(options.find(({ value }) => value === 'CH')?.text).to.equal('Switzerland');
    expect(options.map(({ text }) => text)).to.deep.equal(options.map(({ text }) => text).toSorted(new Intl.Collator('en').compare));
    const german = open(ready({ categories: [asking], documents: [passport] }), { format: createFormatters('de') });
    expect((input(german, 'country') as unknown as HTMLSelectElement).options[2]?.text).to.equal('Ägypten');
  });

  it('is saved with every change, all fields together', () => {
    const page = asked({ number: 'X0000000' });
    fill(page, 'country', 'CH');
    expect(page.intents).to.deep.equal([{ kind: 'set_fields', documentId: 'doc_passport', fields: { number: 'X0000000', country: 'CH', expiry: '', new: '' } }]);
  });

  it('is not saved while a year is being typed', () => {
    const page = asked();
    fill(page, 'expiry', '0203-05-04');
    expect(page.intents).to.deep.equal([]);
    fill(page, 'expiry', '2031-05-04');
    expect(page.intents).to.have.lengthOf(1);
  });

  it('keeps what is being typed while an older value is saved', () => {
    const page = asked();
    input(page, 'number').value = 'X0000000';
    page.draw({ state: ready({ categories: [asking], documents: [{ ...passport, fields: { number: 'X0' } }] }, { busyIds: ['doc_passport'] }) });
    expect(input(page, 'number').value).to.equal('X0000000');
    expect([page.part('fields').getAttribute('aria-busy'), said(page.part('fields'))]).to.satisfy(([busy, text]: [string, string]) => busy === 'true' && text.includes(en.field_saving));
  });

  it('is marked and named once Submit was pressed without it', () => {
    const page = asked({ number: 'X0000000' }, {}, { isMissingListShown: true });
    expect([input(page, 'number').getAttribute('aria-invalid'), input(page, 'country').getAttribute('aria-invalid')]).to.deep.equal(['false', 'true']);
    expect(said(page.root.querySelector(`#${CSS.escape(input(page, 'country').getAttribute('aria-describedby') ?? '')}`) ?? page.root)).to.equal(en.field_missing);
    page.press('ID Proof: fill in Issuing country');
    expect(page.intents).to.deep.equal([{ kind: 'go_to', blocker: { kind: 'field_missing', categoryId: 'identity', documentId: 'doc_passport', fieldId: 'country' } }]);
  });

  it('is text once it is with the provider', () => {
    const page = open(ready({ status: 'pending', categories: [asking], documents: [{ ...passport, status: 'pending', fields: { number: 'X0000000', country: 'CH', expiry: '2031-05-04', other: 'x' } }] }));
    expect([...page.part('fields').children].map(said)).to.deep.equal(['Passport number X0000000', 'Issuing country Switzerland', 'Valid until May 4, 2031']);
    expect(page.root.querySelector('[data-field-id]')).to.equal(null);
  });
});

describe('a document of pages', () => {
  const type = documentType('statement', 'Bank Statement', ['page']);
  const page = (id: string, at: number) => file({ id, side: 'page', page: at, fileName: `${id}.png` });
  const statement = documentOf({ id: 'doc_s', categoryId: 'address', documentTypeId: 'statement', files: [page('second', 2), page('first', 1), page('third', 3)] });
  const categories = [{ ...addressCategory, documentTypes: [type] }];
  const names = (shown: Page) => [...shown.root.querySelectorAll('[data-file-id]')].map((row) => row.getAttribute('data-file-id'));
  const button = (shown: Page, name: string) => shown.root.querySelector<HTMLElement>(`[aria-label="${name}"]`) ?? expect.fail(`no button ${name}`);

  it('stands in the order of its pages, each with its number', () => {
    const shown = open(ready({ categories, documents: [statement] }));
    expect(names(shown)).to.deep.equal(['first', 'second', 'third']);
    expect(shown.parts('file').map((row) => /Page \d of \d/.exec(said(row))?.[0])).to.deep.equal(['Page 1 of 3', 'Page 2 of 3', 'Page 3 of 3']);
  });

  it('is put in order by buttons; at the ends they do nothing and keep the focus', () => {
    const shown = open(ready({ categories, documents: [statement] }));
    button(shown, 'Move up: first.png').click();
    button(shown, 'Move down: third.png').click();
    expect(shown.intents).to.deep.equal([]);
    expect([button(shown, 'Move up: first.png').getAttribute('aria-disabled'), button(shown, 'Move down: first.png').getAttribute('aria-disabled')]).to.deep.equal(['true', 'false']);
    button(shown, 'Move down: first.png').click();
    button(shown, 'Move up: third.png').click();
    expect(shown.intents).to.deep.equal([
      { kind: 'move_page', documentId: 'doc_s', fileId: 'first', by: 1 }, { kind: 'move_page', documentId: 'doc_s', fileId: 'third', by: -1 },
    ]);
  });

  it('loses one page after a question, and takes another', () => {
    const shown = open(ready({ categories, documents: [statement] }));
    shown.press(en.remove_yes, shown.root.querySelector('[data-file-id="second"]') ?? shown.root);
    choose(shown.root.querySelector('[data-side="page"][data-document-id="doc_s"]') ?? expect.fail('no place for a page'), new File(['x'], 'fourth.png', { type: 'image/png' }));
    expect(shown.intents[0]).to.deep.equal({ kind: 'remove_file', documentId: 'doc_s', fileId: 'second' });
    expect((shown.intents[1] as { target: object }).target).to.deep.include({ categoryId: 'address', documentId: 'doc_s', side: 'page' });
  });

  it('offers no order where there is one page, or nothing may change', () => {
    expect(open(ready({ categories, documents: [{ ...statement, files: [page('first', 1)] }] })).parts('move-button')).to.have.lengthOf(0);
    expect(open(ready({ status: 'pending', categories, documents: [{ ...statement, status: 'pending' }] })).parts('move-button')).to.have.lengthOf(0);
  });
});

describe('a document that was given elsewhere', () => {
  const given = (values: Partial<VerificationDocument> = {}) => documentOf({ id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', files: [
    file({ id: 'fil_front', side: 'front', sha256: 'a'.repeat(64) }), file({ id: 'fil_back', side: 'back', sha256: 'b'.repeat(64) }),
  ], ...values });
  const offers = (page: Page, id = 'address') => [...page.card(id).querySelectorAll('[part~="copy-button"]')].map(said);

  it('is offered where it would do as well, and used with one press', () => {
    const page = open(ready({ documents: [given()] }));
    expect(offers(page)).to.deep.equal(['Use Driving License from ID Proof']);
    expect(offers(page, 'selfie')).to.deep.equal([]);
    page.press('Use Driving License from ID Proof', page.card('address'));
    expect(page.intents).to.deep.equal([{ kind: 'copy_document', documentId: 'doc_licence', categoryId: 'address', documentTypeId: 'address_licence' }]);
  });

  it('is offered as the chosen type where there is none of its own, made of the same sides', () => {
    const page = open(ready({ documents: [passport] }), { ui: { ...quietUi, chosenTypes: { address: 'utility_bill' } } });
    expect(offers(page)).to.deep.equal(['Use Passport from ID Proof']);
    expect(offers(open(ready({ documents: [passport] })))).to.deep.equal([]);
  });

  const copy = given({ id: 'doc_copy', categoryId: 'address', documentTypeId: 'address_licence' });
  const cases: readonly (readonly [string, Partial<Verification>])[] = [
    ['is not all there', { documents: [given({ status: 'uploading' })] }],
    ['came back', { documents: [given({ status: 'rejected' })] }],
    ['is there already', { documents: [given(), { ...copy, status: 'rejected' }] }],
    ['is too large', { documents: [given()], categories: [identityCategory, { ...addressCategory, maxSizeBytes: 100 }] }],
    ['is of a type that is not taken', { documents: [given()], categories: [identityCategory, { ...addressCategory, accept: ['application/pdf'] }] }],
    ['finds no room', { documents: [given(), documentOf({ id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill' })], categories: [identityCategory, { ...addressCategory, maxDocuments: 1 }] }],
  ];
  for (const [why, values] of cases) {
    it(`is not offered when it ${why}`, () => {
      expect(offers(open(ready(values)))).to.deep.equal([]);
    });
  }

  it('is offered as soon as it is there', () => {
    const page = open(ready({ documents: [given({ status: 'uploading' })] }));
    page.draw({ state: ready({ documents: [given()] }) });
    expect(offers(page)).to.have.lengthOf(1);
  });
});

describe('several files on their way', () => {
  const uploading = (loadedBytes: number, remainingMs: number | null): UploadPhase => ({ kind: 'uploading', loadedBytes, totalBytes: 2_400_000, remainingMs });
  const three = (...phases: UploadPhase[]) => ready({}, { uploads: phases.map((phase, index) => upload(phase, { uploadId: `upl_${index}`, draftId: `new_${index}` })) });
  const buttons = (page: Page) => [...page.part('uploads').querySelectorAll('.uploads-actions > button, summary')].map(said);

  it('are one line of their own from the second on', () => {
    expect(open(three(uploading(0, null))).parts('uploads')).to.have.lengthOf(0);
    expect(open(three(uploading(0, null), { kind: 'refused', refusal: { code: 'empty_file' } })).parts('uploads')).to.have.lengthOf(0);
    const page = open(three({ kind: 'confirming' }, uploading(1_200_000, 60_000), { kind: 'queued' }));
    // 3.6 MB are left at the one rate that is known, 1.2 MB a minute.
    expect(said(page.part('uploads').querySelector('p') ?? document.body)).to.equal('3 uploads: 50%, about 3 min left');
    expect(page.part('uploads').querySelector('progress')?.value).to.equal(50);
  });

  it('are not waited for while they are paused', () => {
    const page = open(three({ kind: 'paused', loadedBytes: 0 }, uploading(1_200_000, 60_000)));
    expect(said(page.part('uploads'))).to.contain('2 uploads: 25%, about 1 min left');
    expect(buttons(page)).to.deep.equal(['Pause all', 'Cancel all']);
    page.draw({ state: three({ kind: 'paused', loadedBytes: 0 }, { kind: 'paused', loadedBytes: 2_400_000 }) });
    expect(said(page.part('uploads'))).to.contain('2 uploads paused: 50%');
    expect(buttons(page)).to.deep.equal(['Resume all', 'Cancel all']);
  });

  it('are paused, resumed and, after a question, cancelled together', () => {
    const page = open(three({ kind: 'paused', loadedBytes: 0 }, uploading(0, null)));
    page.press('Pause all');
    page.draw({ state: three({ kind: 'paused', loadedBytes: 0 }, { kind: 'paused', loadedBytes: 0 }) });
    page.press('Resume all');
    page.press('Yes, cancel');
    expect(page.intents).to.deep.equal([{ kind: 'pause' }, { kind: 'resume' }, { kind: 'cancel' }]);
  });

  it('keep the focus on the button whose word changes', () => {
    const page = open(three(uploading(0, null), uploading(0, null)));
    const button = page.part('uploads').querySelector<HTMLElement>('.uploads-actions > button') ?? expect.fail('no button');
    button.focus();
    page.draw({ state: three({ kind: 'paused', loadedBytes: 0 }, { kind: 'paused', loadedBytes: 0 }) });
    expect([said(button), document.activeElement]).to.deep.equal(['Resume all', button]);
  });
});

describe('Submit', () => {
  it('can be pressed with something missing, and then names it, each line leading there', () => {
    const page = open(ready());
    expect(page.parts('missing')).to.have.lengthOf(0);
    page.press(en.submit);
    page.draw({ state: ready(), ui: { ...quietUi, isMissingListShown: true } });
    expect([...page.part('missing').querySelectorAll('button')].map(said)).to.deep.equal(['ID Proof: add 1 document', 'Address Proof: add 1 document', 'Selfie: add 1 document']);
    page.press('Selfie: add 1 document');
    expect(page.intents.map(({ kind }) => kind)).to.deep.equal(['submit', 'go_to']);
  });

  it('is pressed once', () => {
    const page = open(ready({}, { session: { kind: 'submitting' } }));
    page.press(en.submitting);
    expect(page.intents).to.deep.equal([]);
  });

  it('is confirmed by a dialog with the reference and one button', () => {
    const review = { ...verification().review, submissionId: 'KYC-2026-0042', submittedAt: '2026-11-22T09:45:00Z' };
    const dialog = open(ready({ status: 'pending', review })).part('dialog');
    expect(said(dialog)).to.contain('KYC-2026-0042').and.contain(en.sent_dialog_title);
    expect([...dialog.querySelectorAll('button')].map(said)).to.deep.equal([en.sent_dialog_button]);
  });
});

describe('support', () => {
  it('leads to an allowed ticket page in a new tab that learns nothing of this one', () => {
    const page = open(ready({ support: { email: 'kyc@provider.example', tickets: true, ticketUrl: 'https://provider.example/tickets' } }));
    const link = page.part('ticket-link') as HTMLAnchorElement;
    expect([link.href, link.target, link.rel]).to.deep.equal(['https://provider.example/tickets', '_blank', 'noopener noreferrer']);
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(page.intents[0]).to.deep.include({ kind: 'support', channel: 'ticket' });
  });

  it('shows no link to anywhere else', () => {
    const support = { email: null, tickets: true, ticketUrl: 'javascript:alert(1)' };
    expect(open(ready({ support })).part('support').querySelector('a')).to.equal(null);
  });

  it('writes an address, a subject and a text into the mail, and nothing else', () => {
    const mail = (address: string | null, subject: string, body = '') => mailto(address, { subject, body });
    expect(mail('kyc@provider.example', 'KYC & more?cc=x')).to.equal('mailto:kyc@provider.example?subject=KYC%20%26%20more%3Fcc%3Dx');
    expect(mail('a?cc=evil@provider.example', 'x')).to.equal('mailto:a%3Fcc%3Devil@provider.example?subject=x');
    expect(mail('kyc@provider.example', 'x\r\nBcc: evil@x\u0000', 'a\n\u0007b&bcc=c')).to.equal('mailto:kyc@provider.example?subject=x%20Bcc%3A%20evil%40x&body=a%0D%0Ab%26bcc%3Dc');
    for (const address of [null, '', 'nobody', 'a@b,c@d', 'javascript:alert(1)@x']) expect(mail(address, 'x')).to.equal(undefined);
    expect(mail('kyc@provider.example', 'a\ud800', '\udc00b')).to.equal('mailto:kyc@provider.example?subject=a&body=b');
  });

  it('keeps a long mail as short as browsers open it, in whole characters', () => {
    const link = mailto('kyc@provider.example', { subject: 'x', body: '🪪é'.repeat(2000) }) ?? '';
    expect(link.length).to.be.within(1900, 2000);
    expect(new URL(link).searchParams.get('body')).to.match(/^(🪪é)+🪪?…$/u);
  });
});

describe('text from outside', () => {
  it('is text wherever it stands', async () => {
    for (const { value } of await naughtyStrings()) {
      const document = documentOf({ ...returned, reason: { code: value, message: value }, files: [file({ id: 'fil_1', side: 'front', status: 'rejected', fileName: value, reason: { code: 'other', message: value } })] });
      const category = {
        ...identityCategory, title: value, description: value, instructions: [value], subject: { id: 'x', label: value, role: value },
        documentTypes: identityCategory.documentTypes.map((type) => ({ ...type, title: value, exampleUrl: value })),
      };
      const page = open(ready({
        status: 'action_required', categories: [category], documents: [document], restrictions: [{ code: value, message: value, liftedBy: value }],
        comments: [comment({ id: 'com_1', body: value, categoryId: 'identity', author: { name: value, role: 'admin' } })],
        support: { email: value, tickets: true, ticketUrl: value },
      }, { uploads: [upload({ kind: 'refused', refusal: { code: 'type_not_allowed', limit: value, actual: value } }, { name: value })] }), { ui: { ...quietUi, isMissingListShown: true } });
      expect(page.root.querySelector('script, iframe, img, style, object, [onerror], [onload], [onfocus], [style]')).to.equal(null);
      expect(page.part('category-title').textContent?.includes(value.replaceAll('\r\n', '\n')) || value === '' || value.includes('\r')).to.equal(true);
      expect([...page.root.querySelectorAll('a')].every(({ protocol }) => ['mailto:', 'https:'].includes(protocol))).to.equal(true);
      page.root.remove();
    }
    expect((window as unknown as { __xss?: unknown }).__xss).to.equal(undefined);
  });

  it('keeps the whole file name for readers and the ending in sight', () => {
    const name = `${'very-long-'.repeat(12)}electricity.pdf`;
    const document = documentOf({ ...passport, files: [file({ id: 'fil_1', fileName: name })] });
    const shown = open(ready({ documents: [document] })).part('file-name');
    expect(shown.querySelector('bdi')?.textContent).to.equal(name);
    expect(shown.querySelector('.name-tail')?.textContent).to.equal('ricity.pdf');
  });
});

describe('another language', () => {
  it('sets language and direction on everything it draws', () => {
    const page = open(ready({ documents: [passport] }), { texts: ar, format: createFormatters('ar') });
    const frame = page.part('container').closest('[dir]');
    expect([frame?.getAttribute('dir'), frame?.getAttribute('lang')]).to.deep.equal(['rtl', 'ar']);
    expect(page.text).to.contain(ar.title.collecting);
  });
});

describe('drawing again', () => {
  it('touches only the row of the document that changed', () => {
    const bill = documentOf({ id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill' });
    const other = { ...bill, id: 'doc_other', files: [file({ id: 'fil_other' })] };
    const before = verification({ documents: [passport, bill, other] });
    const page = open({ ...ready(), verification: before });
    const observer = new MutationObserver(() => undefined);
    observer.observe(page.root, { subtree: true, childList: true, attributes: true, characterData: true });
    const dated = { ...bill, expiresAt: '2027-01-31T00:00:00Z' };
    page.draw({ state: { ...ready(), verification: { ...before, documents: [passport, dated, other] } } });
    const touched = observer.takeRecords().map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[part="document"]')?.id);
    observer.disconnect();
    expect([...new Set(touched)]).to.deep.equal(['document-doc_bill']);
    expect(page.text).to.contain('valid until Jan 31, 2027');
  });

  it('finds every place by an id of its own', () => {
    const page = open(ready({ categories: individualCategories, documents: [passport, returned] }));
    const ids = [...page.root.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.include.members(['category-identity', 'document-doc_passport', 'title', 'submit', 'sent']);
    const references = [...page.root.querySelectorAll('[aria-labelledby], [aria-controls]')]
      .map((element) => element.getAttribute('aria-labelledby') ?? element.getAttribute('aria-controls') ?? '');
    expect(references.filter((id) => !ids.includes(id))).to.deep.equal([]);
  });
});
