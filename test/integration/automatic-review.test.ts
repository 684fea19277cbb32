/** Submissions decided by written rules: as a person would, with the rule named, and to a person with what is unclear. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, newKey, pdf, Reviewer, type Answer } from '../support/backend-driver.ts';
import { anyEngine } from '../support/engines.ts';
import { newDatabase } from '../support/postgres.ts';

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe.each(anyEngine)('the automatic review on %s', (_name, start) => {
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    backend = await start({ KYC_REVIEW: 'automatic', KYC_RATE_LIMIT: '1000000' });
    reviewer = new Reviewer(backend, 'Rita Reviewer');
  });
  afterAll(() => backend.stop());

  /** A passport with what its fields say, and a bill. */
  async function passport(fields: Record<string, string> = {}): Promise<{ customer: Customer; identity: string; address: string }> {
    const customer = await Customer.signIn(backend);
    const identity = await customer.add('identity', 'passport');
    await customer.api('PATCH', `/documents/${identity}`, { fields });
    return { customer, identity, address: await customer.add('address', 'utility_bill', { file: pdf }) };
  }

  const reviewed = async (customer: Customer): Promise<Answer['body']> => (await reviewer.api('GET', `/verifications?customerId=${customer.id}`)).body.verifications[0];
  const judged = async (verificationId: string) => {
    const { entries } = (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body;
    return entries.filter(({ actor }: { actor: string }) => actor === 'automatic').reverse()
      .map(({ action, detail: { rule, outcome, documentId } }: Answer['body']) => [action, rule, outcome, documentId]);
  };
  const subjects = async (customer: Customer) => (await reviewer.mailsTo(customer)).map(({ subject }) => subject).reverse();

  it('is first pending and then completed, each with its mail, and names the rule', async () => {
    const { customer, identity, address } = await passport({ expiry: day(400) });
    const submitted = await customer.submit();
    expect(submitted.body.verification).toMatchObject({ status: 'pending', review: { mode: 'automatic', decidedAt: null } });
    const { id, status, review, documents, customer: { status: standing } } = await customer.read();
    expect([status, standing, review.mode, review.submissionId]).toEqual(['completed', 'active', 'automatic', submitted.body.submissionId]);
    expect(documents.map(({ status: each, expiresAt }) => [each, expiresAt])).toEqual([['accepted', `${day(400)}T23:59:59Z`], ['accepted', null]]);
    expect(await subjects(customer)).toEqual(['We received your documents', 'Your verification is completed']);
    expect(await judged(id)).toEqual([['document_accepted', 'every_rule', 'accepted', identity], ['document_accepted', 'every_rule', 'accepted', address]]);
    expect((await reviewed(customer)).automaticReview).toEqual({ outcome: 'accepted', rule: 'every_rule' });
    const { rounds } = (await reviewer.api('GET', `/verifications/${id}`)).body;
    expect(rounds).toMatchObject([{ outcome: 'completed', documents: [{ decidedBy: 'automatic' }, { decidedBy: 'automatic' }] }]);
  });

  it('gives the first answer to a repeated submission, and decides once', async () => {
    const { customer } = await passport();
    const { version, documents } = await customer.read();
    const body = { version, documentIds: documents.map(({ id }) => id) };
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => customer.api('POST', '/submissions', body, { 'Idempotency-Key': key })));
    expect(answers.map(({ status, body: { verification } }) => [status, verification.status])).toEqual(Array(3).fill([201, 'pending']));
    expect(await judged((await customer.read()).id)).toHaveLength(2);
    expect(await subjects(customer)).toHaveLength(2);
  });

  it('sends an expired document back, and decides again once there is another', async () => {
    const { customer, identity, address } = await passport({ expiry: day(-2) });
    await customer.submit();
    const fix = await customer.read();
    expect(fix).toMatchObject({ status: 'action_required', review: { mode: 'automatic' }, documents: [{ status: 'rejected', reason: { code: 'expired', final: false } }, { status: 'accepted' }] });
    expect(await judged(fix.id)).toEqual([['document_rejected', 'not_expired', 'rejected', identity], ['document_accepted', 'every_rule', 'accepted', address]]);
    expect((await reviewed(customer)).automaticReview).toEqual({ outcome: 'rejected', rule: 'not_expired' });
    const fresh = await customer.add('identity', 'passport', { replaces: identity });
    await customer.api('PATCH', `/documents/${fresh}`, { fields: { expiry: day(0) } });
    await customer.submit();
    expect((await customer.read()).status).toBe('completed');
    expect(await subjects(customer)).toEqual([
      'We received your documents', 'Action required: please look at your documents again', 'We received your documents', 'Your verification is completed',
    ]);
  });

  /** Left to a person: pending, shown as manual, the rule named, and not asked again. */
  async function expectUnclear(customer: Customer, rule: string): Promise<void> {
    const { id, status, review, documents } = await customer.read();
    expect([status, review.mode, documents.filter((document) => document.status === 'pending').length > 0]).toEqual(['pending', 'manual', true]);
    expect(await reviewed(customer)).toMatchObject({ status: 'pending', automaticReview: { outcome: 'unclear', rule } });
    const left = (await judged(id)).filter(([action]: string[]) => action === 'document_left_to_person');
    expect(left.map(([, named]: string[]) => named)).toContain(rule);
    await customer.submit();
    expect((await judged(id)).filter(([action]: string[]) => action === 'document_left_to_person')).toEqual(left);
    expect((await reviewer.decideWhole(id, 'complete')).body).toMatchObject({ status: 'completed', customer: { status: 'active' }, review: { mode: 'manual' } });
  }

  it('leaves to a person what a person sent back before', async () => {
    const { customer, identity, address } = await passport();
    await reviewer.withConfiguration((configuration) => {
      configuration.categories[0].documentTypes[2].fields[2] = { id: 'valid_until', kind: 'date', label: 'Valid until', required: true };
    }, async () => {
      await customer.api('PATCH', `/documents/${identity}`, { fields: { valid_until: day(-1) } });
      await customer.submit();
    });
    const { id, status, documents } = await customer.read();
    expect([status, documents[0]?.reason?.code]).toEqual(['action_required', 'expired']);
    await reviewer.decide(id, address, { decision: 'reject', reason: 'blurred' });
    for (const [category, replaces] of [['identity', identity], ['address', address]] as const) {
      await customer.add(category, category === 'identity' ? 'driving_licence' : 'mobile_bill', { replaces, ...(category === 'identity' ? { sides: ['front', 'back'] } : {}) });
    }
    await customer.submit();
    await expectUnclear(customer, 'nobody_asked');
  });

  it('leaves to a person who is restricted', async () => {
    const { customer } = await passport();
    await reviewer.api('PUT', `/customers/${customer.id}/status`, { status: 'restricted' });
    await customer.submit();
    await expectUnclear(customer, 'customer_free');
  });

  it('leaves to a person what the type has a further side for since it was added', async () => {
    const { customer } = await passport();
    await reviewer.withConfiguration((configuration) => { configuration.categories[0].documentTypes[2].sides = ['single', 'back']; }, async () => {
      await customer.submit();
    });
    await expectUnclear(customer, 'sides_present');
  });

  it('leaves to a person a type that left the configuration', async () => {
    const { customer } = await passport();
    await reviewer.withConfiguration((configuration) => { configuration.categories[0].documentTypes.splice(2, 1); }, async () => {
      await customer.submit();
    });
    await expectUnclear(customer, 'type_configured');
  });

  it('leaves to a person a day that is none', async () => {
    const { customer, identity } = await passport();
    const asks = (kind: string, act: () => Promise<void>) => reviewer.withConfiguration((configuration) => {
      configuration.categories[0].documentTypes[2].fields = [{ id: 'validUntil', kind, label: 'Valid until', required: false }];
    }, act);
    await asks('text', async () => {
      expect((await customer.api('PATCH', `/documents/${identity}`, { fields: { validUntil: 'soon' } })).status).toBe(200);
    });
    await asks('date', async () => {
      await customer.submit();
    });
    await expectUnclear(customer, 'not_expired');
  });

  it('is switched on by the configuration alone, and off for whom it is not', async () => {
    const manual = await start();
    const [provider, early, late] = [new Reviewer(manual), await Customer.signIn(manual), await Customer.signIn(manual)];
    await early.submitBoth();
    await provider.withConfiguration((configuration) => { configuration.automaticApproval = true; }, async () => {
      expect((await early.read()).review.mode).toBe('manual');
      expect((await late.read()).review.mode).toBe('automatic');
      await late.submitBoth();
    });
    expect([(await early.read()).status, (await late.read()).status]).toEqual(['pending', 'completed']);
    await manual.stop();
  });
});

describe('a kill between a submission and its decision', () => {
  it('delays the decision, which is made at the next start, with one mail each', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const backend = await startBackend({ databaseUrl });
    const customer = await Customer.signIn(backend);
    const { verificationId } = await customer.submitBoth();
    await backend.kill();
    // As a backend that reviews by itself leaves it when it ends right after the submission was saved.
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`UPDATE verifications SET state = jsonb_set(state, '{automaticReview}',
      jsonb_build_object('submissionId', state -> 'review' ->> 'submissionId', 'outcome', 'waiting', 'rule', null))`).finally(() => client.end());
    await backend.restart();
    await expect.poll(async () => (await customer.read()).status, { timeout: 20_000 }).toBe('completed');
    const reviewer = new Reviewer(backend);
    expect((await reviewer.mailsTo(customer)).map(({ subject }) => subject).reverse()).toEqual(['We received your documents', 'Your verification is completed']);
    const { entries } = (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body;
    expect(entries.filter(({ actor }: { actor: string }) => actor === 'automatic')).toHaveLength(2);
    await backend.stop();
  });
});
