/** The customer's life with a case: comments read, consents, an organisation's people, details that change, asking again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { call, Customer, newKey, Reviewer } from '../support/backend-driver.ts';
import { anySharedBackend } from '../support/integration-setup.ts';

describe.each(anySharedBackend())('a life with the backend on %s', (_name, backend) => {
  let customer: Customer;
  const reviewer = new Reviewer(backend);
  const subjects = async (to = customer) => (await reviewer.mailsTo(to)).map(({ subject }) => subject).reverse();
  const portal = (path: string, body: object, headers: Record<string, string> = {}) => call(`${backend.origin}/portal${path}`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
  });
  const profile = (body: object) => portal('/profile', body, { Cookie: customer.cookie });
  const audited = async (verificationId: string) => (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body.entries as
    { action: string; actor: string; detail: object }[];

  beforeEach(async () => {
    customer = await Customer.signIn(backend);
  });

  it('lets a reviewer decide though a comment was read meanwhile, and not when there is something new', async () => {
    const { identity, address, verificationId } = await customer.submitBoth();
    const path = `/verifications/${verificationId}`;
    await reviewer.api('POST', `${path}/comments`, { body: 'Hello' });
    const seen = await reviewer.api('GET', path);
    const [comment] = (await customer.read()).comments;
    await customer.api('POST', `/comments/${comment?.id}/read`);
    const now = await customer.read();
    expect(now.version).toBe(Number(seen.body.version) + 1);
    const decide = (version: number) => reviewer.api('POST', `${path}/documents/${identity}/decision`, { decision: 'reject', reason: 'glare' }, { 'If-Match': `"${version}"` });
    expect((await decide(now.version + 1)).status).toBe(412);
    const rejected = await decide(seen.body.version);
    expect(rejected.status).toBe(200);
    await reviewer.decide(verificationId, address, { decision: 'accept' });

    const before = await reviewer.api('GET', path);
    await customer.add('identity', 'passport', { replaces: identity });
    const stale = await reviewer.api('POST', `${path}/decision`, { decision: 'complete' }, { 'If-Match': before.headers.get('ETag') ?? '' });
    expect([stale.status, stale.body.code]).toEqual([412, 'version_conflict']);
  });

  it('refuses consents and notices that make no sense, and keeps those that are left out', async () => {
    const { body: configuration } = await reviewer.api('GET', '/configuration');
    expect(configuration).toMatchObject({ consents: [], privacyNotice: null });
    const consent = { id: 'a', text: 'I agree.', version: '1', required: true };
    const wrong: [object, string][] = [
      [{ consents: [consent, consent] }, 'consents'], [{ consents: [{ ...consent, text: ' ' }] }, 'consents.0.text'],
      [{ consents: [{ ...consent, version: '' }] }, 'consents.0.version'],
      [{ privacyNotice: { url: 'javascript:alert(1)', version: '1' } }, 'privacyNotice.url'], [{ privacyNotice: { url: '/privacy' } }, 'privacyNotice.version'],
    ];
    for (const [change, place] of wrong) {
      const answer = await reviewer.api('PUT', '/configuration', { ...configuration, ...change });
      expect([answer.status, answer.body.paths]).toEqual([400, [place]]);
    }
  });

  it('asks an organisation about the company and about each of its people, in the customer’s language', async () => {
    const people = [{ label: 'Dana Specimen', role: 'Director' }, { id: 'robin', label: 'Robin Specimen', role: 'Director' }];
    const customerId = `cus-${newKey()}`;
    const signedIn = await portal('/sign-in', { customerId, name: 'Specimen Hosting Ltd', type: 'organization', people });
    expect(signedIn.status).toBe(200);
    const company = await Customer.signIn(backend, { customerId });
    const { categories, status } = await company.read();
    expect(status).toBe('collecting');
    const about = { id: 'company', label: 'Specimen Hosting Ltd', role: 'Company' };
    expect(categories.map(({ id, subject }) => [id, subject])).toEqual([
      ['company_registration', about], ['company_address', about],
      ['director_identity:per_1', { id: 'per_1', label: 'Dana Specimen', role: 'Director' }],
      ['director_identity:robin', { id: 'robin', label: 'Robin Specimen', role: 'Director' }],
    ]);
    const german = await company.api('GET', '/verification', undefined, { 'Accept-Language': 'de' });
    expect(german.body.categories[0].subject.role).toBe('Firma');

    await company.add('company_registration', 'business_licence');
    await company.add('company_address', 'utility_bill');
    const dana = await company.add('director_identity:per_1', 'passport');
    expect((await company.submit()).body).toMatchObject({ code: 'incomplete', categoryIds: ['director_identity:robin'] });
    const robin = await company.add('director_identity:robin', 'passport');
    expect((await company.submit()).status).toBe(201);
    const { id } = await company.read();
    await reviewer.decide(id, dana, { decision: 'reject', reason: 'expired' });
    await reviewer.decideWhole(id, 'request_changes');
    expect((await company.create('director_identity:robin', 'passport')).body.code).toBe('not_asked_for');
    const mail = (await reviewer.mailsTo(company)).find(({ subject }) => subject.startsWith('Action required'));
    expect(mail?.text).toContain('ID Proof of a Director (Dana Specimen), Passport:');
    const fresh = await company.add('director_identity:per_1', 'passport', { replaces: dana });
    await company.submit();
    await reviewer.decide(id, robin, { decision: 'accept' });
    await reviewer.decide(id, fresh, { decision: 'accept' });
    await reviewer.decideWhole(id, 'complete');
    expect(await company.read()).toMatchObject({ status: 'completed', customer: { status: 'active' } });
  });

  it('asks an organisation that names nobody about its representative, and refuses people it cannot tell apart', async () => {
    const company = await Customer.signIn(backend, { type: 'organization' });
    expect((await company.read()).categories.map(({ id, subject }) => [id, subject?.label])).toEqual([
      ['company_registration', company.id], ['company_address', company.id], ['director_identity', 'Authorised representative'],
    ]);
    for (const people of [[{ label: '' }], [{ label: 'A', id: 'a b' }], [{ label: 'A', id: 'x' }, { label: 'B', id: 'x' }], 'everyone']) {
      const answer = await portal('/sign-in', { customerId: `cus-${newKey()}`, type: 'organization', people });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    }
    expect((await customer.read()).categories.map(({ id, subject }) => [id, subject])).toEqual([['identity', null], ['address', null]]);
  });

  it('has a changed name proved again in a month, once', async () => {
    expect((await portal('/profile', { name: 'Nobody' })).status).toBe(401);
    const { verificationId } = await customer.submitBoth();
    expect((await profile({ name: 'Ada Newname' })).body.customer).toMatchObject({ id: customer.id, name: 'Ada Newname' });
    expect(await customer.read()).toMatchObject({ status: 'pending', customer: { name: 'Ada Newname' }, renewal: null });
    await reviewer.decideWhole(verificationId, 'complete');
    expect((await profile({ name: 'Ada Newname' })).status).toBe(200);
    expect((await profile({ email: 'ada@mail.example' })).body.customer.email).toBe('ada@mail.example');
    expect((await customer.read()).renewal).toBeNull();

    await profile({ name: 'Ada Newername' });
    const { status, renewal } = await customer.read();
    expect([status, renewal?.reason, renewal?.status, renewal?.categoryIds]).toEqual(['completed', 'details_changed', 'due', ['identity', 'address']]);
    const days = (Date.parse(renewal?.dueAt ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    await profile({ name: 'Ada Newestname' });
    expect((await customer.read()).renewal).toEqual(renewal);
    for (const wrong of [{ name: ' ' }, { email: 'nowhere' }, { email: 'a@b.example\r\nBcc: c@d.example' }]) expect((await profile(wrong)).status).toBe(400);
    const entries = (await audited(verificationId)).filter(({ action }) => action === 'details_changed');
    expect(entries.map(({ actor, detail }) => [actor, detail])).toEqual([
      ['customer', { name: true, email: false }], ['customer', { name: true, email: false }],
      ['customer', { name: false, email: true }], ['customer', { name: true, email: false }],
    ]);
  });

  it('writes to a completed customer who is asked for one document more', async () => {
    const { verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    const asked = await reviewer.api('POST', `/verifications/${verificationId}/requests`, { category: { title: 'Proof of Income' }, message: 'The last payslip.' });
    expect(asked.body).toMatchObject({ verification: { status: 'action_required', customer: { status: 'active' } } });
    expect((await subjects()).at(-1)).toBe('Action required: please look at your documents again');
    const payslip = await customer.add(asked.body.request.categoryId, 'document');
    await customer.submit();
    expect((await reviewer.decide(verificationId, payslip, { decision: 'accept' })).body).toMatchObject({ status: 'completed', customer: { status: 'active' } });
    await reviewer.decideWhole(verificationId, 'complete');
    const rejected = await Customer.signIn(backend);
    const other = await rejected.submitBoth();
    await reviewer.decideWhole(other.verificationId, 'reject');
    expect((await reviewer.api('POST', `/verifications/${other.verificationId}/requests`, { categoryId: 'identity' })).body.code).toBe('not_open');
  });

  it('asks in a renewal’s next round only for what was sent back', async () => {
    const { identity, address, verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    const renewal = { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic', categoryIds: ['identity', 'address'] };
    await reviewer.api('POST', `/verifications/${verificationId}/renewal`, renewal);
    const passport = await customer.add('identity', 'passport', { replaces: identity });
    expect((await customer.submit()).body).toMatchObject({ code: 'incomplete', categoryIds: ['address'] });
    const bill = await customer.add('address', 'mobile_bill', { replaces: address });
    expect((await customer.submit()).status).toBe(201);
    await reviewer.decide(verificationId, bill, { decision: 'accept' });
    await reviewer.decide(verificationId, passport, { decision: 'reject', reason: 'glare' });
    expect((await customer.submit()).body).toMatchObject({ code: 'incomplete', categoryIds: ['identity'] });
    await customer.add('identity', 'passport', { replaces: passport });
    expect((await customer.submit()).status).toBe(201);
    expect(await customer.read()).toMatchObject({ status: 'completed', renewal: { status: 'pending' } });
  });

  it('asks for a category besides those that are being renewed', async () => {
    const { verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic', categoryIds: ['address'] });
    await reviewer.api('POST', `/verifications/${verificationId}/requests`, { categoryId: 'identity', message: 'Both sides, please.' });
    expect(await customer.read()).toMatchObject({ status: 'completed', renewal: { status: 'due', categoryIds: ['address', 'identity'] } });
    const more = await customer.add('identity', 'passport');
    expect((await customer.read()).requests).toMatchObject([{ fulfilledBy: more }]);
  });
});

describe.each(anySharedBackend())('consents on %s', (_name, backend) => {
  it('are written down with their version, and the notice is shown', async () => {
    const customer = await Customer.signIn(backend);
    const { version } = await customer.read();
    const reviewer = new Reviewer(backend);
    // Optional, so that whoever submits beside this test is not asked for it.
    const consent = { id: 'check', text: 'I agree.', version: '2026-11', required: false };
    await reviewer.withConfiguration((configuration) => {
      Object.assign(configuration, { consents: [consent], privacyNotice: { url: '/privacy', version: '3' } });
    }, async () => {
      const now = await customer.read();
      expect(now.version).toBeGreaterThan(version);
      expect(now).toMatchObject({ consents: [{ ...consent, givenAt: null }], privacyNotice: { url: '/privacy', version: '3' } });
      await customer.add('identity', 'passport');
      await customer.add('address', 'mobile_bill');
      const { documents, version: seen } = await customer.read();
      const body = { version: seen, documentIds: documents.map(({ id }) => id), consents: [{ id: 'check', version: '2026-11' }] };
      const sent = await customer.api('POST', '/submissions', body);
      expect(sent.body.verification.consents).toEqual([{ ...consent, givenAt: sent.body.verification.review.submittedAt }]);
      const { entries } = (await reviewer.api('GET', `/audit?verificationId=${sent.body.verification.id}`)).body;
      expect(entries).toContainEqual(expect.objectContaining({ actor: 'customer', action: 'consent_given', detail: { consentId: 'check', version: '2026-11' } }));
    });
    expect(await customer.read()).toMatchObject({ consents: [], privacyNotice: null });
  });
});
