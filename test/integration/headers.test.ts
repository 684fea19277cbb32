/** What every answer tells a browser to refuse: pages, files, errors, documents, streams, on a server behind https. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { RunningBackend } from '../support/backend.ts';
import { announced, Customer, fixture, newKey, photo } from '../support/backend-driver.ts';
import { startOwn } from '../support/engines.ts';
import { freePort } from '../support/postgres.ts';
import { tusPatch } from '../support/send-upload.ts';

const publicOrigin = 'https://kyc.example';
const host = 'https://shop.example';

const guards = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};
const nothing = "default-src 'none'; frame-ancestors 'none'";
const document = "sandbox; default-src 'none'";
const page = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; connect-src 'self'; worker-src 'self'; trusted-types ";
const portal = `${page}kyc-verification kyc-verification-lit lit-html`;
const admin = `${page}lit-html kyc-review-pdf`;

/** By answer: its status, its policy, and who may embed it. */
const promised: Readonly<Record<string, readonly [number, string, 'same-origin' | 'cross-origin']>> = {
  'portal page': [200, portal, 'same-origin'],
  'admin page': [200, admin, 'same-origin'],
  'widget': [200, nothing, 'cross-origin'],
  'widget unchanged': [304, nothing, 'cross-origin'],
  'worker': [200, nothing, 'cross-origin'],
  'worker for PDFs': [200, "default-src 'none'", 'same-origin'],
  'styles': [200, nothing, 'same-origin'],
  'sample drawing': [200, "default-src 'none'; style-src 'unsafe-inline'; sandbox", 'cross-origin'],
  'sample picture': [200, "default-src 'none'; sandbox", 'cross-origin'],
  'sample picture unchanged': [304, "default-src 'none'; sandbox", 'cross-origin'],
  'no page': [404, nothing, 'same-origin'],
  'no route': [404, nothing, 'same-origin'],
  'no sample picture': [404, nothing, 'same-origin'],
  'health': [200, nothing, 'same-origin'],
  'metrics': [200, nothing, 'same-origin'],
  'metrics refused': [401, nothing, 'same-origin'],
  'customer refused': [401, nothing, 'same-origin'],
  'reviewer refused': [401, nothing, 'same-origin'],
  'too many guesses': [429, nothing, 'same-origin'],
  'preflight': [204, nothing, 'same-origin'],
  'nobody signed in': [200, nothing, 'same-origin'],
  'another site’s page': [403, nothing, 'same-origin'],
  'problem': [400, nothing, 'same-origin'],
  'verification': [200, nothing, 'same-origin'],
  'queue': [200, nothing, 'same-origin'],
  'announced': [201, nothing, 'same-origin'],
  'tus offset': [200, nothing, 'same-origin'],
  'tus bytes': [204, nothing, 'same-origin'],
  'tus conflict': [409, nothing, 'same-origin'],
  'completed': [200, nothing, 'same-origin'],
  'content': [200, document, 'same-origin'],
  'thumbnail': [200, document, 'same-origin'],
  'content for a reviewer': [200, document, 'same-origin'],
  'view': [200, document, 'same-origin'],
  'view used up': [404, nothing, 'same-origin'],
  'view asked for by HEAD': [405, nothing, 'same-origin'],
  'events': [200, nothing, 'same-origin'],
};

