/** Who gets in, and what of: sign-in, tokens, owners, the provider's token, pages and their headers. */
import { describe, expect, it } from 'vitest';
import { announced, call, Customer, newKey, photo, Reviewer } from '../support/backend-driver.ts';
import { anySharedBackend } from '../support/integration-setup.ts';

describe.each(anySharedBackend())('the backend on %s lets in', (_name, backend) => {
  const signIn = (body: unknown, headers: Record<string, string> = {}) => call(`${backend.origin}/portal/sign-in`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
  });

  it('creates a customer at the first sign-in and knows them at the next', async () => {
    const customerId = `cus-${newKey()}`;
    const first = await signIn({ customerId, name: 'Ada Example', type: 'organization', locale: 'de-AT' });
    expect(first.status).toBe(200);
    expect(first.body.customer).toEqual({
      id: customerId, name: 'Ada Example', email: `${customerId}@customers.example`, type: 'organization',
      status: 'approval_pending', locale: 'de',
    });
    const again = await signIn({ customerId, name: 'Someone Else', email: 'else@else.example', type: 'individual' });
    expect(again.body.customer).toEqual(first.body.customer);
    const cookie = first.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
  });

  it('takes a form as well', async () => {
    const customerId = `cus-${newKey()}`;
    const answer = await call(`${backend.origin}/portal/sign-in`, { method: 'POST', body: new URLSearchParams({ customerId, name: 'Form' }) });
    expect(answer.body.customer).toMatchObject({ id: customerId, name: 'Form' });
  });

  it.each([
    [{}], [{ customerId: '' }], [{ customerId: '../x' }], [{ customerId: 'a\r\nb' }], [{ customerId: 'x'.repeat(129) }],
    [{ customerId: 'ok', email: 'a@b.example\r\nBcc: c@d.example' }], [{ customerId: 'ok', type: 'admin' }], [[]], ['text'],
  ])('refuses to sign in %j', async (body) => {
    const answer = await signIn(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
  });

  it("refuses another site's page", async () => {
    const customer = await Customer.signIn(backend);
    const foreign: Record<string, string>[] = [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }];
    for (const headers of foreign) {
      const answer = await call(`${backend.origin}/portal/kyc-session`, { method: 'POST', headers: { Cookie: customer.cookie, ...headers } });
      expect(answer.status).toBe(403);
    }
    const own = await call(`${backend.origin}/portal/kyc-session`, {
      method: 'POST', headers: { Cookie: customer.cookie, Origin: backend.origin, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(own.status).toBe(200);
  });

  it('gives a token for 15 minutes to a signed-in customer only, until they sign out', async () => {
    const anonymous = await call(`${backend.origin}/portal/kyc-session`, { method: 'POST' });
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'unauthorized']);
    const customer = await Customer.signIn(backend);
    const headers = { Cookie: customer.cookie };
    const session = await call(`${backend.origin}/portal/kyc-session`, { method: 'POST', headers });
    const lifeMs = Date.parse(session.body.expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(14 * 60_000);
    expect(lifeMs).toBeLessThanOrEqual(15 * 60_000);
    const me = await call(`${backend.origin}/portal/me`, { headers });
    expect(me.body.customer.id).toBe(customer.id);
    expect((await call(`${backend.origin}/portal/sign-out`, { method: 'POST', headers })).status).toBe(204);
    expect((await call(`${backend.origin}/portal/me`, { headers })).body).toEqual({ customer: null });
    expect((await call(`${backend.origin}/portal/kyc-session`, { method: 'POST', headers })).status).toBe(401);
  });

  it('answers 401 to a missing, made-up or foreign kind of token', async () => {
    const customer = await Customer.signIn(backend);
    const secretOfCookie = customer.cookie.split('=')[1] ?? '';
    for (const Authorization of [undefined, 'Bearer', 'Bearer made-up', `Basic ${customer.token}`, `Bearer ${secretOfCookie}`, `Bearer ${backend.adminToken}`]) {
      const answer = await call(`${backend.origin}/kyc/v1/verification`, Authorization ? { headers: { Authorization } } : {});
      expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([401, 'unauthorized', false]);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    }
  });

  it("answers 404 to everything of another customer's, on every route", async () => {
    const [owner, other] = [await Customer.signIn(backend), await Customer.signIn(backend)];
    const open = await owner.create('identity', 'passport');
    const [doc, file] = [open.body.document.id, open.body.file.id];
    const upload = new URL(open.body.upload.url).pathname.replace('/kyc/v1', '');
    const form = new FormData();
    form.set('file', new Blob([photo.bytes]));
    const foreignUpload = await call(open.body.upload.url, { method: 'POST', body: form, headers: { Authorization: `Bearer ${other.token}` } });
    await owner.finish(open);
    const { verificationId, identity } = await ownSubmission(owner, doc);
    const comment = await new Reviewer(backend).api('POST', `/verifications/${verificationId}/comments`, { body: 'Hello' });
    const submissionId = (await owner.read()).review.submissionId;
    const body = { categoryId: 'identity', documentTypeId: 'passport' };
    const routes: [string, string, unknown?][] = [
      ['POST', '/documents', { ...body, replaces: doc, file: announced(photo, 'single') }],
      ['POST', '/documents', { ...body, copyOf: doc }],
      ['POST', `/documents/${doc}/files`, announced(photo, 'single')],
      ['POST', `/documents/${doc}/files/${file}/upload`],
      ['POST', `/documents/${doc}/files/${file}/complete`, { sha256: photo.sha256 }],
      ['PATCH', `/documents/${doc}`, { documentTypeId: 'national_card' }],
      ['DELETE', `/documents/${doc}`], ['DELETE', `/documents/${doc}/files/${file}`],
      ['GET', `/documents/${doc}/files/${file}/content`], ['GET', `/documents/${doc}/files/${file}/thumbnail`],
      ['POST', `/documents/${doc}/files/${file}/view`],
      ['POST', '/submissions', { version: 2, documentIds: [identity] }],
      ['DELETE', `/submissions/${submissionId}`],
      ['POST', `/comments/${comment.body.comment.id}/read`],
      ['POST', '/tickets', { subject: 's', message: 'm', documentId: doc }],
      ['POST', upload],
    ];
    expect(foreignUpload.status).toBe(404);
    for (const [method, path, routeBody] of routes) {
      const answer = await other.api(method, path, routeBody);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'not_found']);
    }
    expect((await other.read()).documents).toEqual([]);
    expect((await owner.read()).documents.map(({ id }) => id)).toContain(doc);
  });

  async function ownSubmission(owner: Customer, identity: string) {
    await owner.add('address', 'mobile_bill');
    const answer = await owner.submit();
    return { verificationId: answer.body.verification.id as string, identity };
  }

  it("answers 401 without the provider's token, on every route", async () => {
    const customer = await Customer.signIn(backend);
    const { id } = await customer.read();
    const routes = [
      ['GET', '/verifications'], ['GET', `/verifications/${id}`], ['POST', `/verifications/${id}/documents/x/decision`],
      ['POST', `/verifications/${id}/decision`], ['POST', `/verifications/${id}/comments`], ['POST', `/verifications/${id}/requests`],
      ['POST', `/verifications/${id}/renewal`], ['PUT', `/customers/${customer.id}/status`], ['GET', '/configuration'],
      ['PUT', '/configuration'], ['GET', '/outbox'], ['GET', '/audit'], ['GET', `/verifications/${id}/files/x/content`],
      ['DELETE', `/customers/${customer.id}`], ['GET', '/anything'],
    ] as const;
    for (const [method, path] of routes) {
      for (const Authorization of ['', `Bearer ${customer.token}`, 'Bearer wrong']) {
        const answer = await call(`${backend.origin}/admin/api${path}`, { method, headers: Authorization ? { Authorization } : {} });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
      }
    }
    expect((await customer.read()).status).toBe('collecting');
  });

  it('answers unknown paths with a problem and keeps every file outside out of reach', async () => {
    for (const path of ['/kyc/v1/nothing', '/nothing', '/admin/nothing', '/widget/../../package.json', '/%2e%2e/%2e%2e/package.json',
      '/widget/..%2f..%2fpackage.json', '/admin/..%5c..%5cpackage.json', '/.data', '/assets/']) {
      const customer = path.startsWith('/kyc') ? await Customer.signIn(backend) : null;
      const answer = await call(`${backend.origin}${path}`, { headers: customer ? { Authorization: `Bearer ${customer.token}` } : {} });
      expect([path, answer.status, answer.body?.code]).toEqual([path, 404, 'not_found']);
    }
  });

  it('puts the guarding headers on every kind of answer', async () => {
    const customer = await Customer.signIn(backend);
    for (const path of ['/healthz', '/kyc/v1/verification', '/portal/me', '/admin/api/outbox', '/nothing']) {
      const { headers } = await call(`${backend.origin}${path}`, { headers: { Authorization: `Bearer ${customer.token}` } });
      expect([path, headers.get('X-Content-Type-Options'), headers.get('Referrer-Policy'), headers.get('X-Frame-Options')])
        .toEqual([path, 'nosniff', 'no-referrer', 'DENY']);
    }
    const { headers } = await customer.api('GET', '/verification');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Vary')).toMatch(/Accept-Language/);
  });

  it('answers 304 to the tag of the snapshot, in that language only, until something changes', async () => {
    const customer = await Customer.signIn(backend);
    const german = { 'Accept-Language': 'de-CH;q=0.9, fr' };
    const first = await customer.api('GET', '/verification', undefined, german);
    const etag = first.headers.get('ETag') ?? '';
    expect(first.body.categories[0].title).toBe('Identitätsnachweis');
    const same = await customer.api('GET', '/verification', undefined, { ...german, 'If-None-Match': `"x", W/${etag}` });
    expect([same.status, same.headers.get('ETag')]).toEqual([304, etag]);
    const arabic = await customer.api('GET', '/verification', undefined, { 'Accept-Language': 'ar', 'If-None-Match': etag });
    expect([arabic.status, arabic.body.categories[0].title]).toEqual([200, 'إثبات الهوية']);
    await customer.create('identity', 'passport');
    const changed = await customer.api('GET', '/verification', undefined, { ...german, 'If-None-Match': etag });
    expect([changed.status, changed.body.version > first.body.version]).toEqual([200, true]);
  });
});
