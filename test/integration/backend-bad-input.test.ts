/** Requests nobody honest sends, and some that only look odd: answered as what they are, never as a fault of ours. */
import { eq, isNotNull } from 'drizzle-orm';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { changeCase, createCustomer } from '../../demo/server/cases.ts';
import { seedWhenEmpty } from '../../demo/server/configuration-store.ts';
import { openDatabase } from '../../demo/server/database/open.ts';
import { customers, outbox, verifications, webhooks } from '../../demo/server/database/schema.ts';
import type { CaseState } from '../../demo/server/domain/case.ts';
import { EventStreams } from '../../demo/server/events/event-streams.ts';
import { HealthCheck } from '../../demo/server/http/health.ts';
import { Checks } from '../../demo/server/inspection/checks.ts';
import { noCourier } from '../../demo/server/delivery/courier.ts';
import { Metrics } from '../../demo/server/metrics/metrics.ts';
import type { Services } from '../../demo/server/services.ts';
import { readSettings } from '../../demo/server/settings.ts';
import { UploadLocks } from '../../demo/server/uploads/upload-locks.ts';
import { keepUp } from '../../demo/server/upkeep.ts';
import { announced, Customer, photo, Reviewer } from '../support/backend-driver.ts';
import { anySharedBackend } from '../support/integration-setup.ts';
import { newDatabase } from '../support/postgres.ts';

const impossible = ['2027-02-30T00:00:00Z', '2026-99-99T99:99:99Z', '0000-01-01T00:00:00Z', '2027-02-29T12:00:00+02:00'];

