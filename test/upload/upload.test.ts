import { expect } from '@open-wc/testing';
import { problemError } from '../../src/contract/problem.ts';
import { KycError } from '../../src/model/errors.ts';
import type { UploadTarget } from '../../src/model/verification.ts';
import { formChannel } from '../../src/upload/form-channel.ts';
import { putChannel } from '../../src/upload/put-channel.ts';
import { Recovery } from '../../src/upload/recovery.ts';
import { ruleFor, type FailurePlace } from '../../src/upload/retry-table.ts';
import { Transfer } from '../../src/upload/transfer.ts';
import { tusChannel } from '../../src/upload/tus-channel.ts';
import type { UploadChannel } from '../../src/upload/upload-channel.ts';
import { UploadQueue } from '../../src/upload/upload-queue.ts';
import { gate, type Gate } from '../../src/testing/faults.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

describe('UploadQueue', () => {
  let started: string[];
  let gates: Map<string, Gate>;
  let queue: UploadQueue;
  const job = (id: string) => ({
    id,
    run: async (signal: AbortSignal) => {
      started.push(id);
      const held = gate();
      gates.set(id, held);
      signal.addEventListener('abort', () => held.open());
      await held;
    },
  });

  beforeEach(() => {
    started = [];
    gates = new Map();
    queue = new UploadQueue(2);
  });

  it('runs as many as it may, in order', async () => {
    for (const id of ['a', 'b', 'c', 'd']) queue.add(job(id));
    expect(started).to.deep.equal(['a', 'b']);
    gates.get('b')?.open();
    await settled();
    expect(started).to.deep.equal(['a', 'b', 'c']);
  });

  it('takes a waiting job out', async () => {
    for (const id of ['a', 'b', 'c', 'd']) queue.add(job(id));
    queue.stop('c');
    gates.get('a')?.open();
    await settled();
    expect(started).to.deep.equal(['a', 'b', 'd']);
  });

  it('aborts a running job and gives its place away', async () => {
    for (const id of ['a', 'b', 'c']) queue.add(job(id));
    queue.stop('a');
    await settled();
    expect(started).to.deep.equal(['a', 'b', 'c']);
  });

  it('never runs one job twice at the same time', async () => {
    queue.add(job('a'));
    queue.add(job('a'));
    expect(started).to.deep.equal(['a']);
    gates.get('a')?.open();
    await settled();
    expect(started).to.deep.equal(['a', 'a']);
  });

  it('lets a job that was held up go before those that wait', async () => {
    for (const id of ['a', 'b', 'c']) queue.add(job(id));
    queue.addFirst(job('again'));
    gates.get('a')?.open();
    await settled();
    expect(started).to.deep.equal(['a', 'b', 'again']);
  });

  it('keeps the order of those that go first', async () => {
    for (const id of ['a', 'b', 'c']) queue.add(job(id));
    queue.addFirst(job('x'), job('y'));
    for (const id of ['a', 'b']) gates.get(id)?.open();
    await settled();
    expect(started).to.deep.equal(['a', 'b', 'x', 'y']);
  });

  it('runs at least one, whatever number it is given', async () => {
    for (const value of [0, -3, NaN]) {
      queue = new UploadQueue(value);
      started = [];
      queue.add(job('a'));
      queue.add(job('b'));
      expect(started).to.deep.equal(['a']);
    }
  });

  it('takes a new concurrency at once', () => {
    for (const id of ['a', 'b', 'c']) queue.add(job(id));
    queue.concurrency = 3;
    expect(started).to.have.length(3);
  });
});

