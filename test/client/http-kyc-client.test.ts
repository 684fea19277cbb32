import { expect } from '@open-wc/testing';
import { HttpKycClient, type HttpKycClientOptions } from '../../src/client/http-kyc-client.ts';
import { errorEventCode, KycError } from '../../src/model/errors.ts';
import { verification } from '../../src/testing/specimens.ts';
import { FakeClock } from '../support/fake-clock.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { 'Content-Type': 'application/json', ...init.headers } });

async function failureOf(work: Promise<unknown>): Promise<KycError> {
  const reason = await work.then(() => undefined, (error: unknown) => error);
  expect(reason).to.be.instanceOf(KycError);
  return reason as KycError;
}

describe('HttpKycClient', () => {
  const realFetch = window.fetch;
  let requests: Request[];
  let handler: Handler;

  beforeEach(() => {
    requests = [];
    handler = () => json(verification());
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return handler(request);
    };
  });
  afterEach(() => {
    window.fetch = realFetch;
  });

  const clientOf = (options: Partial<HttpKycClientOptions> = {}) => new HttpKycClient({ endpoint: '/kyc/v1', locale: 'de', ...options });
  const header = (index: number, name: string) => requests[index]?.headers.get(name);

  it('asks below the endpoint with the contract version and the language', async () => {
    await clientOf().getVerification();
    expect(requests[0]?.url).to.equal(new URL('/kyc/v1/verification', location.href).href);
    expect(header(0, 'KYC-Contract')).to.equal('1');
    expect(header(0, 'Accept-Language')).to.equal('de');
    expect(requests[0]?.credentials).to.equal('same-origin');
  });

  it('keeps the ETag between answers and takes 304 as unchanged', async () => {
    handler = () => json(verification(), { headers: { ETag: '"7"' } });
    const first = await clientOf().getVerification();
    expect(first.kind === 'changed' && first.etag).to.equal('"7"');
    handler = () => new Response(null, { status: 304 });
    expect(await clientOf().getVerification({ etag: '"7"' })).to.deep.equal({ kind: 'unchanged' });
    expect(header(1, 'If-None-Match')).to.equal('"7"');
  });

  describe('session', () => {
    it('sends the token and no cookies', async () => {
      await clientOf({ fetchSession: async () => ({ token: 'one' }) }).getVerification();
      expect(header(0, 'Authorization')).to.equal('Bearer one');
      expect(requests[0]?.credentials).to.equal('omit');
    });

    it('takes null for what is not there', async () => {
      const fetchSession = async () => ({ token: 'one', expiresInSeconds: 600, expiresAt: null });
      await clientOf({ fetchSession: fetchSession as unknown as HttpKycClientOptions['fetchSession'] }).getVerification();
      expect(header(0, 'Authorization')).to.equal('Bearer one');
    });

    it('asks for a new token at 80 % of its life, not before', async () => {
      const clock = new FakeClock();
      let asked = 0;
      const client = clientOf({ clock, fetchSession: async () => ({ token: `t${++asked}`, expiresInSeconds: 100 }) });
      await client.getVerification();
      await clock.pass(79_000);
      await client.getVerification();
      expect(asked).to.equal(1);
      await clock.pass(1_000);
      await client.getVerification();
      expect(asked).to.equal(2);
    });

    it('renews once for parallel requests that are refused', async () => {
      let asked = 0;
      handler = (request) => (request.headers.get('Authorization') === 'Bearer t1' ? json({}, { status: 401 }) : json(verification()));
      const client = clientOf({ fetchSession: async () => ({ token: `t${++asked}` }) });
      await Promise.all([client.getVerification(), client.getVerification(), client.getVerification()]);
      expect(asked).to.equal(2);
    });

    it('gives up after one renewal', async () => {
      handler = () => json({}, { status: 401 });
      let asked = 0;
      const error = await failureOf(clientOf({ fetchSession: async () => ({ token: `t${++asked}` }) }).getVerification());
      expect(asked).to.equal(2);
      expect(errorEventCode(error)).to.equal('session_error');
    });

    const nonsense: Record<string, () => Promise<unknown>> = {
      'throws': () => Promise.reject(new Error('no')),
      'gives undefined': async () => undefined,
      'gives a string': async () => 'token',
      'gives an empty token': async () => ({ token: '' }),
      'gives a token with a line break': async () => ({ token: 'a\r\nX-Evil: 1' }),
    };
    for (const [what, fetchSession] of Object.entries(nonsense)) {
      it(`reports a session error when fetchSession ${what}`, async () => {
        const error = await failureOf(clientOf({ fetchSession: fetchSession as HttpKycClientOptions['fetchSession'] }).getVerification());
        expect(error.code).to.equal('session_error');
        expect(requests).to.have.length(0);
      });
    }

    it('reports a session error when fetchSession throws synchronously', async () => {
      const fetchSession = () => { throw new Error('now'); };
      expect((await failureOf(clientOf({ fetchSession }).getVerification())).code).to.equal('session_error');
    });

    it('does not wait for ever for fetchSession', async () => {
      const clock = new FakeClock();
      const work = failureOf(clientOf({ clock, fetchSession: () => new Promise(() => undefined) }).getVerification());
      await clock.pass(20_000);
      expect((await work).code).to.equal('session_error');
    });

    it('keeps the token away from other origins', async () => {
      const client = clientOf({ fetchSession: async () => ({ token: 'secret' }) });
      expect(await client.uploadHeaders('/kyc/v1/uploads/1')).to.deep.equal({ Authorization: 'Bearer secret' });
      expect(await client.uploadHeaders('https://storage.example/1')).to.deep.equal({});
    });
  });

  describe('answers that are not the contract', () => {
    const cases: Record<string, [Handler, string, boolean]> = {
      'HTML with 200': [() => new Response('<h1>Please sign in</h1>', { headers: { 'Content-Type': 'text/html' } }), 'contract_error', true],
      'cut JSON': [() => new Response('{"documents":[{"id":"d1"', { headers: { 'Content-Type': 'application/json' } }), 'contract_error', true],
      'an empty body': [() => new Response('', { headers: { 'Content-Type': 'application/json' } }), 'contract_error', true],
      'documents null': [() => json({ documents: null }), 'contract_error', true],
      '403': [() => json({}, { status: 403 }), 'server_error', false],
      '404': [() => json({}, { status: 404 }), 'server_error', false],
      '500': [() => new Response('<h1>oops</h1>', { status: 500 }), 'server_error', true],
      '502 of a proxy': [() => new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } }), 'server_error', true],
      'a network failure': [() => Promise.reject(new TypeError('failed')), 'connection_error', true],
    };
    for (const [what, [answer, code, retryable]] of Object.entries(cases)) {
      it(`takes ${what} as ${code}`, async () => {
        handler = answer;
        const error = await failureOf(clientOf().getVerification());
        expect(errorEventCode(error)).to.equal(code);
        expect(error.retryable).to.equal(retryable);
        expect(JSON.stringify(error)).not.to.contain('sign in');
      });
    }

    it('does not follow a redirect with the token', async () => {
      handler = (request) => {
        expect(request.redirect).to.equal('manual');
        return Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
      };
      handler = ((original) => (request: Request) => Object.defineProperty(original(request) as Response, 'ok', { value: false }))(handler);
      const error = await failureOf(clientOf({ fetchSession: async () => ({ token: 't' }) }).getVerification());
      expect(error.code).to.equal('unexpected_redirect');
      expect(requests).to.have.length(1);
    });

    it('refuses upload URLs that are not http', async () => {
      const { documents } = verification();
      documents;
      handler = () => json({ protocol: 'form', url: 'javascript:alert(1)', fileField: 'file', expiresAt: null });
      const error = await failureOf(clientOf().renewUpload({ documentId: 'd', fileId: 'f' }));
      expect(error.code).to.equal('contract_error');
    });
  });

  describe('problem details', () => {
    it('carries code, limit and actual value', async () => {
      handler = () => json({ code: 'too_large', retryable: false, limit: 10, actual: 14, title: 'x' }, { status: 413 });
      const error = await failureOf(clientOf().deleteDocument('d'));
      expect(error).to.include({ code: 'too_large', retryable: false });
      expect(error.detail).to.include({ limit: 10, actual: 14, status: 413 });
    });

    it('reads Retry-After in seconds', async () => {
      handler = () => json({ error: 'slow down' }, { status: 429, headers: { 'Retry-After': '3' } });
      expect((await failureOf(clientOf().getVerification())).detail.retryAfterMs).to.equal(3000);
    });

    it('reads Retry-After as a date against the server’s own clock', async () => {
      const serverNow = Date.now() - 3_600_000;
      const headers = { Date: new Date(serverNow).toUTCString(), 'Retry-After': new Date(serverNow + 4000).toUTCString() };
      handler = () => new Response('', { status: 429, headers });
      const { retryAfterMs } = (await failureOf(clientOf().getVerification())).detail;
      expect(retryAfterMs).to.be.within(3000, 5000);
    });
  });

  it('ends a request that takes too long', async () => {
    handler = (request) => new Promise((_resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
    const error = await failureOf(clientOf({ timeoutMs: 20 }).getVerification());
    expect(error).to.include({ code: 'connection_error', retryable: true });
  });

  it('says aborted when the caller aborts', async () => {
    const controller = new AbortController();
    handler = () => { controller.abort(); return Promise.reject(new DOMException('', 'AbortError')); };
    expect((await failureOf(clientOf().getVerification({ signal: controller.signal }))).code).to.equal('aborted');
  });

  for (const endpoint of ['/kyc#here', 'javascript:alert(1)', 'data:text/html,x', 'http://[', '/kyc?x=1']) {
    it(`refuses the endpoint ${endpoint}`, () => {
      expect(() => new HttpKycClient({ endpoint })).to.throw(KycError).with.property('code', 'config_error');
    });
  }
});