describe.each(anySharedBackend())('the backend on %s', (_name, backend) => {
  let customer: Customer;
  const reviewer = new Reviewer(backend);

  beforeAll(async () => {
    customer = await Customer.signIn(backend);
  });

  it('refuses moments that never come, wherever one is stated', async () => {
    const { identity, verificationId } = await customer.submitBoth();
    for (const moment of impossible) {
      const asked = await reviewer.api('POST', `/verifications/${verificationId}/requests`, { category: { title: 'Payslip', dueAt: moment } });
      expect([moment, asked.status, asked.body.paths]).toEqual([moment, 400, ['category.dueAt']]);
      const accepted = await reviewer.decide(verificationId, identity, { decision: 'accept', expiresAt: moment });
      expect([moment, accepted.status, accepted.body.paths]).toEqual([moment, 400, ['expiresAt']]);
    }
    await reviewer.decideWhole(verificationId, 'complete');
    for (const dueAt of impossible) {
      const renewed = await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt, reason: 'periodic' });
      expect([dueAt, renewed.status, renewed.body.paths]).toEqual([dueAt, 400, ['dueAt']]);
    }
    const { body: configuration } = await reviewer.api('GET', '/configuration');
    const [first, ...rest] = configuration.categories;
    for (const dueAt of impossible) {
      const put = await reviewer.api('PUT', '/configuration', { ...configuration, categories: [{ ...first, dueAt }, ...rest] });
      expect([dueAt, put.status, put.body.paths]).toEqual([dueAt, 400, ['categories.0.dueAt']]);
    }
    const leapDay = await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2096-02-29T23:59:59+02:00', reason: 'periodic' });
    expect(leapDay.status).toBe(201);
  });

  it('knows no id with a NUL in it, and no query', async () => {
    const { id } = await customer.read();
    const paths = [
      ['GET', '/verifications/%00'], ['GET', `/verifications/${id}/files/a%00b/content`], ['DELETE', '/customers/%00'], ['PUT', '/customers/%00/status'],
      ['POST', '/verifications/%00/documents/%00/decision'], ['POST', '/verifications/%00/comments'],
    ] as const;
    for (const [method, path] of paths) {
      const answer = await reviewer.api(method, path, method === 'GET' ? undefined : { status: 'active' });
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'not_found']);
    }
    for (const path of ['/verifications?status=%00', '/verifications?customerId=a%00', '/verifications?cursor=%00', '/audit?verificationId=%00', '/outbox?to=%00']) {
      const answer = await reviewer.api('GET', path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 400, 'invalid_request']);
    }
    for (const [method, path] of [['DELETE', '/documents/%00'], ['POST', '/documents/%00/files/%00/upload'], ['DELETE', '/submissions/%00'], ['POST', '/comments/%00/read'], ['POST', '/uploads/%00'], ['GET', '/views/%00']] as const) {
      const answer = await customer.api(method, path);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'not_found']);
    }
    expect((await customer.api('GET', '/verification?x=%00')).status).toBe(400);
  });

  it('takes no cursor it did not give', async () => {
    const cursors = [
      ['2026-01-01T00:00:00.000Z', 'ver_\u0000'], ['1', 'ver_00'], ['+275760-01-01T00:00:00.000Z', 'ver_00'], ['0000-01-01T00:00:00.000Z', 'ver_00'],
      ['Sat, 01 Jan 2026 00:00:00 GMT (x)', 'ver_00'], ['2026-02-30T00:00:00.000Z', 'ver_00'], [1, 2], {}, null,
    ].map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    for (const cursor of [...cursors, 'nonsense', '%F0']) {
      const answer = await reviewer.api('GET', `/verifications?cursor=${cursor}`);
      expect([cursor, answer.status, answer.body.paths]).toEqual([cursor, 400, ['cursor']]);
    }
    for (const before of ['9007199254740991', '2147483648', '-1', 'x']) {
      expect([before, (await reviewer.api('GET', `/audit?before=${before}`)).status]).toEqual([before, 200]);
    }
  });

  it('takes null for what is not there', async () => {
    const shopper = await Customer.signIn(backend);
    const file = { ...announced(photo, 'single'), page: null };
    const created = await shopper.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', replaces: null, fields: null, copyOf: null, file });
    expect([created.status, created.body.document?.replaces]).toEqual([201, null]);
    await shopper.finish(created);
    const { id } = created.body.document;
    const changed = await shopper.api('PATCH', `/documents/${id}`, { documentTypeId: 'driving_licence', fields: null });
    expect(changed.status).toBe(200);
    expect((await shopper.api('PATCH', `/documents/${id}`, { documentTypeId: null, fields: null })).body.documentTypeId).toBe('driving_licence');
    const back = await shopper.api('POST', `/documents/${id}/files`, { ...announced(photo, 'back'), page: null, replaces: null });
    expect([back.status, (await shopper.finish(back)).body.document.status]).toEqual([201, 'uploaded']);
    await shopper.add('address', 'mobile_bill');
    const { version, documents } = await shopper.read();
    const sent = await shopper.api('POST', '/submissions', { version, documentIds: documents.map((document) => document.id), consents: null });
    expect(sent.status).toBe(201);
  });

  it.each([
    [null, null], ['as text', 'as text'], [{ width: 320, touch: true }, '{"width":320,"touch":true}'], [['a', null], '["a",null]'], [7, '7'],
  ])('keeps the diagnostics %j of a ticket as text', async (diagnostics, kept) => {
    const shopper = await Customer.signIn(backend);
    const opened = await shopper.api('POST', '/tickets', { subject: 's', message: 'm', categoryId: null, documentId: null, diagnostics });
    expect(opened.status).toBe(201);
    const { tickets } = (await reviewer.api('GET', `/verifications/${(await shopper.read()).id}`)).body;
    expect(tickets).toMatchObject([{ diagnostics: kept, categoryId: null, documentId: null }]);
    const long = await shopper.api('POST', '/tickets', { subject: 's', message: 'm', diagnostics: { text: 'x'.repeat(5000) } });
    expect([long.status, long.body.paths]).toEqual([400, ['diagnostics']]);
  });

  it('reads no body nested without end', async () => {
    const headers = { Authorization: `Bearer ${customer.token}`, 'Content-Type': 'application/json' };
    const depth = 200_000;
    const nested = ['['.repeat(depth), `${'['.repeat(depth)}${']'.repeat(depth)}`, `{"subject":"s","message":"m","diagnostics":${'['.repeat(depth)}1${']'.repeat(depth)}}`];
    for (const body of nested) {
      const answer = await fetch(`${backend.origin}/kyc/v1/tickets`, { method: 'POST', headers, body });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid_request']);
    }
  });
});