describe('every answer', () => {
  const answers = new Map<string, Response>();
  let staticDir: string;
  let backend: RunningBackend;

  const here = (url: string): string => backend.origin + url.replace(publicOrigin, '');
  const ask = async (name: string, url: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(here(url), init);
    answers.set(name, answer);
    return answer;
  };
  const unchanged = async (name: string, url: string): Promise<void> => {
    const etag = (await ask(name, url)).headers.get('ETag') ?? '';
    await ask(`${name} unchanged`, url, { headers: { 'If-None-Match': etag } });
  };
  const reviewer = (): Record<string, string> => ({ Authorization: `Bearer ${backend.adminToken}` });

  async function askForFiles(): Promise<void> {
    await ask('portal page', '/');
    await ask('admin page', '/admin');
    await unchanged('widget', '/widget/kyc-verification.js');
    await ask('worker', '/widget/intake-worker.js');
    await ask('worker for PDFs', '/admin/assets/pdf.worker-Abcdefgh.mjs');
    await ask('styles', '/assets/index.css');
    await ask('sample drawing', '/examples/passport.svg');
    const sent = await fetch(here('/admin/api/examples'), { method: 'POST', body: photo.bytes, headers: reviewer() });
    await unchanged('sample picture', ((await sent.json()) as { url: string }).url);
    await ask('no sample picture', `/examples/${'0'.repeat(32)}.webp`);
  }

  async function askInVain(): Promise<void> {
    await ask('no page', '/nowhere');
    await ask('no route', '/admin/api/nowhere', { headers: reviewer() });
    await ask('health', '/healthz');
    await ask('metrics refused', '/metrics');
    await ask('metrics', '/metrics', { headers: { Authorization: 'Bearer measure' } });
    await ask('customer refused', '/kyc/v1/verification');
    await ask('reviewer refused', '/admin/api/verifications');
    const guess = { headers: { Authorization: 'Bearer wrong', 'X-Forwarded-For': '203.0.113.9' } };
    for (let guesses = 0; guesses <= 30; guesses += 1) await ask('too many guesses', '/admin/api/verifications', guess);
    await ask('preflight', '/kyc/v1/verification', { method: 'OPTIONS', headers: { Origin: host, 'Access-Control-Request-Method': 'GET' } });
    await ask('nobody signed in', '/portal/me');
    await ask('another site’s page', '/portal/sign-in', { method: 'POST', headers: { Origin: 'https://evil.example' } });
  }

  async function askAsCustomer(): Promise<void> {
    const customer = await Customer.signIn(backend);
    const headers = { Authorization: `Bearer ${customer.token}`, 'KYC-Contract': '1' };
    const json = { ...headers, 'Content-Type': 'application/json' };
    await ask('verification', '/kyc/v1/verification', { headers });
    await ask('problem', '/kyc/v1/documents', { method: 'POST', headers: json, body: '{' });
    const body = JSON.stringify({ categoryId: 'identity', documentTypeId: 'passport', file: announced(photo, 'single') });
    const announcement = await ask('announced', '/kyc/v1/documents', { method: 'POST', headers: { ...json, 'Idempotency-Key': newKey() }, body });
    const started = await announcement.json() as { document: { id: string }; file: { id: string }; upload: { url: string } };
    await ask('tus offset', started.upload.url, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
    await ask('tus bytes', started.upload.url, tusPatch(new Blob([photo.bytes]), 0, headers));
    await ask('tus conflict', started.upload.url, tusPatch(new Blob([photo.bytes]), 0, headers));
    const path = `/kyc/v1/documents/${started.document.id}/files/${started.file.id}`;
    await ask('completed', `${path}/complete`, { method: 'POST', headers: json, body: JSON.stringify({ sha256: photo.sha256 }) });
    await ask('content', `${path}/content`, { headers });
    await ask('thumbnail', `${path}/thumbnail`, { headers });
    const { url } = await (await fetch(here(`${path}/view`), { method: 'POST', headers })).json() as { url: string };
    await ask('view asked for by HEAD', url, { method: 'HEAD' });
    await ask('view', url);
    await ask('view used up', url);
    const { verifications: [own] } = await (await ask('queue', `/admin/api/verifications?customerId=${customer.id}`, { headers: reviewer() }).then((answer) => answer.json())) as { verifications: { id: string }[] };
    await ask('content for a reviewer', `/admin/api/verifications/${own?.id ?? ''}/files/${started.file.id}/content`, { headers: reviewer() });
    await ask('events', '/kyc/v1/events', { headers });
  }

  beforeAll(async () => {
    staticDir = await mkdtemp(join(tmpdir(), 'kyc-static-'));
    const names = [
      'cdn/kyc-verification.js', 'cdn/intake-worker.js', 'demo/portal/index.html', 'demo/portal/assets/index.css',
      'demo/portal/examples/passport.svg', 'demo/review/index.html', 'demo/review/assets/pdf.worker-Abcdefgh.mjs',
    ];
    for (const path of names.map((name) => join(staticDir, name))) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, '');
    }
    const env = { PORT: String(await freePort()), KYC_PUBLIC_URL: publicOrigin, KYC_STATIC_DIR: staticDir, KYC_METRICS_TOKEN: 'measure', KYC_PROXIES: '1', KYC_CORS_ORIGINS: host };
    backend = await startOwn(env);
    await askForFiles();
    await askInVain();
    await askAsCustomer();
  });
  afterAll(async () => {
    for (const answer of answers.values()) if (!answer.bodyUsed) await answer.body?.cancel();
    await backend.stop();
    await rm(staticDir, { recursive: true, force: true });
  });

  it('has the policy of its kind, and says who may embed it', () => {
    const told = [...answers].map(([name, { status, headers }]) =>
      [name, [status, headers.get('Content-Security-Policy'), headers.get('Cross-Origin-Resource-Policy')]]);
    expect(Object.fromEntries(told)).toEqual(promised);
  });

  it('is taken for nothing else, framed nowhere, told nobody, and given no more than the camera', () => {
    for (const [name, { headers }] of answers) {
      expect([name, Object.fromEntries(Object.keys(guards).map((guard) => [guard, headers.get(guard)]))]).toEqual([name, guards]);
    }
  });

  it('asks for https where that is how visitors come, and only there', async () => {
    for (const [name, { headers }] of answers) expect([name, headers.get('Strict-Transport-Security')]).toEqual([name, 'max-age=31536000']);
    for (const path of ['/', '/healthz', '/nowhere', '/kyc/v1/verification', '/portal/me']) {
      const answer = await fetch(inject('serverBackend').origin + path);
      expect([path, answer.headers.get('X-Content-Type-Options'), answer.headers.get('Strict-Transport-Security')]).toEqual([path, 'nosniff', null]);
      await answer.arrayBuffer();
    }
  });

  it('shows another site’s page only what the contract is for', () => {
    expect(answers.get('preflight')?.headers.get('Access-Control-Allow-Origin')).toBe(host);
    const open = [...answers].filter(([, { headers }]) => headers.get('Access-Control-Allow-Origin') === '*').map(([name]) => name);
    expect(open).toEqual(['widget', 'widget unchanged', 'worker']);
  });

  it.each(['image/svg+xml', 'image/png', 'image/webp'])('is never a drawing somebody sent as a sample picture, called %s', async (type) => {
    const { bytes } = fixture('svg-script.svg', type);
    const answer = await fetch(here('/admin/api/examples'), { method: 'POST', body: bytes, headers: { ...reviewer(), 'Content-Type': type } });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'type_not_allowed']);
  });
});
