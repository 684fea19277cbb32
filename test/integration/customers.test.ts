/** How customers stand, for the host's own services: with a token of theirs, which opens nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningBackend } from '../support/backend.ts';
import { call, Customer, newKey, Reviewer } from '../support/backend-driver.ts';
import { anyEngine, startOwn } from '../support/engines.ts';

const serviceToken = 'a-token-of-the-shop';

describe.each(anyEngine)('customers for machines on %s', (_name, start) => {
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    backend = await start({ KYC_SERVICE_TOKEN: serviceToken, KYC_RATE_LIMIT: '1000000' });
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  const ask = (path: string, init: RequestInit = {}) =>
    call(`${backend.origin}/admin/api${path}`, { ...init, headers: { Authorization: `Bearer ${serviceToken}`, 'Content-Type': 'application/json' } });

  it('tells whether a customer may buy, and what keeps them from it', async () => {
    const customer = await Customer.signIn(backend, { name: 'Ada Example' });
    const { verificationId } = await customer.submitBoth();
    const stands = { id: customer.id, name: 'Ada Example', type: 'individual' };
    const before = await ask(`/customers/${customer.id}`);
    expect([before.status, before.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(before.body).toEqual({ ...stands, status: 'approval_pending', restrictions: [], verification: { id: verificationId, status: 'pending', renewal: null } });
    await reviewer.decideWhole(verificationId, 'complete');
    expect((await ask(`/customers/${customer.id}`)).body).toMatchObject({ status: 'active', verification: { status: 'completed' } });
    const restricted = { status: 'restricted', restrictions: [{ code: 'no_purchases', message: 'No purchases', liftedBy: 'A call' }] };
    await reviewer.api('PUT', `/customers/${customer.id}/status`, restricted);
    expect((await ask(`/customers/${customer.id}`)).body).toMatchObject(restricted);
    expect((await reviewer.api('GET', `/customers/${customer.id}`)).body).toMatchObject(restricted);
  });

  it('opens nothing else: neither cases nor files, and changes nothing', async () => {
    const customer = await Customer.signIn(backend);
    const { id, documents } = await customer.read();
    const paths = [
      '/verifications', `/verifications/${id}`, `/verifications/${id}/files/${documents[0]?.files[0]?.id}/content`, '/configuration', '/outbox', '/webhooks',
      '/audit', `/audit?verificationId=${id}`, `/customers/${customer.id}/status`, '/customers/', '/nothing',
    ];
    for (const path of paths) expect([path, (await ask(path)).status]).toEqual([path, 401]);
    const writes: [string, string][] = [
      ['PUT', `/customers/${customer.id}/status`], ['DELETE', `/customers/${customer.id}`], ['POST', '/customers'], ['PUT', `/customers/${customer.id}`],
      ['POST', `/verifications/${id}/decision`], ['POST', `/verifications/${id}/comments`], ['PUT', '/configuration'],
    ];
    for (const [method, path] of writes) expect([method, path, (await ask(path, { method, body: '{}' })).status]).toEqual([method, path, 401]);
    expect((await customer.read()).customer.status).toBe('approval_pending');
  });

  it('knows no other token, and nobody unknown', async () => {
    const customer = await Customer.signIn(backend);
    for (const token of ['', 'wrong', `${serviceToken}x`, serviceToken.slice(1), customer.token]) {
      const { status, body } = await call(`${backend.origin}/admin/api/customers/${customer.id}`, { headers: { Authorization: `Bearer ${token}` } });
      expect([token, status, body.code]).toEqual([token, 401, 'unauthorized']);
    }
    for (const path of ['/customers/unknown', '/customers/%00']) {
      const unknown = await ask(path);
      expect([path, unknown.status, unknown.body.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it('has who ran out of time as restricted at once, one by one and in the list', async () => {
    const tag = newKey();
    const [late, fine] = [await Customer.signIn(backend, { name: `Late ${tag}` }), await Customer.signIn(backend, { name: `Fine ${tag}` })];
    for (const [customer, ms] of [[late, 1500], [fine, 3_600_000]] as const) {
      const { verificationId } = await customer.submitBoth();
      await reviewer.decideWhole(verificationId, 'complete');
      await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: new Date(Date.now() + ms).toISOString(), reason: 'periodic' });
    }
    const listed = async (status: string) => (await ask(`/customers?status=${status}&q=${tag}`)).body.customers.map(({ id }: { id: string }) => id);
    await expect.poll(() => listed('active'), { timeout: 20_000, interval: 200 }).toEqual([fine.id]);
    expect(await listed('restricted')).toEqual([late.id]);
    expect((await ask(`/customers/${late.id}`)).body).toMatchObject({
      status: 'restricted', restrictions: [{ code: 'renewal_overdue', message: expect.any(String) }], verification: { status: 'completed', renewal: { status: 'due' } },
    });
  });

  it('lists by status and name, a page at a time, without a gap or a repeat', async () => {
    const tag = newKey();
    const customers: Customer[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) customers.push(await Customer.signIn(backend, { name: `${name} ${tag}`, customerId: `${tag}-${name}` }));
    await reviewer.api('PUT', `/customers/${tag}-c/status`, { status: 'active' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask(`/customers?q=${tag}&status=approval_pending,locked&limit=2&cursor=${cursor}`);
      expect(body.customers.length).toBeLessThanOrEqual(2);
      seen.push(...body.customers.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
      await Customer.signIn(backend, { name: `0 ${tag}`, customerId: `${tag}-0` });
    }
    expect(seen).toEqual(['a', 'b', 'd', 'e'].map((name) => `${tag}-${name}`));
    for (const [name, value] of [['status', 'gone'], ['limit', '0'], ['cursor', 'nonsense']] as const) {
      const answer = await ask(`/customers?${name}=${value}`);
      expect([answer.status, answer.body.paths]).toEqual([400, [name]]);
    }
    const { nextCursor } = (await reviewer.api('GET', '/verifications?limit=1')).body;
    expect((await ask(`/customers?cursor=${nextCursor}`)).status).toBe(400);
  });
});

describe('without a token for services', () => {
  it('only the provider is let in', async () => {
    const backend = await startOwn();
    const customer = await Customer.signIn(backend);
    for (const token of ['', 'null', 'undefined']) {
      expect((await call(`${backend.origin}/admin/api/customers`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
    }
    expect((await new Reviewer(backend).api('GET', `/customers/${customer.id}`)).status).toBe(200);
    await backend.stop();
  });
});
