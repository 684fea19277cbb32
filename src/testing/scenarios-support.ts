/** Asking for help in every way there is, a letter to support on its way, and what is agreed to before sending. */
import { KycError } from '../model/errors.ts';
import type { Consent } from '../model/verification.ts';
import { allDocuments, bill, licence, reviewDecided, reviewSent, selfie } from './cases.ts';
import { never } from './faults.ts';
import { clientWith, type Scenario, type ScenarioElement, type ScenarioRun } from './scenario.ts';
import { document } from './specimens.ts';

const onlyEmail = { email: 'kyc@provider.example', tickets: false, ticketUrl: null };
/** Longest wait for what opens. */
const limitMs = 20_000;

const terms: Consent = {
  id: 'processing', version: '3', required: true, givenAt: null,
  text: 'I agree that my documents are read by people and kept for five years after my contract ends.',
};
const contact: Consent = { id: 'contact', version: '1', required: false, givenAt: null, text: 'You may call me about my documents.' };
const privacyNotice = { url: '/privacy', version: '2026-03' };

const finalBill = document({
  ...bill('uploaded'), status: 'rejected', reason: { code: 'suspected_tampering', message: 'Please talk to us.', final: true },
});

export const supportScenarios: readonly Scenario[] = [
  {
    name: 'support-email-only',
    title: 'Support by e-mail only',
    description: 'The provider takes no tickets; its address is there.',
    create: () => ({ client: clientWith({ support: onlyEmail }) }),
  },
  {
    name: 'support-url-only',
    title: 'Support on another page',
    description: 'Tickets are written on a page of the provider’s own.',
    create: () => ({ client: clientWith({ support: { email: null, tickets: true, ticketUrl: '/support' } }) }),
  },
  {
    name: 'support-none',
    title: 'No way to support',
    description: 'The provider names no way; a host may put its own into the slot.',
    create: () => ({ client: clientWith({ support: { email: null, tickets: false, ticketUrl: null } }) }),
  },
  {
    name: 'ticket-open',
    title: 'Letter to support',
    description: 'The form is open; nothing is written yet.',
    create: () => ({ client: clientWith(), act: open }),
  },
  {
    name: 'ticket-about-rejection',
    title: 'Letter about a rejection',
    description: 'A document was rejected for good; the letter is about it.',
    create: () => ({
      client: clientWith({ status: 'action_required', documents: [licence('accepted'), finalBill, selfie('accepted')], review: reviewDecided() }),
      act: open,
    }),
  },
  {
    name: 'ticket-incomplete',
    title: 'Letter without a message',
    description: 'Send was pressed before anything was written.',
    create: () => ({
      client: clientWith(),
      async act(element) {
        await open(element);
        await press(element, '#ticket-send');
        await find(element, '#ticket-message[aria-invalid="true"]');
      },
    }),
  },
  {
    name: 'ticket-sending',
    title: 'Letter on its way',
    description: 'The letter is being sent.',
    create() {
      const client = clientWith();
      client.delay(never, 'createTicket');
      return writing(client, '.ticket[aria-busy="true"]');
    },
  },
  {
    name: 'ticket-failed',
    title: 'Letter not sent',
    description: 'The service did not take the letter; what was written is still there.',
    create() {
      const client = clientWith();
      client.failNext('createTicket', new KycError('server_error', { retryable: true, detail: { status: 503 } }));
      return writing(client, '.ticket .reason');
    },
  },
  {
    name: 'ticket-sent',
    title: 'Letter sent',
    description: 'The letter has arrived and has a reference.',
    create: () => writing(clientWith(), '#ticket-answer'),
  },
  {
    name: 'consents-open',
    title: 'Consents before sending',
    description: 'Everything is added; the provider asks for two agreements and names its privacy notice.',
    create: () => ({ client: clientWith({ documents: allDocuments('uploaded'), consents: [terms, contact], privacyNotice }) }),
  },
  {
    name: 'consents-missing',
    title: 'Consent missing',
    description: 'Submit was pressed before the customer agreed.',
    create: () => ({
      client: clientWith({ documents: allDocuments('uploaded'), consents: [terms, contact], privacyNotice }),
      async act(element) {
        await element.submit().catch(() => undefined);
        await find(element, '[part~="consent"] [aria-invalid="true"]');
      },
    }),
  },
  {
    name: 'consents-given',
    title: 'Consents given',
    description: 'Everything is sent; what was agreed to can be looked up. The privacy notice is elsewhere and can be copied.',
    create: () => ({
      client: clientWith({
        status: 'pending', documents: allDocuments('pending'), review: reviewSent(), consents: [{ ...terms, givenAt: '2026-11-22T09:45:00Z' }, contact],
        privacyNotice: { ...privacyNotice, url: 'https://www.provider.example/privacy' },
      }),
    }),
  },
];

async function open(element: ScenarioElement): Promise<void> {
  await press(element, '[part~="ticket-button"]');
  await find(element, '#ticket-message');
}

/** A letter is written and sent; the sign says what became of it. */
function writing(client: ScenarioRun['client'], sign: string): ScenarioRun {
  return {
    client,
    async act(element) {
      await open(element);
      const message = await find(element, '#ticket-message');
      if (!(message instanceof HTMLTextAreaElement)) throw new Error('no place for the message');
      message.value = 'My electricity bill comes once a year only. What else may I add?';
      message.dispatchEvent(new Event('input', { bubbles: true }));
      await press(element, '#ticket-send');
      await find(element, sign);
    },
  };
}

async function press(element: ScenarioElement, selector: string): Promise<void> {
  (await find(element, selector)).click();
}

/** What is there, or opens within a while. */
async function find(element: ScenarioElement, selector: string): Promise<HTMLElement> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`nothing matches ${selector}`);
}