describe('retry table', () => {
  const error = (status: number | undefined, code = 'server_error', retryable = false) => new KycError(code, { retryable, detail: { status } });
  const remedyOf = (failure: KycError, place: FailurePlace) => ruleFor(failure, place)?.remedy ?? 'give_up';

  for (const status of [408, 425, 429, 500, 502, 503, 504, 507]) {
    it(`waits after ${status}`, () => {
      expect(remedyOf(error(status), 'endpoint')).to.equal('wait');
      expect(remedyOf(error(status), 'upload')).to.equal('wait');
    });
  }

  for (const status of [413, 415, 422]) {
    it(`ends with ${status}, whatever else it says`, () => {
      expect(remedyOf(error(status, 'too_large', true), 'upload')).to.equal('give_up');
      expect(remedyOf(error(status, 'type_not_allowed', true), 'endpoint')).to.equal('give_up');
    });
  }

  for (const status of [403, 404, 410]) {
    it(`asks for another place after ${status} of the upload URL, not of the endpoint`, () => {
      expect(remedyOf(error(status, 'not_found'), 'upload')).to.equal('start_again');
      expect(remedyOf(error(status, 'not_found'), 'endpoint')).to.equal('give_up');
    });
  }

  it('looks anew at the document when what it was to join has gone', () => {
    expect(remedyOf(error(404, 'not_found'), 'announcement')).to.equal('start_again');
  });

  for (const status of [409, 423]) {
    it(`asks for the offset after ${status}`, () => {
      expect(remedyOf(error(status, 'conflict'), 'upload')).to.equal('wait');
    });
  }

  it('does not ask on once the verification has moved on', () => {
    for (const code of ['not_open', 'not_asked_for', 'customer_locked', 'version_conflict']) {
      expect(remedyOf(error(409, code), 'upload')).to.equal('give_up');
    }
    expect(ruleFor(error(409, 'conflict'), 'upload')?.attempts).to.be.a('number');
  });

  it('renews the session after 401 of the upload URL', () => {
    expect(remedyOf(error(401, 'unauthorized'), 'upload')).to.equal('renew_session');
    expect(remedyOf(error(401, 'unauthorized'), 'endpoint')).to.equal('give_up');
  });

  it('sends again what arrived wrong, and the rest of what arrived in part', () => {
    expect(remedyOf(error(422, 'hash_mismatch'), 'endpoint')).to.equal('start_again');
    expect(remedyOf(error(409, 'upload_incomplete', true), 'endpoint')).to.equal('wait');
  });

  it('waits for a connection without end, for a server that leaves the contract only so long', () => {
    expect(ruleFor(new KycError('connection_error', { retryable: true }), 'upload')?.attempts).to.equal(undefined);
    expect(ruleFor(new KycError('contract_error', { retryable: true, detail: {} }), 'endpoint')?.attempts).to.be.a('number');
  });

  it('leaves to the person what no rule knows', () => {
    for (const status of [400, 402, 405, 501]) expect(remedyOf(error(status), 'endpoint')).to.equal('give_up');
  });
});

