/** News of a case as a page hears them: at once, from whoever changed it, and without end until there is a reason. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startBackend, type BackendAddress, type RunningBackend } from '../support/backend.ts';
import { Customer, Reviewer } from '../support/backend-driver.ts';
import { EventReader } from '../support/event-reader.ts';
import { sharedBackends } from '../support/integration-setup.ts';
import { newDatabase } from '../support/postgres.ts';

const patient = { timeout: 20_000 };
const readers: EventReader[] = [];

async function watch(backend: BackendAddress, customer: Customer, headers?: Record<string, string>): Promise<EventReader> {
  const reader = await EventReader.open(backend, customer, headers);
  readers.push(reader);
  return reader;
}

/** The stream has told of the case as it is now. */
async function tellsOf(reader: EventReader, customer: Customer): Promise<void> {
  const { version } = await customer.read();
  await expect.poll(() => reader.versions.at(-1), patient).toBe(version);
}

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
});

describe.each(sharedBackends())('an event stream on %s', (_name, backend) => {
  let customer: Customer;
  const reviewer = new Reviewer(backend);

  beforeEach(async () => {
    customer = await Customer.signIn(backend);
  });

  it('says at once which version there is, in a form that nothing keeps or holds back', async () => {
    const { version } = await customer.read();
    const stream = await watch(backend, customer);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('Content-Type')).toMatch(/^text\/event-stream\b/);
    expect([stream.headers.get('Cache-Control'), stream.headers.get('X-Accel-Buffering')]).toEqual(['no-store', 'no']);
    await expect.poll(() => stream.text, patient).toBe(`event: verification\nid: ${version}\ndata: {"version":${version}}\n\n`);
  });

  it('says only that it is there to a page that knows the version', async () => {
    const { id, version } = await customer.read();
    const stream = await watch(backend, customer, { 'Last-Event-ID': String(version) });
    await expect.poll(() => stream.comments, patient).toBe(1);
    await reviewer.api('POST', `/verifications/${id}/comments`, { body: 'Hello' });
    await tellsOf(stream, customer);
    expect(stream.versions).not.toContain(version);
    const late = await watch(backend, customer, { 'Last-Event-ID': String(version) });
    await tellsOf(late, customer);
  });

  it('tells of every change, whoever makes it, and of nobody else’s', async () => {
    const other = await Customer.signIn(backend);
    const stream = await watch(backend, customer);
    const quiet = await watch(backend, other);
    await customer.add('identity', 'passport');
    await tellsOf(stream, customer);
    await customer.add('address', 'mobile_bill');
    await customer.submit();
    await tellsOf(stream, customer);
    const { id } = await customer.read();
    await reviewer.api('GET', `/verifications/${id}`);
    await reviewer.decideWhole(id, 'request_changes', 'Another bill, please.');
    await tellsOf(stream, customer);
    await reviewer.api('PUT', `/customers/${customer.id}/status`, { status: 'locked' });
    await tellsOf(stream, customer);
    expect(stream.versions).toEqual([...new Set(stream.versions)].sort((one, two) => one - two));
    expect(quiet.versions).toEqual([(await other.read()).version]);
  });

  it('tells of a day on which a document runs out', async () => {
    const { address, verificationId } = await customer.submitBoth();
    const stream = await watch(backend, customer);
    await reviewer.decide(verificationId, address, { decision: 'accept', expiresAt: '2020-01-01T00:00:00Z' });
    const done = await reviewer.decideWhole(verificationId, 'complete');
    expect(done.body.status).toBe('completed');
    const fresh = await watch(backend, customer);
    expect((await customer.read()).status).toBe('expired');
    await tellsOf(fresh, customer);
    await tellsOf(stream, customer);
  });

  it('is only for those who may read the case, and only read', async () => {
    const request = (init: RequestInit) => fetch(`${backend.origin}/kyc/v1/events`, init);
    expect((await request({})).status).toBe(401);
    const head = await request({ method: 'HEAD', headers: { Authorization: `Bearer ${customer.token}` } });
    expect(head.status).toBe(405);
  });

  it('ends with the customer', async () => {
    const stream = await watch(backend, customer);
    await reviewer.api('DELETE', `/customers/${customer.id}`);
    expect(await stream.over).toBe('ended');
  });

  it('is given ten times to a customer; whoever leaves makes room', async () => {
    const open = await Promise.all(Array.from({ length: 10 }, () => watch(backend, customer)));
    expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
    const refused = await watch(backend, customer);
    await refused.over;
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'rate_limited', retryable: true, limit: 10, actual: 11 });
    expect((await watch(backend, await Customer.signIn(backend))).status).toBe(200);
    await open[0]?.close();
    await expect.poll(async () => (await watch(backend, customer)).status, patient).toBe(200);
  });
});

describe('event streams', () => {
  let databaseUrl: string;
  let backend: RunningBackend;
  let second: RunningBackend;
  // Who shares a database shares the key of what it names.
  const key = { KYC_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
  const env = { ...key, KYC_HEARTBEAT_SECONDS: '2', KYC_IDLE_SECONDS: '1', KYC_CORS_ORIGINS: 'https://shop.example' };

  beforeAll(async () => {
    databaseUrl = await newDatabase(inject('postgresUrl'));
    backend = await startBackend({ databaseUrl, env });
    second = await startBackend({ databaseUrl, env: { ...key, KYC_EVENTS: 'off' } });
  });
  afterAll(() => Promise.all([backend.stop(), second.stop()]));

  it('outlive connections that owe something, and say that they are alive', async () => {
    const stream = await watch(backend, await Customer.signIn(backend), { Origin: 'https://shop.example' });
    expect(stream.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
    await expect.poll(() => stream.comments, patient).toBeGreaterThanOrEqual(2);
  });

  it('tell of what another process did', async () => {
    const customer = await Customer.signIn(backend);
    const stream = await watch(backend, customer);
    await new Reviewer(second).api('POST', `/verifications/${(await customer.read()).id}/comments`, { body: 'From next door' });
    await tellsOf(stream, customer);
  });

  it('tell of a configuration that asks for something else', async () => {
    const customer = await Customer.signIn(backend);
    const { version } = await customer.read();
    const stream = await watch(backend, customer);
    await expect.poll(() => stream.versions, patient).toEqual([version]);
    await new Reviewer(backend).withConfiguration((configuration) => { configuration.categories[0].title = 'Your ID'; }, async () => {
      await expect.poll(() => stream.versions.length, patient).toBe(2);
      expect((await customer.read()).categories[0]?.title).toBe('Your ID');
    });
  });

  it('end with the token they came with', async () => {
    const [ending, staying] = [await Customer.signIn(backend), await Customer.signIn(backend)];
    const [stream, other] = [await watch(backend, ending), await watch(backend, staying)];
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    await database.query("UPDATE accesses SET expires_at = now() - interval '1 second' WHERE kind = 'kyc' AND customer_id = $1", [ending.id]);
    await database.end();
    expect(await stream.over).toBe('ended');
    await tellsOf(other, staying);
  });

  it('are not there when switched off: pages poll', async () => {
    const stream = await watch(second, await Customer.signIn(second));
    await stream.over;
    expect([stream.status, JSON.parse(stream.text)]).toMatchObject([404, { code: 'not_found' }]);
  });

  it('end properly when the server stops', async () => {
    const stream = await watch(backend, await Customer.signIn(backend));
    await backend.kill('SIGTERM');
    expect(await stream.over).toBe('ended');
    await backend.restart();
  });
});
