/** Webhooks from a real backend to the demo's receiver, and through a door in between that fails as receivers do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, Reviewer } from '../support/backend-driver.ts';
import { newDatabase } from '../support/postgres.ts';
import { startReceiver, type RunningReceiver } from '../support/receiver.ts';

const patient = { timeout: 60_000 };
const secret = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const [oldSecret, newSecret] = [secret('o'), secret('n')];

interface Call {
  readonly headers: Record<string, string>;
  readonly body: string;
}

interface Listed {
  readonly id: string;
  readonly type: string;
  readonly deliveredAt: string | null;
  readonly givenUpAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempts: number;
  readonly lastError: string | null;
}

describe('webhooks', () => {
  const calls: Call[] = [];
  let answer: (response: ServerResponse, pass: () => Promise<number>) => void | Promise<void>;
  let door: Server;
  let receiver: RunningReceiver;
  let backend: RunningBackend;
  let reviewer: Reviewer;

  const pass = async (response: ServerResponse, forward: () => Promise<number>): Promise<void> => void response.writeHead(await forward()).end();
  const post = async ({ headers, body }: Call): Promise<number> => (await fetch(receiver.url, { method: 'POST', headers, body })).status;
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const names = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'];
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
    const call = { headers, body: (await buffer(request)).toString() };
    calls.push(call);
    await answer(response, () => post(call).catch(() => 503));
  };

  beforeAll(async () => {
    answer = pass;
    door = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const url = `http://user:pass-word@127.0.0.1:${(door.address() as AddressInfo).port}/in`;
    const env = { KYC_WEBHOOK_URL: url, KYC_WEBHOOK_SECRET: `${newSecret},${oldSecret}`, KYC_WEBHOOK_RETRY_SECONDS: '3', KYC_SERVICE_TOKEN: 'service' };
    backend = await startBackend({ databaseUrl, env });
    receiver = await startReceiver({ KYC_WEBHOOK_SECRET: oldSecret, KYC_URL: backend.origin, KYC_SERVICE_TOKEN: 'service' });
    reviewer = new Reviewer(backend);
  });
  afterAll(async () => {
    await backend.stop();
    await receiver.stop();
    door.closeAllConnections();
    door.close();
  });

  const listed = async (): Promise<Listed[]> => (await reviewer.api('GET', '/webhooks')).body.webhooks;
  const allDelivered = () => expect.poll(async () => (await listed()).every(({ deliveredAt }) => deliveredAt !== null), patient).toBe(true);
  const actedOn = (verificationId: string): string[] => receiver.events().filter((line) => line.includes(verificationId)).map((line) => line.split(' ')[1] ?? '');
  const ticket = async (customer: Customer): Promise<Listed> => {
    expect((await customer.api('POST', '/tickets', { subject: 's', message: 'secret words' }, { 'Idempotency-Key': 'k' })).status).toBe(201);
    const [newest] = await listed();
    if (!newest) throw new Error('nothing was written down');
    return newest;
  };
  const found = async (id: string): Promise<Listed | undefined> => (await listed()).find((one) => one.id === id);

  it('tell each happening once, in ids and codes, and the receiver asks for the rest', async () => {
    const customer = await Customer.signIn(backend, { name: 'Secret Name' });
    const { verificationId } = await customer.submitBoth();
    await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: 'secret words' });
    await reviewer.decideWhole(verificationId, 'complete');
    await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic' });
    await ticket(customer);
    await reviewer.api('PUT', `/customers/${customer.id}/status`, { status: 'restricted' });
    await reviewer.api('DELETE', `/customers/${customer.id}`);
    await allDelivered();
    await expect.poll(() => actedOn(verificationId).sort(), patient).toEqual([
      'comment.created', 'customer.erased', 'customer.restrictions_changed', 'customer.status_changed', 'customer.status_changed', 'ticket.created',
      'verification.renewal_due', 'verification.status_changed', 'verification.status_changed', 'verification.submitted',
    ]);
    const bodies = calls.map(({ body }) => body).join('\n');
    expect(bodies).toMatch(/"type":"verification.status_changed".*"previous":"pending","current":"completed"/);
    expect(bodies + receiver.events().join()).not.toMatch(/[Ss]ecret/);
    expect(backend.output()).not.toMatch(/pass-word|whsec_/);
  });

  it('wait for a receiver that is down, killed too, and act once', async () => {
    await receiver.kill();
    const customer = await Customer.signIn(backend);
    const { id } = await ticket(customer);
    await expect.poll(async () => (await found(id))?.lastError, patient).toBe('503');
    await receiver.restart();
    await expect.poll(async () => (await found(id))?.deliveredAt ?? null, patient).not.toBeNull();
    await expect.poll(() => receiver.events().filter((line) => line.startsWith(id)), patient).toHaveLength(1);
  });

  it.each([
    ['an error', '500', (response: ServerResponse) => void response.writeHead(500).end('x')],
    ['a redirect', '302', (response: ServerResponse) => void response.writeHead(302, { Location: '/elsewhere' }).end()],
    ['a broken connection', 'UND_ERR_SOCKET', (response: ServerResponse) => void response.destroy()],
    ['nothing at all', 'timeout', () => undefined],
  ])('try again after %s', async (_what, code, fail) => {
    answer = fail;
    const { id } = await ticket(await Customer.signIn(backend));
    await expect.poll(async () => (await found(id))?.lastError, patient).toBe(code);
    answer = pass;
    await reviewer.api('POST', `/webhooks/${id}/retry`);
    await expect.poll(async () => (await found(id))?.deliveredAt ?? null, patient).not.toBeNull();
    await expect.poll(() => receiver.events().filter((line) => line.startsWith(id)), patient).toHaveLength(1);
  });

  it.each([
    ['seconds', () => '3600'],
    ['a date', () => new Date(Date.now() + 3_600_000).toUTCString()],
  ])('wait as long as the receiver asks for, in %s', async (_form, retryAfter) => {
    answer = (response) => void response.writeHead(503, { 'Retry-After': retryAfter() }).end();
    const { id } = await ticket(await Customer.signIn(backend));
    await expect.poll(async () => (await found(id))?.lastError, patient).toBe('503');
    const waitMs = Date.parse((await found(id))?.nextAttemptAt ?? '') - Date.now();
    expect(waitMs).toBeGreaterThan(3_000_000);
    expect(waitMs).toBeLessThanOrEqual(3_601_000);
    answer = pass;
    await reviewer.api('POST', `/webhooks/${id}/retry`);
    await expect.poll(async () => (await found(id))?.deliveredAt ?? null, patient).not.toBeNull();
  });

  it('stop at 410, and go on when a person says so', async () => {
    answer = (response) => void response.writeHead(410).end();
    const { id } = await ticket(await Customer.signIn(backend));
    await expect.poll(async () => (await found(id))?.givenUpAt ?? null, patient).not.toBeNull();
    answer = pass;
    expect((await reviewer.api('POST', `/webhooks/${id}/retry`)).status).toBe(200);
    await allDelivered();
    expect((await reviewer.api('POST', `/webhooks/${id}/retry`)).body.code).toBe('already_sent');
  });

  it('act once when the backend is killed between the receiver’s act and its answer', async () => {
    let isTaken = (): void => undefined;
    const taken = new Promise<void>((resolve) => { isTaken = resolve; });
    answer = async (_response, forward) => {
      await forward();
      isTaken();
    };
    const { id } = await ticket(await Customer.signIn(backend));
    await taken;
    await backend.kill('SIGKILL');
    answer = pass;
    await backend.restart();
    await expect.poll(async () => (await found(id))?.deliveredAt ?? null, patient).not.toBeNull();
    expect(calls.filter(({ headers }) => headers['webhook-id'] === id)).toHaveLength(2);
    await expect.poll(() => receiver.events().filter((line) => line.startsWith(id)), patient).toHaveLength(1);
  });

  it('carry a signature of each secret; a forged, an old and a repeated one do nothing', async () => {
    const { headers, body } = calls.find((call) => call.body.includes('verification.submitted')) ?? { headers: {}, body: '' };
    for (const one of [oldSecret, newSecret]) expect(new Webhook(one).verify(body, headers)).toMatchObject({ type: 'verification.submitted' });
    const acted = receiver.events().length;
    const signed = (by: string, at: Date): Call => ({
      headers: { 'webhook-id': 'msg_forged', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(by).sign('msg_forged', at, body) }, body,
    });
    expect(await post(signed(secret('x'), new Date()))).toBe(401);
    expect(await post(signed(oldSecret, new Date(Date.now() - 600_000)))).toBe(401);
    expect(await post({ headers, body: body.replace('pending', 'completed') + ' ' })).toBe(401);
    expect(await post({ headers: { ...headers, 'webhook-id': 'msg_other' }, body })).toBe(401);
    expect(await post({ headers, body })).toBe(204);
    expect(receiver.events()).toHaveLength(acted);
  });

  it('need a secret, and say how to make one', async () => {
    const url = 'http://127.0.0.1:9/';
    await expect(startBackend({ env: { KYC_WEBHOOK_URL: url } })).rejects.toThrow(/KYC_WEBHOOK_SECRET; make one with: node -p/);
    await expect(startBackend({ env: { KYC_WEBHOOK_URL: url, KYC_WEBHOOK_SECRET: 'whsec_short' } })).rejects.toThrow(/24 to 64 random bytes/);
  });
});
