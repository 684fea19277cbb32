/** Small rules that only show when somebody looks twice: at a configuration, a mail's place, a log, a link. */
import { createServer, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { call, Customer, newKey, pdf, Reviewer } from '../support/backend-driver.ts';
import { startOwn } from '../support/engines.ts';
import { anySharedBackend } from '../support/integration-setup.ts';

async function takePort(): Promise<{ port: number; free: () => Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, free: () => new Promise((resolve) => server.close(resolve)) };
}

describe.each(anySharedBackend())('the backend on %s', (_name, backend) => {
  const reviewer = new Reviewer(backend);
  const signIn = (customerId: string) => call(`${backend.origin}/portal/sign-in`, {
    method: 'POST', body: JSON.stringify({ customerId }), headers: { 'Content-Type': 'application/json' },
  });

  it('restricts at once when a renewal is asked for by a day that is past', async () => {
    const customer = await Customer.signIn(backend);
    const { verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    const renewal = await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2020-01-01T00:00:00Z', reason: 'periodic' });
    expect(renewal.body).toMatchObject({ customer: { status: 'restricted' }, restrictions: [{ code: 'renewal_overdue' }], renewal: { status: 'due' } });
    expect((await customer.read()).version).toBe(renewal.body.version);
  });

  it('writes down a view once a minute for each reviewer', async () => {
    const customer = await Customer.signIn(backend);
    const { id } = await customer.read();
    const other = new Reviewer(backend, 'Otto Other');
    for (const viewer of [reviewer, reviewer, other, reviewer, other]) await viewer.api('GET', `/verifications/${id}`);
    const { entries } = (await reviewer.api('GET', `/audit?verificationId=${id}`)).body;
    const viewers = entries.filter(({ action }: { action: string }) => action === 'case_viewed').map(({ actor }: { actor: string }) => actor);
    expect(viewers).toEqual(['Otto Other', 'Rita Reviewer']);
  });

  it('keeps the side nobody objected to: it can neither be taken back nor swapped', async () => {
    const customer = await Customer.signIn(backend);
    const { identity, verificationId } = await customer.submitBoth();
    const [front, back] = (await customer.read()).documents[0]?.files ?? [];
    await reviewer.decide(verificationId, identity, { decision: 'reject', fileId: front?.id, reason: 'glare' });
    await reviewer.decideWhole(verificationId, 'request_changes');
    const remove = (fileId = '') => customer.api('DELETE', `/documents/${identity}/files/${fileId}`);
    const refusals = async () => [await remove(back?.id), await customer.addSide(identity, 'back', { replaces: back?.id ?? '' })];
    for (const answer of await refusals()) expect([answer.status, answer.body.code, answer.body.documentId]).toEqual([409, 'not_asked_for', identity]);
    const fresh = await customer.addSide(identity, 'front');
    expect((await customer.finish(fresh)).body.document.status).toBe('uploaded');
    for (const answer of await refusals()) expect([answer.status, answer.body.code]).toEqual([409, 'not_asked_for']);
    expect((await remove(fresh.body.file.id)).status).toBe(204);
    expect((await customer.read()).documents[0]?.files.map(({ id }) => id)).toEqual([back?.id]);
  });

  it('takes away a side that was rejected', async () => {
    const customer = await Customer.signIn(backend);
    const { identity, verificationId } = await customer.submitBoth();
    const front = (await customer.read()).documents[0]?.files[0];
    await reviewer.decide(verificationId, identity, { decision: 'reject', fileId: front?.id, reason: 'glare' });
    await reviewer.decideWhole(verificationId, 'request_changes');
    expect((await customer.api('DELETE', `/documents/${identity}/files/${front?.id}`)).status).toBe(204);
  });

  it('signs in ids that are addresses or carry a namespace, each with a mailbox of its own', async () => {
    const tail = newKey();
    const ids = [`ada.${tail}@shop.example`, `ada:${tail}@shop.example`, `tenant:eu+${tail}.`, `a..${tail}`, `${tail}${'x'.repeat(112)}`, `ada+${tail}`];
    const emails: string[] = [];
    for (const customerId of ids) {
      const { status, body } = await signIn(customerId);
      expect([customerId, status, body.customer?.id]).toEqual([customerId, 200, customerId]);
      expect(body.customer.email).toMatch(/^[A-Za-z0-9_+-]{1,64}@customers\.example$/);
      emails.push(body.customer.email);
      const put = await reviewer.api('PUT', `/customers/${encodeURIComponent(customerId)}/status`, { status: 'active' });
      expect([customerId, put.body.customer?.id]).toEqual([customerId, customerId]);
    }
    expect(new Set(emails).size).toBe(ids.length);
    expect(emails.at(-1)).toBe(`ada+${tail}@customers.example`);
    for (const customerId of ['@x', '+x', ':x', 'a b', 'a/b', 'a\u0000b c', 'x'.repeat(129)]) expect([customerId, (await signIn(customerId)).status]).toEqual([customerId, 400]);
  });

  it('varies by language and contract', async () => {
    const customer = await Customer.signIn(backend);
    for (const answer of [await customer.api('GET', '/verification'), await customer.api('DELETE', '/documents/unknown')]) {
      expect(answer.headers.get('Vary')).toBe('Accept-Language, KYC-Contract');
    }
  });

  it('does not use up a link that is only checked', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    await customer.finish(started);
    const view = await customer.api('POST', `/documents/${started.body.document.id}/files/${started.body.file.id}/view`);
    expect((await fetch(view.body.url, { method: 'HEAD' })).status).toBe(405);
    const first = await fetch(view.body.url);
    expect(first.status).toBe(200);
    await first.arrayBuffer();
    expect((await fetch(view.body.url)).status).toBe(404);
  });
});

