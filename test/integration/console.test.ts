/** What a backend writes to its console: nothing that a person typed, sent or was given, whatever goes wrong. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerProblem } from '../../demo/server/http/problem-answer.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { call, Customer, photo, Reviewer } from '../support/backend-driver.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { newDatabase } from '../support/postgres.ts';

const patient = { timeout: 60_000 };
const webhookSecret = `whsec_${Buffer.from('w'.repeat(32)).toString('base64')}`;
const encryptionKey = 'ab'.repeat(32);

/** Every word somebody types has this in it. */
const telling = 'Xanthippe';
const file = { ...photo, fileName: `${telling}.jpg` };

describe('the console', () => {
  let mailServer: MailServer;
  let door: Server;
  let heard = '';
  let backend: RunningBackend;
  let reviewer: Reviewer;
  const secrets = [webhookSecret, webhookSecret.slice(6), encryptionKey, 'service-token', 'metrics-token', 'door-password'];

  beforeAll(async () => {
    mailServer = await startMailServer();
    mailServer.behaviour = 451;
    door = createServer((request, response) => void buffer(request).then((body) => {
      heard += body.toString();
      response.writeHead(500).end(`${telling} ${body.toString()}`);
    }));
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    backend = await startBackend({
      databaseUrl: await newDatabase(inject('postgresUrl')),
      env: {
        SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0', KYC_ENCRYPTION_KEY: encryptionKey, KYC_SERVICE_TOKEN: 'service-token',
        KYC_METRICS_TOKEN: 'metrics-token', KYC_WEBHOOK_URL: `http://door:door-password@127.0.0.1:${(door.address() as AddressInfo).port}/`,
        KYC_WEBHOOK_SECRET: webhookSecret, KYC_WEBHOOK_RETRY_SECONDS: '0',
      },
    });
    reviewer = new Reviewer(backend, `${telling} Reviewer`);
    secrets.push(backend.adminToken);
  });
  afterAll(async () => {
    await backend.stop();
    door.closeAllConnections();
    door.close();
    await mailServer.close();
  });

  const done = ({ status }: { status: number }): void => expect(status).toBeLessThan(300);

  async function addAndSubmit(customer: Customer): Promise<string> {
    const identity = await customer.add('identity', 'passport', { file });
    done(await customer.api('PATCH', `/documents/${identity}`, { fields: { number: telling } }));
    const started = await customer.create('address', 'mobile_bill', { file });
    await backend.restart();
    done(await customer.finish(started, file));
    const submitted = await customer.submit();
    done(submitted);
    return submitted.body.verification.id;
  }

  async function review(customer: Customer, verificationId: string): Promise<void> {
    const at = `/verifications/${verificationId}`;
    const [document] = (await customer.read()).documents;
    const path = `${at}/documents/${document?.id ?? ''}/decision`;
    done(await reviewer.api('POST', `${at}/comments`, { body: `${telling} said so` }));
    done(await reviewer.api('POST', path, { decision: 'reject', reason: 'other', message: telling }));
    done(await reviewer.api('POST', `${at}/requests`, { category: { title: telling }, message: telling }));
    done(await reviewer.api('POST', `${at}/decision`, { decision: 'request_changes', message: telling }));
    done(await reviewer.api('PUT', `/customers/${customer.id}/status`, { status: 'restricted', restrictions: [{ code: 'purchases', message: telling }] }));
    done(await reviewer.api('GET', `/verifications?q=${telling}`));
  }

  /** What is refused, too, is nobody's to read. */
  async function goWrong(customer: Customer): Promise<void> {
    const headers = { Authorization: `Bearer ${telling}` };
    const refused = [
      await call(`${backend.origin}/${telling}?name=${telling}`, {}),
      await call(`${backend.origin}/kyc/v1/verification`, { headers }),
      await call(`${backend.origin}/admin/api/customers/${telling}`, { headers }),
      await call(`${backend.origin}/kyc/v1/views/${telling}`, {}),
      await call(`${backend.origin}/portal/sign-in`, { method: 'POST', body: `{"customerId": "${telling}` }),
      await customer.create('identity', telling, { file }),
      await customer.api('POST', '/documents', { file: { fileName: file.fileName } }),
    ];
    expect(refused.map(({ status }) => status >= 400 && status < 500)).toEqual(refused.map(() => true));
  }

  it('says nothing about a person or a secret, over a whole journey that goes wrong everywhere', async () => {
    const customer = await Customer.signIn(backend, { customerId: `id-${telling}`, name: `${telling} Specimen`, email: `${telling}@people.example` });
    const verificationId = await addAndSubmit(customer);
    done(await customer.api('POST', '/tickets', { subject: telling, message: `${telling}\n    at ${telling}:1:1` }));
    await review(customer, verificationId);
    await goWrong(customer);
    const profile = JSON.stringify({ name: `${telling} Other`, email: `${telling}.other@people.example` });
    done(await call(`${backend.origin}/portal/profile`, { method: 'POST', body: profile, headers: { 'Content-Type': 'application/json', Cookie: customer.cookie } }));
    await expect.poll(() => backend.output(), patient).toMatch(/Mail \S+ could not be sent \(451/);
    await expect.poll(() => backend.output(), patient).toMatch(/Webhook \S+ could not be delivered \(500/);
    expect(heard).not.toBe('');
    done(await reviewer.api('DELETE', `/customers/${customer.id}`));
    const output = backend.output().toLowerCase();
    const mine = [telling, customer.token, customer.cookie.split('=')[1] ?? '', ...secrets];
    expect(mine.filter((one) => one === '' || output.includes(one.toLowerCase()))).toEqual([]);
  });

  it('names the kind and the place of what nobody expected, and not what was being said', async () => {
    const lines: string[] = [];
    const app = new Hono();
    app.onError((reason, c) => answerProblem(c, reason, (line) => lines.push(line)));
    app.get('/', () => {
      throw new TypeError(`Failed query: insert into comments\nparams: Hello,\n    at ${telling}:1:1`);
    });
    expect((await app.request('/')).status).toBe(500);
    expect(lines).toEqual([expect.stringMatching(/^GET request failed: TypeError {2}at .*console\.test\.ts:\d+:\d+/)]);
    expect(lines.join()).not.toContain(telling);
  });
});
