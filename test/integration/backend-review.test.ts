/** The case between customer and reviewer: submitting, deciding, asking again, completing, and the mails on the way. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Customer, newKey, pdf, Reviewer, scan } from '../support/backend-driver.ts';
import { anySharedBackend } from '../support/integration-setup.ts';

describe.each(anySharedBackend())('a case on %s', (_name, backend) => {
  let customer: Customer;
  const reviewer = new Reviewer(backend, 'Zoë 审核');

  beforeEach(async () => {
    customer = await Customer.signIn(backend, { name: 'Ada Example' });
  });

  const documentOf = async (id: string) => (await customer.read()).documents.find((document) => document.id === id);
  const subjects = async () => (await reviewer.mailsTo(customer)).map(({ subject }) => subject).reverse();
  const received = 'We received your documents';
  const action = 'Action required: please look at your documents again';
  const completed = 'Your verification is completed';

  it('goes from the first document to completed, by way of one rejected side', async () => {
    const { identity, address, verificationId } = await customer.submitBoth();
    const pending = await customer.read();
    expect([pending.status, pending.documents.map(({ status }) => status)]).toEqual(['pending', ['pending', 'pending']]);
    expect(pending.documents[0]?.files.map(({ status }) => status)).toEqual(['pending', 'pending']);
    expect(pending.review).toMatchObject({ mode: 'manual', usual: { minHours: 2, maxHours: 24 }, startedAt: null, withdrawable: true });
    expect(Date.parse(pending.review.expectedBy ?? '') - Date.parse(pending.review.submittedAt ?? '')).toBe(24 * 3_600_000);

    const seen = await reviewer.api('GET', `/verifications/${verificationId}`);
    expect(seen.body).toMatchObject({ id: verificationId, status: 'pending', customer: { id: customer.id, email: `${customer.id}@customers.example` } });
    expect((await customer.read()).review).toMatchObject({ withdrawable: false, startedAt: expect.any(String) });
    const comment = await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: 'Please mind the light.', documentId: identity });
    expect(comment.status).toBe(201);

    const front = pending.documents[0]?.files[0]?.id;
    const rejected = await reviewer.decide(verificationId, identity, { decision: 'reject', fileId: front, reason: 'glare', message: 'The name is hidden.' });
    expect(rejected.body.status).toBe('pending');
    await reviewer.decide(verificationId, address, { decision: 'accept', expiresAt: '2036-01-01T00:00:00Z' });
    const fix = await customer.read();
    expect([fix.status, fix.customer.status]).toEqual(['action_required', 'approval_pending']);
    expect(fix.documents[0]).toMatchObject({ status: 'rejected', reason: { code: 'glare', message: 'The name is hidden.', final: false } });
    expect(fix.documents[0]?.files.map(({ status }) => status)).toEqual(['rejected', 'uploaded']);
    expect(fix.documents[1]).toMatchObject({ status: 'accepted', expiresAt: '2036-01-01T00:00:00Z' });
    expect(fix.comments).toMatchObject([{ author: { name: 'Zoë 审核', role: 'admin' }, body: 'Please mind the light.', documentId: identity, readAt: null }]);
    const commentPath = `/comments/${fix.comments[0]?.id}/read`;
    expect([(await customer.api('POST', commentPath)).status, (await customer.api('POST', commentPath)).status]).toEqual([204, 204]);
    expect((await customer.read()).comments[0]?.readAt).not.toBeNull();

    expect((await customer.submit()).body).toMatchObject({ status: 422, code: 'incomplete', categoryIds: ['identity'] });
    const swap = await customer.addSide(identity, 'front', { file: scan });
    expect((await documentOf(identity))?.status).toBe('rejected');
    await customer.finish(swap, scan);
    expect(await documentOf(identity)).toMatchObject({ status: 'uploaded', reason: null });
    const again = await customer.submit();
    expect([again.status, again.body.verification.status]).toEqual([201, 'pending']);
    const done = await reviewer.decide(verificationId, identity, { decision: 'accept' });
    expect([done.body.status, done.body.customer.status]).toEqual(['completed', 'active']);
    expect(await subjects()).toEqual([received, action, received, completed]);
    const mail = (await reviewer.mailsTo(customer)).find(({ subject }) => subject === action);
    expect(mail?.text).toContain('ID Proof, Driving License, front: Glare hides part of it. Take it without direct light. The name is hidden.');
    const audit = await reviewer.api('GET', `/audit?verificationId=${verificationId}`);
    const acts = audit.body.entries.map(({ action: act, actor }: Record<string, string>) => `${actor} ${act}`);
    expect(acts).toEqual(expect.arrayContaining(['customer submitted', 'Zoë 审核 document_rejected', 'Zoë 审核 document_accepted', 'Zoë 审核 case_viewed']));
  });

  it('makes one submission and one mail however often Submit is pressed', async () => {
    await customer.add('identity', 'passport');
    await customer.add('address', 'mobile_bill');
    const { version, documents } = await customer.read();
    const body = { version, documentIds: documents.map(({ id }) => id) };
    const keys = [...Array.from({ length: 5 }, () => 'one-key'), newKey(), newKey()];
    const answers = await Promise.all(keys.map((key) => customer.api('POST', '/submissions', body, { 'Idempotency-Key': key })));
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    expect(new Set(answers.map((answer) => answer.body.submissionId)).size).toBe(1);
    expect(await subjects()).toEqual([received]);
  });

  it('is not sent while something is missing, naming what', async () => {
    const empty = await customer.submit();
    expect([empty.status, empty.body.code, empty.body.categoryIds]).toEqual([422, 'incomplete', ['identity', 'address']]);
    await customer.add('identity', 'passport');
    expect((await customer.submit()).body.categoryIds).toEqual(['address']);
    const half = await customer.create('address', 'driving_licence', { sides: ['front'] });
    await customer.finish(half);
    expect((await customer.submit()).body.categoryIds).toEqual(['address']);
    expect((await customer.read()).status).toBe('collecting');
    expect(await subjects()).toEqual([]);
  });

  it('is not sent as the customer did not see it; comments do not count', async () => {
    await customer.add('identity', 'passport');
    const address = await customer.add('address', 'mobile_bill');
    const { id, version, documents } = await customer.read();
    const documentIds = documents.map((document) => document.id);
    const send = (body: object) => customer.api('POST', '/submissions', { version, documentIds, ...body });
    await reviewer.api('POST', `/verifications/${id}/comments`, { body: 'Hello' });
    expect((await customer.read()).version).toBeGreaterThan(version);
    await customer.api('PATCH', `/documents/${address}`, { documentTypeId: 'utility_bill' });
    const changed = await send({});
    expect([changed.status, changed.body.code]).toEqual([409, 'version_conflict']);
    expect((await send({ documentIds: [address] })).body.code).toBe('version_conflict');
    const current = (await customer.read()).version;
    expect((await send({ version: current, documentIds: [...documentIds, 'doc_unknown'] })).status).toBe(404);
    await reviewer.api('POST', `/verifications/${id}/comments`, { body: 'Hello again' });
    expect((await send({ version: current })).status).toBe(201);
  });

  it('is closed while under review and can be taken back until somebody looks', async () => {
    const { identity, verificationId } = await customer.submitBoth();
    for (const answer of [
      await customer.create('identity', 'passport'), await customer.addSide(identity, 'front'),
      await customer.api('DELETE', `/documents/${identity}`), await customer.api('PATCH', `/documents/${identity}`, { fields: {} }),
    ]) expect([answer.status, answer.body.code]).toEqual([409, 'not_open']);
    const submission = `/submissions/${(await customer.read()).review.submissionId}`;
    const back = await customer.api('DELETE', submission);
    expect([back.status, back.body.status, back.body.review.submissionId]).toEqual([200, 'collecting', null]);
    expect(back.body.documents.map(({ status }: { status: string }) => status)).toEqual(['uploaded', 'uploaded']);
    await customer.submit();
    await reviewer.api('GET', `/verifications/${verificationId}`);
    const late = await customer.api('DELETE', `/submissions/${(await customer.read()).review.submissionId}`);
    expect([late.status, late.body.code]).toEqual([409, 'not_open']);
  });

  it('asks only for what was rejected, and takes a whole new document for it', async () => {
    const { identity, address, verificationId } = await customer.submitBoth();
    await reviewer.decide(verificationId, address, { decision: 'reject', reason: 'expired' });
    await reviewer.decide(verificationId, identity, { decision: 'accept' });
    for (const answer of [
      await customer.create('identity', 'passport'), await customer.create('identity', 'passport', { replaces: identity }),
      await customer.addSide(identity, 'front'), await customer.api('DELETE', `/documents/${identity}`),
    ]) expect([answer.status, answer.body.code]).toEqual([409, 'not_asked_for']);
    await customer.add('address', 'mobile_bill', { replaces: address, file: pdf });
    expect((await documentOf(address))?.status).toBe('replaced');
    const fresh = (await customer.read()).documents.at(-1);
    expect((await customer.submit()).status).toBe(201);
    expect((await reviewer.decide(verificationId, fresh?.id ?? '', { decision: 'accept' })).body.status).toBe('completed');
  });

  it('becomes the customer’s at once when changes are asked for in words', async () => {
    const { verificationId } = await customer.submitBoth();
    const asked = await reviewer.decideWhole(verificationId, 'request_changes', 'Please add a second bill.');
    expect(asked.body).toMatchObject({ status: 'action_required', review: { reason: { message: 'Please add a second bill.', final: false } } });
    await customer.add('address', 'mobile_bill');
    expect((await customer.submit()).body.verification.documents.map(({ status }: { status: string }) => status)).toEqual(['pending', 'pending', 'pending']);
    await reviewer.decideWhole(verificationId, 'complete');
    expect((await customer.read()).documents.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await subjects()).toEqual([received, action, received, completed]);
  });

  it('locks the customer when rejected, until it is reopened', async () => {
    const { address, verificationId } = await customer.submitBoth();
    const rejected = await reviewer.decideWhole(verificationId, 'reject', 'We cannot verify this.');
    expect(rejected.body).toMatchObject({ status: 'rejected', customer: { status: 'locked' }, review: { reason: { message: 'We cannot verify this.', final: true } } });
    const refused = await customer.create('address', 'mobile_bill');
    expect([refused.status, refused.body.code]).toEqual([403, 'customer_locked']);
    expect((await reviewer.decide(verificationId, address, { decision: 'accept' })).body.code).toBe('not_open');
    await reviewer.decideWhole(verificationId, 'request_changes', 'One more try.');
    expect(await customer.read()).toMatchObject({ status: 'action_required', customer: { status: 'locked' } });
    await customer.add('address', 'mobile_bill');
    expect((await customer.submit()).status).toBe(201);
    expect((await reviewer.decideWhole(verificationId, 'complete')).body.customer.status).toBe('active');
    expect(await subjects()).toEqual([received, 'Your verification was not successful', action, received, completed]);
  });

  it('takes nothing while the provider has locked the customer', async () => {
    await customer.add('identity', 'passport');
    const put = await reviewer.api('PUT', `/customers/${customer.id}/status`, { status: 'locked' });
    expect(put.status).toBe(200);
    expect((await customer.read()).customer.status).toBe('locked');
    for (const answer of [await customer.create('address', 'mobile_bill'), await customer.submit()]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'customer_locked']);
    }
    const restricted = { status: 'restricted', restrictions: [{ code: 'no_purchases', message: 'No purchases', liftedBy: 'A call' }] };
    await reviewer.api('PUT', `/customers/${customer.id}/status`, restricted);
    expect(await customer.read()).toMatchObject({ customer: { status: 'restricted' }, restrictions: restricted.restrictions });
    expect((await customer.create('address', 'mobile_bill')).status).toBe(201);
  });

  it('asks for another document, also one of a kind nobody else is asked for', async () => {
    const { identity, address, verificationId } = await customer.submitBoth();
    const category = { title: 'Proof of Income', kind: 'other' };
    const asked = await reviewer.api('POST', `/verifications/${verificationId}/requests`, { category, message: 'The last payslip, please.' });
    const { categoryId } = asked.body.request;
    const open = await customer.read();
    expect([asked.status, open.status]).toEqual([201, 'action_required']);
    expect(open.categories.at(-1)).toMatchObject({ id: categoryId, title: 'Proof of Income' });
    expect(open.requests).toMatchObject([{ categoryId, message: 'The last payslip, please.', fulfilledBy: null }]);
    for (const id of [identity, address]) await reviewer.decide(verificationId, id, { decision: 'accept' });
    expect((await customer.read()).status).toBe('action_required');
    expect((await customer.submit()).body.categoryIds).toEqual([categoryId]);
    const payslip = await customer.add(categoryId, 'document', { file: pdf });
    expect((await customer.read()).requests[0]?.fulfilledBy).toBe(payslip);
    await customer.submit();
    expect((await reviewer.decide(verificationId, payslip, { decision: 'accept' })).body.status).toBe('completed');
    const unknown = await reviewer.api('POST', `/verifications/${verificationId}/requests`, { categoryId: 'unknown' });
    expect(unknown.status).toBe(404);
  });

  it('is renewed while it stays completed, and restricts who does not', async () => {
    const { verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    const renew = (dueAt: string, categoryIds = ['address']) =>
      reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt, reason: 'periodic', categoryIds });
    expect((await customer.create('address', 'mobile_bill')).body.code).toBe('not_open');
    await renew('2020-01-01T00:00:00Z');
    expect(await customer.read()).toMatchObject({
      status: 'completed', customer: { status: 'restricted' }, renewal: { status: 'due' }, restrictions: [{ code: 'renewal_overdue', message: expect.any(String) }],
    });
    expect((await customer.create('identity', 'passport')).body.code).toBe('not_asked_for');
    const bill = await customer.add('address', 'mobile_bill');
    expect((await customer.read()).renewal?.status).toBe('collecting');
    await customer.submit();
    expect(await customer.read()).toMatchObject({ status: 'completed', renewal: { status: 'pending' } });
    const done = await reviewer.decide(verificationId, bill, { decision: 'accept' });
    expect(done.body).toMatchObject({ status: 'completed', renewal: null, customer: { status: 'active' }, restrictions: [] });
    expect(await subjects()).toEqual([received, completed, 'Please renew your verification', received, completed]);
  });

  it('is expired once an accepted document is, and complete again with a new one', async () => {
    const { address, verificationId } = await customer.submitBoth();
    await reviewer.decide(verificationId, address, { decision: 'accept', expiresAt: '2020-01-01T00:00:00Z' });
    await reviewer.decideWhole(verificationId, 'complete');
    const expired = await customer.read();
    expect([expired.status, expired.documents.map(({ status }) => status)]).toEqual(['expired', ['accepted', 'expired']]);
    expect((await customer.submit()).body.categoryIds).toEqual(['address']);
    await customer.add('address', 'mobile_bill', { replaces: address });
    expect((await customer.submit()).body.verification.status).toBe('pending');
    expect((await reviewer.decideWhole(verificationId, 'complete')).body.status).toBe('completed');
    expect(await subjects()).toEqual([received, completed, 'Please renew your verification', received, completed]);
  });

  it('refuses a decision on a version the reviewer did not see, and what is no decision', async () => {
    const { identity, verificationId } = await customer.submitBoth();
    const { version } = await customer.read();
    const path = `/verifications/${verificationId}/documents/${identity}/decision`;
    const stale = await reviewer.api('POST', path, { decision: 'accept' }, { 'If-Match': `"${version - 1}"` });
    expect([stale.status, (await customer.read()).documents[0]?.status]).toEqual([412, 'pending']);
    expect((await reviewer.api('POST', path, { decision: 'accept' }, { 'If-Match': `"${version}"` })).status).toBe(200);
    for (const body of [{}, { decision: 'maybe' }, { decision: 'reject', reason: 'ugly' }, { decision: 'accept', expiresAt: 'soon' }]) {
      expect((await reviewer.api('POST', path, body)).status).toBe(400);
    }
    expect((await reviewer.decide(verificationId, 'doc_unknown', { decision: 'accept' })).status).toBe(404);
    expect((await reviewer.decide(verificationId, identity, { decision: 'accept', fileId: 'fil_unknown' })).status).toBe(404);
    expect((await reviewer.api('GET', '/verifications/ver_unknown')).status).toBe(404);
    const fresh = await Customer.signIn(backend);
    const unsent = await fresh.add('identity', 'passport');
    expect((await reviewer.decide((await fresh.read()).id, unsent, { decision: 'accept' })).body.code).toBe('not_open');
  });

  it('lists cases by status, a page at a time', async () => {
    const { verificationId } = await customer.submitBoth();
    const own = await reviewer.api('GET', `/verifications?status=pending&customerId=${customer.id}`);
    expect(own.body).toMatchObject({ verifications: [{ id: verificationId, status: 'pending' }], nextCursor: null });
    expect((await reviewer.api('GET', `/verifications?status=completed&customerId=${customer.id}`)).body.verifications).toEqual([]);
    await Customer.signIn(backend);
    const first = await reviewer.api('GET', '/verifications?limit=1');
    const second = await reviewer.api('GET', `/verifications?limit=1&cursor=${first.body.nextCursor}`);
    expect(first.body.verifications).toHaveLength(1);
    expect(second.body.verifications[0].id).not.toBe(first.body.verifications[0].id);
    expect((await reviewer.api('GET', '/verifications?cursor=nonsense')).status).toBe(400);
  });

  it('shows files to the reviewer, writing down every view', async () => {
    const { identity, verificationId } = await customer.submitBoth();
    const fileId = (await documentOf(identity))?.files[0]?.id;
    const answer = await reviewer.api('GET', `/verifications/${verificationId}/files/${fileId}/content`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/jpeg']);
    expect(Number(answer.headers.get('Content-Length'))).toBeGreaterThan(1000);
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    const { entries } = (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body;
    expect(entries[0]).toMatchObject({ action: 'file_viewed', actor: 'Zoë 审核', detail: { documentId: identity, fileId } });
    const other = await Customer.signIn(backend);
    const foreign = await reviewer.api('GET', `/verifications/${(await other.read()).id}/files/${fileId}/content`);
    expect(foreign.status).toBe(404);
  });

  it('takes tickets once', async () => {
    const body = { subject: 'Help', message: 'My card has one side only.', categoryId: 'identity' };
    const key = newKey();
    const [one, two] = [await customer.api('POST', '/tickets', body, { 'Idempotency-Key': key }), await customer.api('POST', '/tickets', body, { 'Idempotency-Key': key })];
    expect([one.status, two.body.ticketId]).toEqual([201, one.body.ticketId]);
    const { id } = await customer.read();
    expect((await reviewer.api('GET', `/verifications/${id}`)).body.tickets).toMatchObject([body]);
  });

  it('is erased with everything personal, leaving the note that it was', async () => {
    const { verificationId } = await customer.submitBoth();
    expect((await reviewer.api('DELETE', `/customers/${customer.id}`)).status).toBe(204);
    expect((await reviewer.api('GET', `/verifications/${verificationId}`)).status).toBe(404);
    expect((await customer.api('GET', '/verification')).status).toBe(401);
    expect(await reviewer.mailsTo(customer)).toEqual([]);
    const { entries } = (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body;
    expect(entries[0].action).toBe('customer_erased');
    expect(JSON.stringify(entries)).not.toContain(customer.id);
    expect((await reviewer.api('DELETE', `/customers/${customer.id}`)).status).toBe(404);
  });
});