describe('a configuration', () => {
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    const { port, free } = await takePort();
    await free();
    const env = { KYC_REVIEW: 'automatic', PORT: String(port), KYC_PUBLIC_URL: `http://localhost:${port}/` };
    backend = await startOwn(env);
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  it('is six things, and keeps what a rejected customer becomes when that is left out', async () => {
    const all = ['enabled', 'availability', 'automaticApproval', 'categories', 'consents', 'privacyNotice'];
    const { body: configuration } = await reviewer.api('GET', '/configuration');
    expect(Object.keys(configuration)).toEqual(all);
    expect(Object.keys((await reviewer.api('PUT', '/configuration', configuration)).body)).toEqual(all);
    const restricted = { ...configuration, rejectedCustomerStatus: 'restricted' };
    expect((await reviewer.api('PUT', '/configuration', restricted)).body).toEqual(restricted);
    expect((await reviewer.api('PUT', '/configuration', configuration)).body).toEqual(restricted);
    expect((await reviewer.api('GET', '/configuration')).body).toEqual(restricted);
    const locked = await reviewer.api('PUT', '/configuration', { ...configuration, rejectedCustomerStatus: 'locked' });
    expect(Object.keys(locked.body)).toEqual(all);
    expect((await reviewer.api('PUT', '/configuration', { ...configuration, rejectedCustomerStatus: 'maybe' })).status).toBe(400);
  });

  it('that asks for nothing requires nothing', async () => {
    const early = await Customer.signIn(backend);
    const kept = await early.add('identity', 'passport');
    await reviewer.withConfiguration((configuration) => { configuration.categories = []; }, async () => {
      expect(await (await Customer.signIn(backend)).read()).toMatchObject({ status: 'not_required', categories: [], documents: [] });
      expect(await early.read()).toMatchObject({ status: 'not_required', documents: [{ id: kept }] });
    });
    expect((await early.read()).status).toBe('collecting');
  });

  it('lists the mails of one moment in the order of what happened', async () => {
    for (let round = 0; round < 6; round += 1) {
      const customer = await Customer.signIn(backend);
      await customer.add('identity', 'passport');
      await customer.add('address', 'mobile_bill', { file: pdf });
      await customer.submit();
      expect((await customer.read()).status).toBe('completed');
      const subjects = (await reviewer.mailsTo(customer)).map(({ subject }) => subject).reverse();
      expect(subjects).toEqual(['We received your documents', 'Your verification is completed']);
    }
  });

  it('knows the page behind a proxy as its own', async () => {
    const customer = await Customer.signIn(backend);
    const { host } = new URL(backend.origin);
    // As behind a proxy, the request's own host is another than the page's.
    const inside = backend.origin.replace('localhost', '127.0.0.1');
    const ask = (origin: string) => call(`${inside}/portal/kyc-session`, { method: 'POST', headers: { Cookie: customer.cookie, Origin: origin } });
    for (const origin of [`http://${host}`, `https://${host}`, inside]) expect([origin, (await ask(origin)).status]).toEqual([origin, 200]);
    for (const origin of ['https://evil.example', `https://${host}.evil.example`, 'null']) expect([origin, (await ask(origin)).status]).toEqual([origin, 403]);
  });
});

describe('a port in use', () => {
  it('is told before a database is made', async () => {
    const { port, free } = await takePort();
    const dataDir = await mkdtemp(join(tmpdir(), 'kyc-port-'));
    await expect(startBackend({ env: { PORT: String(port), KYC_DATA_DIR: dataDir } })).rejects.toThrow(new RegExp(`Port ${port} is already in use`));
    expect(existsSync(join(dataDir, 'database'))).toBe(false);
    await free();
    await rm(dataDir, { recursive: true, force: true });
  });
});