describe('the upkeep', () => {
  const noon = new Date('2026-11-22T12:00:00Z');
  const seconds = (count: number): Date => new Date(noon.getTime() + count * 1000);

  /** What one round of it needs; counts how often the mails were woken. */
  function servicesOn(database: Services['database'], now = noon): { services: Services; lines: string[]; wakes: () => number } {
    const lines: string[] = [];
    let wakes = 0;
    const mails = { ...noCourier, wake: () => { wakes += 1; } };
    const [store, uploads] = [{} as Services['store'], { forgetOld: () => Promise.resolve() } as unknown as Services['uploads']];
    const [inspection, log] = [{} as Services['inspection'], (line: string) => void lines.push(line)];
    const checks = new Checks({ settings: readSettings({}), database, inspection, now: () => now, log }, () => undefined);
    const events = new EventStreams({ settings: readSettings({}), database, now: () => now, log }, 15_000);
    const services = { settings: readSettings({}), database, store, uploads, uploadLocks: new UploadLocks(), inspection, checks, mails, webhooks: noCourier, events,
      health: new HealthCheck({ database, store }), metrics: new Metrics(), now: () => now, log };
    return { services, lines, wakes: () => wakes };
  }

  it('draws the consequences for everyone else when one case is broken', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const { database, close } = await openDatabase({ databaseUrl, dataDir: '', log: () => undefined });
    await seedWhenEmpty(database);
    const renewals = { broken: '2026-02-30T99:00:00Z', late: '2026-11-22T13:00:00+02:00', early: '2026-11-22T12:00:01Z', odd: 'soon' };
    for (const [id, dueAt] of Object.entries(renewals)) {
      const made = { id, name: id, email: `${id}@customers.example`, type: 'individual', locale: 'en' } as const;
      await database.transaction((transaction) => createCustomer(transaction, made, { settings: readSettings({}), now: () => noon }));
      const [row] = await database.select().from(verifications).where(eq(verifications.customerId, id));
      const renewal = { dueAt, reason: 'periodic', status: 'due', categoryIds: [] };
      const state = { ...row?.state, status: 'completed', renewal } as unknown as CaseState;
      // A case whose documents are no list fails whenever it is read.
      const saved = id === 'broken' ? { ...state, documents: null } as unknown as CaseState : state;
      await database.update(verifications).set({ state: saved, clockAt: noon }).where(eq(verifications.customerId, id));
      await database.update(customers).set({ status: 'active' }).where(eq(customers.id, id));
    }
    const { services, lines, wakes } = servicesOn(database);
    const statuses = async (): Promise<unknown[]> =>
      (await database.select({ id: customers.id, status: customers.status }).from(customers).orderBy(customers.id)).map(({ id, status }) => [id, status]);
    await keepUp(services);
    expect(await statuses()).toEqual([['broken', 'active'], ['early', 'active'], ['late', 'restricted'], ['odd', 'active']]);
    expect([lines.length, wakes()]).toEqual([1, 1]);
    await keepUp(servicesOn(database, seconds(1)).services);
    expect(await statuses()).toContainEqual(['early', 'restricted']);
    const left = await database.select({ id: verifications.customerId }).from(verifications).where(isNotNull(verifications.clockAt));
    await close();
    expect(left).toEqual([{ id: 'broken' }]);
  });

  it('writes to the customer whose document has run out, once, though nobody looks', async () => {
    const { database, close } = await openDatabase({ databaseUrl: await newDatabase(inject('postgresUrl')), dataDir: '', log: () => undefined });
    await seedWhenEmpty(database);
    const made = { id: 'ada', name: 'Ada', email: 'ada@customers.example', type: 'individual', locale: 'en' } as const;
    await database.transaction((transaction) => createCustomer(transaction, made, { settings: readSettings({}), now: () => noon }));
    const document = { id: 'doc_1', categoryId: 'identity', documentTypeId: 'passport', fields: {}, files: [], status: 'accepted', expiresAt: seconds(60).toISOString(), replaces: null };
    const moment = { key: { customerId: 'ada' }, settings: readSettings({}) };
    await changeCase(database, { ...moment, now: noon }, ({ state }) => {
      Object.assign(state, { status: 'completed', documents: [document] });
    });
    const after = async (count: number): Promise<unknown> => {
      await keepUp(servicesOn(database, seconds(count)).services);
      const [row] = await database.select({ status: verifications.status }).from(verifications);
      return [row?.status, (await database.select({ subject: outbox.subject }).from(outbox)).map(({ subject }) => subject)];
    };
    expect(await after(59)).toEqual(['completed', []]);
    expect(await after(60)).toEqual(['expired', ['Please renew your verification']]);
    expect(await after(120)).toEqual(['expired', ['Please renew your verification']]);
    await close();
  });

  it('forgets what the host was told a month ago, and nothing that is still to be told', async () => {
    const { database, close } = await openDatabase({ databaseUrl: await newDatabase(inject('postgresUrl')), dataDir: '', log: () => undefined });
    await seedWhenEmpty(database);
    const month = 30 * 86_400;
    const told = (id: string, age: number, over: object) =>
      ({ id, event: id, type: 'ticket.created', payload: '{}', attempts: 1, nextAttemptAt: noon, createdAt: seconds(-age), ...over });
    await database.insert(webhooks).values([
      told('delivered', month + 1, { deliveredAt: noon }), told('given up', month + 1, { givenUpAt: noon }),
      told('waiting', month + 1, {}), told('delivered of late', month, { deliveredAt: noon }),
    ]);
    await keepUp(servicesOn(database).services);
    const left = await database.select({ id: webhooks.id }).from(webhooks).orderBy(webhooks.id);
    await close();
    expect(left.map(({ id }) => id)).toEqual(['delivered of late', 'waiting']);
  });

  it('goes on after every step that fails, and says so', async () => {
    const { database, close } = await openDatabase({ databaseUrl: await newDatabase(inject('postgresUrl')), dataDir: '', log: () => undefined });
    await close();
    const { services, lines, wakes } = servicesOn(database);
    await keepUp(services);
    expect([lines.length, new Set(lines).size, wakes()]).toEqual([8, 8, 1]);
  });
});