describe('Recovery', () => {
  const lost = new KycError('connection_error', { retryable: true });
  let clock: FakeClock;
  let random: number;
  let recovery: Recovery;
  beforeEach(() => {
    clock = new FakeClock();
    random = 1;
    recovery = new Recovery(clock, () => random);
  });
  const next = (error: KycError = lost) => recovery.next(error, 'upload');

  it('doubles from half a second to five', () => {
    expect([1, 2, 3, 4, 5, 6].map(() => next().delayMs)).to.deep.equal([500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('takes a random share of it', () => {
    random = 0;
    expect(next().delayMs).to.equal(0);
    random = 0.5;
    expect(next().delayMs).to.equal(500);
  });

  it('waits up to thirty seconds once the trouble has lasted a minute', async () => {
    for (let turn = 0; turn < 12; turn++) next();
    await clock.pass(60_000);
    expect(next().delayMs).to.equal(30_000);
  });

  it('begins anew after progress', async () => {
    for (let turn = 0; turn < 9; turn++) next();
    await clock.pass(90_000);
    recovery.reset();
    expect(next().delayMs).to.equal(500);
  });

  it('waits as long as the server asks, at most a minute', () => {
    const asked = (retryAfterMs: number) => next(new KycError('rate_limited', { detail: { status: 429, retryAfterMs } }));
    expect(asked(12_000)).to.include({ delayMs: 12_000, isAsked: true });
    expect(asked(86_400_000)).to.include({ delayMs: 60_000, isAsked: true });
  });

  it('never waits less than its own pause when the server asks for less', () => {
    expect(next(new KycError('rate_limited', { detail: { status: 429, retryAfterMs: 100 } }))).to.include({ delayMs: 500, isAsked: false });
  });

  it('answers a refused place and a refused token at once, the first time', () => {
    expect(next(new KycError('not_found', { detail: { status: 410 } }))).to.include({ remedy: 'start_again', delayMs: 0 });
    expect(next(new KycError('not_found', { detail: { status: 410 } })).delayMs).to.be.greaterThan(0);
    expect(next(new KycError('unauthorized', { detail: { status: 401 } }))).to.include({ remedy: 'renew_session', delayMs: 0 });
  });

  it('gives up a token refused twice', () => {
    const refused = new KycError('unauthorized', { detail: { status: 401 } });
    expect([next(refused).remedy, next(refused).remedy]).to.deep.equal(['renew_session', 'give_up']);
  });
});

describe('problems and Retry-After', () => {
  const answer = (headers: Record<string, string>, body = '') => problemError({ status: 503, body, header: (name) => headers[name] ?? null }, 0);

  it('reads a date against the server’s own clock', () => {
    const headers = { 'Retry-After': 'Sun, 22 Nov 2026 10:00:20 GMT', Date: 'Sun, 22 Nov 2026 10:00:00 GMT' };
    expect(answer(headers).detail.retryAfterMs).to.equal(20_000);
  });

  it('takes what it cannot read for nothing', () => {
    expect(answer({ 'Retry-After': 'soon' }).detail.retryAfterMs).to.equal(undefined);
    expect(answer({ 'Retry-After': '-5' }).detail.retryAfterMs ?? 0).to.equal(0);
  });
});

describe('Transfer', () => {
  let clock: FakeClock;
  let report: (loadedBytes: number) => void;
  let isOver: boolean;
  const bytes = new Blob(['x'.repeat(100)]);
  const begin = (signal = new AbortController().signal) => {
    isOver = false;
    const hanging: UploadChannel = {
      protocol: 'tus',
      send: (request) => new Promise((_resolve, reject) => {
        report = request.onProgress;
        request.signal.addEventListener('abort', () => { isOver = true; reject(new KycError('aborted')); });
      }),
    };
    const transfer = new Transfer(clock, [hanging]);
    const target = { protocol: 'tus', url: 'https://kyc.example/up', expiresAt: null } as const;
    const sent = transfer.send({ target, bytes, headers: {}, withCredentials: false, signal, onProgress: () => undefined, onStored: () => undefined });
    return { transfer, failure: sent.then(() => undefined, (reason: unknown) => reason as KycError) };
  };
  beforeEach(() => { clock = new FakeClock(); });

  it('gives up a connection that is silent for ten seconds', async () => {
    const { failure } = begin();
    await clock.pass(9_000);
    report(10);
    await clock.pass(9_999);
    expect(isOver).to.equal(false);
    await clock.pass(1);
    expect(await failure).to.include({ code: 'connection_error', retryable: true });
  });

  it('does not take the same number again for a sign of life', async () => {
    begin();
    report(10);
    await clock.pass(9_000);
    report(10);
    await clock.pass(1_000);
    expect(isOver).to.equal(true);
  });

  it('has more patience for the answer once all bytes are on their way', async () => {
    begin();
    report(100);
    await clock.pass(19_999);
    expect(isOver).to.equal(false);
    await clock.pass(1);
    expect(isOver).to.equal(true);
  });

  it('gives up a hanging connection at once when the network has changed, not a lively one', async () => {
    const { transfer } = begin();
    report(10);
    transfer.nudge();
    expect(isOver).to.equal(false);
    await clock.pass(1_500);
    transfer.nudge();
    expect(isOver).to.equal(true);
  });

  it('says that it was stopped, not that the line broke, when it was stopped', async () => {
    const controller = new AbortController();
    const { failure } = begin(controller.signal);
    controller.abort();
    expect(await failure).to.include({ code: 'aborted' });
    expect(clock.pending).to.equal(0);
  });

  it('names a protocol it does not speak', async () => {
    const transfer = new Transfer(clock, []);
    const failure = await transfer.send({
      target: { protocol: 'put', url: 'https://s3.example/x', expiresAt: null }, bytes, headers: {}, withCredentials: false,
      signal: new AbortController().signal, onProgress: () => undefined, onStored: () => undefined,
    }).catch((reason: unknown) => reason as KycError);
    expect(failure).to.include({ code: 'contract_error' });
  });
});

/** A server as XMLHttpRequest sees it: answers, when told to, what the channel under test would get. */
class FakeXhr {
  static sent: FakeXhr[] = [];
  readonly upload: { onprogress?: (event: { loaded: number; total: number; lengthComputable: boolean }) => void } = {};
  status = 0;
  responseText = '';
  responseURL = '';
  withCredentials = true;
  readonly headers: Record<string, string> = {};
  method = '';
  url = '';
  body: FormData | Blob | null = null;
  answered: Record<string, string> = {};
  onload?: () => void;
  onerror?: (event: unknown) => void;
  onabort?: () => void;
  isAborted = false;
  open(method: string, url: string) { Object.assign(this, { method, url, responseURL: url }); }
  setRequestHeader(name: string, value: string) { this.headers[name] = value; }
  getResponseHeader(name: string) { return this.answered[name] ?? null; }
  getAllResponseHeaders() { return Object.entries(this.answered).map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join(''); }
  send(body: FormData | Blob | null) { this.body = body; FakeXhr.sent.push(this); }
  abort() { this.isAborted = true; this.onabort?.(); }
  answer(status: number, { body = '', headers = {} }: { body?: string; headers?: Record<string, string> } = {}) {
    Object.assign(this, { status, responseText: body, answered: headers });
    this.onload?.();
  }
  moved(loaded: number, total: number) { this.upload.onprogress?.({ loaded, total, lengthComputable: true }); }
}

describe('channels', () => {
  const realXhr = window.XMLHttpRequest;
  const url = 'https://kyc.example/up';
  const file = new File(['0123456789'], 'my-passport.jpg', { type: 'image/jpeg' });
  let progress: number[];
  let stored: number[];

  beforeEach(() => {
    FakeXhr.sent = [];
    progress = [];
    stored = [];
    window.XMLHttpRequest = FakeXhr as unknown as typeof XMLHttpRequest;
  });
  afterEach(() => { window.XMLHttpRequest = realXhr; });

  const lastXhr = async (count: number): Promise<FakeXhr> => {
    while (FakeXhr.sent.length < count) await settled();
    return FakeXhr.sent[count - 1] as FakeXhr;
  };
  const send = (channel: UploadChannel, target: UploadTarget, signal = new AbortController().signal) => channel.send({
    target, bytes: file, headers: { Authorization: 'Bearer t' }, withCredentials: false, signal,
    onProgress: (loaded) => progress.push(loaded), onStored: (bytes) => stored.push(bytes),
  });

  /** Each protocol: its target, and the request that carries the bytes once the server has been asked what it needs. */
  const protocols: readonly { channel: UploadChannel; target: UploadTarget; bytesRequest: () => Promise<FakeXhr>; done: (xhr: FakeXhr) => void }[] = [
    {
      channel: formChannel,
      target: { protocol: 'form', url, fields: { key: 'k' }, fileField: 'file', expiresAt: null },
      bytesRequest: () => lastXhr(1),
      done: (xhr) => xhr.answer(204),
    },
    {
      channel: putChannel,
      target: { protocol: 'put', url, headers: { 'x-amz-meta-kyc': '1' }, expiresAt: null },
      bytesRequest: () => lastXhr(1),
      done: (xhr) => xhr.answer(200),
    },
    {
      channel: tusChannel,
      target: { protocol: 'tus', url, expiresAt: null },
      bytesRequest: async () => {
        (await lastXhr(1)).answer(200, { headers: { 'Upload-Offset': '0', 'Upload-Length': '10' } });
        return lastXhr(2);
      },
      done: (xhr) => xhr.answer(204, { headers: { 'Upload-Offset': '10' } }),
    },
  ];

  for (const { channel, target, bytesRequest, done } of protocols) {
    describe(channel.protocol, () => {
      it('sends the bytes and resolves with the answer', async () => {
        const sent = send(channel, target);
        const xhr = await bytesRequest();
        expect(xhr.url).to.equal(url);
        expect(xhr.withCredentials).to.equal(false);
        done(xhr);
        await sent;
      });

      it('tells the bytes of the file that have gone', async () => {
        const sent = send(channel, target);
        const xhr = await bytesRequest();
        const total = channel.protocol === 'form' ? 210 : 10;
        xhr.moved(total - 5, total);
        done(xhr);
        await sent;
        expect(progress).to.include(5);
      });

      it('rejects with the server’s reason, its limit and the actual value', async () => {
        const sent = send(channel, target);
        (await bytesRequest()).answer(413, { body: JSON.stringify({ code: 'too_large', limit: 5, actual: 10 }) });
        const error = await sent.catch((reason: unknown) => reason) as KycError;
        expect(error).to.include({ code: 'too_large', retryable: false });
        expect(error.detail).to.include({ limit: 5, actual: 10, status: 413 });
      });

      it('hears how long the server asks to wait', async () => {
        const sent = send(channel, target);
        (await bytesRequest()).answer(503, { headers: { 'Retry-After': '7' } });
        const error = await sent.catch((reason: unknown) => reason) as KycError;
        expect(error.detail.retryAfterMs).to.equal(7_000);
      });

      it('can be tried again after a lost connection', async () => {
        const sent = send(channel, target);
        (await bytesRequest()).onerror?.(new ProgressEvent('error'));
        expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'connection_error', retryable: true });
      });

      it('does not count what a redirect took elsewhere', async () => {
        const sent = send(channel, target);
        const xhr = await bytesRequest();
        xhr.responseURL = 'https://evil.example/up';
        done(xhr);
        expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'unexpected_redirect' });
      });

      it('stops when told to', async () => {
        const controller = new AbortController();
        const sent = send(channel, target, controller.signal);
        const xhr = await bytesRequest();
        controller.abort();
        expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'aborted' });
        expect(xhr.isAborted).to.equal(true);
      });

      it('asks nothing when it was stopped before', async () => {
        expect(await send(channel, target, AbortSignal.abort()).catch((reason: unknown) => reason)).to.include({ code: 'aborted' });
        expect(FakeXhr.sent).to.deep.equal([]);
      });

      it('refuses the target of another protocol', async () => {
        const other = protocols.find((candidate) => candidate.channel !== channel)?.target as UploadTarget;
        expect(await send(channel, other).catch((reason: unknown) => reason)).to.include({ code: 'contract_error' });
      });
    });
  }

  it('form posts the fields and then the bytes, under a name that says nothing', async () => {
    const sent = send(formChannel, { protocol: 'form', url, fields: { key: 'k' }, fileField: 'file', expiresAt: null });
    const xhr = await lastXhr(1);
    xhr.answer(204);
    await sent;
    const body = xhr.body as FormData;
    expect(xhr.method).to.equal('POST');
    expect([...body.keys()]).to.deep.equal(['key', 'file']);
    expect((body.get('file') as File).name).to.equal('document');
    expect(xhr.headers).to.deep.equal({ Authorization: 'Bearer t' });
  });

  it('put sends the target’s headers alone: no token, no cookie, no type the signature does not know', async () => {
    const sent = send(putChannel, { protocol: 'put', url, headers: { 'x-amz-meta-kyc': '1' }, expiresAt: null });
    const xhr = await lastXhr(1);
    xhr.answer(200);
    await sent;
    expect(xhr.method).to.equal('PUT');
    expect(xhr.headers).to.deep.equal({ 'x-amz-meta-kyc': '1' });
    expect((xhr.body as Blob).type).to.equal('');
  });

  describe('tus', () => {
    const target: UploadTarget = { protocol: 'tus', url, expiresAt: null };
    const asked = async (headers: Record<string, string>) => (await lastXhr(1)).answer(200, { headers });

    it('sends only what the server does not have', async () => {
      const sent = send(tusChannel, target);
      await asked({ 'Upload-Offset': '4', 'Upload-Length': '10' });
      const patch = await lastXhr(2);
      expect(patch.method).to.equal('PATCH');
      expect(patch.headers).to.include({ 'Upload-Offset': '4', 'Tus-Resumable': '1.0.0', Authorization: 'Bearer t' });
      expect(await (patch.body as Blob).text()).to.equal('456789');
      patch.answer(204, { headers: { 'Upload-Offset': '10' } });
      await sent;
      expect(stored).to.deep.equal([4, 10]);
    });

    it('sends nothing when the server has everything', async () => {
      const sent = send(tusChannel, target);
      await asked({ 'Upload-Offset': '10', 'Upload-Length': '10' });
      await sent;
      expect(FakeXhr.sent).to.have.length(1);
    });

    for (const [what, headers] of Object.entries({
      'beyond the end': { 'Upload-Offset': '11', 'Upload-Length': '10' },
      'of another file': { 'Upload-Offset': '2', 'Upload-Length': '20' },
    })) {
      it(`does not believe an offset ${what}`, async () => {
        const sent = send(tusChannel, target);
        await asked(headers);
        expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'offset_mismatch' });
      });
    }

    it('takes an answer without an offset for one of somebody else', async () => {
      const sent = send(tusChannel, target);
      await asked({});
      expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'contract_error', retryable: true });
    });

    it('does not send for ever to a server that does not move on', async () => {
      const sent = send(tusChannel, target);
      await asked({ 'Upload-Offset': '4', 'Upload-Length': '10' });
      (await lastXhr(2)).answer(204, { headers: { 'Upload-Offset': '4' } });
      expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'offset_mismatch' });
    });

    for (const status of [401, 404, 409, 410, 423]) {
      it(`passes on ${status} of the question for the offset`, async () => {
        const sent = send(tusChannel, target);
        (await lastXhr(1)).answer(status);
        const error = await sent.catch((reason: unknown) => reason) as KycError;
        expect(error.detail.status).to.equal(status);
      });
    }

    it('writes nothing into the page’s storage', async () => {
      const sent = send(tusChannel, target);
      await asked({ 'Upload-Offset': '10', 'Upload-Length': '10' });
      await sent;
      expect(Object.keys(localStorage).filter((key) => key.startsWith('tus'))).to.deep.equal([]);
    });
  });
});
