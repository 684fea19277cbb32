/** Uploads by tus, cut and killed at will: what was acknowledged is never lost, and nothing is stored twice. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { arrivedBytes } from '../support/arriving.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, photo, Reviewer, type Answer } from '../support/backend-driver.ts';
import { newDatabase } from '../support/postgres.ts';
import { isSamePicture } from '../support/pixels.ts';
import { openRequest, type RawRequest } from '../support/raw-request.ts';

const half = Math.floor(photo.bytes.length / 2);

describe('an upload by tus', () => {
  let backend: RunningBackend;
  let database: pg.Pool;
  let customer: Customer;
  let started: Answer;

  beforeAll(async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    backend = await startBackend({ databaseUrl, env: { KYC_CORS_ORIGINS: 'https://shop.example' } });
    database = new pg.Pool({ connectionString: databaseUrl });
  });
  afterAll(async () => {
    await database.end();
    await backend.stop();
  });

  beforeEach(async () => {
    customer = await Customer.signIn(backend);
    started = await customer.create('identity', 'passport');
  });

  const url = (): string => started.body.upload.url;
  const headersOf = (offset: number): Record<string, string> => ({
    Authorization: `Bearer ${customer.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream',
  });
  const head = (target = url(), token = customer.token): Promise<Response> =>
    fetch(target, { method: 'HEAD', headers: { Authorization: `Bearer ${token}`, 'Tus-Resumable': '1.0.0' } });
  const offset = async (target = url()): Promise<number> => Number((await head(target)).headers.get('Upload-Offset') ?? Number.NaN);
  const patch = (from: number, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url(), { method: 'PATCH', body: bytes, headers: { ...headersOf(from), ...headers } });
  const sendAll = (): Promise<Response> => patch(0, photo.bytes);
  /** A PATCH for everything from `from` on, of which only what is written comes. */
  const openPatch = (from: number): RawRequest =>
    openRequest(url(), { method: 'PATCH', headers: { ...headersOf(from), 'Content-Length': String(photo.bytes.length - from) } });
  const idOf = (target: string): string => target.split('/').at(-1) ?? '';
  const arriving = (): Promise<string[]> => readdir(join(backend.dataDir, 'arriving'));
  const onDisk = (): Promise<number> => arrivedBytes(backend, idOf(url())).catch(() => 0);
  const stored = async (): Promise<string[]> => (await readdir(join(backend.dataDir, 'documents'), { recursive: true })).filter((path) => /[0-9a-f]{48}$/.test(path));
  /** What is kept is written anew, so its bytes are others. */
  const isKept = async (): Promise<boolean> => {
    const { document, file } = started.body;
    const answer = await fetch(`${backend.origin}/kyc/v1/documents/${document.id}/files/${file.id}/content`, { headers: { Authorization: `Bearer ${customer.token}` } });
    return isSamePicture(new Uint8Array(await answer.arrayBuffer()), photo.bytes);
  };
  const problemOf = async (answer: Response): Promise<object> => ({ status: answer.status, ...await answer.json() as object });

  it('is there from the announcement on, with its length and its end', async () => {
    const { upload } = started.body;
    expect(upload).toEqual({ protocol: 'tus', url: expect.stringMatching(/\/kyc\/v1\/uploads\/upl_[0-9a-f]+$/), expiresAt: expect.any(String) });
    const answer = await head();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'upload-offset': '0', 'upload-length': String(photo.bytes.length), 'cache-control': 'no-store', 'tus-resumable': '1.0.0',
    });
    expect(new Date(answer.headers.get('Upload-Expires') ?? '').getTime()).toBe(Math.floor(Date.parse(upload.expiresAt) / 1000) * 1000);
  });

  it('goes on where it was cut, also after a kill, and is stored once', async () => {
    const before = await stored();
    const first = await patch(0, photo.bytes.slice(0, 1000));
    expect([first.status, first.headers.get('Upload-Offset')]).toEqual([204, '1000']);
    const cut = openPatch(1000);
    cut.write(photo.bytes.slice(1000, half));
    await expect.poll(onDisk).toBe(half);
    cut.cut();
    await cut.closed;
    expect(await offset()).toBe(half);
    await backend.restart();
    expect(await offset()).toBe(half);
    expect((await customer.complete(started, photo.sha256)).body).toMatchObject({ code: 'upload_incomplete', retryable: true, limit: photo.bytes.length, actual: half });
    expect((await patch(half, photo.bytes.slice(half))).status).toBe(204);
    const done = await customer.complete(started, photo.sha256);
    expect(done.body.file).toMatchObject({ status: 'uploaded', sha256: photo.sha256 });
    expect(await isKept()).toBe(true);
    // The picture and its thumbnail.
    expect((await stored()).length - before.length).toBe(2);
    await expect.poll(arriving).not.toContain(idOf(url()));
    expect((await head()).status).toBe(410);
  });

  it('is completed again after a kill between handing over and saving', async () => {
    await sendAll();
    const before = await stored();
    const blocking = await database.connect();
    await blocking.query('BEGIN');
    await blocking.query('SELECT 1 FROM verifications WHERE customer_id = $1 FOR UPDATE', [customer.id]);
    const completing = customer.complete(started, photo.sha256).catch(() => null);
    // Handed over; what inspection writes beside it may be there already.
    await expect.poll(async () => (await stored()).length).toBeGreaterThan(before.length);
    await backend.kill('SIGKILL');
    expect(await completing).toBeNull();
    await blocking.query('ROLLBACK');
    blocking.release();
    await backend.restart();
    expect(await offset()).toBe(photo.bytes.length);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect(await isKept()).toBe(true);
  });

  it('lets a newcomer take over from a connection nobody knows is dead', async () => {
    const dead = openPatch(0);
    dead.write(photo.bytes.slice(0, 1000));
    await expect.poll(onDisk).toBe(1000);
    expect(await offset()).toBe(1000);
    const second = openPatch(1000);
    second.write(photo.bytes.slice(1000, 2000));
    await expect.poll(onDisk).toBe(2000);
    const rest = patch(2000, photo.bytes.slice(2000));
    expect((await rest).status).toBe(204);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    for (const request of [dead, second]) request.cut();
  });

  it('refuses a repeated part, writing nothing twice', async () => {
    const part = photo.bytes.slice(0, half);
    expect((await patch(0, part)).status).toBe(204);
    const again = await patch(0, part);
    expect(again.headers.get('Tus-Resumable')).toBe('1.0.0');
    expect(await problemOf(again)).toMatchObject({ status: 409, code: 'offset_conflict', retryable: true });
    expect(await problemOf(await patch(photo.bytes.length, part))).toMatchObject({ status: 409 });
    const both = await Promise.all([patch(half, photo.bytes.slice(half)), patch(half, photo.bytes.slice(half))]);
    expect(both.map(({ status }) => status)).toContain(204);
    // The later of the two may have ended the earlier half-way; neither has written over or after the other.
    await customer.sendRest(started.body.upload, photo.bytes);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect(await isKept()).toBe(true);
  });

  it('is nobody else’s', async () => {
    const stranger = await Customer.signIn(backend);
    expect((await head(url(), stranger.token)).status).toBe(404);
    const foreign = await patch(0, photo.bytes, { Authorization: `Bearer ${stranger.token}` });
    expect(await problemOf(foreign)).toMatchObject({ status: 404, code: 'not_found' });
    expect(await problemOf(await patch(0, photo.bytes, { Authorization: 'Bearer x' }))).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(await offset()).toBe(0);
  });

  it('is the one the path names, whatever follows it', async () => {
    const stranger = await Customer.signIn(backend);
    const theirs = await stranger.create('identity', 'passport');
    const query = `?x=/${idOf(theirs.body.upload.url)}`;
    const answer = await fetch(url() + query, { method: 'PATCH', body: photo.bytes.slice(0, 1000), headers: headersOf(0) });
    expect([answer.status, answer.headers.get('Upload-Offset')]).toEqual([204, '1000']);
    expect(await arriving()).not.toContain(idOf(theirs.body.upload.url));
    expect(await offset(url() + query)).toBe(1000);
    expect(await onDisk()).toBe(1000);
    expect(await offset(`${url()}?x=/upl_${'0'.repeat(30)}`)).toBe(1000);
  });

  it('takes no more than was announced, and only what is tus', async () => {
    const tooMuch = new Uint8Array(photo.bytes.length + 1);
    expect(await problemOf(await patch(0, tooMuch))).toMatchObject({ status: 413, code: 'too_large', limit: photo.bytes.length });
    const without = async (name: string): Promise<number> => {
      const headers = new Headers(headersOf(0));
      headers.delete(name);
      return (await fetch(url(), { method: 'PATCH', headers, body: new Uint8Array([1]) })).status;
    };
    expect([await without('Tus-Resumable'), await without('Upload-Offset'), await without('Content-Type')]).toEqual([412, 400, 400]);
    expect(await problemOf(await patch(0, photo.bytes, { 'Upload-Offset': '-1' }))).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(await problemOf(await patch(0, photo.bytes, { 'Upload-Length': '5' }))).toMatchObject({ status: 400, code: 'invalid_request' });
    const others = await Promise.all(['POST', 'DELETE', 'GET'].map((method) => fetch(url(), { method, headers: headersOf(0) })));
    expect(others.map(({ status }) => status)).toEqual([404, 404, 405]);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const chunked = await fetch(url(), { method: 'PATCH', headers: headersOf(0), body: endless, duplex: 'half' } as RequestInit).catch(() => null);
    expect([413, undefined]).toContain(chunked?.status);
    expect(await offset()).toBeLessThanOrEqual(photo.bytes.length);
  });

  it('is over when its time is', async () => {
    await patch(0, photo.bytes.slice(0, half));
    await database.query(`UPDATE verifications SET state = jsonb_set(state, '{documents,0,files,0,uploadExpiresAt}', '"2020-01-01T00:00:00.000Z"') WHERE customer_id = $1`, [customer.id]);
    expect((await head()).status).toBe(410);
    expect(await problemOf(await patch(half, photo.bytes.slice(half)))).toMatchObject({ status: 410, code: 'not_found' });
  });

  it('starts again elsewhere when asked for a fresh place', async () => {
    await patch(0, photo.bytes.slice(0, half));
    const { document, file } = started.body;
    const fresh = await customer.api('POST', `/documents/${document.id}/files/${file.id}/upload`);
    expect(fresh.body.url).not.toBe(url());
    expect([(await head()).status, await offset(fresh.body.url)]).toEqual([404, 0]);
    await expect.poll(arriving).not.toContain(idOf(url()));
    expect((await customer.send(fresh.body, photo.bytes)).status).toBe(204);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
  });

  it('starts again in its place after a wrong hash', async () => {
    await patch(0, new Uint8Array(photo.bytes.length));
    const wrong = await customer.complete(started, photo.sha256);
    expect([wrong.status, wrong.body.code, wrong.body.retryable]).toEqual([422, 'hash_mismatch', true]);
    expect(await offset()).toBe(0);
    await sendAll();
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect(await isKept()).toBe(true);
  });

  it('is stored once, however many complete it at once', async () => {
    const before = await stored();
    await sendAll();
    const answers = await Promise.all(Array.from({ length: 5 }, () => customer.complete(started, photo.sha256)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toHaveProperty('size', 1);
    expect(answers[0]?.status).toBe(200);
    // The picture and its thumbnail.
    expect((await stored()).length - before.length).toBe(2);
  });

  it('leaves nothing behind when it is given up', async () => {
    await patch(0, photo.bytes.slice(0, half));
    await customer.api('DELETE', `/documents/${started.body.document.id}`);
    await expect.poll(arriving).not.toContain(idOf(url()));
    started = await customer.create('identity', 'passport');
    await patch(0, photo.bytes.slice(0, half));
    await new Reviewer(backend).api('DELETE', `/customers/${customer.id}`);
    await expect.poll(arriving).not.toContain(idOf(url()));
  });

  it('may be sent from pages of the origins we know', async () => {
    const asked = { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'tus-resumable,upload-offset' };
    const preflight = await fetch(url(), { method: 'OPTIONS', headers: asked });
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('PATCH');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/Tus-Resumable.*Upload-Offset/);
    const answer = await patch(0, photo.bytes, { Origin: 'https://shop.example' });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
    expect(answer.headers.get('Access-Control-Expose-Headers')).toMatch(/Upload-Expires.*Upload-Offset/);
    expect((await patch(0, photo.bytes, { Origin: 'https://evil.example' })).headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});
