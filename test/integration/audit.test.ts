/** Who looked at what and decided what: in the audit, which nobody can rewrite, and which says nothing about persons. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, Customer, photo, Reviewer } from '../support/backend-driver.ts';
import { anyEngine, rows, whileStopped, type OwnBackend } from '../support/engines.ts';

describe.each(anyEngine)('the audit of a backend on %s', (_name, start) => {
  let backend: OwnBackend;
  const nameOf = (reviewer: string): Reviewer => new Reviewer(backend, reviewer);

  beforeAll(async () => {
    backend = await start({ KYC_SERVICE_TOKEN: 'service-token' });
  });
  afterAll(() => backend.stop());

  const actionsBy = async (actor: string): Promise<string[]> =>
    (await nameOf('Reader').api('GET', `/audit?actor=${encodeURIComponent(actor)}`)).body.entries.map(({ action }: { action: string }) => action);

  it('names everybody who sees what customers gave, and everybody who changes something', async () => {
    const customer = await Customer.signIn(backend, { name: 'Sam Specimen' });
    const { verificationId, identity } = await customer.submitBoth();
    const fileId = (await customer.read()).documents[0]?.files[0]?.id ?? '';
    const { body: configuration } = await nameOf('Setup').api('GET', '/configuration');
    const at = `/verifications/${verificationId}`;
    const acts: [string, string, string, unknown?][] = [
      ['queue_viewed', 'GET', '/verifications'], ['case_viewed', 'GET', at], ['file_viewed', 'GET', `${at}/files/${fileId}/content`],
      ['customers_viewed', 'GET', '/customers'], ['customer_viewed', 'GET', `/customers/${customer.id}`],
      ['outbox_viewed', 'GET', '/outbox'], ['webhooks_viewed', 'GET', '/webhooks'], ['audit_viewed', 'GET', '/audit'],
      ['commented', 'POST', `${at}/comments`, { body: 'Hello' }],
      ['document_rejected', 'POST', `${at}/documents/${identity}/decision`, { decision: 'reject', reason: 'blurred', message: 'Too soft' }],
      ['document_requested', 'POST', `${at}/requests`, { categoryId: 'address', message: 'Another' }],
      ['case_complete', 'POST', `${at}/decision`, { decision: 'complete' }],
      ['renewal_started', 'POST', `${at}/renewal`, { dueAt: '2099-01-01T00:00:00Z', reason: 'periodic' }],
      ['customer_status_set', 'PUT', `/customers/${customer.id}/status`, { status: 'restricted' }],
      ['configuration_changed', 'PUT', '/configuration', configuration],
      ['customer_erased', 'DELETE', `/customers/${customer.id}`],
    ];
    for (const [action, method, path, body] of acts) {
      const reviewer = `By ${action}`;
      const { status } = await nameOf(reviewer).api(method, path, body);
      expect([path, status < 300]).toEqual([path, true]);
      expect([action, await actionsBy(reviewer)]).toEqual([action, expect.arrayContaining([action])]);
    }
    const { body: { entries } } = await nameOf('Reader').api('GET', '/audit');
    const details = JSON.stringify(entries.map(({ detail }: { detail: object }) => detail));
    for (const personal of ['Sam', customer.id, photo.fileName, 'Hello', 'Too soft', 'Another']) expect(details).not.toContain(personal);
  });

  it('notes a list once a minute for each who looks, and each by name, action and case', async () => {
    const customer = await Customer.signIn(backend);
    const { verificationId } = await customer.submitBoth();
    for (let times = 0; times < 3; times += 1) await nameOf('Often').api('GET', '/outbox');
    expect(await actionsBy('Often')).toEqual(['outbox_viewed']);
    await nameOf('Often').api('GET', `/verifications/${verificationId}`);
    const { body } = await nameOf('Reader').api('GET', `/audit?actor=Often&action=case_viewed&verificationId=${verificationId}`);
    expect(body.entries).toMatchObject([{ actor: 'Often', action: 'case_viewed', verificationId }]);
    expect((await nameOf('Reader').api('GET', `/audit?actor=Often&action=file_viewed`)).body.entries).toEqual([]);
  });

  it('knows the host’s services by a name no reviewer can take', async () => {
    const customer = await Customer.signIn(backend);
    const path = `/customers/${customer.id}`;
    const asService = (name: string) => nameOf(name).api('GET', path, undefined, { Authorization: 'Bearer service-token' });
    expect((await asService('Rita Reviewer')).status).toBe(200);
    const byService = async () => (await nameOf('Reader').api('GET', '/audit?actor=service')).body.entries;
    const noted = await byService();
    expect(noted).toMatchObject([{ actor: 'service', action: 'customer_viewed' }]);
    await nameOf('Service').api('GET', '/outbox');
    expect(await byService()).toEqual(noted);
  });

  it('notes a wrong token, and refuses an address that goes on guessing', async () => {
    const guess = (token: string) => call(`${backend.origin}/admin/api/outbox`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await guess('wrong')).status).toBe(401);
    expect((await nameOf('Reader').api('GET', '/audit?action=sign_in_failed')).body.entries).toMatchObject([{ actor: 'unknown', detail: {} }]);
    let refused = await guess('wrong');
    for (let guesses = 2; refused.status === 401 && guesses < 100; guesses += 1) refused = await guess('wrong');
    expect([refused.status, refused.body.limit, refused.body.actual]).toEqual([429, 30, 31]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await guess(backend.adminToken)).status).toBe(429);
    // A new process counts anew, and so does another address.
    await backend.restart();
    expect((await guess(backend.adminToken)).status).toBe(200);
  });

  it('can be added to, and nothing else, whoever asks the database', async () => {
    await whileStopped(backend, async (database) => {
      const before = await rows(database, sql`SELECT count(*) AS entries FROM audit`);
      for (const statement of [sql`UPDATE audit SET actor = 'nobody'`, sql`DELETE FROM audit`, sql`TRUNCATE audit`]) {
        await expect(database.execute(statement)).rejects.toThrow();
      }
      expect(await rows(database, sql`SELECT count(*) AS entries FROM audit`)).toEqual(before);
      expect(await rows(database, sql`SELECT count(*) AS entries FROM audit WHERE actor = 'nobody'`)).toMatchObject([{ entries: expect.anything() }]);
    });
  });
});

describe.each(anyEngine)('the limits of a backend on %s', (_name, start) => {
  it('say how much is too much: tickets, comments, texts', async () => {
    const backend = await start({ KYC_PROXIES: '1' });
    const customer = await Customer.signIn(backend);
    const { verificationId } = await customer.submitBoth();
    const ticket = () => customer.api('POST', '/tickets', { subject: 's', message: 'm' });
    for (let sent = 0; sent < 10; sent += 1) expect((await ticket()).status).toBe(201);
    const refused = await ticket();
    expect([refused.status, refused.body.code, refused.body.limit, refused.body.actual]).toEqual([429, 'rate_limited', 10, 11]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3000);
    const long = await customer.api('POST', '/tickets', { subject: 'x'.repeat(201), message: 'm' });
    expect([long.status, long.body.paths, long.body.limit, long.body.actual]).toEqual([400, ['subject'], 200, 201]);

    const comment = (name: string) => new Reviewer(backend, name).api('POST', `/verifications/${verificationId}/comments`, { body: 'Hello' });
    for (let sent = 0; sent < 120; sent += 1) expect((await comment('Quick')).status).toBe(201);
    const hurried = await comment('Quick');
    expect([hurried.status, hurried.body.limit, hurried.body.actual]).toEqual([429, 120, 121]);
    expect((await comment('Slow')).status).toBe(201);

    const from = (address: string, token: string) =>
      call(`${backend.origin}/admin/api/outbox`, { headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': `spoofed-${Math.random()}, ${address}` } });
    for (let guesses = 0; guesses < 30; guesses += 1) expect((await from('203.0.113.9', 'wrong')).status).toBe(401);
    expect((await from('203.0.113.9', backend.adminToken)).status).toBe(429);
    expect((await from('203.0.113.10', backend.adminToken)).status).toBe(200);
    await backend.stop();
  });
});
