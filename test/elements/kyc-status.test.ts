import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/index.ts';
import type { KycStatus, KycVerification, StatusVariant } from '../../src/elements/index.ts';
import { languageOf } from '../../src/localization/load-messages.ts';
import { arCore } from '../../src/localization/locales/ar-core.ts';
import { arStatus } from '../../src/localization/locales/ar-status.ts';
import { deCore } from '../../src/localization/locales/de-core.ts';
import { deStatus } from '../../src/localization/locales/de-status.ts';
import { enStatus } from '../../src/localization/locales/en-status.ts';
import { KycError } from '../../src/model/errors.ts';
import type { KycEventDetails } from '../../src/model/events.ts';
import type { Verification } from '../../src/model/verification.ts';
import { allDocuments, bill, licence, reviewDecided, reviewSent, selfie } from '../../src/testing/cases.ts';
import { comment, document as specimenDocument, MemoryKycClient, specimenNow, verification } from '../../src/testing/index.ts';

const variants: readonly StatusVariant[] = ['badge', 'line', 'banner', 'gate'];
const { customer } = verification();
const active = { ...customer, status: 'active' } as const;
const locked = { ...customer, status: 'locked' } as const;
const restricted = { ...customer, status: 'restricted' } as const;
const blurredBill = specimenDocument({ ...bill('uploaded'), status: 'rejected', reason: { code: 'blurred', message: null, final: false } });
const finalBill = specimenDocument({ ...bill('uploaded'), status: 'rejected', reason: { code: 'other', message: null, final: true } });
const request = { id: 'req_1', categoryId: 'address', documentTypeId: null, message: 'One more, please.', createdAt: specimenNow, fulfilledBy: null };
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const renewal = (status: 'due' | 'pending' | 'action_required', days = 27.5) =>
  ({ dueAt: daysFromNow(days), reason: 'document_expiring', status, categoryIds: ['identity'] }) as const;
const noPurchases = [{ code: 'no_purchases', message: 'You cannot order new servers.', liftedBy: 'Your verification is completed.' }];
const letter = comment({ id: 'com_1', body: 'Almost there.' });

/** What each variant says; null: nothing at all. The gate's `open`: the guarded content is there. */
interface Case {
  readonly name: string;
  readonly values: Partial<Verification>;
  readonly badge: string;
  readonly line: string;
  readonly banner: string | null;
  readonly gate: string;
}

