/** What protects the server from one customer, one slow connection, or one full disk: said clearly, hurting nobody else. */
import { rm, statfs, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { placeHoles } from '../support/arriving.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { announced, Customer, newKey, photo, Reviewer, specimenOf, type Answer } from '../support/backend-driver.ts';
import { startOwn } from '../support/engines.ts';
import { newDatabase } from '../support/postgres.ts';
import { openRequest, type RawRequest } from '../support/raw-request.ts';

const megabyte = 1024 * 1024;

const tusHeaders = (customer: Customer, offset = 0): Record<string, string> => ({
  Authorization: `Bearer ${customer.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream',
});

/** A PATCH for the whole file, of which only what is written comes. */
function openPatch(customer: Customer, started: Answer): RawRequest {
  return openRequest(started.body.upload.url, { method: 'PATCH', headers: { ...tusHeaders(customer), 'Content-Length': String(photo.bytes.length) } });
}

async function offsetOf(customer: Customer, started: Answer): Promise<number> {
  const answer = await fetch(started.body.upload.url, { method: 'HEAD', headers: tusHeaders(customer) });
  return Number(answer.headers.get('Upload-Offset') ?? Number.NaN);
}

const problem = ({ status, body }: Answer): object => ({ status, code: body.code, retryable: body.retryable, limit: body.limit, actual: body.actual });

describe('a customer’s day', () => {
  let backend: RunningBackend;

  beforeAll(async () => {
    backend = await startOwn({ KYC_QUOTA_FILES: '4', KYC_QUOTA_MB: '20' });
  });
  afterAll(() => backend.stop());

  const large = specimenOf(new Uint8Array(10 * megabyte), { fileName: 'large.jpg', mediaType: 'image/jpeg' });

  it('has room for so many files, counted once however often one is announced, also over a restart', async () => {
    const customer = await Customer.signIn(backend);
    const body = { categoryId: 'identity', documentTypeId: 'passport', file: announced(photo, 'single') };
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => customer.api('POST', '/documents', body, { 'Idempotency-Key': key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    for (const type of ['national_card', 'driving_licence']) expect((await customer.create('identity', type, { sides: ['front'] })).status).toBe(201);
    expect((await customer.create('address', 'mobile_bill')).status).toBe(201);
    const refused = await customer.create('address', 'mobile_bill');
    expect(problem(refused)).toEqual({ status: 429, code: 'rate_limited', retryable: true, limit: 4, actual: 5 });
    const seconds = Number(refused.headers.get('Retry-After'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(24 * 60 * 60);
    await backend.restart();
    expect(problem(await customer.create('address', 'mobile_bill'))).toMatchObject({ status: 429, actual: 5 });
    expect((await customer.read()).documents).toHaveLength(4);
    expect((await customer.finish(answers[0] as Answer)).status).toBe(200);
    expect((await (await Customer.signIn(backend)).create('identity', 'passport')).status).toBe(201);
  });

  it('has room for so many bytes; sending again counts again', async () => {
    const customer = await Customer.signIn(backend);
    const first = await customer.create('identity', 'passport', { file: large });
    const { document, file } = first.body;
    const fresh = await customer.api('POST', `/documents/${document.id}/files/${file.id}/upload`);
    expect(fresh.status).toBe(200);
    expect(problem(await customer.create('address', 'mobile_bill', { file: large })))
      .toEqual({ status: 429, code: 'rate_limited', retryable: true, limit: 20 * megabyte, actual: 30 * megabyte });
    expect((await customer.api('POST', `/documents/${document.id}/files/${file.id}/upload`)).status).toBe(429);
    expect((await customer.send(fresh.body, large.bytes)).status).toBe(204);
    expect(problem(await customer.complete(first, photo.sha256))).toMatchObject({ status: 429, actual: 30 * megabyte });
    const right = await customer.complete(first, large.sha256);
    expect([right.status, right.body.code]).toEqual([422, 'type_mismatch']);
  });

  it('is long enough for everything normal use asks in a minute', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    const offsets = await Promise.all(Array.from({ length: 200 }, () => offsetOf(customer, started)));
    expect(new Set(offsets)).toEqual(new Set([0]));
    expect((await customer.finish(started)).status).toBe(200);
  });
});

describe('a disk with no room', () => {
  let backend: RunningBackend;
  let roomless: RunningBackend;

  beforeAll(async () => {
    const [one, other] = [await newDatabase(inject('postgresUrl')), await newDatabase(inject('postgresUrl'))];
    backend = await startBackend({ databaseUrl: one, env: { KYC_QUOTA_MB: '1000000000' } });
    roomless = await startBackend({ databaseUrl: other, env: { KYC_MIN_FREE_MB: '1000000000' } });
  });
  afterAll(async () => {
    await backend.stop();
    await roomless.stop();
  });

  it('takes no announcement when less than the margin is free', async () => {
    const customer = await Customer.signIn(roomless);
    expect(problem(await customer.create('identity', 'passport'))).toMatchObject({ status: 507, code: 'storage_full', retryable: true });
    expect((await customer.read()).documents).toEqual([]);
  });

  it('takes no bytes of a file that would not fit', async () => {
    const customer = await Customer.signIn(backend);
    await new Reviewer(backend).withConfiguration((configuration) => { configuration.categories[0].maxSizeBytes = null; }, async () => {
      const file = { ...announced(photo, 'single'), sizeBytes: 1e15 };
      const started = await customer.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', file });
      expect(started.status).toBe(201);
      expect(problem(await customer.send(started.body.upload, photo.bytes))).toMatchObject({ status: 507, code: 'storage_full', retryable: true });
    });
  });

  it('takes the rest of a file for which there is room', async () => {
    const customer = await Customer.signIn(backend);
    await new Reviewer(backend).withConfiguration((configuration) => { configuration.categories[0].maxSizeBytes = null; }, async () => {
      const { bavail, bsize } = await statfs(backend.dataDir);
      const sizeBytes = bavail * bsize + 1024 * megabyte;
      const started = await customer.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', file: { ...announced(photo, 'single'), sizeBytes } });
      // All but the last thousand bytes.
      await placeHoles(backend, started.body.upload.url.split('/').at(-1), sizeBytes - 1000);
      const answer = await fetch(started.body.upload.url, { method: 'PATCH', headers: tusHeaders(customer, sizeBytes - 1000), body: new Uint8Array(1000) });
      expect([answer.status, answer.headers.get('Upload-Offset')]).toEqual([204, String(sizeBytes)]);
    });
  });

  it('says so when a write finds it full, and goes on once there is room', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    // A device whose every write finds no space, in the place of the file.
    const place = join(backend.dataDir, 'arriving', started.body.upload.url.split('/').at(-1));
    await symlink('/dev/full', place);
    expect(problem(await customer.send(started.body.upload, photo.bytes))).toMatchObject({ status: 507, code: 'storage_full', retryable: true });
    await rm(place);
    expect(await offsetOf(customer, started)).toBe(0);
    expect((await customer.finish(started)).status).toBe(200);
  });
});

describe('a slow connection', () => {
  let backend: RunningBackend;
  let database: pg.Pool;

  beforeAll(async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    backend = await startBackend({ databaseUrl, env: { KYC_IDLE_SECONDS: '1' } });
    database = new pg.Pool({ connectionString: databaseUrl });
  });
  afterAll(async () => {
    await database.end();
    await backend.stop();
  });

  /** Connects, sends the text and then nothing; resolves when the server ends it. */
  function fallSilent(text: string): Promise<void> {
    const { hostname, port } = new URL(backend.origin);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('error', () => undefined).resume();
    return new Promise((resolve) => socket.once('close', () => resolve()));
  }

  it('is ended when it falls silent, and fifty of them keep nobody waiting', async () => {
    const slow = await Customer.signIn(backend);
    const started = await slow.create('identity', 'passport');
    const half = openPatch(slow, started);
    half.write(photo.bytes.slice(0, 1000));
    const silent = Array.from({ length: 50 }, (_, index) =>
      fallSilent(['', 'GET /healthz HTTP/1.1\r\nX-', 'POST /portal/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'][index % 3] ?? ''));
    const other = await Customer.signIn(backend);
    await other.submitBoth();
    expect((await other.read()).status).toBe('pending');
    await Promise.all([...silent, half.closed]);
    expect(await half.answered).toBeNull();
    expect(await offsetOf(slow, started)).toBe(1000);
    expect((await slow.sendRest(started.body.upload, photo.bytes)).status).toBe(204);
    expect((await slow.complete(started, photo.sha256)).status).toBe(200);
  });

  it('is ended when hardly anything comes, and what came is kept', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    const crawling = openPatch(customer, started);
    let [sent, isClosed] = [0, false];
    void crawling.closed.then(() => { isClosed = true; });
    // Never silent: were silence all that counts, it would go on until the file is whole.
    for await (const _ of setInterval(100)) {
      if (isClosed) break;
      crawling.write(photo.bytes.slice(sent, sent += 1));
    }
    expect(await crawling.answered).toBeNull();
    const offset = await offsetOf(customer, started);
    expect(offset).toBeGreaterThan(10);
    expect(offset).toBeLessThanOrEqual(sent);
    expect((await customer.sendRest(started.body.upload, photo.bytes)).status).toBe(204);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
  });

  it('may take any time while bytes keep coming', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    const steady = openPatch(customer, started);
    const part = Math.ceil(photo.bytes.length / 10);
    let sent = 0;
    for await (const _ of setInterval(250)) {
      steady.write(photo.bytes.slice(sent, sent + part));
      sent += part;
      if (sent >= photo.bytes.length) break;
    }
    steady.end();
    expect((await steady.answered)?.status).toBe(204);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
  });

  it('is not the one that waits for us', async () => {
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    await customer.send(started.body.upload, photo.bytes);
    const blocking = await database.connect();
    await blocking.query('BEGIN');
    await blocking.query('SELECT 1 FROM verifications WHERE customer_id = $1 FOR UPDATE', [customer.id]);
    const completing = customer.complete(started, photo.sha256);
    // Two silent connections, one after the other, last longer than the one that waits for its answer may be silent.
    await fallSilent('');
    await fallSilent('');
    await blocking.query('ROLLBACK');
    blocking.release();
    expect((await completing).status).toBe(200);
  });
});

describe('two tabs', () => {
  let backend: RunningBackend;

  beforeAll(async () => {
    backend = await startOwn();
  });
  afterAll(() => backend.stop());

  it('submit once, with one mail; what comes too late is told so', async () => {
    const customer = await Customer.signIn(backend);
    await customer.add('identity', 'passport');
    const old = await customer.read();
    await customer.add('address', 'mobile_bill');
    const { version, documents } = await customer.read();
    const body = { version, documentIds: documents.map(({ id }) => id) };
    const stale = { version: old.version, documentIds: old.documents.map(({ id }) => id) };
    const submit = (what: object, key: string): Promise<Answer> => customer.api('POST', '/submissions', what, { 'Idempotency-Key': key });
    const answers = await Promise.all([submit(body, 'tab-1'), submit(body, 'tab-2'), submit(body, 'tab-1')]);
    expect(new Set(answers.map(({ body: { submissionId } }) => submissionId)).size).toBe(1);
    const late = await submit({ ...stale, documentIds: [...stale.documentIds, 'doc_none'] }, 'tab-3');
    expect([late.status, late.body.code]).toEqual([409, 'not_open']);
    expect((await submit(stale, 'tab-1')).body.code).toBe('idempotency_mismatch');
    expect(await new Reviewer(backend).mailsTo(customer)).toHaveLength(1);
  });
});
