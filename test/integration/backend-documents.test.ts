/** What a customer does with documents, as the wire sees it: adding, limits, checks of the bytes, replacing, taking back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { announced, Customer, fixture, newKey, pdf, photo, scan, specimenOf } from '../support/backend-driver.ts';
import { anySharedBackend } from '../support/integration-setup.ts';

describe.each(anySharedBackend())('documents on %s', (_name, backend) => {
  let customer: Customer;

  beforeEach(async () => {
    customer = await Customer.signIn(backend);
  });

  const statuses = async () => (await customer.read()).documents.map(({ status }) => status);
  const problem = ({ status, body }: Awaited<ReturnType<Customer['api']>>) => ({ status, code: body.code, limit: body.limit, actual: body.actual });

  it('are uploading until every side is there and checked', async () => {
    const front = await customer.create('identity', 'driving_licence', { sides: ['front'] });
    expect(front.status).toBe(201);
    expect(front.body.document).toMatchObject({ categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploading' });
    expect(front.body.upload).toMatchObject({ protocol: 'tus', expiresAt: expect.any(String) });
    expect(front.headers.get('Location')).toBe(`${backend.origin}/kyc/v1/documents/${front.body.document.id}`);
    const complete = await customer.finish(front);
    expect(complete.body.file).toMatchObject({ status: 'uploaded', sha256: photo.sha256, sizeBytes: photo.bytes.length, mediaType: 'image/jpeg' });
    expect(complete.body.document.status).toBe('uploading');
    const back = await customer.finish(await customer.addSide(front.body.document.id, 'back'));
    expect(back.body.document.status).toBe('uploaded');
    expect(back.body.document.files.map(({ side }: { side: string }) => side)).toEqual(['front', 'back']);
  });

  it('act once for one Idempotency-Key, also when asked ten times at once', async () => {
    const body = { categoryId: 'identity', documentTypeId: 'passport', file: announced(photo, 'single') };
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 10 }, () => customer.api('POST', '/documents', body, { 'Idempotency-Key': key })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect((await customer.read()).documents).toHaveLength(1);
    const other = await customer.api('POST', '/documents', { ...body, documentTypeId: 'national_card' }, { 'Idempotency-Key': key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
    const stranger = await Customer.signIn(backend);
    expect((await stranger.api('POST', '/documents', body, { 'Idempotency-Key': key })).body.document.id)
      .not.toBe(answers[0]?.body.document.id);
  });

  it('are refused beyond the stated size, type and count, with the limit and the actual value', async () => {
    const create = (file: Record<string, unknown>) => customer.api('POST', '/documents', { categoryId: 'identity', documentTypeId: 'passport', file });
    const large = await create({ ...announced(photo, 'single'), sizeBytes: 10_485_761 });
    expect(problem(large)).toEqual({ status: 422, code: 'too_large', limit: 10_485_760, actual: 10_485_761 });
    const gif = await create({ ...announced(photo, 'single'), fileName: 'a.gif', mediaType: 'image/gif' });
    expect(problem(gif)).toMatchObject({ status: 422, code: 'type_not_allowed', actual: 'image/gif' });
    const program = await create({ ...announced(photo, 'single'), fileName: 'photo.jpg.exe' });
    expect(program.body.code).toBe('type_not_allowed');
    for (let added = 0; added < 5; added += 1) expect((await customer.create('identity', 'passport')).status).toBe(201);
    expect(problem(await customer.create('identity', 'passport'))).toEqual({ status: 422, code: 'too_many_documents', limit: 5, actual: 6 });
    expect(await statuses()).toHaveLength(5);
  });

  it('take one file for each side', async () => {
    const front = await customer.create('identity', 'driving_licence', { sides: ['front'] });
    await customer.finish(front);
    expect(problem(await customer.addSide(front.body.document.id, 'front'))).toMatchObject({ status: 422, code: 'too_many_files' });
    expect((await customer.addSide(front.body.document.id, 'single')).status).toBe(400);
  });

  it.each([
    [{}], [{ categoryId: 'identity', documentTypeId: 'passport' }], [null], [[]], ['x'],
    [{ categoryId: 'identity', documentTypeId: 'passport', file: { ...announced(photo, 'single'), sizeBytes: -1 } }],
    [{ categoryId: 'identity', documentTypeId: 'passport', file: { ...announced(photo, 'single'), side: 'top' } }],
  ])('are refused when the body is %j', async (body) => {
    const answer = await customer.api('POST', '/documents', body);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
  });

  it('stay incomplete until all bytes came, and start over after a wrong hash', async () => {
    const started = await customer.create('identity', 'passport');
    const nothingYet = await customer.complete(started, photo.sha256);
    expect([nothingYet.status, nothingYet.body.code, nothingYet.body.retryable]).toEqual([409, 'upload_incomplete', true]);
    await customer.send(started.body.upload, photo.bytes.slice(0, 1000));
    expect(problem(await customer.complete(started, photo.sha256))).toEqual({ status: 409, code: 'upload_incomplete', limit: photo.bytes.length, actual: 1000 });
    await customer.sendRest(started.body.upload, photo.bytes);
    const wrong = await customer.complete(started, scan.sha256);
    expect([wrong.status, wrong.body.code, wrong.body.documentId]).toEqual([422, 'hash_mismatch', started.body.document.id]);
    expect((await customer.complete(started, photo.sha256)).body.code).toBe('upload_incomplete');
    expect(await statuses()).toEqual(['uploading']);
    expect((await customer.finish(started)).status).toBe(200);
    const again = await customer.complete(started, photo.sha256);
    expect([again.status, again.body.file.status]).toEqual([200, 'uploaded']);
  });

  it.each([
    ['empty_file', specimenOf(new Uint8Array(0), { fileName: 'empty.jpg', mediaType: 'image/jpeg' })],
    ['type_mismatch', fixture('html-as-jpg.jpg', 'image/jpeg')],
    ['type_mismatch', specimenOf(new TextEncoder().encode('GIF89a......'), { fileName: 'a.jpg', mediaType: 'image/jpeg' })],
    ['type_not_allowed', specimenOf(new TextEncoder().encode('GIF89a......'), { fileName: 'a', mediaType: '' })],
  ])('are gone when their bytes are refused as %s', async (code, file) => {
    const started = await customer.create('identity', 'passport', { file });
    const answer = await customer.finish(started, file);
    expect([answer.status, answer.body.code, answer.body.documentId]).toEqual([422, code, started.body.document.id]);
    expect(await statuses()).toEqual([]);
  });

  it('keep their other sides when one is refused', async () => {
    const front = await customer.create('identity', 'driving_licence', { sides: ['front'] });
    await customer.finish(front);
    const html = fixture('html-as-jpg.jpg', 'image/jpeg');
    await customer.finish(await customer.addSide(front.body.document.id, 'back', { file: html }), html);
    const [document] = (await customer.read()).documents;
    expect(document?.files.map(({ side, status }) => [side, status])).toEqual([['front', 'uploaded']]);
  });

  it('are stored as what they are when only the name was careless', async () => {
    const files = [fixture('png-as-jpg.jpg', 'image/jpeg'), { ...pdf, fileName: 'a.jpg', mediaType: 'image/jpeg' }, { ...photo, fileName: 'a', mediaType: '' }];
    const types: string[] = [];
    for (const file of files) {
      const answer = await customer.finish(await customer.create('identity', 'passport', { file }), file);
      types.push(answer.body.file.mediaType);
    }
    expect(types).toEqual(['image/png', 'application/pdf', 'image/jpeg']);
  });

  it('give a fresh place for the bytes, after which the old one is gone', async () => {
    const started = await customer.create('identity', 'passport');
    const { document, file } = started.body;
    const fresh = await customer.api('POST', `/documents/${document.id}/files/${file.id}/upload`);
    expect(fresh.status).toBe(200);
    expect((await customer.send(started.body.upload, photo.bytes)).status).toBe(404);
    expect((await customer.send(fresh.body, photo.bytes)).status).toBe(204);
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect((await customer.send(fresh.body, photo.bytes)).status).toBe(410);
  });

  it('step back once the one that replaces them is there', async () => {
    const old = await customer.add('identity', 'passport');
    const started = await customer.create('identity', 'national_card', { sides: ['front'], replaces: old });
    expect(await statuses()).toEqual(['uploaded', 'uploading']);
    await customer.finish(started);
    expect(await statuses()).toEqual(['uploaded', 'uploading']);
    await customer.finish(await customer.addSide(started.body.document.id, 'back'));
    expect(await statuses()).toEqual(['replaced', 'uploaded']);
    expect((await customer.read()).documents[1]?.replaces).toBe(old);
    expect((await customer.create('identity', 'passport', { replaces: old })).body.code).toBe('version_conflict');
  });

  it('swap one file, keeping the old one until the new one is there', async () => {
    const started = await customer.create('identity', 'passport');
    await customer.finish(started);
    const { document, file } = started.body;
    const swap = await customer.addSide(document.id, 'single', { file: scan, replaces: file.id });
    expect(swap.body.document.status).toBe('uploaded');
    expect((await customer.read()).documents[0]?.files).toHaveLength(2);
    const done = await customer.finish(swap, scan);
    expect(done.body.document.files.map(({ id }: { id: string }) => id)).toEqual([swap.body.file.id]);
  });

  it('change their type before review, as far as their sides fit', async () => {
    const passport = await customer.create('identity', 'passport');
    await customer.finish(passport);
    const { id } = passport.body.document;
    const changed = await customer.api('PATCH', `/documents/${id}`, { documentTypeId: 'driving_licence' });
    expect(changed.body).toMatchObject({ documentTypeId: 'driving_licence', status: 'uploading', files: [{ side: 'front', status: 'uploaded' }] });
    expect((await customer.finish(await customer.addSide(id, 'back'))).body.document.status).toBe('uploaded');
    const back = await customer.api('PATCH', `/documents/${id}`, { documentTypeId: 'passport' });
    expect(problem(back)).toMatchObject({ status: 422, code: 'too_many_files', limit: 1, actual: 2 });
    expect((await customer.api('PATCH', `/documents/${id}`, { documentTypeId: 'made_up' })).status).toBe(409);
  });

  it('can be copied to another category without being sent again', async () => {
    const id = await customer.add('identity', 'driving_licence', { sides: ['front', 'back'] });
    const copy = await customer.api('POST', '/documents', { categoryId: 'address', documentTypeId: 'driving_licence', copyOf: id }, { 'Idempotency-Key': newKey() });
    expect([copy.status, copy.body.document.status, copy.body.document.files.length]).toEqual([201, 'uploaded', 2]);
    expect((await customer.api('DELETE', `/documents/${id}`)).status).toBe(204);
    const { document } = copy.body;
    const parts = ['content', 'thumbnail'].map((part) => customer.api('GET', `/documents/${document.id}/files/${document.files[0].id}/${part}`));
    expect((await Promise.all(parts)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('go when taken back, with their last file or as a whole', async () => {
    const started = await customer.create('identity', 'passport');
    await customer.finish(started);
    const { document, file } = started.body;
    expect((await customer.api('DELETE', `/documents/${document.id}/files/${file.id}`)).status).toBe(204);
    expect(await statuses()).toEqual([]);
    const id = await customer.add('address', 'mobile_bill');
    expect((await customer.api('DELETE', `/documents/${id}`)).status).toBe(204);
    expect((await customer.api('DELETE', `/documents/${id}`)).status).toBe(404);
  });

  it('come back as an attachment no browser takes for a page, and once by a link', async () => {
    const started = await customer.create('identity', 'passport');
    await customer.finish(started);
    const path = `/documents/${started.body.document.id}/files/${started.body.file.id}`;
    for (const [part, type] of [['content', 'image/jpeg'], ['thumbnail', 'image/webp']]) {
      const response = await fetch(`${backend.origin}/kyc/v1${path}/${part}`, { headers: { Authorization: `Bearer ${customer.token}` } });
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
      expect(response.headers.get('Content-Type')).toBe(type);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="fil_[0-9a-f]+\.(jpg|webp)"$/);
      expect(response.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    }
    const view = await customer.api('POST', `${path}/view`);
    expect(Date.parse(view.body.expiresAt) - Date.now()).toBeLessThanOrEqual(60_000);
    const first = await fetch(view.body.url);
    expect([first.status, first.headers.get('Content-Disposition')?.split(';')[0]]).toEqual([200, 'inline']);
    await first.arrayBuffer();
    expect((await fetch(view.body.url)).status).toBe(404);
  });

  it('have no content before their bytes are checked', async () => {
    const started = await customer.create('identity', 'passport');
    await customer.send(started.body.upload, photo.bytes);
    const path = `/documents/${started.body.document.id}/files/${started.body.file.id}`;
    expect((await customer.api('GET', `${path}/content`)).status).toBe(404);
    expect((await customer.api('POST', `${path}/view`)).status).toBe(404);
  });

  it('are asked for by the customer’s kind', async () => {
    const company = await Customer.signIn(backend, { type: 'organization' });
    const { categories } = await company.read();
    expect(categories.map(({ id }) => id)).toEqual(['company_registration', 'company_address', 'director_identity']);
    expect((await customer.read()).categories.map(({ id }) => id)).toEqual(['identity', 'address']);
    expect((await company.create('identity', 'passport')).status).toBe(404);
  });
});