const cases: readonly Case[] = [
  {
    name: 'not required', values: { status: 'not_required', categories: [] },
    badge: 'Not required', line: 'Verification: nothing needed', banner: null, gate: 'open',
  },
  {
    name: 'collecting', values: { documents: [selfie('uploaded')] },
    badge: 'Documents needed', line: 'Verification: documents needed, 2 of 3 still to add',
    banner: 'Documents needed Add your documents to activate your account. Add documents',
    gate: 'Verification: documents needed, 2 of 3 still to add You can go on here once you are verified. Add documents',
  },
  {
    name: 'collecting, all added', values: { documents: allDocuments('uploaded') },
    badge: 'Documents needed', line: 'Verification: documents needed, everything is added, not sent yet',
    banner: 'Documents needed Your documents are added. Submit them to start the review. Check and submit',
    gate: 'Verification: documents needed, everything is added, not sent yet You can go on here once you are verified. Check and submit',
  },
  {
    name: 'pending', values: { status: 'pending', documents: allDocuments('pending'), review: reviewSent({ expectedBy: null }) },
    badge: 'Pending', line: 'Verification: pending, usually 2–24 hours', banner: null,
    gate: 'Verification: pending, usually 2–24 hours You can go on here once the review is done. Open verification',
  },
  {
    name: 'action required', values: { status: 'action_required', documents: [licence('accepted'), blurredBill, selfie('accepted')] },
    badge: 'Action required', line: 'Verification: action required, 1 document to fix',
    banner: 'Action required One document needs a fix. Replace it and submit again. Fix it now',
    gate: 'Verification: action required, 1 document to fix You can go on here once this is fixed. Fix it now',
  },
  {
    name: 'action required: a request', values: { status: 'action_required', documents: allDocuments('accepted'), requests: [request] },
    badge: 'Action required', line: 'Verification: action required, 1 document requested',
    banner: 'Action required The review team asks for one more document. Add documents',
    gate: 'Verification: action required, 1 document requested You can go on here once this is fixed. Add documents',
  },
  {
    name: 'action required in words alone', values: { status: 'action_required', documents: allDocuments('accepted') },
    badge: 'Action required', line: 'Verification: action required',
    banner: 'Action required The review team asks for a change. Fix it now',
    gate: 'Verification: action required You can go on here once this is fixed. Fix it now',
  },
  {
    name: 'completed', values: { status: 'completed', customer: active, documents: allDocuments('accepted') },
    badge: 'Completed', line: 'Verification: completed', banner: null, gate: 'open',
  },
  {
    name: 'completed, not active yet', values: { status: 'completed', documents: allDocuments('accepted') },
    badge: 'Completed', line: 'Verification: completed', banner: null,
    gate: 'Verification: completed You are verified. You can go on once your account is active. Open verification',
  },
  {
    name: 'completed, renewal due', values: { status: 'completed', customer: active, documents: allDocuments('accepted'), renewal: renewal('due') },
    badge: 'Completed', line: 'Verification: completed, renewal due in 4 weeks',
    banner: 'Renewal due Your verification is due for renewal in 4 weeks. Renew now', gate: 'open',
  },
  {
    name: 'completed, renewal overdue', values: { status: 'completed', customer: active, renewal: renewal('due', -3) },
    badge: 'Completed', line: 'Verification: completed, renewal overdue',
    banner: 'Renewal due Your verification should have been renewed. Please do it now. Renew now', gate: 'open',
  },
  {
    name: 'completed, renewal in review', values: { status: 'completed', customer: active, renewal: renewal('pending') },
    badge: 'Completed', line: 'Verification: completed, renewal in review', banner: null, gate: 'open',
  },
  {
    name: 'completed, renewal sent back', values: { status: 'completed', customer: active, documents: [licence('accepted'), blurredBill], renewal: renewal('action_required') },
    badge: 'Completed', line: 'Verification: completed, 1 document to fix',
    banner: 'Renewal due Something in your renewal needs a fix. Fix it now', gate: 'open',
  },
  {
    name: 'rejected', values: { status: 'rejected', customer: locked, documents: [finalBill], review: reviewDecided() },
    badge: 'Not accepted', line: 'Verification: not accepted, please contact support',
    banner: 'Not accepted Your verification was not accepted. Support can tell you what is possible. See what to do',
    gate: 'Verification: not accepted Your verification was not accepted. Support can tell you what is possible. See what to do',
  },
  {
    name: 'expired', values: { status: 'expired' },
    badge: 'Expired', line: 'Verification: expired, please renew',
    banner: 'Expired Your verification has expired. Add current documents to go on. Renew now',
    gate: 'Verification: expired, please renew You can go on here once your verification is renewed. Renew now',
  },
  {
    name: 'locked', values: { customer: locked },
    badge: 'Locked', line: 'Verification: account locked, please contact support',
    banner: 'Locked Your account can’t be used. Please contact support. See what to do',
    gate: 'Verification: account locked Your account can’t be used. Please contact support. See what to do',
  },
  {
    name: 'locked, but something can be fixed', values: { status: 'action_required', customer: locked, documents: [blurredBill] },
    badge: 'Action required', line: 'Verification: action required, 1 document to fix',
    banner: 'Action required One document needs a fix. Replace it and submit again. Fix it now',
    gate: 'Verification: action required, 1 document to fix You can go on here once this is fixed. Fix it now',
  },
  {
    name: 'restricted', values: { status: 'completed', customer: restricted, restrictions: noPurchases },
    badge: 'Restricted', line: 'Verification: account restricted, You cannot order new servers.',
    banner: 'Restricted You cannot order new servers. See details',
    gate: 'Verification: account restricted Your account is restricted for now. You cannot order new servers. What lifts it: Your verification is completed. See details',
  },
  {
    name: 'not required, restricted', values: { status: 'not_required', categories: [], customer: restricted },
    badge: 'Restricted', line: 'Verification: account restricted',
    banner: 'Restricted Your account can be used with restrictions. See details',
    gate: 'Verification: account restricted Your account is restricted for now. See details',
  },
  {
    name: 'words of a newer server', values: { status: 'unknown', customer: { ...customer, status: 'unknown' } },
    badge: 'Status not known', line: 'Verification: status not known', banner: null,
    gate: 'Verification: status not known You can go on here once you are verified. Open verification',
  },
  {
    name: 'pending with a new comment', values: { status: 'pending', comments: [letter], review: reviewSent({ expectedBy: null, usual: null }) },
    badge: 'Pending, 1 new comment', line: 'Verification: pending, 1 new comment',
    banner: '1 new comment The review team has written to you. Read it',
    gate: 'Verification: pending, 1 new comment You can go on here once the review is done. Read it',
  },
];

