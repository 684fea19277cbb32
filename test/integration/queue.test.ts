/** The provider's queue: found, filtered, in order, a page at a time; and what each submission was. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Customer, newKey, pdf, Reviewer, scan, type Answer } from '../support/backend-driver.ts';
import { sharedBackends } from '../support/integration-setup.ts';

describe.each(sharedBackends())('the queue on %s', (_name, backend) => {
  const reviewer = new Reviewer(backend, 'Rita Reviewer');
  /** In every name of a test's own customers, and in nobody else's. */
  let tag: string;

  beforeEach(() => {
    tag = newKey();
  });

  const ask = (query: Record<string, string>) => reviewer.api('GET', `/verifications?${new URLSearchParams(query)}`);
  const found = async (query: Record<string, string>) => (await ask(query)).body.verifications.map(({ customer }: { customer: { id: string } }) => customer.id);
  const named = (name: string, more: Record<string, string> = {}) => Customer.signIn(backend, { name: `${name} ${tag}`, ...more });

  it.each([
    ['Ärztin Groß', 'ärztin gross'], ['Σίσυφος Παπ', 'ΣΊΣΥΦΟΣ'], ['ДМИТРИЙ', 'митри'], ['Ａｄａ', 'ada'], ['نورة محمد', 'محمد'], ['100% _sure_', '% _sure'],
  ])('finds %s by %s', async (name, q) => {
    const customer = await named(name);
    await named('Somebody Else');
    const ids = await found({ q, limit: '200' });
    expect(ids).toContain(customer.id);
    expect(await found({ q: `${name.toLowerCase()} ${tag}` })).toEqual([customer.id]);
  });

  it('finds by e-mail, customer, verification and submission, and takes no pattern for one', async () => {
    const customer = await named('Ada', { email: `Ada.${tag}@Shop.example` });
    const other = await named('Bob');
    const { verificationId } = await customer.submitBoth();
    const { submissionId } = (await customer.read()).review;
    for (const q of [`da.${tag}@shop`, customer.id.toUpperCase(), customer.id.slice(2, -1), verificationId, submissionId ?? '']) {
      expect([q, await found({ q })]).toEqual([q, [customer.id]]);
    }
    for (const q of [`%${tag}`, `_${tag}`, `ada\\ ${tag}`]) expect([q, await found({ q })]).toEqual([q, []]);
    await customer.api('DELETE', `/submissions/${submissionId}`);
    expect(await found({ q: submissionId ?? '' })).toEqual([customer.id]);
    expect(await found({ q: tag })).toEqual([other.id, customer.id]);
  });

  it('follows another name', async () => {
    const customer = await named('Before');
    const profile = { method: 'POST', headers: { Cookie: customer.cookie, 'Content-Type': 'application/json' }, body: JSON.stringify({ name: `After ${tag}` }) };
    expect((await fetch(`${backend.origin}/portal/profile`, profile)).status).toBe(200);
    expect([await found({ q: `before ${tag}` }), await found({ q: `AFTER ${tag}` })]).toEqual([[], [customer.id]]);
  });

  it('filters by status, kind of customer and what the customer is', async () => {
    const [sent, fresh, company] = [await named('Sent'), await named('Fresh'), await named('Company', { type: 'organization' })];
    await sent.submitBoth();
    await reviewer.api('PUT', `/customers/${fresh.id}/status`, { status: 'locked' });
    const within = (query: Record<string, string>) => found({ q: tag, ...query });
    expect(await within({ status: 'pending' })).toEqual([sent.id]);
    expect(await within({ status: 'pending,collecting' })).toEqual([company.id, fresh.id, sent.id]);
    expect(await within({ type: 'organization' })).toEqual([company.id]);
    expect(await within({ customerStatus: 'locked' })).toEqual([fresh.id]);
    expect(await within({ customerStatus: 'approval_pending', type: 'individual' })).toEqual([sent.id]);
    const { counts, waiting } = (await ask({ q: tag, status: 'rejected' })).body;
    expect(Object.keys(counts)).toEqual(['not_required', 'collecting', 'pending', 'action_required', 'completed', 'rejected', 'expired']);
    expect([counts.pending >= 1, counts.collecting >= 2, waiting >= 1]).toEqual([true, true, true]);
  });

  it('has what waits longest first, renewals too, and then what does not wait', async () => {
    const [idle, second, renewed, first] = [await named('Idle'), await named('Second'), await named('Renewed'), await named('First')];
    const { verificationId } = await renewed.submitBoth();
    await first.submitBoth();
    await second.submitBoth();
    await reviewer.decideWhole(verificationId, 'complete');
    await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic', categoryIds: ['address'] });
    await renewed.add('address', 'mobile_bill', { file: pdf });
    await renewed.submit();
    const all = [first.id, second.id, renewed.id, idle.id];
    expect(await found({ q: tag, sort: 'waiting' })).toEqual(all);
    expect(await found({ q: tag, sort: 'waiting', waitingOverHours: '0' })).toEqual(all.slice(0, 3));
    expect(await found({ q: tag, sort: 'waiting', waitingOverHours: '0.5' })).toEqual([]);
    expect(await pages({ q: tag, sort: 'waiting' })).toEqual(all.map((id) => [id]));
  });

  async function pages(query: Record<string, string>): Promise<string[][]> {
    const seen: string[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Answer = await ask({ ...query, limit: '1', cursor });
      seen.push(body.verifications.map(({ customer }: { customer: { id: string } }) => customer.id));
      cursor = body.nextCursor;
    }
    return seen;
  }

  it.each(['newest', 'waiting'])('is paged by %s without a gap or a repeat, also while it grows', async (sort) => {
    const customers = [await named('A'), await named('B'), await named('C'), await named('D')];
    const all = await found({ q: tag, sort });
    const first = await ask({ q: tag, sort, limit: '2' });
    await named('Z');
    const second = await ask({ q: tag, sort, limit: '10', cursor: first.body.nextCursor });
    const ids = [...first.body.verifications, ...second.body.verifications].map(({ customer }) => customer.id);
    expect(ids.filter((id) => customers.some((customer) => customer.id === id))).toEqual(all);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('goes on only where it left off: a cursor of another order is none', async () => {
    await named('A');
    await named('B');
    const { nextCursor } = (await ask({ q: tag, limit: '1' })).body;
    const foreign = await ask({ q: tag, limit: '1', sort: 'waiting', cursor: nextCursor });
    expect([foreign.status, foreign.body.paths]).toEqual([400, ['cursor']]);
  });

  it.each([
    ['status', 'pending,unknown'], ['type', 'robot'], ['customerStatus', 'gone'], ['waitingOverHours', '-1'], ['waitingOverHours', 'long'],
    ['sort', 'oldest'], ['limit', '0'], ['limit', '201'], ['limit', 'all'], ['cursor', 'nonsense'], ['q', 'x'.repeat(201)],
  ])('names %s when it is %s', async (name, value) => {
    const answer = await ask({ [name]: value });
    expect([answer.status, answer.body.code, answer.body.paths]).toEqual([400, 'invalid_request', [name]]);
  });

  it('remembers every round of a case for the provider, and tells the customer nothing of it', async () => {
    const customer = await named('Ada');
    const { identity, address, verificationId } = await customer.submitBoth();
    const before = await customer.read();
    const withdrawn = before.review.submissionId;
    await customer.api('DELETE', `/submissions/${withdrawn}`);
    await customer.submit();
    const front = before.documents[0]?.files[0];
    await reviewer.decide(verificationId, identity, { decision: 'reject', fileId: front?.id, reason: 'glare', message: 'The name is hidden.' });
    await new Reviewer(backend, 'Otto Other').decide(verificationId, address, { decision: 'accept' });
    await customer.finish(await customer.addSide(identity, 'front', { file: scan }), scan);
    await customer.submit();
    await reviewer.decide(verificationId, identity, { decision: 'accept' });
    const { rounds } = (await reviewer.api('GET', `/verifications/${verificationId}`)).body;
    expect(rounds.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['withdrawn', 'action_required', 'completed']);
    expect(rounds[0]).toMatchObject({ submissionId: withdrawn, documents: [{ documentId: identity, status: 'pending', decidedBy: null }, { documentId: address }] });
    expect(rounds[1]).toMatchObject({ submittedAt: expect.any(String), decidedAt: expect.any(String), reason: null, documents: [
      { documentId: identity, status: 'rejected', reason: { code: 'glare', message: 'The name is hidden.' }, decidedBy: 'Rita Reviewer' },
      { documentId: address, status: 'accepted', reason: null, decidedBy: 'Otto Other' },
    ] });
    expect(rounds[1].documents[0].files).toMatchObject([{ fileId: front?.id, side: 'front', page: 1, status: 'rejected', reason: { code: 'glare' } }, { side: 'back', reason: null }]);
    expect(rounds[2].documents).toMatchObject([{ documentId: identity, status: 'accepted', decidedBy: 'Rita Reviewer' }]);
    expect(JSON.stringify(await customer.read())).not.toContain('rounds');
    expect((await customer.api('GET', '/verification')).body).not.toHaveProperty('rounds');
  });

  it('keeps how a round ended when the case is opened again', async () => {
    const customer = await named('Ada');
    const { verificationId } = await customer.submitBoth();
    await reviewer.decideWhole(verificationId, 'reject', 'We cannot verify this.');
    await reviewer.decideWhole(verificationId, 'request_changes', 'One more try.');
    await customer.add('address', 'mobile_bill');
    await customer.submit();
    await reviewer.decideWhole(verificationId, 'complete');
    await reviewer.api('POST', `/verifications/${verificationId}/requests`, { categoryId: 'address', message: 'One more.' });
    const { rounds } = (await reviewer.api('GET', `/verifications/${verificationId}`)).body;
    expect(rounds).toMatchObject([{ outcome: 'rejected', reason: { message: 'We cannot verify this.' } }, { outcome: 'completed', reason: null }]);
    expect(rounds[1].documents.map(({ decidedBy, status }: Record<string, string>) => [status, decidedBy])).toEqual(Array(3).fill(['accepted', 'Rita Reviewer']));
  });

  it('lets exactly one of two decisions at the same moment through, and tells the other who was first', async () => {
    const customer = await named('Ada');
    const { identity, address, verificationId } = await customer.submitBoth();
    const { version } = (await reviewer.api('GET', `/verifications/${verificationId}`)).body;
    const rivals = [{ name: 'Ada Ärztin', documentId: identity }, { name: 'Otto Other', documentId: address }];
    const answers = await Promise.all(rivals.map(({ name, documentId }) => new Reviewer(backend, name)
      .api('POST', `/verifications/${verificationId}/documents/${documentId}/decision`, { decision: 'accept' }, { 'If-Match': `"${version}"` })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const winner = rivals[answers.findIndex(({ status }) => status === 200)];
    const title = winner?.documentId === identity ? 'Driving License' : 'Utility Bill';
    const loser = answers.find(({ status }) => status === 412)?.body;
    expect(loser).toMatchObject({
      code: 'version_conflict', changedBy: winner?.name, changedAt: expect.any(String), detail: `${winner?.name} accepted “${title}” just now.`,
      actions: [{ actor: winner?.name, action: 'document_accepted', documentId: winner?.documentId, at: expect.any(String) }],
    });
    expect(JSON.stringify(loser)).not.toContain(tag);
    const documents = (await customer.read()).documents.map(({ id, status }) => [id, status]);
    expect(Object.fromEntries(documents)).toEqual({ [identity]: 'pending', [address]: 'pending', [winner?.documentId ?? '']: 'accepted' });
  });

  it('tells a reviewer that the customer took the submission back meanwhile', async () => {
    const customer = await named('Ada');
    const { identity, verificationId } = await customer.submitBoth();
    const { version, review } = await customer.read();
    await customer.api('DELETE', `/submissions/${review.submissionId}`);
    const path = `/verifications/${verificationId}/documents/${identity}/decision`;
    const late = await reviewer.api('POST', path, { decision: 'accept' }, { 'If-Match': `"${version}"` });
    expect(late.body).toMatchObject({ status: 412, changedBy: 'customer', detail: 'The customer took the submission back just now.' });
  });
});
