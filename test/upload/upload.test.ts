import { expect } from '@open-wc/testing';
import { type KycError } from '../../src/model/errors.ts';
import { formChannel } from '../../src/upload/form-channel.ts';
import { UploadQueue } from '../../src/upload/upload-queue.ts';
import { gate, type Gate } from '../../src/testing/faults.ts';
import { settled } from '../support/fake-clock.ts';

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

  it('takes a new concurrency at once', () => {
    for (const id of ['a', 'b', 'c']) queue.add(job(id));
    queue.concurrency = 3;
    expect(started).to.have.length(3);
  });
});

describe('form channel', () => {
  const realXhr = window.XMLHttpRequest;
  let xhr: FakeXhr;

  class FakeXhr {
    readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    status = 0;
    responseText = '';
    responseURL = 'https://kyc.example/up';
    withCredentials = true;
    readonly headers: Record<string, string> = {};
    opened: readonly [string, string] | undefined;
    body: FormData | undefined;
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    onloadend?: () => void;
    constructor() { xhr = this; }
    open(method: string, url: string) { this.opened = [method, url]; }
    setRequestHeader(name: string, value: string) { this.headers[name] = value; }
    getResponseHeader() { return null; }
    send(body: FormData) { this.body = body; }
    abort() { this.onabort?.(); this.onloadend?.(); }
    answer(status: number, body: string) {
      Object.assign(this, { status, responseText: body });
      this.onload?.();
      this.onloadend?.();
    }
  }

  beforeEach(() => { window.XMLHttpRequest = FakeXhr as unknown as typeof XMLHttpRequest; });
  afterEach(() => { window.XMLHttpRequest = realXhr; });

  const progress: number[] = [];
  const send = (signal = new AbortController().signal) => {
    progress.length = 0;
    return formChannel.send({
      target: { protocol: 'form', url: 'https://kyc.example/up', fields: { key: 'k' }, fileField: 'file', expiresAt: null },
      bytes: new File(['0123456789'], 'my-passport.jpg'), headers: { Authorization: 'Bearer t' }, withCredentials: false, signal,
      onProgress: (loaded) => progress.push(loaded),
    });
  };

  it('posts the fields and then the bytes, under a name that says nothing', async () => {
    const sent = send();
    xhr.answer(204, '');
    await sent;
    expect(xhr.opened).to.deep.equal(['POST', 'https://kyc.example/up']);
    expect([...(xhr.body ?? new FormData()).keys()]).to.deep.equal(['key', 'file']);
    expect((xhr.body?.get('file') as File).name).to.equal('document');
    expect(xhr.headers).to.deep.equal({ Authorization: 'Bearer t' });
    expect(xhr.withCredentials).to.equal(false);
  });

  it('counts bytes of the file, not of the envelope', async () => {
    const sent = send();
    xhr.upload.onprogress?.({ loaded: 100, total: 210 });
    xhr.upload.onprogress?.({ loaded: 205, total: 210 });
    xhr.upload.onprogress?.({ loaded: 210, total: 210 });
    xhr.answer(200, '');
    await sent;
    expect(progress).to.deep.equal([0, 5, 10]);
  });

  it('rejects with the server’s reason', async () => {
    const sent = send();
    xhr.answer(413, JSON.stringify({ code: 'too_large', limit: 5, actual: 10 }));
    const error = await sent.catch((reason: unknown) => reason) as KycError;
    expect(error).to.include({ code: 'too_large', retryable: false });
    expect(error.detail).to.include({ limit: 5, actual: 10 });
  });

  it('can be tried again after a lost connection', async () => {
    const sent = send();
    xhr.onerror?.();
    xhr.onloadend?.();
    expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'connection_error', retryable: true });
  });

  it('does not count what a redirect took elsewhere', async () => {
    const sent = send();
    xhr.responseURL = 'https://evil.example/up';
    xhr.answer(200, '');
    expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'unexpected_redirect', retryable: false });
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const sent = send(controller.signal);
    controller.abort();
    expect(await sent.catch((reason: unknown) => reason)).to.include({ code: 'aborted' });
  });
});