const clientOf = (values: Partial<Verification> = {}) => new MemoryKycClient({ verification: verification(values) });

interface Options {
  readonly variant?: StatusVariant;
  readonly href?: string | undefined;
  readonly locale?: string;
  readonly theme?: 'light' | 'dark';
  readonly updates?: 'off' | 'auto';
}

async function open(client: MemoryKycClient, { variant = 'badge', href, locale = 'en', theme = 'light', updates = 'off' }: Options = {}): Promise<KycStatus> {
  const element = document.createElement('kyc-status');
  Object.assign(element, { client, variant, href, locale, theme, updates });
  const button = document.createElement('button');
  button.textContent = 'Order';
  element.append(button);
  await fixture(html`<div>${element}</div>`);
  return element;
}

async function drawn(element: KycStatus): Promise<KycStatus> {
  await waitUntil(() => element.shadowRoot?.querySelector('[aria-busy=false]'), 'it is drawn', { timeout: 20_000 });
  await element.updateComplete;
  return element;
}

const opened = async (values: Partial<Verification>, options?: Options) => drawn(await open(clientOf(values), options));
const rootOf = ({ shadowRoot }: KycStatus) => shadowRoot ?? expect.fail('not upgraded');
const find = (element: KycStatus, selector: string) => rootOf(element).querySelector<HTMLElement>(selector);

/** What is read out, without what only eyes get. */
function textOf(element: KycStatus): string {
  const copy = find(element, '[part=container]')?.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll('[aria-hidden=true], [aria-live]')) hidden.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

const spoken = (element: KycStatus) => find(element, '[aria-live]')?.textContent ?? '';
const isOpen = (element: KycStatus) => find(element, 'slot') !== null;

async function until(isSo: () => boolean, what: string): Promise<void> {
  await waitUntil(isSo, what, { interval: 10, timeout: 20_000 });
}

/** Somebody looks at the page again, which asks the server. */
const lookAgain = () => window.dispatchEvent(new Event('focus'));

