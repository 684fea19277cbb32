import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/index.ts';
import { KycVerification } from '../../src/elements/index.ts';
import {
  addressCategory, comment, document as documentOf, file, gate, identityCategory, KycError, MemoryKycClient, never,
  specimenFile, verification, type Gate,
} from '../../src/testing/index.ts';
import { naughtyStrings } from '../support/fixtures.ts';
import { openPage, openScenario } from '../support/kyc-page.ts';

const passport = documentOf({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport' });
const bill = documentOf({ id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill' });
const two = { categories: [identityCategory, addressCategory] };

async function codeOf(call: Promise<unknown>): Promise<string> {
  const outcome = await call.then(() => 'resolved', (reason: unknown) => reason);
  return outcome instanceof KycError ? outcome.code : String(outcome);
}

describe('<kyc-verification>', () => {
  describe('from the first moment', () => {
    it('draws a waiting page at once, before any answer', () => {
      const element = document.createElement('kyc-verification');
      element.client = new MemoryKycClient();
      document.body.append(element);
      expect(element.shadowRoot?.querySelector('[aria-busy="true"]')).not.to.equal(null);
      expect(element.matches(':state(loading)')).to.equal(true);
      element.remove();
    });

    it('says what is wrong when the host has given neither endpoint nor client', async () => {
      const element = document.createElement('kyc-verification');
      const reported = oneEvent(element, 'kyc-error') as Promise<CustomEvent>;
      document.body.append(element);
      expect((await reported).detail).to.deep.equal({ code: 'config_error', fatal: true, retryable: false });
      await element.updateComplete;
      expect(element.matches(':state(failed)')).to.equal(true);
      expect(await codeOf(element.refresh())).to.equal('config_error');
      element.remove();
    });

    describe('with an endpoint', () => {
      const { fetch: realFetch } = globalThis;
      const tokens: (string | null)[] = [];
      let element: KycVerification;
      beforeEach(() => {
        tokens.length = 0;
        globalThis.fetch = (input, init) => {
          if (!(input instanceof URL) || !input.pathname.endsWith('/kyc/v1/verification')) return realFetch(input, init);
          const token = new Headers(init?.headers).get('Authorization');
          tokens.push(token);
          return Promise.resolve(token ? Response.json(verification(two)) : new Response('', { status: 401 }));
        };
        element = document.createElement('kyc-verification');
        element.endpoint = '/kyc/v1';
        element.updates = 'off';
      });
      afterEach(() => {
        element.remove();
        globalThis.fetch = realFetch;
      });
      const fetchSession = () => Promise.resolve({ token: 'short-lived' });

      it('waits for the rest of the page to set the session, and asks once', async () => {
        const ready = oneEvent(element, 'kyc-ready');
        document.body.append(element);
        await Promise.resolve();
        element.fetchSession = fetchSession;
        await ready;
        expect(tokens).to.deep.equal(['Bearer short-lived']);
      });

      it('recovers when the session comes long after', async () => {
        const expired = oneEvent(element, 'kyc-session-expired');
        document.body.append(element);
        await expired;
        const ready = oneEvent(element, 'kyc-ready');
        element.fetchSession = fetchSession;
        await ready;
        await element.updateComplete;
        expect(tokens).to.deep.equal([null, 'Bearer short-lived']);
        expect(element.matches(':state(failed)')).to.equal(false);
      });

      it('reports a session that cannot be had, and stays quiet about why', async () => {
        const reported = oneEvent(element, 'kyc-error') as Promise<CustomEvent>;
        element.fetchSession = () => Promise.reject(new Error('password=secret'));
        document.body.append(element);
        expect((await reported).detail).to.include({ code: 'session_error', fatal: true });
        await element.updateComplete;
        expect(element.shadowRoot?.textContent).not.to.contain('secret');
        expect(tokens).to.deep.equal([]);
      });
    });

    it('begins anew with another client, and keeps nothing of the first', async () => {
      const page = await openPage({ documents: [passport] });
      const other = new MemoryKycClient();
      const ready = page.next('kyc-ready');
      page.element.client = other;
      expect((await ready).verification.documents).to.deep.equal([]);
      await page.element.updateComplete;
      expect(page.element.verification?.documents).to.deep.equal([]);
    });

    it('shows a failure of the first load with a way to try again', async () => {
      const page = await openScenario('load-failed');
      const ready = page.next('kyc-ready');
      await page.press('Try again');
      await ready;
      await page.untilText('ID Proof');
    });

    it('keeps two elements on a page apart', async () => {
      const [one, other] = [await openPage({ documents: [passport] }), await openPage({ status: 'not_required', categories: [] })];
      expect([one.element.status, other.element.status]).to.deep.equal(['collecting', 'not_required']);
      expect(other.root.querySelector('[part~="category"]')).to.equal(null);
    });
  });

  describe('adding', () => {
    it('sends a chosen file and says Added once the server has it', async () => {
      const page = await openPage(two);
      page.listen('kyc-before-upload', 'kyc-upload-progress', 'kyc-upload-success');
      const card = page.card('identity');
      await page.press('Passport', card);
      await page.choose(/^Choose/, [specimenFile('passport.png')], card);
      await page.until(() => page.details('kyc-upload-success').length === 1, 'the file is stored');

      const [before] = page.details('kyc-before-upload');
      expect(before).to.deep.include({ categoryId: 'identity', documentTypeId: 'passport' });
      expect(before?.file).to.deep.equal({ name: 'passport.png', sizeBytes: specimenFile().size, mediaType: 'image/png' });
      const [success] = page.details('kyc-upload-success');
      const stored = page.element.verification?.documents.find(({ id }) => id === success?.documentId);
      expect(stored?.files.map(({ id }) => id)).to.deep.equal([success?.fileId]);
      expect(page.events.map(({ name }) => name)).to.include.members(['kyc-upload-progress']);

      await page.until(() => page.text(page.document(stored?.id ?? '')).includes('passport.png'), 'the row is drawn');
      expect(page.text(page.part('category-badge', card))).to.equal('Added');
      expect(page.text(page.part('submit-bar'))).to.contain('1 of 2');
    });

    it('makes one document of front and back', async () => {
      const page = await openPage(two);
      const card = page.card('identity');
      await page.choose(/Front side/, [specimenFile('front.png')], card);
      await page.until(() => page.element.verification?.documents[0]?.files[0]?.status === 'uploaded', 'the front is there');
      expect(page.text(page.part('category-badge', card))).to.equal('Front added');
      const { id } = page.element.verification?.documents[0] ?? { id: '' };
      await page.choose(/Back side/, [specimenFile('back.png')], page.document(id));
      await page.until(() => page.element.verification?.documents[0]?.status === 'uploaded', 'both sides are there');
      expect(page.element.verification?.documents).to.have.lengthOf(1);
      expect(page.text(page.part('category-badge', card))).to.equal('Added');
    });

    it('names what it does not take, with limit and actual value, and takes the rest', async () => {
      const page = await openPage({ categories: [{ ...identityCategory, maxSizeBytes: 10_000 }] });
      page.listen('kyc-file-refuse', 'kyc-upload-success');
      const large = new File([specimenFile(), new Uint8Array(14_000 - specimenFile().size)], 'scan.png', { type: 'image/png' });
      const results = await page.element.addFiles('identity', [large, specimenFile('fine.png')], { documentTypeId: 'passport' });
      expect(results.map(({ verdict, code }) => [verdict, code])).to.deep.equal([['refuse', 'too_large'], ['accept', undefined]]);
      expect(page.details('kyc-file-refuse')).to.deep.equal([
        { uploadId: results[0]?.uploadId, categoryId: 'identity', name: 'scan.png', code: 'too_large', limit: 10_000, actual: 14_000 },
      ]);
      await page.until(() => page.details('kyc-upload-success').length === 1, 'the other file is stored');
      const row = page.one(`[data-upload-id="${results[0]?.uploadId ?? ''}"]`);
      expect(page.text(row)).to.match(/scan\.png.*14 kB.*10 kB/i);
      await page.press(/^Dismiss/, row);
      await page.until(() => page.root.querySelector('[part~="file-message"]') === null, 'the row is gone');
    });

    it('sends nothing the host prevents', async () => {
      const page = await openPage(two);
      page.element.addEventListener('kyc-before-upload', (event) => event.preventDefault());
      const [added] = await page.element.addFiles('identity', [specimenFile()], { documentTypeId: 'passport' });
      expect(added).to.deep.include({ verdict: 'refuse', code: 'prevented' });
      expect(page.client.calls).not.to.include('createDocument');
    });

    it('shows progress, pauses, goes on, and can be cancelled', async () => {
      const page = await openPage(two);
      let opened: Gate = gate();
      page.client.holdUploadsAt(0.5, { then: (...values) => opened.then(...values) });
      page.listen('kyc-upload-success', 'kyc-upload-abort');
      await page.element.addFiles('identity', [specimenFile('passport.png')], { documentTypeId: 'passport' });
      const row = () => page.one('[part~="upload"]');
      const isShown = () => page.root.querySelector('[part~="upload"] progress') !== null;
      await page.until(isShown, 'progress is shown');
      await page.press(/^Pause/, row());
      await page.until(() => page.text(row()).includes('Paused'), 'it is paused');
      opened.open();
      await page.press(/^(Resume|Continue|Go on)/, row());
      await page.until(() => page.details('kyc-upload-success').length === 1, 'the file is stored');

      opened = gate();
      await page.element.addFiles('address', [specimenFile('bill.png')], { documentTypeId: 'utility_bill' });
      await page.until(isShown, 'progress is shown again');
      await page.press(/^Cancel/, row());
      await page.until(() => page.details('kyc-upload-abort').length === 1, 'it is cancelled');
      await page.until(() => page.client.provider.verification.documents.length === 1, 'the server has let go of it');
    });

    it('says what failed and tries again', async () => {
      const page = await openPage(two);
      page.listen('kyc-upload-error', 'kyc-upload-success');
      page.client.failNext('completeUpload', new KycError('unauthorized', { detail: { status: 401 } }));
      await page.element.addFiles('identity', [specimenFile('passport.png')], { documentTypeId: 'passport' });
      await page.until(() => page.details('kyc-upload-error').length === 1, 'the upload has failed');
      expect(page.details('kyc-upload-error')[0]).to.include({ code: 'unauthorized', retryable: true });
      await page.press(/^Try again/, page.part('upload'));
      await page.until(() => page.details('kyc-upload-success').length === 1, 'the file is stored');
    });
  });

  describe('changing', () => {
    it('asks before it removes, and leaves the focus at the card', async () => {
      const page = await openPage({ ...two, documents: [passport] });
      const row = page.document('doc_passport');
      await page.press(/^Remove Passport/, row);
      expect(page.client.calls).not.to.include('deleteDocument');
      await page.press(/^Yes/, row);
      await page.until(() => page.element.verification?.documents.length === 0, 'the document is gone');
      await page.until(() => page.focused?.id === 'category-identity', 'focus is at the card');
    });

    it('changes the type and asks for the side that then lacks', async () => {
      const page = await openPage({ ...two, documents: [passport] });
      const select = page.one('select', page.document('doc_passport')) as HTMLSelectElement;
      select.value = 'national_card';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await page.until(() => page.element.verification?.documents[0]?.status === 'uploading', 'the type has changed');
      expect(page.text(page.document('doc_passport'))).to.contain('Back side');
    });

    it('tells when the provider changed what is asked meanwhile, and shows the fresh state', async () => {
      const page = await openPage({ ...two, documents: [passport, bill] });
      page.client.provider.configure([identityCategory]);
      expect(await codeOf(page.element.submit())).to.equal('version_conflict');
      await page.until(() => page.element.verification?.categories.length === 1, 'the fresh state is there');
      expect(page.hasPart('banner')).to.equal(true);
    });

    it('lets nothing change while read-only', async () => {
      const page = await openScenario('read-only');
      expect(page.hasPart('submit-bar')).to.equal(false);
      expect(page.root.querySelector('input[type=file]')).to.equal(null);
      const calls = [page.element.addFiles('identity', [specimenFile()]), page.element.removeDocument('doc_licence'), page.element.submit()];
      expect(await Promise.all(calls.map(codeOf))).to.deep.equal(['not_open', 'not_open', 'not_open']);
    });
  });

  describe('submitting', () => {
    it('lists what is missing, and each line leads to its place', async () => {
      const page = await openPage({ ...two, documents: [documentOf({
        id: 'doc_l', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploading', files: [file({ id: 'fil_f', side: 'front' })],
      })] });
      await page.press(/^Submit/);
      await page.until(() => page.root.querySelector('#missing') !== null, 'the list is shown');
      const list = page.one('#missing');
      await page.until(() => page.focused === list || list.contains(page.focused), 'focus is at the list');
      expect(page.client.calls).not.to.include('submit');

      const [side, whole] = page.all('button', list);
      expect([side, whole].map((line) => line && page.text(line)).join(' ')).to.match(/ID Proof.*Address Proof/);
      side?.click();
      await page.until(() => page.focused !== null && page.card('identity').contains(page.focused), 'focus is at the document');
      whole?.click();
      await page.until(() => page.focused !== null && page.card('address').contains(page.focused), 'focus is where to add');
    });

    it('confirms with the reference, and keeps the facts on the page', async () => {
      const page = await openPage({ ...two, documents: [passport, bill] });
      page.listen('kyc-submit', 'kyc-status-change');
      await page.press(/^Submit/);
      await page.until(() => page.details('kyc-submit').length === 1, 'it is sent');
      const dialog = page.one('dialog') as HTMLDialogElement;
      await page.until(() => dialog.open, 'the confirmation is open');
      const [{ submissionId } = { submissionId: '' }] = page.details('kyc-submit');
      expect(page.text(dialog)).to.contain(submissionId);
      expect(page.details('kyc-status-change')[0]).to.include({ previous: 'collecting', current: 'pending' });

      await page.press('Done', dialog);
      await page.until(() => page.focused?.id === 'title', 'focus is at the title');
      expect(page.text(page.part('container'))).to.contain(submissionId);
      expect(page.element.matches(':state(pending)')).to.equal(true);
    });

    it('sends once, however often it is pressed', async () => {
      const page = await openPage({ ...two, documents: [passport, bill] });
      const opened = gate();
      page.client.delay(opened, 'submit');
      const sent = page.next('kyc-submit');
      await page.press(/^Submit/);
      const button = page.part('submit-button');
      button.click();
      button.click();
      expect(await codeOf(page.element.submit())).to.equal('busy');
      opened.open();
      await sent;
      expect(page.client.calls.filter((name) => name === 'submit')).to.have.lengthOf(1);
    });

    it('sends nothing the host prevents', async () => {
      const page = await openPage({ ...two, documents: [passport, bill] });
      page.element.addEventListener('kyc-before-submit', (event) => event.preventDefault());
      expect(await codeOf(page.element.submit())).to.equal('prevented');
      expect(page.client.calls).not.to.include('submit');
    });

    it('is a form control: missing until submitted, then its value is the submission', async () => {
      const client = new MemoryKycClient();
      client.provider.change((current) => ({ ...current, ...two, documents: [passport, bill] }));
      const form = await fixture<HTMLFormElement>(html`<form>
        <kyc-verification name="kyc" required .client=${client} updates="off"></kyc-verification>
      </form>`);
      const element = form.querySelector('kyc-verification') ?? new KycVerification();
      await waitUntil(() => element.status === 'collecting', 'the first answer is there', { timeout: 20_000 });
      await element.updateComplete;
      expect([form.checkValidity(), element.validity.valueMissing, new FormData(form).get('kyc')]).to.deep.equal([false, true, null]);
      await element.submit();
      await element.updateComplete;
      expect(form.checkValidity()).to.equal(true);
      expect(new FormData(form).get('kyc')).to.equal(element.verification?.review.submissionId);
    });
  });

  describe('the review', () => {
    it('goes from sent back over fixed to completed', async () => {
      const page = await openScenario('action-required-one-side');
      expect(page.text(page.one('#title'))).to.equal('One document needs a fix');
      const card = page.card('identity');
      expect(page.text(card)).to.contain('The date of birth cannot be read.');
      await page.choose(/^Replace the front/, [specimenFile('better.png')], card);
      await page.until(() => page.element.verification?.documents[0]?.status === 'uploaded', 'the front is replaced');
      await page.press(/^Submit/);
      await page.until(() => page.element.status === 'pending', 'it is sent again');

      page.listen('kyc-customer-status-change', 'kyc-document-status-change');
      page.client.provider.accept('doc_licence');
      await page.element.refresh();
      await page.element.updateComplete;
      expect(page.element.status).to.equal('completed');
      expect(page.text(page.part('status-badge'))).to.contain('Completed');
      expect(page.announced).to.contain('Completed');
      expect(page.details('kyc-customer-status-change')).to.deep.equal([{ previous: 'approval_pending', current: 'active' }]);
      expect(page.details('kyc-document-status-change')).to.deep.include(
        { documentId: 'doc_licence', categoryId: 'identity', previous: 'pending', current: 'accepted' });
    });

    it('shows a new comment, and where it belongs', async () => {
      const page = await openPage({ status: 'pending', documents: [{ ...bill, status: 'pending' }] });
      page.listen('kyc-comment');
      expect(page.text(page.part('comments'))).to.match(/No comments yet/);
      page.client.provider.comment({ body: 'Is this your address?', documentId: 'doc_bill', categoryId: 'address' });
      await page.element.refresh();
      await page.element.updateComplete;
      expect(page.details('kyc-comment')).to.have.lengthOf(1);
      expect(page.text(page.part('comments'))).to.contain('Is this your address?');
      expect(page.text(page.card('address'))).to.contain('Is this your address?');
    });

    it('touches one row when one document changed', async () => {
      const page = await openScenario('many-documents');
      const observed: Node[] = [];
      const observer = new MutationObserver((records) => observed.push(...records.map(({ target }) => target)));
      observer.observe(page.root, { subtree: true, childList: true, attributes: true, characterData: true });
      page.client.provider.change((current) => ({
        ...current,
        documents: current.documents.map((one) => (one.id === 'doc_identity_3' ? { ...one, status: 'pending' } : one)),
      }));
      await page.element.refresh();
      await page.element.updateComplete;
      observed.push(...observer.takeRecords().map(({ target }) => target));
      observer.disconnect();
      const rows = page.all('[part~="document"]').filter((row) => observed.some((node) => row.contains(node)));
      expect(rows.map(({ id }) => id)).to.deep.equal(['document-doc_identity_3']);
    });

    it('opens a picture, and gives the focus back', async () => {
      const page = await openScenario('pending');
      const view = page.control(/^View licence-front/);
      view.click();
      await page.until(() => page.root.querySelector('kyc-verification-viewer') !== null, 'the viewer is there');
      const viewer = page.one('kyc-verification-viewer');
      viewer.dispatchEvent(new CustomEvent('close'));
      await page.until(() => page.focused === page.one('#view-fil_front'), 'focus is back');
    });
  });

  describe('what others write', () => {
    it('shows markup as text, everywhere', async () => {
      const page = await openScenario('markup-like-text');
      expect(page.text()).to.contain('<img src=x onerror="globalThis.__xss=1"><b>bold</b> ${globalThis.__xss=1} &amp;');
      expect(page.all('img, b, script, iframe')).to.deep.equal([]);
      expect(page.all('a').map((link) => link.getAttribute('href') ?? '').filter((href) => !/^(mailto|https?):/.test(href))).to.deep.equal([]);
      expect((globalThis as Record<string, unknown>)['__xss']).to.equal(undefined);
    });

    it('shows every naughty string literally', async () => {
      const strings = (await naughtyStrings()).map(({ value }) => value);
      const page = await openPage({
        status: 'pending', comments: strings.map((body, index) => comment({ id: `com_${index}`, body })),
      });
      const shown = page.text(page.part('comments'));
      const missing = strings.filter((value) => !shown.includes(value.replace(/\s+/g, ' ').trim()));
      expect(missing.map((value) => value.slice(0, 40))).to.deep.equal([]);
      expect(page.all('script, img, iframe, style', page.part('comments'))).to.deep.equal([]);
      expect((globalThis as Record<string, unknown>)['__xss']).to.equal(undefined);
    });

    it('takes ids that look like anything', async () => {
      for (const id of ['__proto__', 'constructor', '"><svg onload=1>', 'a b#c.d', '%2e%2e/']) {
        const page = await openPage({
          categories: [{ ...identityCategory, id }],
          documents: [{ ...passport, categoryId: id, id: `doc_${id}` }],
          comments: [comment({ id, body: 'Here', categoryId: id, documentId: `doc_${id}` })],
        });
        page.listen('kyc-upload-success');
        await page.element.addFiles(id, [specimenFile()], { documentTypeId: 'passport' });
        await page.until(() => page.details('kyc-upload-success').length === 1, `a file is stored in ${id}`);
        await page.until(() => page.all('[part~="document"]').length === 2, 'both documents are drawn');
      }
    });

    it('offers no link to where it may not lead', async () => {
      const page = await openPage({ support: { email: 'kyc@provider.example', tickets: true, ticketUrl: 'javascript:alert(1)' } });
      expect(page.all('a', page.part('support')).map((link) => link.getAttribute('href'))).to.satisfy(
        (links: string[]) => links.length === 1 && links[0]?.startsWith('mailto:kyc@provider.example'));
    });

    it('lets the host answer a call for help itself', async () => {
      const page = await openPage();
      const asked = oneEvent(page.element, 'kyc-support') as Promise<CustomEvent>;
      page.element.addEventListener('kyc-support', (event) => event.preventDefault());
      const link = page.part('email-link', page.part('support'));
      let isFollowed = true;
      document.addEventListener('click', (event) => {
        isFollowed = !event.defaultPrevented;
        event.preventDefault();
      }, { once: true });
      link.click();
      expect((await asked).detail).to.include({ channel: 'email' });
      expect(isFollowed).to.equal(false);
    });
  });

  describe('its surroundings', () => {
    it('switches the language while it stands', async () => {
      const page = await openPage(two);
      page.element.locale = 'de';
      await page.until(() => page.part('container').closest('[lang]')?.getAttribute('lang') === 'de', 'German is there');
      expect(page.client.locale).to.equal('de');
      page.element.locale = 'ar';
      await page.until(() => page.part('container').closest('[dir]')?.getAttribute('dir') === 'rtl', 'Arabic runs from the right');
    });

    it('takes single texts from the host', async () => {
      const page = await openPage(two);
      page.element.messages = { submit: 'Send to Acme' };
      await page.element.updateComplete;
      expect(page.text(page.part('submit-button'))).to.equal('Send to Acme');
    });

    it('fits into the outline of the host', async () => {
      const page = await openPage(two);
      page.element.headingLevel = 3;
      await page.element.updateComplete;
      expect(page.one('#title').localName).to.equal('h3');
      expect(page.one('#category-identity').localName).to.equal('h4');
    });

    it('says when there is no network, and when there is again', async () => {
      const page = await openPage(two);
      const online = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine') ?? {};
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
      try {
        window.dispatchEvent(new Event('offline'));
        await page.element.updateComplete;
        expect(page.text(page.part('banner'))).to.match(/offline/i);
        expect(page.element.matches(':state(offline)')).to.equal(true);
      } finally {
        Object.defineProperty(navigator, 'onLine', { configurable: true, ...online });
        window.dispatchEvent(new Event('online'));
      }
      await page.element.updateComplete;
      expect(page.element.matches(':state(offline)')).to.equal(false);
    });

    for (const [code, words] of [['server_error', /can’t be loaded/], ['session_error', /session has ended/]] as const) {
      it(`tells people who listen of ${code}; after another try the focus is at the title`, async () => {
        const page = await openPage(two);
        page.client.failNext('getVerification', new KycError(code));
        expect(await codeOf(page.element.refresh())).to.equal(code);
        await page.until(() => words.test(page.announced), 'it is said');
        page.control('Try again', page.part('banner')).focus();
        await page.press('Try again', page.part('banner'));
        await page.until(() => !page.hasPart('banner'), 'the line is gone');
        expect(page.root.activeElement?.id).to.equal('title');
      });
    }

    it('forgets everything on logout', async () => {
      const page = await openPage({ ...two, documents: [passport] });
      await page.element.logout();
      await page.element.updateComplete;
      expect(page.element.verification).to.equal(undefined);
      expect(page.text()).not.to.contain('card.png');
    });

    it('survives being taken away in the middle of anything', async () => {
      const page = await openPage(two);
      page.client.holdUploadsAt(0.5, never);
      await page.element.addFiles('identity', [specimenFile()], { documentTypeId: 'passport' });
      page.client.delay(never);
      const refreshing = codeOf(page.element.refresh());
      page.element.remove();
      expect(['aborted', 'resolved']).to.include(await refreshing);
    });
  });
});
