/** A customer who is erased is gone: from every table, every file, every open connection, and after a kill as well. */
import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Customer, newKey, pdf, photo, Reviewer, type Answer } from '../support/backend-driver.ts';
import { allFiles, allTables, anyEngine, rows, whileStopped, withDatabase, type OwnBackend } from '../support/engines.ts';
import { EventReader } from '../support/event-reader.ts';
import { openRequest } from '../support/raw-request.ts';

const person = { name: 'Erika Erasable', email: 'erika.erasable@mail.example' };
const fileName = 'erasable-passport.jpg';
const words = { number: 'E99X77R55', comment: 'Erasable words of the reviewer', ticket: 'Erasable words of a ticket', reason: 'Erasable words of a decision' };
const traces = [person.name, person.email, fileName, ...Object.values(words)];

/** A case with everything a person can leave behind, and an upload that has not arrived yet. */
async function leaveTraces(backend: OwnBackend): Promise<{ customer: Customer; verificationId: string; under: Answer }> {
  const reviewer = new Reviewer(backend);
  const customer = await Customer.signIn(backend, { ...person, customerId: `cus-${newKey()}` });
  const file = { side: 'single', fileName, mediaType: photo.mediaType, sizeBytes: photo.bytes.length };
  const started = await customer.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', fields: { number: words.number }, file }, { 'Idempotency-Key': newKey() });
  expect((await customer.finish(started)).status).toBe(200);
  const address = await customer.add('address', 'utility_bill', { file: pdf });
  const verificationId = (await customer.submit()).body.verification.id;
  const answers = [
    await customer.api('POST', '/tickets', { subject: 'Help', message: words.ticket }, { 'Idempotency-Key': newKey() }),
    await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: words.comment }),
    await reviewer.decide(verificationId, address, { decision: 'reject', reason: 'blurred', message: words.reason }),
    await reviewer.decideWhole(verificationId, 'request_changes'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
  const under = await customer.create('address', 'utility_bill', { replaces: address });
  expect(under.status).toBe(201);
  return { customer, verificationId, under };
}

const found = (text: string): string[] => traces.filter((trace) => text.includes(trace));
const everything = async ({ dataDir }: OwnBackend): Promise<string> => JSON.stringify([...await allFiles(dataDir)]);
const erase = (backend: OwnBackend, { id }: Customer): Promise<Answer> => new Reviewer(backend).api('DELETE', `/customers/${id}`);
/** What is kept, but for the key and what a running server has open. */
const documentsIn = async ({ dataDir }: OwnBackend): Promise<string[]> =>
  [...(await allFiles(dataDir)).keys()].filter((name) => /^(documents|arriving|inspecting|outgoing)\//.test(name));

describe.each(anyEngine)('a customer erased on %s', (_name, start) => {
  it('leaves nothing of theirs in a table or a file, with an upload and an event stream open', async () => {
    const backend = await start();
    onTestFinished(() => backend.stop());
    const { customer, verificationId, under } = await leaveTraces(backend);
    // They are there before: a test that finds nothing anywhere would prove nothing.
    expect(found(JSON.stringify(await whileStopped(backend, allTables)))).toEqual(traces);
    expect((await documentsIn(backend)).length).toBeGreaterThan(1);

    const stream = await EventReader.open(backend, customer);
    expect(stream.status).toBe(200);
    const upload = openRequest(under.body.upload.url, { method: 'PATCH', headers: {
      Authorization: `Bearer ${customer.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream', 'Content-Length': String(photo.bytes.length),
    } });
    upload.write(photo.bytes.subarray(0, 1000));
    const sent = expect.poll(async () => (await documentsIn(backend)).some((name) => name.startsWith('arriving/')));
    await sent.toBe(true);
    expect((await erase(backend, customer)).status).toBe(204);
    expect(await stream.over).toBe('ended');
    upload.write(photo.bytes.subarray(1000));
    upload.end();
    // Whatever this request hears: its bytes go.
    await upload.answered;
    expect((await erase(backend, customer)).status).toBe(404);
    expect((await customer.api('GET', '/verification')).status).toBe(401);
    expect((await new Reviewer(backend).api('GET', `/verifications/${verificationId}`)).status).toBe(404);
    await expect.poll(() => documentsIn(backend)).toEqual([]);

    const tables = await whileStopped(backend, allTables);
    expect(found(JSON.stringify(tables))).toEqual([]);
    expect(Object.keys(tables).filter((table) => table !== 'audit' && tables[table]?.includes(customer.id))).toEqual([]);
    expect(tables['audit']).toContain('customer_erased');
    expect(found(await everything(backend) + backend.output())).toEqual([]);
  });

  it('is erased when the server is killed right after its answer', async () => {
    const backend = await start();
    onTestFinished(() => backend.stop());
    const { customer } = await leaveTraces(backend);
    // The bytes' own erasing comes after the answer: this one is killed before it can be done, or right after.
    expect((await erase(backend, customer)).status).toBe(204);
    await backend.kill();
    await withDatabase(backend, async (database) => {
      expect(found(JSON.stringify(await allTables(database)))).toEqual([]);
      const noted = (await rows(database, sql`SELECT storage_key FROM erasures`)).map(({ storage_key: key }) => String(key));
      const left = await documentsIn(backend);
      // What still lies there is noted, each of it: nothing is left to chance.
      expect(left.filter((name) => !noted.some((key) => name.includes(key)))).toEqual([]);
    });
    await backend.restart();
    await expect.poll(() => documentsIn(backend)).toEqual([]);
  });
});
