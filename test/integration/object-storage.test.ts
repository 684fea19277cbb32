/** Documents in object storage: the browser sends them there by itself, and nothing that lies there is believed unseen. */
import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { call, Customer, fixture, hashOf, pdf, photo, Reviewer, scan, specimenOf, type Answer, type Specimen } from '../support/backend-driver.ts';
import { backendSubject } from '../support/backend-subject.ts';
import { describeKycClient } from '../support/contract-suite.ts';
import { ObjectStorage } from '../support/object-storage.ts';
import { isSamePicture } from '../support/pixels.ts';
import { newDatabase } from '../support/postgres.ts';

/** The backend cleans up behind its answers. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 20_000 });

const dayMs = 24 * 60 * 60 * 1000;

let storage: ObjectStorage;
let backend: RunningBackend;
beforeAll(async () => {
  storage = await ObjectStorage.start();
  const databaseUrl = await newDatabase(inject('postgresUrl'));
  backend = await startBackend({ databaseUrl, env: { ...storage.env, KYC_RATE_LIMIT: '1000000' } });
});
afterAll(async () => {
  await backend.stop();
  await storage.stop();
});

describeKycClient('over HTTP, uploads by put', () => backendSubject(backend), 'uploads');

describe('documents in object storage', () => {
  let customer: Customer;
  beforeEach(async () => {
    customer = await Customer.signIn(backend);
    await storage.clear();
  });
  afterEach(() => {
    storage.watcher = null;
    storage.clockAheadMs = 0;
  });

  /** As a browser does it: no token, no type. */
  const put = (started: Answer, { bytes }: Pick<Specimen, 'bytes'>) => call(started.body.upload?.url ?? started.body.url, { method: 'PUT', body: bytes });
  const code = ({ status, body }: Answer) => [status, body.code];
  const contentOf = ({ body: { document, file } }: Answer) => `/documents/${document.id}/files/${file.id}/content`;
  /** What is kept is written anew, so its bytes are others. */
  const download = async (started: Answer) => {
    const headers = { Authorization: `Bearer ${customer.token}` };
    const response = await fetch(`${backend.origin}/kyc/v1${contentOf(started)}`, { headers, redirect: 'error' });
    return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  it('arrive by one presigned request, and are served by the backend with its own headers', async () => {
    const started = await customer.create('identity', 'passport');
    const { url, expiresAt, ...rest } = started.body.upload;
    expect(rest).toEqual({ protocol: 'put', headers: {} });
    expect(new URL(url).origin).toBe(storage.origin);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect((await put(started, photo)).status).toBe(200);
    const complete = await customer.complete(started, photo.sha256);
    expect(complete.body.file).toMatchObject({ status: 'uploaded', sha256: photo.sha256, mediaType: 'image/jpeg' });
    const { headers, bytes } = await download(started);
    expect(await isSamePicture(bytes, photo.bytes)).toBe(true);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg', 'content-length': String(bytes.length), 'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'", 'content-disposition': expect.stringContaining('attachment'),
    });
    await eventually(() => storage.names('incoming')).toEqual([]);
    // The picture and its thumbnail, nothing of what was sent.
    expect(await storage.names('documents')).toHaveLength(2);
  });

  it('are refused by the storage itself when their size is not the announced one', async () => {
    const started = await customer.create('identity', 'passport');
    expect((await put(started, { bytes: photo.bytes.slice(1) })).status).toBe(403);
    expect((await put(started, { bytes: new Uint8Array(photo.bytes.length + 1) })).status).toBe(403);
    const answer = await customer.complete(started, photo.sha256);
    expect(answer.body).toMatchObject({ status: 409, code: 'upload_incomplete', retryable: true, limit: photo.bytes.length, actual: 0 });
  });

  it.each([
    ['fewer', photo.bytes.slice(0, 1000), [409, 'upload_incomplete', 1000]],
    ['more', new Uint8Array(photo.bytes.length + 5), [422, 'too_large', photo.bytes.length + 5]],
  ] as const)('are refused at completion when a storage that does not watch the size took %s bytes', async (_word, bytes, expected) => {
    const started = await customer.create('identity', 'passport');
    await storage.place(`incoming/${uploadIdOf(started)}`, bytes);
    const { status, body } = await customer.complete(started, hashOf(bytes));
    expect([status, body.code, body.actual]).toEqual(expected);
    expect(await storage.names('documents')).toEqual([]);
  });

  it('cannot be swapped through the address that is still valid, neither while nor after they are judged', async () => {
    const started = await customer.create('identity', 'passport');
    await put(started, photo);
    const other = { bytes: new Uint8Array(photo.bytes.length).fill(7) };
    const swapped: number[] = [];
    storage.watcher = async (request) => {
      if (isReadBack(request)) swapped.push((await put(started, other)).status);
      return undefined;
    };
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    swapped.push((await put(started, other)).status);
    storage.watcher = null;
    // Read to be looked at, and afterwards.
    expect(swapped).toEqual([200, 200]);
    expect((await customer.complete(started, photo.sha256)).body.file.sha256).toBe(photo.sha256);
    expect(await isSamePicture((await download(started)).bytes, photo.bytes)).toBe(true);
  });

  it('carry nothing the sender said about them', async () => {
    const started = await customer.create('identity', 'passport');
    const headers = { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' };
    await call(started.body.upload.url, { method: 'PUT', body: photo.bytes, headers });
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    const { headers: served, bytes } = await download(started);
    expect([served.get('Content-Type'), served.get('Content-Encoding')]).toEqual(['image/jpeg', null]);
    expect(await isSamePicture(bytes, photo.bytes)).toBe(true);
  });

  it('are asked for again at the same place after a wrong hash', async () => {
    const started = await customer.create('identity', 'passport');
    await put(started, photo);
    expect(code(await customer.complete(started, scan.sha256))).toEqual([422, 'hash_mismatch']);
    await eventually(() => storage.names('documents')).toEqual([]);
    expect(await storage.names('incoming')).toEqual([]);
    expect(code(await customer.complete(started, photo.sha256))).toEqual([409, 'upload_incomplete']);
    await put(started, photo);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
  });

  it('get a fresh address when the old one has expired', async () => {
    const started = await customer.create('identity', 'passport');
    storage.clockAheadMs = 16 * 60_000;
    expect((await put(started, photo)).status).toBe(403);
    const { document, file } = started.body;
    const fresh = await customer.api('POST', `/documents/${document.id}/files/${file.id}/upload`);
    expect([fresh.status, fresh.body.protocol]).toEqual([200, 'put']);
    storage.clockAheadMs = 0;
    expect((await put(fresh, photo)).status).toBe(200);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
  });

  it.each([
    ['type_mismatch', fixture('html-as-jpg.jpg', 'image/jpeg')],
    ['empty_file', specimenOf(new Uint8Array(0), { fileName: 'empty.jpg', mediaType: 'image/jpeg' })],
  ])('go when they are refused as %s', async (reason, file) => {
    const started = await customer.create('identity', 'passport', { file });
    await put(started, file);
    expect(code(await customer.complete(started, file.sha256))).toEqual([422, reason]);
    await eventually(async () => [...await storage.names('documents'), ...await storage.names('incoming')]).toEqual([]);
  });

  it('are completed once, however often and how soon it is asked', async () => {
    const started = await customer.create('identity', 'passport');
    await put(started, photo);
    const answers = await Promise.all(Array.from({ length: 5 }, () => customer.complete(started, photo.sha256)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await eventually(() => storage.names('documents')).toHaveLength(2);
    expect(await isSamePicture((await download(started)).bytes, photo.bytes)).toBe(true);
  });

  it('are completed after a kill between keeping and database; what the kill left goes', async () => {
    const kept = await finished(await customer.create('address', 'utility_bill', { file: pdf }), pdf);
    const started = await customer.create('identity', 'passport');
    await put(started, photo);
    storage.watcher = async (request) => {
      if (isReadBack(request)) await backend.kill();
      return undefined;
    };
    await expect(customer.complete(started, photo.sha256)).rejects.toThrow();
    storage.watcher = null;
    expect(await storage.names('documents')).toHaveLength(2);
    await backend.restart();
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect(await storage.names('documents')).toHaveLength(4);
    await storage.age(2 * dayMs);
    await backend.restart();
    await eventually(() => storage.names('documents')).toHaveLength(3);
    expect(await isSamePicture((await download(started)).bytes, photo.bytes)).toBe(true);
    expect(hashOf((await download(kept)).bytes)).toBe(pdf.sha256);
  });

  it('leave nothing behind when they are removed, given up, or their customer is erased', async () => {
    const removed = await finished(await customer.create('identity', 'passport'));
    const never = await customer.create('identity', 'driving_licence', { sides: ['front'] });
    await put(never, photo);
    await customer.api('DELETE', `/documents/${removed.body.document.id}`);
    await customer.api('DELETE', `/documents/${never.body.document.id}`);
    await eventually(async () => [...await storage.names('documents'), ...await storage.names('incoming')]).toEqual([]);
    await finished(await customer.create('identity', 'passport'));
    await put(await customer.create('identity', 'driving_licence', { sides: ['front'] }), photo);
    await new Reviewer(backend).api('DELETE', `/customers/${customer.id}`);
    await eventually(async () => [...await storage.names('documents'), ...await storage.names('incoming')]).toEqual([]);
    await put(never, photo);
    await storage.age(2 * dayMs);
    await backend.restart();
    await eventually(() => storage.names('incoming')).toEqual([]);
  });

  it('wait when the storage is full, and come through when it is only busy', async () => {
    const started = await customer.create('identity', 'passport');
    await put(started, photo);
    storage.watcher = (request) => (isKept(request) ? { status: 507, code: 'XMinioStorageFull' } : undefined);
    expect((await customer.complete(started, photo.sha256)).body).toMatchObject({ status: 507, code: 'storage_full', retryable: true });
    let refusals = 0;
    storage.watcher = (request) => (isKept(request) && (refusals += 1) === 1 ? { status: 503, code: 'SlowDown' } : undefined);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    // The picture, once more, what is kept in its place, and the thumbnail.
    expect(refusals).toBe(4);
  });

  async function finished(started: Answer, file = photo): Promise<Answer> {
    await put(started, file);
    const answer = await customer.complete(started, file.sha256);
    expect(answer.status).toBe(200);
    return started;
  }
});

describe('a backend with object storage', () => {
  const secret = 'another-specimen-secret';

  it.each([
    ['a storage that is not there', { S3_ENDPOINT: 'http://127.0.0.1:2' }, /S3_ENDPOINT \(http:\/\/127\.0\.0\.1:2\) cannot be reached: ECONNREFUSED/],
    ['no such bucket', { S3_BUCKET: 'no-such-bucket' }, /there is no bucket "no-such-bucket" \(S3_BUCKET\)/],
    ['an unknown key', { S3_ACCESS_KEY_ID: 'NOBODY' }, /S3_ACCESS_KEY_ID is not known/],
    ['a wrong secret', { S3_SECRET_ACCESS_KEY: secret }, /S3_SECRET_ACCESS_KEY does not fit/],
    ['a missing setting', { S3_BUCKET: '' }, /object storage also needs S3_BUCKET/],
    ['an address with a password', { S3_ENDPOINT: `http://me:${secret}@127.0.0.1` }, /S3_ENDPOINT must be an http or https address without credentials/],
  ])('does not start with %s, and says so', async (_what, env, expected) => {
    const outcome: unknown = await startBackend({ env: { ...storage.env, ...env } }).catch((reason: unknown) => reason);
    const said = outcome instanceof Error ? outcome.message : 'it started';
    expect(said).toMatch(expected);
    expect(said).not.toContain(secret);
    expect(said).not.toContain(storage.env['S3_SECRET_ACCESS_KEY']);
  });

  it('lets the portal page, and only that, send to it', async () => {
    const policyOf = async (path: string) => (await fetch(backend.origin + path)).headers.get('Content-Security-Policy');
    expect(await policyOf('/')).toContain(`connect-src 'self' ${storage.origin};`);
    expect(await policyOf('/admin')).toContain("connect-src 'self';");
  });
});

function uploadIdOf(started: Answer): string {
  return new URL(started.body.upload.url).pathname.split('/').at(-1) ?? '';
}

/** The backend writes what it keeps. */
function isKept({ method, url }: IncomingMessage): boolean {
  return method === 'PUT' && /\/documents\/[0-9a-f]{48}$/.test(url ?? '');
}

/** The backend reads what it kept. */
function isReadBack({ method, url }: IncomingMessage): boolean {
  return method === 'GET' && /\/documents\/[0-9a-f]{48}$/.test(url ?? '');
}
