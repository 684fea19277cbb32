/** A backend of one's own: killed and started again, configured, sending mail, set up in other ways. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildPath, startBackend, type RunningBackend } from '../support/backend.ts';
import { call, Customer, photo, Reviewer } from '../support/backend-driver.ts';
import { anyEngine } from '../support/engines.ts';
import { startMailServer } from '../support/mail-server.ts';
import { newDatabase } from '../support/postgres.ts';

// Read by hand: it holds half characters, at which bundlers stop.
const naughty = JSON.parse(readFileSync(new URL('../fixtures/naughty-strings.json', import.meta.url), 'utf8')) as { strings: { value: string }[] };

describe.each(anyEngine)('a backend on %s', (_name, start) => {
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    backend = await start();
    reviewer = new Reviewer(backend);
  });
  afterAll(() => backend.stop());

  it('remembers submission, mail and answer over a kill', async () => {
    const customer = await Customer.signIn(backend);
    await customer.add('identity', 'passport');
    await customer.add('address', 'mobile_bill');
    const { version, documents } = await customer.read();
    const body = { version, documentIds: documents.map(({ id }) => id) };
    const first = await customer.api('POST', '/submissions', body, { 'Idempotency-Key': 'k' });
    await backend.restart();
    const again = await customer.api('POST', '/submissions', body, { 'Idempotency-Key': 'k' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await reviewer.mailsTo(customer)).toHaveLength(1);
    const session = await call(`${backend.origin}/portal/kyc-session`, { method: 'POST', headers: { Cookie: customer.cookie } });
    expect(session.status).toBe(200);
  });

  it('asks for a category as soon as it is switched on, and for none that was removed, keeping what was added', async () => {
    const customer = await Customer.signIn(backend);
    const document = await customer.add('address', 'mobile_bill');
    const before = await customer.read();
    await reviewer.withConfiguration((configuration) => {
      configuration.categories = configuration.categories.filter(({ id }: { id: string }) => id !== 'address');
      configuration.categories.find(({ id }: { id: string }) => id === 'selfie').enabled = true;
      configuration.categories[0].title = 'Any <b>ID</b>';
    }, async () => {
      const refused = await customer.create('address', 'mobile_bill');
      expect([refused.status, refused.body.code]).toEqual([409, 'version_conflict']);
      expect((await customer.create('never_was', 'x')).status).toBe(404);
      const now = await customer.read();
      expect(now.version).toBeGreaterThan(before.version);
      expect(now.categories.map(({ id, title, minDocuments }) => [id, title, minDocuments]))
        .toEqual([['identity', 'Any <b>ID</b>', 1], ['selfie', 'Selfie', 1], ['address', 'Address Proof', 0]]);
      expect(now.documents.map(({ id }) => id)).toEqual([document]);
      const stale = await customer.api('POST', '/submissions', { version: before.version, documentIds: [document] });
      expect(stale.body.code).toBe('version_conflict');
      const pdfSelfie = await customer.create('selfie', 'selfie', { file: { ...photo, fileName: 'a.pdf', mediaType: 'application/pdf' } });
      expect(pdfSelfie.body.code).toBe('type_not_allowed');
    });
    expect((await customer.create('address', 'mobile_bill')).status).toBe(201);
    expect((await customer.read()).categories.map(({ id }) => id)).toEqual(['identity', 'address']);
  });

  it('asks nothing of those it is not for, and nothing at all when switched off', async () => {
    const [person, company] = [await Customer.signIn(backend), await Customer.signIn(backend, { type: 'organization' })];
    const kept = await person.add('identity', 'passport');
    await reviewer.withConfiguration((configuration) => { configuration.availability = 'organization'; }, async () => {
      expect(await person.read()).toMatchObject({ status: 'not_required', categories: [], documents: [{ id: kept }] });
      expect((await person.create('identity', 'passport')).body.code).toBe('not_open');
      expect((await company.read()).status).toBe('collecting');
    });
    await reviewer.withConfiguration((configuration) => { configuration.enabled = false; }, async () => {
      expect((await company.read()).status).toBe('not_required');
    });
    expect(await person.read()).toMatchObject({ status: 'collecting', documents: [{ id: kept, status: 'uploaded' }] });
  });

  it('refuses a configuration that makes no sense, naming the places', async () => {
    const { body: configuration } = await reviewer.api('GET', '/configuration');
    expect(configuration).toMatchObject({ enabled: true, availability: 'both', automaticApproval: false });
    const [identity] = configuration.categories;
    const wrong: [object, string][] = [
      [{ categories: [identity, identity] }, 'categories.1.id'],
      [{ categories: [{ ...identity, documentTypes: [] }] }, 'categories.0.documentTypes'],
      [{ categories: [{ ...identity, maxDocuments: 0 }] }, 'categories.0.maxDocuments'],
      [{ categories: [{ ...identity, kind: 'magic' }] }, 'categories.0.kind'],
      [{ categories: [{ ...identity, title: ' ' }] }, 'categories.0.title'],
      [{ availability: 'nobody' }, 'availability'], [{ categories: {} }, 'categories'],
    ];
    for (const [change, place] of wrong) {
      const answer = await reviewer.api('PUT', '/configuration', { ...configuration, ...change });
      expect([answer.status, answer.body.paths]).toEqual([400, [place]]);
    }
    const plain = { ...configuration, categories: configuration.categories.map(({ enabled: _e, customerTypes: _c, ...category }: Record<string, unknown>) => category) };
    expect((await reviewer.api('PUT', '/configuration', plain)).status).toBe(200);
    expect((await reviewer.api('PUT', '/configuration', configuration)).status).toBe(200);
  });

  it('keeps text that looks like markup as text', async () => {
    const customer = await Customer.signIn(backend, { name: '<img src=x onerror=alert(1)>' });
    const { verificationId } = await customer.submitBoth();
    const values = naughty.strings.map(({ value }) => value.slice(0, 5000));
    for (const body of values) {
      const { status } = await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body });
      expect([body, status]).toEqual([body, body.trim() === '' ? 400 : 201]);
    }
    await reviewer.decideWhole(verificationId, 'request_changes', '<script>alert(1)</script>');
    const { comments, customer: { name } } = await customer.read();
    expect(name).toBe('<img src=x onerror=alert(1)>');
    expect(comments[0]?.body).toBe(values[0]);
    // eslint-disable-next-line no-control-regex -- what must not come through
    for (const { body } of comments) expect(body).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    const [mail] = await reviewer.mailsTo(customer);
    expect(mail?.text).toContain('<script>alert(1)</script>');
    expect(mail?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('writes neither names nor tokens to the console', async () => {
    const customer = await Customer.signIn(backend, { name: 'Secret Name' });
    const started = await customer.create('identity', 'passport', { file: { ...photo, fileName: 'secret-file.jpg' } });
    await customer.finish(started);
    await customer.api('POST', '/documents', { broken: true });
    for (const secret of ['Secret Name', 'secret-file', customer.token, backend.adminToken]) expect(backend.output()).not.toContain(secret);
    expect(backend.output()).toMatch(/KYC demo is ready: http:\/\/127\.0\.0\.1:\d+\/ {2}\(admin: /);
  });
});

describe('a backend set up otherwise', () => {
  it('is the only one on its data folder', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const backend = await startBackend({ databaseUrl });
    const second = startBackend({ databaseUrl, env: { KYC_DATA_DIR: backend.dataDir } });
    await expect(second).rejects.toThrow(/already running on this data folder/);
    await backend.stop();
  });

  it('starts after a kill during the creation of its database', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kyc-killed-'));
    const child = spawn(process.execPath, [buildPath], { env: { PATH: process.env['PATH'], PORT: '0', KYC_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    await new Promise<void>((resolve) => child.stdout.on('data', (data) => { if (/Creating the database/.test(String(data))) resolve(); }));
    child.kill('SIGKILL');
    await gone;
    const backend = await startBackend({ env: { KYC_DATA_DIR: dataDir } });
    expect((await (await Customer.signIn(backend)).read()).status).toBe('collecting');
    await backend.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('sends each mail once, trying again when the mail server does not take it', async () => {
    const mailServer = await startMailServer({ refusals: 1 });
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const backend = await startBackend({ databaseUrl, env: { SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0', KYC_REVIEW: 'automatic' } });
    const customer = await Customer.signIn(backend, { name: 'Subject: x\r\nBcc: victim@example.invalid', email: 'ada@mail.example', locale: 'ar' });
    await customer.add('identity', 'passport');
    await customer.add('address', 'mobile_bill');
    const submitted = await customer.submit();
    expect(submitted.body.verification).toMatchObject({ status: 'pending', review: { mode: 'automatic' } });
    expect(await customer.read()).toMatchObject({ status: 'completed', customer: { status: 'active' }, review: { mode: 'automatic' } });
    await mailServer.received(2);
    await backend.kill('SIGTERM');
    await backend.restart();
    const outbox = (await new Reviewer(backend).api('GET', '/outbox')).body.mails;
    await backend.stop();
    await mailServer.close();
    expect(mailServer.mails.map(({ recipients }) => recipients)).toEqual([['ada@mail.example'], ['ada@mail.example']]);
    // In the body a long line is folded wherever a word ends.
    const [headers] = mailServer.mails[0]?.source.split(/\r?\n\r?\n/) ?? [];
    expect(headers).toMatch(/^Subject:/im);
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(outbox.every(({ sentAt }: { sentAt: string | null }) => sentAt !== null)).toBe(true);
  });

  it('answers other origins it was told of, and limits the rate', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const backend = await startBackend({ databaseUrl, env: { KYC_CORS_ORIGINS: 'https://shop.example', KYC_RATE_LIMIT: '5' } });
    const url = `${backend.origin}/kyc/v1/verification`;
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization,kyc-contract' } });
    expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')]).toEqual([204, 'https://shop.example']);
    expect(preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toContain('kyc-contract');
    const customer = await Customer.signIn(backend);
    const allowed = await customer.api('GET', '/verification', undefined, { Origin: 'https://shop.example' });
    expect(allowed.headers.get('Access-Control-Expose-Headers')).toMatch(/^ETag,Location,Retry-After,Date,/);
    expect(allowed.headers.get('Vary')).toMatch(/Origin/);
    const foreign = await customer.api('GET', '/verification', undefined, { Origin: 'https://evil.example' });
    expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();
    for (let sent = 0; sent < 3; sent += 1) await customer.api('GET', '/verification');
    const limited = await customer.api('GET', '/verification', undefined, { Origin: 'https://shop.example' });
    expect([limited.status, limited.body.code, limited.body.retryable]).toEqual([429, 'rate_limited', true]);
    expect(Number(limited.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(limited.headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
    expect((await (await Customer.signIn(backend)).read()).status).toBe('collecting');
    await backend.stop();
  });

  it('makes and prints an admin token when it was given none, and names a setting it cannot use', async () => {
    const databaseUrl = await newDatabase(inject('postgresUrl'));
    const backend = await startBackend({ databaseUrl, env: { KYC_ADMIN_TOKEN: '' } });
    const token = /token: (\S+)\)/.exec(backend.output())?.[1] ?? '';
    expect(token.length).toBeGreaterThan(20);
    const answer = await call(`${backend.origin}/admin/api/outbox`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    await backend.stop();
    await expect(startBackend({ env: { PORT: 'many' } })).rejects.toThrow(/PORT must be a whole number/);
    await expect(startBackend({ env: { KYC_REVIEW: 'never' } })).rejects.toThrow(/KYC_REVIEW must be one of manual, automatic/);
  });
});