describe('<kyc-status>', () => {
  before(() => customElements.whenDefined('kyc-status'));

  for (const { name, values, badge, line, banner, gate } of cases) {
    describe(name, () => {
      it('is a badge', async () => {
        expect(textOf(await opened(values))).to.equal(`Verification: ${badge}`);
      });

      it('is a line', async () => {
        expect(textOf(await opened(values, { variant: 'line' }))).to.equal(line);
      });

      it(banner ? 'is a banner' : 'is a banner without a word, and without a place', async () => {
        const element = await opened(values, { variant: 'banner', href: '/kyc' });
        expect(textOf(element)).to.equal(banner ?? '');
        expect(element.matches(':state(quiet)')).to.equal(banner === null);
        expect(element.getClientRects()).to.have.length(banner ? 1 : 0);
      });

      it(gate === 'open' ? 'is an open gate' : 'is a closed gate', async () => {
        const element = await opened(values, { variant: 'gate', href: '/kyc' });
        expect(isOpen(element)).to.equal(gate === 'open');
        expect(textOf(element)).to.equal(gate === 'open' ? '' : gate);
        expect(element.querySelector('button')?.checkVisibility()).to.equal(gate === 'open');
      });
    });
  }

  describe('on a page', () => {
    it('shares one connection with the main element and with its like', async () => {
      const client = clientOf({ documents: [selfie('uploaded')] });
      const page = await fixture(html`<div>
        ${variants.map((variant) => html`<kyc-status .client=${client} variant=${variant} updates="off" locale="en"></kyc-status>`)}
        <kyc-verification .client=${client} updates="off" locale="en"></kyc-verification>
      </div>`);
      const elements = [...page.querySelectorAll('kyc-status')];
      await Promise.all(elements.map(drawn));
      await until(() => page.querySelector('kyc-verification')?.status === 'collecting', 'the main element is there');
      expect(client.calls.filter((name) => name === 'getVerification')).to.have.length(1);
      expect(elements.map(({ status }) => status)).to.deep.equal(['collecting', 'collecting', 'collecting', 'collecting']);
    });

    it('shares one by endpoint and session, too', async () => {
      const asked: string[] = [];
      const { fetch } = window;
      window.fetch = (input, init) => {
        const url = input instanceof Request ? input.url : input.toString();
        asked.push(url);
        return url.includes('/specimen-kyc') ? Promise.resolve(Response.json(verification())) : fetch(input, init);
      };
      try {
        const fetchSession = async () => ({ token: 'specimen', expiresInSeconds: 900 });
        const page = await fixture(html`<div>
          <kyc-status endpoint="/specimen-kyc" .fetchSession=${fetchSession} updates="off"></kyc-status>
          <kyc-status endpoint="/specimen-kyc/" .fetchSession=${fetchSession} updates="off" variant="line"></kyc-status>
        </div>`);
        await Promise.all([...page.querySelectorAll('kyc-status')].map(drawn));
        expect(asked.filter((url) => url.includes('/specimen-kyc/verification'))).to.have.length(1);
      } finally {
        window.fetch = fetch;
      }
    });

    it('opens and closes the gate while somebody stands before it', async () => {
      const client = clientOf({ documents: allDocuments('accepted') });
      const element = await drawn(await open(client, { variant: 'gate', updates: 'auto' }));
      const button = element.querySelector('button') ?? expect.fail('no button');
      expect(isOpen(element)).to.equal(false);
      button.focus();
      expect(document.activeElement).not.to.equal(button);
      client.provider.setCustomerStatus('active');
      lookAgain();
      await until(() => isOpen(element), 'the gate opens');
      expect(element.matches(':state(open)')).to.equal(true);
      button.focus();
      expect(document.activeElement).to.equal(button);
      client.provider.setCustomerStatus('locked');
      lookAgain();
      await until(() => !isOpen(element), 'the gate closes');
      expect(button.checkVisibility()).to.equal(false);
      expect(element.shadowRoot?.activeElement?.matches('[part~="gate"]')).to.equal(true);
    });

    it('gives the focus on, from the way to the verification to what opens', async () => {
      const client = clientOf({ documents: allDocuments('accepted') });
      const element = await drawn(await open(client, { variant: 'gate', href: '/kyc', updates: 'auto' }));
      const link = element.shadowRoot?.querySelector('a') ?? expect.fail('no link');
      link.focus();
      client.provider.setCustomerStatus('active');
      lookAgain();
      await until(() => isOpen(element), 'the gate opens');
      expect(document.activeElement).to.equal(element.querySelector('button'));
      client.provider.setCustomerStatus('restricted');
      lookAgain();
      await until(() => !isOpen(element), 'the gate closes');
      expect(element.shadowRoot?.activeElement?.matches('a')).to.equal(true);
    });

    it('takes the focus from nobody who is elsewhere', async () => {
      const client = clientOf({ documents: allDocuments('accepted') });
      const element = await drawn(await open(client, { variant: 'gate', href: '/kyc', updates: 'auto' }));
      client.provider.setCustomerStatus('active');
      lookAgain();
      await until(() => isOpen(element), 'the gate opens');
      expect([document.activeElement === element, element.contains(document.activeElement)]).to.deep.equal([false, false]);
    });

    it("tells the customer's own status too", async () => {
      const client = clientOf({ documents: allDocuments('accepted') });
      const element = await drawn(await open(client, { updates: 'auto' }));
      const heard: unknown[] = [];
      element.addEventListener('kyc-customer-status-change', ({ detail }) => heard.push(detail));
      client.provider.setCustomerStatus('restricted');
      lookAgain();
      await until(() => heard.length > 0, 'it is told');
      expect(heard).to.deep.equal([{ previous: 'approval_pending', current: 'restricted' }]);
    });

    it('tells a new status, and nothing else, to the host', async () => {
      const client = clientOf({ documents: allDocuments('uploaded') });
      const element = await open(client, { updates: 'auto' });
      const heard: string[] = [];
      let detail: KycEventDetails['kyc-status-change'] | undefined;
      for (const name of ['kyc-ready', 'kyc-change', 'kyc-customer-status-change', 'kyc-status-change'] as const) {
        element.parentElement?.addEventListener(name, () => heard.push(name));
      }
      element.parentElement?.addEventListener('kyc-status-change', (event) => { ({ detail } = event); });
      await drawn(element);
      client.provider.setStatus('pending');
      lookAgain();
      await until(() => element.status === 'pending', 'it is pending');
      expect(heard).to.deep.equal(['kyc-status-change']);
      expect([detail?.previous, detail?.current, detail?.verification]).to.deep.equal(['collecting', 'pending', element.verification]);
      expect(element.matches(':state(pending)')).to.equal(true);
    });

    it('starts anew, without a word of the old one, when the client changes', async () => {
      const element = await opened({ status: 'pending' });
      let changes = 0;
      element.addEventListener('kyc-status-change', () => changes++);
      element.client = clientOf({ status: 'completed', customer: active });
      await until(() => element.status === 'completed', 'the other one is there');
      expect(changes).to.equal(0);
    });

    it('leaves nothing behind when it is removed', async () => {
      const client = clientOf();
      const element = await drawn(await open(client, { updates: 'auto' }));
      element.parentElement?.remove();
      await Promise.resolve();
      const asked = client.calls.length;
      lookAgain();
      await open(clientOf()).then(drawn);
      expect(client.calls).to.have.length(asked);
    });

    it('takes what was set before it was defined', async () => {
      const page = await fixture(html`<div></div>`);
      const client = clientOf({ status: 'pending' });
      const frame = document.createElement('iframe');
      page.append(frame);
      // A document without a registry of its own: the element is not upgraded until it moves here.
      const element = frame.contentDocument?.createElement('kyc-status') ?? expect.fail('no frame');
      Object.assign(element, { client, updates: 'off' });
      expect(element.shadowRoot).to.equal(null);
      page.append(element);
      await drawn(element);
      expect(element.status).to.equal('pending');
    });
  });

  describe('the link', () => {
    const linkOf = (element: KycStatus) => find(element, 'a') as HTMLAnchorElement | null;
    const click = (target: HTMLElement | null, init: MouseEventInit = {}) => {
      const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init });
      // The page of the tests stays where it is, whatever the element decides.
      let isFollowed = false;
      addEventListener('click', (seen) => { isFollowed = !seen.defaultPrevented; seen.preventDefault(); }, { once: true });
      target?.dispatchEvent(event);
      return isFollowed;
    };

    for (const variant of variants) {
      it(`is one in a ${variant} with href, and none without`, async () => {
        expect(rootOf(await opened({}, { variant, href: '/profile#kyc' })).querySelectorAll('a[href="/profile#kyc"]')).to.have.length(1);
        expect(linkOf(await opened({}, { variant }))).to.equal(null);
      });
    }

    it('asks the host first, and is followed unless it is prevented', async () => {
      const element = await opened({}, { variant: 'line', href: '/profile/kyc' });
      const details: unknown[] = [];
      const onNavigate = (event: CustomEvent<unknown>) => details.push(event.detail);
      element.addEventListener('kyc-navigate', onNavigate);
      expect(click(linkOf(element))).to.equal(true);
      expect(details).to.deep.equal([{ href: '/profile/kyc', status: 'collecting' }]);
      element.addEventListener('kyc-navigate', (event) => event.preventDefault());
      expect(click(linkOf(element))).to.equal(false);
    });

    it('leaves a new tab to the browser', async () => {
      const element = await opened({}, { variant: 'line', href: '/profile/kyc' });
      element.addEventListener('kyc-navigate', (event) => event.preventDefault());
      expect(click(linkOf(element), { ctrlKey: true })).to.equal(true);
    });

    for (const href of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'blob:x', 'http://']) {
      it(`is not made of ${JSON.stringify(href)}`, async () => {
        expect(linkOf(await opened({}, { href }))).to.equal(null);
      });
    }
  });

  describe('before and without an answer', () => {
    for (const variant of variants) {
      it(`waits as a ${variant} without a word for the eyes, and without the guarded content`, async () => {
        const client = clientOf({ status: 'completed', customer: active });
        client.delay(new Promise(() => undefined));
        const element = await open(client, { variant, href: '/kyc' });
        expect(element.matches(':state(loading)')).to.equal(true);
        expect([isOpen(element), find(element, 'a')]).to.deep.equal([false, null]);
        expect(textOf(element)).to.equal({
          badge: 'Verification status is loading', line: 'Verification: …', banner: '', gate: 'Checking your verification',
        }[variant]);
      });

      for (const code of ['connection_error', 'session_error'] as const) {
        it(`alarms nobody as a ${variant} after ${code}, and comes back by itself`, async () => {
          const client = clientOf({ status: 'completed', customer: active });
          client.failNext('getVerification', new KycError(code));
          const element = await open(client, { variant, updates: 'auto' });
          await until(() => element.matches(':state(failed)'), 'it has failed');
          expect(isOpen(element)).to.equal(false);
          expect(textOf(element)).to.equal({
            badge: 'Verification: Not available', line: 'Verification: not available right now', banner: '',
            gate: 'Your verification can’t be checked right now. We keep trying.',
          }[variant]);
          expect(find(element, '.tone-danger, .tone-warning')).to.equal(null);
          await until(() => { lookAgain(); return element.status === 'completed'; }, 'it has come back');
        });
      }
    }

    it('says so when nothing is set up', async () => {
      const element: KycStatus = await fixture(html`<kyc-status locale="en"></kyc-status>`);
      await until(() => element.matches(':state(failed)'), 'it has failed');
      expect(textOf(element)).to.equal('Verification: Not available');
    });

    it('is a badge in a variant of a newer version', async () => {
      const element = await opened({}, { variant: 'sidebar' as StatusVariant });
      expect(find(element, '[part=badge]')).not.to.equal(null);
    });
  });

  describe('to people who listen', () => {
    it('tells a change once, as a banner', async () => {
      const client = clientOf({ status: 'pending', documents: [licence('accepted'), bill('pending'), selfie('accepted')] });
      const element = await drawn(await open(client, { variant: 'banner', updates: 'auto' }));
      expect(spoken(element)).to.equal('');
      client.provider.setStatus('completed');
      lookAgain();
      await until(() => spoken(element) !== '', 'it is said');
      expect(spoken(element)).to.equal('Verification: completed');
      client.provider.comment({ body: 'Welcome.' });
      lookAgain();
      await until(() => spoken(element) === '1 new comment', 'the comment is said');
    });

    it('leaves the word to the main element', async () => {
      const client = clientOf({ status: 'pending' });
      const element = await drawn(await open(client, { variant: 'banner' }));
      const main: KycVerification = await fixture(html`<kyc-verification .client=${client} updates="off" locale="en"></kyc-verification>`);
      await until(() => main.status === 'pending', 'the main element is there');
      client.provider.setStatus('completed');
      await main.refresh();
      await element.updateComplete;
      expect([element.status, spoken(element)]).to.deep.equal(['completed', '']);
    });

    for (const variant of ['badge', 'line', 'gate'] as const) {
      it(`says nothing by itself as a ${variant}`, async () => {
        expect(find(await opened({}, { variant }), '[aria-live], [role=status], [role=alert]')).to.equal(null);
      });
    }
  });

  describe('in the languages', () => {
    it('uses the words of the page', () => {
      expect([languageOf('de-AT').language, deStatus.status, arStatus.status]).to.deep.equal(['de', deCore.status, arCore.status]);
    });

    it('leaves nothing in English', () => {
      const texts = (value: unknown, path = ''): [string, string][] => (typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`))
        : [[path, typeof value === 'function' ? (value as (p: object) => string)({
          count: { value: 3, text: '3' }, total: '4', when: 'W', range: 'R', date: 'D',
        }) : String(value)]]);
      const english = new Map(texts(enStatus));
      for (const catalogue of [deStatus, arStatus]) {
        const same = texts(catalogue).filter(([path, text]) => text.trim() === '' || english.get(path) === text);
        expect(same.map(([path]) => path).filter((path) => !['.dir', '.kyc_status.separator'].includes(path))).to.deep.equal([]);
      }
    });

    it('follows the page, live', async () => {
      const page = await fixture<HTMLElement>(html`<div lang="en"><kyc-status .client=${clientOf({ status: 'pending' })} updates="off"></kyc-status></div>`);
      const element = page.querySelector('kyc-status') ?? expect.fail();
      await drawn(element);
      page.lang = 'de';
      await until(() => textOf(element) === 'Verifizierung: In Prüfung', 'German is there');
      page.lang = 'ar';
      await until(() => find(element, '[dir=rtl]') !== null, 'Arabic is there');
      expect(textOf(element)).to.equal('التحقق: قيد المراجعة');
    });

    it('takes a host’s own words', async () => {
      const element = await opened({ status: 'pending' });
      element.messages = { status: { pending: 'In the queue' }, kyc_status: { label: 'KYC' } };
      await element.updateComplete;
      expect(textOf(element)).to.equal('KYC: In the queue');
    });
  });

  describe('to look at', () => {
    const ignoredRules = ['region', 'page-has-heading-one', 'landmark-one-main'];
    before(() => { document.documentElement.style.colorScheme = 'light dark'; });
    afterEach(() => document.documentElement.removeAttribute('dir'));

    /** All cases in one page: variants beside each other. */
    async function openAll(variant: StatusVariant, options: Options): Promise<{ frame: HTMLElement; elements: KycStatus[] }> {
      const elements = cases.map(({ values }) => Object.assign(document.createElement('kyc-status'), {
        client: clientOf(values), variant, href: '/kyc', updates: 'off', ...options,
      }));
      const frame = await fixture<HTMLElement>(html`<div>${elements}</div>`);
      frame.style.background = options.theme === 'dark' ? '#15181e' : '#fff';
      await Promise.all(elements.map(drawn));
      return { frame, elements };
    }

    function overflowing(elements: readonly KycStatus[], frame: HTMLElement): string[] {
      const { left, right } = frame.getBoundingClientRect();
      return elements.flatMap((element) => [...rootOf(element).querySelectorAll('[part]')]).filter((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 1 && (box.right > right + 1 || box.left < left - 1);
      }).map((part) => part.textContent);
    }

    for (const variant of variants) {
      it(`a ${variant} is readable in light, left to right, and fits every width`, async () => {
        const { frame, elements } = await openAll(variant, { theme: 'light', locale: 'en' });
        await expect(frame).to.be.accessible({ ignoredRules });
        for (const width of [1280, 768, 390, 280]) {
          frame.style.inlineSize = `${width}px`;
          expect(overflowing(elements, frame), `${width} px`).to.deep.equal([]);
        }
      });

      it(`a ${variant} is readable in dark, right to left, and fits a phone`, async () => {
        document.documentElement.dir = 'rtl';
        const { frame, elements } = await openAll(variant, { theme: 'dark', locale: 'ar' });
        frame.style.inlineSize = '280px';
        await expect(frame).to.be.accessible({ ignoredRules });
        expect(overflowing(elements, frame)).to.deep.equal([]);
      });

      it(`a ${variant} fits a phone in German`, async () => {
        const { frame, elements } = await openAll(variant, { locale: 'de' });
        frame.style.inlineSize = '280px';
        expect(overflowing(elements, frame)).to.deep.equal([]);
      });
    }
  });
});
