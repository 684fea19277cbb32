/** A changed configuration takes effect for open verifications, and nothing that was added is lost. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningBackend } from '../support/backend.ts';
import { Customer, pdf, photo, Reviewer, scan, type Answer } from '../support/backend-driver.ts';
import { engines, startOwn } from '../support/engines.ts';

let backend: RunningBackend;
let reviewer: Reviewer;

type Body = Answer['body'];
const categoryOf = (configuration: Body, id: string): Body => configuration.categories.find((category: Body) => category.id === id);
const typeOf = (configuration: Body, categoryId: string, id: string): Body =>
  categoryOf(configuration, categoryId).documentTypes.find((type: Body) => type.id === id);

describe('a changed configuration', () => {
  beforeAll(async () => {
    backend = await startOwn();
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  it('asks for one more document when the minimum is raised', async () => {
    const customer = await Customer.signIn(backend);
    const first = await customer.add('identity', 'passport');
    await customer.add('address', 'utility_bill');
    const before = await customer.read();
    await reviewer.withConfiguration((configuration) => { categoryOf(configuration, 'identity').minDocuments = 2; }, async () => {
      const refused = await customer.submit();
      expect([refused.status, refused.body.code, refused.body.categoryIds]).toEqual([422, 'incomplete', ['identity']]);
      const now = await customer.read();
      expect(now.version).toBeGreaterThan(before.version);
      expect(now.documents.find(({ id }) => id === first)?.status).toBe('uploaded');
      await customer.add('identity', 'national_card', { sides: ['front', 'back'] });
      expect((await customer.submit()).status).toBe(201);
    });
  });

  it('keeps a case under review where it is, and asks for what is new once it is decided', async () => {
    const customer = await Customer.signIn(backend);
    const { identity, address, verificationId } = await customer.submitBoth();
    await reviewer.withConfiguration((configuration) => { categoryOf(configuration, 'selfie').enabled = true; }, async () => {
      expect(await customer.read()).toMatchObject({ status: 'pending', documents: [{ status: 'pending' }, { status: 'pending' }] });
      for (const id of [identity, address]) {
        await reviewer.api('POST', `/verifications/${verificationId}/documents/${id}/decision`, { decision: 'accept' });
      }
      expect((await customer.read()).status).toBe('action_required');
      await customer.add('selfie', 'selfie');
      expect((await customer.submit()).status).toBe(201);
      expect((await customer.read()).documents.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'pending']);
    });
  });

  it('keeps a document whose type was removed, and takes no new one of that type', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('address', 'mobile_bill');
    await reviewer.withConfiguration((configuration) => {
      const address = categoryOf(configuration, 'address');
      address.documentTypes = address.documentTypes.filter(({ id }: Body) => id !== 'mobile_bill');
    }, async () => {
      expect((await customer.read()).documents).toMatchObject([{ id: kept, status: 'uploaded', documentTypeId: 'mobile_bill' }]);
      const refused = await customer.create('address', 'mobile_bill');
      expect([refused.status, refused.body.code]).toEqual([409, 'version_conflict']);
      await customer.add('identity', 'passport');
      expect((await customer.submit()).status).toBe(201);
    });
  });

  it('asks nobody for another side of a document that is there', async () => {
    const customer = await Customer.signIn(backend);
    const whole = await customer.add('identity', 'passport');
    await customer.add('address', 'utility_bill');
    await reviewer.withConfiguration((configuration) => { typeOf(configuration, 'identity', 'passport').sides = ['front', 'back']; }, async () => {
      expect((await customer.read()).documents.find(({ id }) => id === whole)?.status).toBe('uploaded');
      const started = await customer.create('identity', 'passport', { sides: ['front'] });
      expect((await customer.finish(started)).body.document.status).toBe('uploading');
      expect((await customer.api('DELETE', `/documents/${started.body.document.id}`)).status).toBe(204);
      expect((await customer.submit()).status).toBe(201);
    });
  });

  it('asks for a field that became required before anything is sent, and takes it from the customer', async () => {
    const customer = await Customer.signIn(backend);
    const passport = await customer.add('identity', 'passport');
    await customer.add('address', 'utility_bill');
    const before = await customer.read();
    await reviewer.withConfiguration((configuration) => { typeOf(configuration, 'identity', 'passport').fields[0].required = true; }, async () => {
      const refused = await customer.submit();
      expect([refused.body.code, refused.body.documentId]).toEqual(['incomplete', passport]);
      expect((await customer.read()).version).toBeGreaterThan(before.version);
      expect((await customer.api('PATCH', `/documents/${passport}`, { fields: { number: 'SPECIMEN1' } })).status).toBe(200);
      expect((await customer.submit()).status).toBe(201);
    });
  });

  it('keeps a file above a limit that was lowered, and refuses the next one', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('identity', 'passport', { file: scan });
    const limit = scan.bytes.length - 1;
    await reviewer.withConfiguration((configuration) => { categoryOf(configuration, 'identity').maxSizeBytes = limit; }, async () => {
      expect((await customer.read()).documents).toMatchObject([{ id: kept, status: 'uploaded' }]);
      const refused = await customer.create('identity', 'passport', { file: scan });
      expect([refused.status, refused.body.code, refused.body.limit]).toEqual([422, 'too_large', limit]);
    });
  });

  it('keeps a document of a format that is no longer accepted', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('address', 'utility_bill', { file: pdf });
    await reviewer.withConfiguration((configuration) => { categoryOf(configuration, 'address').accept = ['image/jpeg']; }, async () => {
      expect((await customer.read()).documents).toMatchObject([{ id: kept, status: 'uploaded' }]);
      expect((await customer.create('address', 'utility_bill', { file: pdf })).body.code).toBe('type_not_allowed');
      await customer.add('identity', 'passport');
      expect((await customer.submit()).status).toBe(201);
    });
  });

  it('counts a document again when its category comes back', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('address', 'mobile_bill');
    await customer.add('identity', 'passport');
    await reviewer.withConfiguration((configuration) => {
      configuration.categories = configuration.categories.filter(({ id }: Body) => id !== 'address');
    }, async () => {
      const now = await customer.read();
      expect(now.documents.map(({ id, status }) => [id, status])).toContainEqual([kept, 'uploaded']);
      expect(now.categories.find(({ id }) => id === 'address')?.minDocuments).toBe(0);
    });
    expect((await customer.submit()).status).toBe(201);
    expect((await customer.read()).documents.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  it('asks nothing while availability leaves the customer out, and goes on where it was afterwards', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('identity', 'passport');
    const before = await customer.read();
    let during = before;
    await reviewer.withConfiguration((configuration) => { configuration.availability = 'organization'; }, async () => {
      during = await customer.read();
      expect(during).toMatchObject({ status: 'not_required', documents: [{ id: kept, status: 'uploaded' }] });
    });
    const after = await customer.read();
    expect(after).toMatchObject({ status: 'collecting', documents: [{ id: kept, status: 'uploaded' }] });
    expect([during.version > before.version, after.version > during.version]).toEqual([true, true]);
  });

  it('tells an open page when approval becomes automatic, and keeps what was added', async () => {
    const customer = await Customer.signIn(backend);
    const kept = await customer.add('identity', 'passport');
    await customer.add('address', 'utility_bill');
    const before = await customer.read();
    await reviewer.withConfiguration((configuration) => { configuration.automaticApproval = true; }, async () => {
      const now = await customer.read();
      expect([now.review.mode, now.version > before.version]).toEqual(['automatic', true]);
      expect(now.documents[0]).toMatchObject({ id: kept, status: 'uploaded' });
    });
    const after = await customer.read();
    expect([after.review.mode, after.documents.map(({ status }) => status)]).toEqual(['manual', ['uploaded', 'uploaded']]);
  });

  it('keeps the documents of every person when a category is asked of the company instead', async () => {
    const company = await Customer.signIn(backend, { type: 'organization' });
    const kept = await company.add('director_identity', 'passport');
    await reviewer.withConfiguration((configuration) => { categoryOf(configuration, 'director_identity').perPerson = false; }, async () => {
      expect((await company.read()).documents).toMatchObject([{ id: kept, status: 'uploaded' }]);
    });
  });
});

describe.each(engines)('the configuration of several administrators on %s', (_name, start) => {
  beforeAll(async () => {
    backend = await start();
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  it('refuses what was made from an older one, and says which one is there', async () => {
    const { headers, body } = await reviewer.api('GET', '/configuration');
    const etag = headers.get('ETag') ?? '';
    const first = await reviewer.api('PUT', '/configuration', { ...body, automaticApproval: true }, { 'If-Match': etag });
    expect([first.status, first.headers.get('ETag') === etag]).toEqual([200, false]);
    const second = await reviewer.api('PUT', '/configuration', { ...body, enabled: false }, { 'If-Match': etag });
    expect([second.status, second.body.code]).toEqual([412, 'version_conflict']);
    expect((await reviewer.api('GET', '/configuration')).body).toMatchObject({ enabled: true, automaticApproval: true });
    const again = await reviewer.api('PUT', '/configuration', body, { 'If-Match': first.headers.get('ETag') ?? '' });
    expect(again.status).toBe(200);
  });

  it('lets exactly one of several win who save at once', async () => {
    const { headers, body } = await reviewer.api('GET', '/configuration');
    const etag = headers.get('ETag') ?? '';
    const answers = await Promise.all(Array.from({ length: 5 }, () => reviewer.api('PUT', '/configuration', body, { 'If-Match': etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('says before saving what a change means for open cases, and changes nothing', async () => {
    const [empty, full, organisation] = [
      await Customer.signIn(backend), await Customer.signIn(backend), await Customer.signIn(backend, { type: 'organization' }),
    ];
    await full.add('identity', 'passport');
    await full.add('address', 'utility_bill');
    const { headers, body } = await reviewer.api('GET', '/configuration');
    const proposed = structuredClone(body);
    categoryOf(proposed, 'selfie').enabled = true;
    categoryOf(proposed, 'identity').minDocuments = 2;
    proposed.categories = proposed.categories.filter(({ id }: Body) => id !== 'address');
    const { status, body: told } = await reviewer.api('POST', '/configuration/effects', proposed);
    expect(status).toBe(200);
    expect(told.openCases).toBe(3);
    expect(told.effects).toHaveLength(4);
    expect(told.effects).toEqual(expect.arrayContaining([
      { kind: 'asked', title: 'Selfie', cases: 2 },
      { kind: 'more', title: 'ID Proof', cases: 2 },
      { kind: 'kept', title: 'Address Proof', cases: 1 },
      { kind: 'dropped', title: 'Address Proof', cases: 1 },
    ]));
    expect((await reviewer.api('POST', '/configuration/effects', { ...body, availability: 'individual' })).body.effects)
      .toEqual([{ kind: 'not_required', title: null, cases: 1 }]);
    expect((await reviewer.api('GET', '/configuration')).headers.get('ETag')).toBe(headers.get('ETag'));
    expect((await Promise.all([empty, full, organisation].map((customer) => customer.read()))).map((verification) => verification.status))
      .toEqual(['collecting', 'collecting', 'collecting']);
  });

  it('names the place of everything that makes no sense', async () => {
    const { body } = await reviewer.api('GET', '/configuration');
    const wrong = structuredClone(body);
    const passport = typeOf(wrong, 'identity', 'passport');
    categoryOf(wrong, 'identity').maxSizeBytes = 0;
    Object.assign(passport, { exampleUrl: 'javascript:alert(1)', fields: [{ id: 'a', kind: 'text', label: ' ' }, { id: 'a', kind: 'date', label: 'B' }] });
    const answer = await reviewer.api('POST', '/configuration/effects', wrong);
    const at = `categories.0.documentTypes.${categoryOf(wrong, 'identity').documentTypes.indexOf(passport)}`;
    expect([answer.status, answer.body.paths]).toEqual([400, ['categories.0.maxSizeBytes', `${at}.exampleUrl`, `${at}.fields`, `${at}.fields.0.label`]]);
  });

  const send = (bytes: Uint8Array<ArrayBuffer>, token = backend.adminToken): Promise<Response> =>
    fetch(`${backend.origin}/admin/api/examples`, { method: 'POST', body: bytes, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' } });

  it('writes sample pictures anew, small, without what cameras add, and shows them to everybody for good', async () => {
    const large = new Uint8Array(await sharp({ create: { width: 2400, height: 1500, channels: 3, background: '#369' } })
      .withExif({ IFD0: { Copyright: 'SPECIMEN-SECRET' } }).jpeg().toBuffer());
    const sent = await send(large);
    expect(sent.status).toBe(201);
    const { url } = await sent.json() as { url: string };
    expect(url).toMatch(/^\/examples\/[0-9a-f]{32}\.webp$/);
    const shown = await fetch(backend.origin + url);
    const content = Buffer.from(await shown.arrayBuffer());
    const { format, width, height, exif } = await sharp(content).metadata();
    expect([format, width, height, exif]).toEqual(['webp', 1200, 750, undefined]);
    expect(content.includes('SPECIMEN-SECRET')).toBe(false);
    expect(Object.fromEntries(['Content-Type', 'Cache-Control', 'X-Content-Type-Options', 'Content-Security-Policy', 'Cross-Origin-Resource-Policy'].map((name) => [name, shown.headers.get(name)]))).toEqual({
      'Content-Type': 'image/webp', 'Cache-Control': 'public, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox", 'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    expect((await fetch(backend.origin + url, { headers: { 'If-None-Match': shown.headers.get('ETag') ?? '' } })).status).toBe(304);
    expect(((await (await send(large)).json()) as { url: string }).url).toBe(url);
    const { entries } = (await reviewer.api('GET', '/audit')).body;
    expect(entries[0]).toMatchObject({ action: 'example_uploaded', detail: { name: url.slice('/examples/'.length) } });
    await backend.restart();
    expect((await fetch(backend.origin + url)).status).toBe(200);
  });

  it('takes pictures for samples and nothing else', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const refused = [await send(svg), await send(pdf.bytes), await send(photo.bytes.slice(0, 2000)), await send(new Uint8Array(0))];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    expect((await send(new Uint8Array(2 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send(photo.bytes, 'wrong')).status).toBe(401);
    expect((await fetch(`${backend.origin}/examples/${'0'.repeat(32)}.webp`)).status).toBe(404);
  });
});
