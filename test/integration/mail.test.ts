/** Mails to a real SMTP server: once each, in order, while it is down, hangs, cuts, or the backend is killed at the worst moment. */
import { randomBytes } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, Reviewer } from '../support/backend-driver.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { newDatabase } from '../support/postgres.ts';

const patient = { timeout: 60_000 };

interface Listed {
  readonly id: string;
  readonly to: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

describe('mail', () => {
  let mailServer: MailServer;
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    mailServer = await startMailServer();
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const env = { SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0', KYC_MAIL_FROM: 'KYC <kyc@sender.example>' };
    backend = await startBackend({ databaseUrl, env });
    reviewer = new Reviewer(backend);
  });
  afterEach(() => { mailServer.behaviour = 'take'; });
  afterAll(async () => {
    await backend.stop();
    await mailServer.close();
  });

  const submitted = async (details: Record<string, string> = {}): Promise<Customer> => {
    const customer = await Customer.signIn(backend, details);
    await customer.add('identity', 'passport');
    await customer.add('address', 'mobile_bill');
    expect((await customer.submit()).status).toBe(201);
    return customer;
  };
  const listedFor = async ({ id }: Customer): Promise<Listed[]> =>
    (await reviewer.api('GET', `/outbox?to=${encodeURIComponent(`${id}@customers.example`)}`)).body.mails;
  const arrived = ({ id }: Customer): string[] => mailServer.mails.flatMap(({ recipients, source }) =>
    recipients.includes(`${id}@customers.example`) ? /^Message-ID: (.*)$/im.exec(source)?.[1] ?? '' : []);
  const stateOf = (customer: Customer) => expect.poll(async () => (await listedFor(customer)).map(({ state }) => state), patient);

  it('says what it is, in the customer’s language, and nothing of its headers comes from people', async () => {
    const name = `Zoë, "x" <a@evil.example>\r\nBcc: victim@evil.example\r\n\r\n=?utf-8?Q?Bcc:_v@evil.example?= \u202e${'x'.repeat(60)}`;
    const customer = await submitted({ name, locale: 'ar' });
    await stateOf(customer).toEqual(['sent']);
    const { source } = mailServer.mails.at(-1) ?? { source: '' };
    const mail = await simpleParser(Buffer.from(source, 'latin1'));
    const id = (await listedFor(customer))[0]?.id ?? '';
    expect([...mail.headers.keys()].sort()).toEqual(['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']);
    expect(mail).toMatchObject({ messageId: `<${id}@sender.example>`, subject: 'وصلتنا مستنداتك', to: { text: `${customer.id}@customers.example` }, from: { text: '"KYC" <kyc@sender.example>' } });
    expect([mail.headers.get('auto-submitted'), mail.headers.get('content-language')]).toEqual(['auto-generated', 'ar']);
    expect(mail.text).toContain('شكرًا لك. مستنداتك الآن لدى فريقنا.');
    expect(mail.html).toMatch(/<html lang="ar" dir="rtl">/);
    expect(source.split('\r\n\r\n')[0]).not.toMatch(/evil|victim/i);
  });

  it('waits for a server that is down, and then sends everything once, in order', async () => {
    await mailServer.close();
    const customers = [await submitted(), await submitted()];
    for (const { id } of customers) {
      const verification = (await reviewer.api('GET', `/verifications?q=${id}`)).body.verifications[0];
      expect((await reviewer.decideWhole(verification.id, 'complete')).status).toBe(200);
    }
    await expect.poll(async () => (await listedFor(customers[0] as Customer)).some(({ lastError }) => lastError === 'ECONNREFUSED'), patient).toBe(true);
    await mailServer.open();
    for (const customer of customers) {
      await stateOf(customer).toEqual(['sent', 'sent']);
      const inOrder = (await listedFor(customer)).map(({ id }) => `<${id}@sender.example>`).reverse();
      expect(arrived(customer)).toEqual(inOrder);
    }
  });

  it('sends again what was refused in so many words, after the data too', async () => {
    mailServer.behaviour = 452;
    const customer = await submitted();
    await expect.poll(async () => (await listedFor(customer))[0]?.attempts ?? 0, patient).toBeGreaterThan(1);
    mailServer.behaviour = 'take';
    await stateOf(customer).toEqual(['sent']);
    expect(arrived(customer)).toHaveLength(1);
  });

  it('does not send again what may have arrived, until a person says so', async () => {
    mailServer.behaviour = 'cut';
    const customer = await submitted();
    await stateOf(customer).toEqual(['in_doubt']);
    mailServer.behaviour = 'take';
    const other = await submitted();
    await stateOf(other).toEqual(['sent']);
    expect(arrived(customer)).toHaveLength(1);
    const id = (await listedFor(customer))[0]?.id ?? '';
    expect((await reviewer.api('GET', '/outbox')).body.counts.in_doubt).toBe(1);
    expect((await reviewer.api('POST', `/outbox/${id}/retry`)).status).toBe(200);
    await stateOf(customer).toEqual(['sent']);
    expect(arrived(customer)).toHaveLength(2);
    expect((await reviewer.api('POST', `/outbox/${id}/retry`)).body.code).toBe('already_sent');
  });

  it.each([['before the end of the data', 'stall', 'sent', 1], ['while its answer is awaited', 'hang', 'in_doubt', 1], ['after its answer', 'take', 'sent', 1]] as const)(
    'killed %s', async (_when, behaviour, state, count) => {
      mailServer.behaviour = behaviour;
      const told = mailServer.recipients();
      const taken = mailServer.mails.length;
      const customer = await submitted();
      if (behaviour === 'stall') await expect.poll(() => mailServer.recipients(), patient).toBeGreaterThan(told);
      else await mailServer.received(taken + 1);
      if (behaviour === 'take') await stateOf(customer).toEqual(['sent']);
      await backend.kill('SIGKILL');
      mailServer.behaviour = 'take';
      await backend.restart();
      await stateOf(customer).toEqual([state]);
      expect(arrived(customer)).toHaveLength(count);
    });

  it('goes out once from two processes on one database', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    // Who shares a database shares the key of what it names.
    const key = randomBytes(32).toString('base64');
    const env = { SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0', KYC_REVIEW: 'automatic', KYC_ENCRYPTION_KEY: key };
    const first = await startBackend({ databaseUrl, env });
    const second = await startBackend({ databaseUrl, env });
    const before = mailServer.mails.length;
    for (const at of [first, second, first, second]) {
      const customer = await Customer.signIn(at);
      await customer.add('identity', 'passport');
      await customer.add('address', 'mobile_bill');
      expect((await customer.submit()).status).toBe(201);
    }
    await expect.poll(async () => (await new Reviewer(first).api('GET', '/outbox')).body.counts, patient).toEqual({ waiting: 0, in_doubt: 0, sent: 8 });
    const ids = mailServer.mails.slice(before).map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([8, 8]);
    await first.stop();
    await second.stop();
  });
});
