/** What is too old to keep goes, and what has to stay stays: the receipt, and everything somebody still works on. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, Customer, pdf, photo, Reviewer } from '../support/backend-driver.ts';
import { allFiles, allTables, anyEngine, whileStopped, type OwnBackend } from '../support/engines.ts';

const said = ['my-passport-of-spring.jpg', 'C01X00T47', 'Comment about the corner', 'Ticket about the glare', 'Words of a decision', 'Please, your payslip'];
const named = { ...photo, fileName: 'my-passport-of-spring.jpg' };

describe.each(anyEngine)('a backend on %s that keeps documents for 30 days', (_name, start) => {
  let backend: OwnBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    backend = await start({ KYC_RETENTION_DAYS: '30' });
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  /** Adds what a case can hold of a person, and sends it. */
  async function submitted(): Promise<{ customer: Customer; verificationId: string; identity: string; fileId: string }> {
    const customer = await Customer.signIn(backend);
    const file = { side: 'single', fileName: named.fileName, mediaType: named.mediaType, sizeBytes: named.bytes.length };
    const started = await customer.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', fields: { number: 'C01X00T47' }, file });
    await customer.finish(started, named);
    await customer.add('address', 'utility_bill', { file: pdf });
    await customer.api('POST', '/tickets', { subject: 'Help', message: 'Ticket about the glare' });
    const verificationId = (await customer.submit()).body.verification.id;
    await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: 'Comment about the corner' });
    return { customer, verificationId, identity: started.body.document.id, fileId: started.body.file.id };
  }

  /** Lets a month pass for these cases, and starts the backend's next round. */
  function passMonth(verificationIds: readonly string[]): Promise<void> {
    return whileStopped(backend, async (database) => {
      const chosen = sql`SELECT customer_id FROM verifications WHERE id IN (${sql.join(verificationIds.map((id) => sql`${id}`), sql`, `)})`;
      await database.execute(sql`UPDATE tickets SET created_at = created_at - interval '31 days' WHERE customer_id IN (${chosen})`);
      await database.execute(sql`UPDATE outbox SET created_at = created_at - interval '31 days' WHERE customer_id IN (${chosen})`);
      await database.execute(sql`UPDATE verifications SET erasable_from = erasable_from - interval '31 days' WHERE customer_id IN (${chosen})`);
    });
  }

  const actionsOf = async (verificationId: string): Promise<string[]> =>
    (await reviewer.api('GET', `/audit?verificationId=${verificationId}`)).body.entries.map(({ actor, action }: Record<string, string>) => `${actor} ${action}`);

  const untilErased = (verificationId: string): Promise<void> => expect.poll(() => actionsOf(verificationId)).toContain('clock documents_erased');

  it('erases a completed case down to its receipt, and a renewal starts anew', async () => {
    const { customer, verificationId, identity, fileId } = await submitted();
    await reviewer.decideWhole(verificationId, 'complete');
    const before = await customer.read();
    await passMonth([verificationId]);
    await untilErased(verificationId);
    const after = await customer.read();
    expect(after).toMatchObject({ status: 'completed', comments: [], customer: before.customer });
    const shell = ({ files, ...document }: (typeof after.documents)[number]) =>
      ({ ...document, fields: {}, files: files.map((file) => ({ ...file, fileName: 'document' })) });
    expect(after.documents).toEqual(before.documents.map(shell));
    for (const kind of ['content', 'thumbnail']) {
      expect((await customer.api('GET', `/documents/${identity}/files/${fileId}/${kind}`)).status).toBe(404);
    }
    expect((await reviewer.api('GET', `/verifications/${verificationId}/files/${fileId}/content`)).status).toBe(404);
    const seen = (await reviewer.api('GET', `/verifications/${verificationId}`)).body;
    expect([seen.status, seen.tickets]).toEqual(['completed', []]);
    const tables = JSON.stringify(await whileStopped(backend, allTables));
    // Answers kept for repeated requests go within a day of their own.
    for (const words of said.filter((text) => !text.endsWith('.jpg') && text !== 'C01X00T47')) expect(tables).not.toContain(words);
    await expect.poll(async () => (await allFiles(`${backend.dataDir}/documents`)).size).toBe(0);

    await reviewer.api('POST', `/verifications/${verificationId}/renewal`, { dueAt: '2099-01-01T00:00:00Z', reason: 'periodic' });
    const copied = await customer.api('POST', '/documents', { categoryId: 'address', documentTypeId: 'utility_bill', copyOf: identity });
    expect(copied.status).toBe(400);
    await customer.add('identity', 'passport', { replaces: identity });
    await customer.add('address', 'utility_bill', { file: pdf });
    expect((await customer.submit()).body.verification.renewal.status).toBe('pending');
    expect((await reviewer.decideWhole(verificationId, 'complete')).body).toMatchObject({ status: 'completed', renewal: null });
  });

  it('keeps what is under review or being renewed however old, and what was decided of late', async () => {
    const [pending, renewed, fresh] = [await submitted(), await submitted(), await submitted()];
    await reviewer.decideWhole(renewed.verificationId, 'complete');
    await reviewer.api('POST', `/verifications/${renewed.verificationId}/renewal`, { dueAt: '2099-01-01T00:00:00Z', reason: 'periodic' });
    await reviewer.decideWhole(fresh.verificationId, 'complete');
    const due = await submitted();
    await reviewer.decideWhole(due.verificationId, 'complete');
    await passMonth([pending.verificationId, renewed.verificationId, due.verificationId]);
    await untilErased(due.verificationId);
    for (const { customer, verificationId, identity, fileId } of [pending, renewed, fresh]) {
      expect(await actionsOf(verificationId)).not.toContain('clock documents_erased');
      expect((await customer.api('GET', `/documents/${identity}/files/${fileId}/content`)).status).toBe(200);
      expect((await reviewer.api('GET', `/verifications/${verificationId}`)).body).toMatchObject({ comments: [{ body: 'Comment about the corner' }], tickets: [{ message: 'Ticket about the glare' }] });
    }
  });

  it('asks anew for what an abandoned or a reopened case had', async () => {
    const collecting = await Customer.signIn(backend);
    await collecting.add('identity', 'passport', { file: named });
    const half = await collecting.create('address', 'utility_bill', { file: pdf });
    const [toFix, rejected] = [await submitted(), await submitted()];
    await reviewer.decide(toFix.verificationId, toFix.identity, { decision: 'reject', reason: 'blurred', message: 'Words of a decision' });
    await reviewer.api('POST', `/verifications/${toFix.verificationId}/requests`, { categoryId: 'address', message: 'Please, your payslip' });
    await reviewer.decideWhole(rejected.verificationId, 'reject', 'Words of a decision');
    const ids = [(await collecting.read()).id, toFix.verificationId, rejected.verificationId];
    await passMonth(ids);
    for (const id of ids) await untilErased(id);
    expect((await collecting.send(half.body.upload, pdf.bytes)).status).toBe(404);
    expect((await collecting.read()).documents).toEqual([]);
    await collecting.submitBoth();

    const reopened = await toFix.customer.read();
    expect(reopened.documents.map(({ status, reason }) => [status, reason?.code, reason?.message])).toEqual([['rejected', 'blurred', null], ['rejected', 'other', null]]);
    expect(reopened.requests).toMatchObject([{ message: null }]);
    const tables = JSON.stringify(await whileStopped(backend, allTables));
    for (const words of ['Words of a decision', 'Please, your payslip']) expect(tables).not.toContain(words);

    expect((await reviewer.decideWhole(rejected.verificationId, 'request_changes')).status).toBe(200);
    for (const { customer } of [toFix, rejected]) {
      for (const { id, categoryId } of (await customer.read()).documents) {
        await customer.add(categoryId, categoryId === 'identity' ? 'passport' : 'utility_bill', { replaces: id });
      }
    }
    for (const { customer } of [toFix, rejected]) expect((await customer.submit()).status).toBe(201);
  });
});

describe.each(anyEngine)('a backend on %s that keeps nothing', (_name, start) => {
  it('erases with the next round after a decision, and leaves what somebody is just adding', async () => {
    const backend = await start({ KYC_RETENTION_DAYS: '0' });
    const reviewer = new Reviewer(backend);
    const [decided, adding] = [await Customer.signIn(backend), await Customer.signIn(backend)];
    const { verificationId } = await decided.submitBoth();
    const kept = await adding.add('identity', 'passport');
    await reviewer.decideWhole(verificationId, 'complete');
    await backend.restart();
    const auditOf = async (): Promise<string> => JSON.stringify((await call(`${backend.origin}/admin/api/audit?verificationId=${verificationId}`, { headers: { Authorization: `Bearer ${backend.adminToken}` } })).body);
    await expect.poll(auditOf).toContain('documents_erased');
    expect((await decided.read()).documents.flatMap(({ files }) => files.map(({ fileName }) => fileName))).toEqual(['document', 'document', 'document']);
    expect((await adding.read()).documents).toMatchObject([{ id: kept, status: 'uploaded' }]);
    // Nothing was sent yet: these mails still wait for a mail server.
    expect(await reviewer.mailsTo(decided)).toHaveLength(2);
    await backend.stop();
  });
});
