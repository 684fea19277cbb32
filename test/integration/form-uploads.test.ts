/** Uploads as one multipart form: the contract's tests once more, and what only a form can get wrong. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningBackend } from '../support/backend.ts';
import { call, Customer, photo, specimenOf, type Answer } from '../support/backend-driver.ts';
import { backendSubject } from '../support/backend-subject.ts';
import { describeKycClient } from '../support/contract-suite.ts';
import { startOwn } from '../support/engines.ts';
import { openRequest, type RawRequest } from '../support/raw-request.ts';

let backend: RunningBackend;
beforeAll(async () => {
  backend = await startOwn({ KYC_UPLOAD_PROTOCOL: 'form', KYC_RATE_LIMIT: '1000000', KYC_QUOTA_MB: '35' });
});
afterAll(() => backend.stop());

describeKycClient('over HTTP, uploads by form', () => backendSubject(backend), 'uploads');

describe('an upload by form', () => {
  const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: image/jpeg\r\n\r\n';
  let customer: Customer;
  let started: Answer;

  beforeEach(async () => {
    customer = await Customer.signIn(backend);
    started = await customer.create('identity', 'passport');
  });

  const arriving = async (): Promise<string[]> =>
    (await readdir(join(backend.dataDir, 'arriving'))).filter((name) => name.startsWith(started.body.upload.url.split('/').at(-1)) && name.endsWith('.part'));

  it('takes no more bytes than were announced', async () => {
    expect(started.body.upload).toMatchObject({ protocol: 'form', fileField: 'file' });
    const answer = await customer.send(started.body.upload, new Uint8Array(10_485_761));
    expect([answer.status, answer.body.code, answer.body.limit, answer.body.actual]).toEqual([413, 'too_large', photo.bytes.length, 10_485_761]);
    expect((await customer.finish(started)).status).toBe(200);
  });

  it('is refused when it is no form, has no file, or ends in the middle', async () => {
    const { url } = started.body.upload;
    const headers = { Authorization: `Bearer ${customer.token}` };
    const form = new FormData();
    form.set('other', new Blob(['x']));
    expect((await call(url, { method: 'POST', body: form, headers })).status).toBe(400);
    expect((await call(url, { method: 'POST', body: 'x', headers })).status).toBe(415);
    const cut = `${start}half`;
    const ended = await call(url, { method: 'POST', body: cut, headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=b' } });
    expect([ended.status, ended.body.code]).toEqual([400, 'upload_incomplete']);
    const noBoundary = await call(url, { method: 'POST', body: cut, headers: { ...headers, 'Content-Type': 'multipart/form-data' } });
    expect(noBoundary.status).toBe(415);
    expect(await arriving()).toEqual([]);
  });

  it('may be sent again whole, the last one counting', async () => {
    await customer.send(started.body.upload, photo.bytes.slice(0, 1000));
    expect((await customer.complete(started, photo.sha256)).body).toMatchObject({ code: 'upload_incomplete', actual: 1000 });
    expect((await customer.finish(started)).status).toBe(200);
    expect((await customer.send(started.body.upload, photo.bytes)).status).toBe(410);
  });

  it('is paid for each time it is begun, and only the newest is kept', async () => {
    const large = specimenOf(new Uint8Array(10 * 1024 * 1024), { fileName: 'large.jpg', mediaType: 'image/jpeg' });
    started = await customer.create('identity', 'passport', { file: large });
    const headers = { Authorization: `Bearer ${customer.token}`, 'Content-Type': 'multipart/form-data; boundary=b' };
    const begin = (): RawRequest => {
      const request = openRequest(started.body.upload.url, { method: 'POST', headers });
      request.write(new TextEncoder().encode(start));
      request.write(photo.bytes.slice(0, 10_000));
      return request;
    };
    const sent = [begin(), begin(), begin(), begin()];
    const answer = await Promise.race(sent.map(({ answered }) => answered));
    expect(answer?.status).toBe(429);
    await expect.poll(arriving).toHaveLength(1);
    for (const request of sent) request.cut();
    await expect.poll(arriving).toEqual([]);
  });

  it('is forgotten when the server is killed in the middle, and taken again', async () => {
    const headers = { Authorization: `Bearer ${customer.token}`, 'Content-Type': 'multipart/form-data; boundary=b' };
    const sending = openRequest(started.body.upload.url, { method: 'POST', headers });
    sending.write(new TextEncoder().encode(start));
    sending.write(photo.bytes.slice(0, 10_000));
    await expect.poll(arriving).toHaveLength(1);
    await backend.restart();
    expect(await sending.answered).toBeNull();
    expect(await arriving()).toEqual([]);
    expect((await customer.complete(started, photo.sha256)).body).toMatchObject({ code: 'upload_incomplete', actual: 0 });
    expect((await customer.finish(started)).status).toBe(200);
  });
});
