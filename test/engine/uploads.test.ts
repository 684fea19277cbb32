import { expect } from '@open-wc/testing';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { EngineConfig } from '../../src/engine/engine-config.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { KycError } from '../../src/model/errors.ts';
import type { KycEventName, RaiseEvent } from '../../src/model/events.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { gate, never } from '../../src/testing/faults.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { plainIntake } from '../support/plain-intake.ts';
import { sizedFile } from '../support/sized-file.ts';

const jpeg = (seed = 1, size = 4096, name = 'front.jpg') => sizedFile(size, name, seed);
const lost = () => new KycError('connection_error', { retryable: true });
const passport = { documentTypeId: 'passport' };

/** XMLHttpRequest as a tus server answers it: everything that is sent arrives. */
function tusServer(sizeBytes = 4096) {
  const real = window.XMLHttpRequest;
  const server = { patches: 0, offset: 0, restart: () => { server.offset = 0; }, restore: () => { window.XMLHttpRequest = real; } };
  class Xhr {
    readonly upload = {};
    readonly status = 200;
    responseURL = '';
    responseText = '';
    method = '';
    onload?: () => void;
    open(method: string, url: string) { Object.assign(this, { method, responseURL: url }); }
    setRequestHeader() { /* nothing depends on them */ }
    getAllResponseHeaders() { return ''; }
    getResponseHeader(name: string) { return { 'Upload-Offset': String(server.offset), 'Upload-Length': String(sizeBytes) }[name] ?? null; }
    abort() { /* it has answered */ }
    send() {
      if (this.method === 'PATCH') Object.assign(server, { offset: sizeBytes, patches: server.patches + 1 });
      queueMicrotask(() => this.onload?.());
    }
  }
  window.XMLHttpRequest = Xhr as unknown as typeof XMLHttpRequest;
  return server;
}

describe('uploads', () => {
  let client: MemoryKycClient;
  let clock: FakeClock;
  let store: MemoryResumeStore;
  let names: KycEventName[];
  let engine: Engine;
  let engines: Engine[];

  const raise: RaiseEvent = (name) => {
    names.push(name);
    return true;
  };
  const until = async (predicate: () => boolean) => {
    while (!predicate()) await settled();
  };
  const phase = (index = 0) => engine.state.uploads[index]?.phase;
  const inPhase = (kind: string) => until(() => phase()?.kind === kind);
  const calls = (name: string) => client.calls.filter((call) => call === name).length;
  const files = () => engine.state.verification?.documents.flatMap((document) => document.files) ?? [];
  const begin = async ({ unfinished = [], ...config }: Partial<EngineConfig> & { unfinished?: ReturnType<Engine['handOver']> } = {}) => {
    const page = { isVisible: () => true, onReturn: () => () => undefined };
    engine = createEngine({ client, raise, clock, page, resumeStore: store, intake: plainIntake(), updates: 'off', ...config });
    engines.push(engine);
    engine.takeOver(unfinished);
    engine.start();
    await until(() => engine.state.session.kind === 'ready');
  };
  /** All that is under way ends well. */
  const stored = (count: number) => until(() => names.filter((name) => name === 'kyc-upload-success').length === count && engine.state.uploads.length === 0);
  const add = (file: File | readonly File[] = jpeg(), options: Parameters<Engine['addFiles']>[2] = passport) =>
    engine.addFiles('identity', Array.isArray(file) ? file : [file as File], options);

  beforeEach(() => {
    client = new MemoryKycClient();
    clock = new FakeClock();
    store = new MemoryResumeStore(clock);
    names = [];
    engines = [];
  });
  afterEach(() => engines.forEach((each) => each.dispose()));

  describe('repeating', () => {
    it('waits after a failure, says until when, and tries again by itself', async () => {
      await begin();
      client.failNext('sendBytes', lost());
      await add();
      await inPhase('waiting');
      const waiting = phase();
      expect(waiting).to.include({ kind: 'waiting', code: 'connection_error' });
      expect(waiting?.kind === 'waiting' ? waiting.retryAt - clock.now() : -1).to.be.within(0, 500);
      await clock.pass(500);
      await stored(1);
      expect(files()).to.have.length(1);
      expect(names).not.to.include('kyc-upload-error');
    });

    it('announces once however often the answer is lost, and keeps the key', async () => {
      await begin();
      const keys: string[] = [];
      const create = client.createDocument.bind(client);
      client.createDocument = async (request, options) => {
        keys.push(options.idempotencyKey);
        const answer = await create(request, options);
        if (keys.length < 4) throw lost();
        return answer;
      };
      await add();
      while (keys.length < 4) await clock.pass(1_000);
      await stored(1);
      expect(new Set(keys).size).to.equal(1);
      expect(engine.state.verification?.documents).to.have.length(1);
    });

    it('makes one document of two sides although the first answer is lost', async () => {
      await begin();
      const create = client.createDocument.bind(client);
      let turns = 0;
      client.createDocument = async (request, options) => {
        const answer = await create(request, options);
        if (++turns === 1) throw lost();
        return answer;
      };
      await add([jpeg(1), jpeg(2, 5000, 'back.jpg')], { documentTypeId: 'driving_licence' });
      await inPhase('waiting');
      expect(phase(1)?.kind).to.equal('queued');
      await clock.pass(1_000);
      await stored(2);
      expect(engine.state.verification?.documents.map((document) => document.files.length)).to.deep.equal([2]);
    });

    it('asks for the confirmation again without sending again', async () => {
      await begin();
      client.failNext('completeUpload', lost());
      await add();
      await inPhase('waiting');
      await clock.pass(1_000);
      await stored(1);
      expect([calls('sendBytes'), calls('completeUpload')]).to.deep.equal([1, 2]);
    });

    it('sends again from the start what arrived wrong', async () => {
      await begin();
      client.failNext('completeUpload', new KycError('hash_mismatch', { retryable: true, detail: { status: 422 } }));
      await add();
      await stored(1);
      expect([calls('renewUpload'), calls('sendBytes')]).to.deep.equal([1, 2]);
    });

    it('does not send for ever what arrives wrong each time, although each time all of it arrives', async () => {
      // Over tus, where the server says how much it has.
      const fake = tusServer();
      Object.defineProperty(client, 'sendBytes', { value: undefined });
      const target = { protocol: 'tus' as const, url: 'https://kyc.example/up', expiresAt: null };
      const create = client.createDocument.bind(client);
      client.createDocument = async (request, options) => ({ ...await create(request, options), upload: target });
      client.renewUpload = async () => { fake.restart(); return target; };
      client.completeUpload = async () => { throw new KycError('hash_mismatch', { retryable: true, detail: { status: 422 } }); };
      try {
        await begin();
        await add();
        while (phase()?.kind !== 'failed') await clock.pass(1_000);
        expect(phase()).to.deep.include({ code: 'hash_mismatch', retryable: true });
        expect(fake.patches).to.equal(4);
      } finally {
        fake.restore();
      }
    });

    it('asks for another place when the upload URL is gone', async () => {
      await begin();
      client.failNext('sendBytes', new KycError('not_found', { detail: { status: 410 } }));
      await add();
      await stored(1);
      expect([calls('renewUpload'), calls('createDocument')]).to.deep.equal([1, 1]);
    });

    it('takes the place of a file that was removed meanwhile', async () => {
      await begin();
      const rejected = new KycError('too_large', { detail: { status: 413 } });
      client.failNext('sendBytes', rejected);
      await add(jpeg(1), { documentTypeId: 'driving_licence', side: 'front' });
      await inPhase('failed');
      await engine.refresh();
      const [document] = engine.state.verification?.documents ?? [];
      engine.cancel();
      await add(jpeg(2), { documentTypeId: 'driving_licence', documentId: document?.id, side: 'front' });
      await stored(1);
      expect(files().map(({ side, status }) => [side, status])).to.deep.equal([['front', 'uploaded']]);
    });

    it('announces anew at once when the document it was to join has gone', async () => {
      await begin();
      client.failNext('createDocument', new KycError('not_found', { detail: { status: 404 } }));
      await add();
      await stored(1);
      expect(calls('createDocument')).to.equal(2);
    });

    it('lets the person try again what others in between have answered for too long', async () => {
      await begin();
      const redirected = new KycError('unexpected_redirect', { detail: { status: 302 } });
      for (let turn = 0; turn < 13; turn++) client.failNext('sendBytes', redirected);
      await add();
      while (phase()?.kind !== 'failed') await clock.pass(5_000);
      expect(phase()).to.deep.include({ code: 'unexpected_redirect', retryable: true });
      engine.retry();
      await stored(1);
    });

    it('ends with what the server will never take', async () => {
      await begin();
      client.failNext('completeUpload', new KycError('too_large', { detail: { status: 422, limit: 10, actual: 20 } }));
      await add();
      await inPhase('failed');
      expect(phase()).to.deep.include({ code: 'too_large', limit: 10, actual: 20, retryable: false });
      expect(names).to.include('kyc-upload-error');
    });

    it('goes on by itself after signing in again', async () => {
      const signedOut = () => new KycError('unauthorized', { detail: { status: 401 } });
      await begin();
      client.failNext('sendBytes', signedOut());
      client.failNext('sendBytes', signedOut());
      client.failNext('getVerification', signedOut());
      await add();
      await inPhase('failed');
      expect(phase()).to.deep.include({ code: 'unauthorized', retryable: true });
      await until(() => engine.state.problem !== null);
      await engine.refresh();
      await stored(1);
    });

    it('tries every file again that failed for want of a session, when one is', async () => {
      await begin();
      for (let turn = 0; turn < 4; turn++) client.failNext('sendBytes', new KycError('unauthorized', { detail: { status: 401 } }));
      await add([jpeg(1), jpeg(2)]);
      await until(() => engine.state.uploads.length === 2 && engine.state.uploads.every((upload) => upload.phase.kind === 'failed'));
      engine.retry(engine.state.uploads[0]?.uploadId);
      await stored(2);
    });

    it('looks whether the file is there after all before it gives up', async () => {
      await begin();
      const complete = client.completeUpload.bind(client);
      let turns = 0;
      client.completeUpload = async (ref, sha256, options) => {
        const answer = await complete(ref, sha256, options);
        // The file was stored; what came back says that nothing can be changed any more.
        if (++turns === 1) throw new KycError('not_open', { detail: { status: 409 } });
        return answer;
      };
      await add();
      await stored(1);
      expect(names).not.to.include('kyc-upload-error');
    });

    it('gives way while it waits', async () => {
      await begin({ maxConcurrentUploads: 1 });
      client.failNext('createDocument', lost());
      await add();
      await inPhase('waiting');
      await add(jpeg(3));
      await until(() => names.includes('kyc-upload-success'));
      expect(phase()?.kind).to.equal('waiting');
    });
  });

  describe('the line', () => {
    it('names files ahead of their turn, and sends as many at once as it may', async () => {
      await begin({ maxConcurrentUploads: 1 });
      client.holdUploadsAt(0.5, never);
      await add([jpeg(1), jpeg(2), jpeg(3)]);
      await until(() => calls('createDocument') === 3 && calls('sendBytes') === 1);
      expect(engine.state.uploads.map((upload) => upload.phase.kind)).to.deep.equal(['uploading', 'queued', 'queued']);
    });

    it('sends the next while one is being confirmed', async () => {
      await begin({ maxConcurrentUploads: 1 });
      const slow = gate();
      client.delay(slow, 'completeUpload');
      await add([jpeg(1), jpeg(2)]);
      await until(() => calls('sendBytes') === 2);
      expect(phase()?.kind).to.equal('confirming');
      slow.open();
      await stored(2);
    });

    it('stops a confirmation with the element and asks again afterwards', async () => {
      await begin();
      const slow = gate();
      client.delay(slow, 'completeUpload');
      await add();
      await inPhase('confirming');
      engine.stop();
      expect(phase()?.kind).to.equal('paused');
      client.delay(null, 'completeUpload');
      engine.start();
      await stored(1);
      expect(calls('sendBytes')).to.equal(1);
    });
  });

  describe('the one document', () => {
    it('is created once although the browser takes its time to give the lock', async () => {
      const request = navigator.locks.request.bind(navigator.locks) as (...given: unknown[]) => Promise<unknown>;
      Object.defineProperty(navigator.locks, 'request', {
        configurable: true, value: async (...given: unknown[]) => { await settled(); return request(...given); },
      });
      try {
        await begin();
        const slow = gate();
        client.delay(slow, 'createDocument');
        await add([jpeg(1), jpeg(2, 5000, 'back.jpg')], { documentTypeId: 'driving_licence' });
        await until(() => calls('createDocument') > 0);
        for (let turn = 0; turn < 5; turn++) await settled();
        slow.open();
        await stored(2);
        expect(engine.state.verification?.documents.map((document) => document.files.length)).to.deep.equal([2]);
      } finally {
        Reflect.deleteProperty(navigator.locks, 'request');
      }
    });

    it('takes a side that comes after the first one is stored', async () => {
      await begin();
      const slow = gate();
      client.delay(slow, 'completeUpload');
      const licence = { documentTypeId: 'driving_licence' };
      await add(jpeg(1), { ...licence, side: 'front' });
      await inPhase('confirming');
      // Others are being named, so that the back has its turn only after the front is done.
      const naming = gate();
      client.delay(naming, 'createDocument');
      await add([jpeg(3), jpeg(4)]);
      await add(jpeg(2, 5000, 'back.jpg'), { ...licence, side: 'back' });
      slow.open();
      await until(() => names.includes('kyc-upload-success') && engine.state.uploads.length === 3);
      naming.open();
      await stored(4);
      const sides = engine.state.verification?.documents.map((document) => document.files.map(({ side }) => side).join());
      expect(sides).to.have.members(['front,back', 'single', 'single']);
    });

    it('goes from the server although the cancelled announcement had no answer', async () => {
      await begin();
      const create = client.createDocument.bind(client);
      let isDown = true;
      client.createDocument = async (request, options) => {
        const answer = await create(request, options);
        if (isDown) throw lost();
        return answer;
      };
      await add();
      await inPhase('waiting');
      engine.cancel();
      await until(() => clock.pending > 0);
      isDown = false;
      await clock.pass(5_000);
      await until(() => engine.state.verification?.documents.length === 0 && calls('deleteFile') === 1);
      expect(client.provider.verification.documents).to.deep.equal([]);
    });
  });

  describe('whose it is', () => {
    it('sends nothing of one customer in the name of another', async () => {
      await begin();
      client.failNext('createDocument', lost());
      await add();
      await inPhase('waiting');
      const read = client.getVerification.bind(client);
      client.getVerification = async () => {
        const answer = await read();
        if (answer.kind === 'unchanged') return answer;
        const { verification } = answer;
        return { ...answer, verification: { ...verification, customer: { ...verification.customer, id: 'cus_other' } } };
      };
      await engine.refresh();
      await settled();
      await clock.pass(10_000);
      expect(engine.state.uploads).to.deep.equal([]);
      expect(calls('createDocument')).to.equal(1);
    });
  });

  describe('waking', () => {
    it('tries at once when the network is back or somebody looks again', async () => {
      for (const wake of [() => dispatchEvent(new Event('online')), () => document.dispatchEvent(new Event('visibilitychange'))]) {
        names = [];
        await begin();
        client.failNext('sendBytes', lost());
        await add(jpeg(names.length + engines.length));
        await inPhase('waiting');
        wake();
        await stored(1);
      }
    });

    it('lets a server that asked to wait have its way', async () => {
      await begin();
      client.failNext('sendBytes', new KycError('rate_limited', { retryable: true, detail: { status: 429, retryAfterMs: 12_000 } }));
      await add();
      await inPhase('waiting');
      dispatchEvent(new Event('online'));
      await settled();
      expect(phase()).to.deep.include({ kind: 'waiting', code: 'rate_limited', retryAt: clock.now() + 12_000 });
      await clock.pass(12_000);
      await stored(1);
    });

    it('is tried at once by the person’s own button', async () => {
      await begin();
      client.failNext('sendBytes', new KycError('rate_limited', { retryable: true, detail: { status: 429, retryAfterMs: 60_000 } }));
      await add();
      await inPhase('waiting');
      engine.retry();
      await stored(1);
    });
  });

  describe('leaving and coming back', () => {
    const holding = async () => {
      await begin();
      client.holdUploadsAt(0.5, never);
      await add();
      await until(() => phase()?.kind === 'uploading' && engine.state.uploads[0]?.fileId !== undefined && client.calls.includes('sendBytes'));
    };

    it('stops at once, leaves no timer, and goes on', async () => {
      await holding();
      engine.stop();
      expect(phase()?.kind).to.equal('paused');
      await settled();
      expect(clock.pending).to.equal(0);
      client.holdUploadsAt(1, Promise.resolve());
      engine.start();
      await stored(1);
      expect(files()).to.have.length(1);
    });

    it('holds what is added to an element that has left the page, until it comes back', async () => {
      await begin();
      const adding = add();
      engine.stop();
      await adding;
      await settled();
      expect(phase()?.kind).to.equal('paused');
      expect(calls('createDocument')).to.equal(0);
      engine.start();
      await stored(1);
    });

    it('leaves alone what was paused while it was away', async () => {
      await holding();
      engine.stop();
      engine.pause();
      engine.start();
      expect(phase()?.kind).to.equal('paused');
    });

    it('confirms again when the state that follows does not come', async () => {
      await begin();
      const complete = client.completeUpload.bind(client);
      client.completeUpload = async (ref, sha256, options) => {
        const answer = await complete(ref, sha256, options);
        if (calls('completeUpload') === 1) client.failNext('getVerification', lost());
        return answer;
      };
      await add();
      await inPhase('waiting');
      await clock.pass(1_000);
      await stored(1);
      expect([calls('sendBytes'), calls('completeUpload')]).to.deep.equal([1, 2]);
    });

    it('leaves alone what the person had paused', async () => {
      await holding();
      engine.pause();
      engine.stop();
      engine.start();
      expect(phase()?.kind).to.equal('paused');
    });

    it('sleeps with the page and wakes with it', async () => {
      await holding();
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      expect(phase()?.kind).to.equal('paused');
      client.holdUploadsAt(1, Promise.resolve());
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await stored(1);
    });

    it('asks before the page is left only while bytes move', async () => {
      const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
      expect(isAsked()).to.equal(false);
      await holding();
      expect(isAsked()).to.equal(true);
      engine.pause();
      expect(isAsked()).to.equal(false);
    });

    it('takes the rest of a cancelled upload from the server once it answers again', async () => {
      await holding();
      client.failNext('deleteFile', lost());
      engine.cancel();
      expect(engine.state.uploads).to.deep.equal([]);
      await until(() => calls('deleteFile') === 1 && clock.pending > 0);
      await clock.pass(1_000);
      await until(() => engine.state.verification?.documents.length === 0);
    });
  });

  describe('after a reload', () => {
    const halfSent = async (file = jpeg()) => {
      await begin();
      client.holdUploadsAt(0.5, never);
      await add(file);
      await until(() => calls('sendBytes') > 0);
      while ((await store.list(engine.state.verification?.customer.id ?? '')).length === 0) await settled();
    };
    /** Half sent, then the page is gone. */
    const interrupted = async (file?: File) => {
      await halfSent(file);
      engine.dispose();
      client.holdUploadsAt(1, Promise.resolve());
      names = [];
    };
    const reloaded = async () => {
      await begin();
      await inPhase('needs_file');
    };
    /** Both have the file; the first one sends. */
    const twoTabs = async () => {
      await interrupted();
      await reloaded();
      const first = engine;
      await reloaded();
      const second = engine;
      client.holdUploadsAt(0.5, never);
      engine = first;
      await add();
      await until(() => calls('sendBytes') === 2);
      engine = second;
      await add();
      await inPhase('waiting');
      return { first, second };
    };

    it('returns once the first load has worked, however often it failed before', async () => {
      await interrupted();
      client.failNext('getVerification', lost());
      const page = { isVisible: () => true, onReturn: () => () => undefined };
      engine = createEngine({ client, raise, clock, page, resumeStore: store, intake: plainIntake(), updates: 'off' });
      engines.push(engine);
      engine.start();
      await until(() => engine.state.session.kind === 'failed');
      await engine.refresh();
      await inPhase('needs_file');
    });

    it('returns as a row that asks for the same file', async () => {
      await interrupted();
      await reloaded();
      expect(engine.state.uploads[0]).to.include({ name: 'front.jpg', sizeBytes: 4096, categoryId: 'identity', side: 'single' });
    });

    it('keeps neither bytes nor names', async () => {
      await interrupted();
      const [record] = await store.list(client.provider.verification.customer.id);
      expect(JSON.stringify(record)).not.to.contain('front.jpg');
      expect(Object.values(record ?? {}).some((value) => value instanceof Blob)).to.equal(false);
    });

    it('goes on with the right file, whatever it is called now', async () => {
      await interrupted();
      await reloaded();
      const [added] = await add(jpeg(1, 4096, 'renamed.jpg'));
      expect(added?.verdict).to.equal('accept');
      await stored(1);
      expect([calls('createDocument'), files().length]).to.deep.equal([1, 1]);
      expect(await store.list(client.provider.verification.customer.id)).to.deep.equal([]);
    });

    it('takes another file for a new one, and the old row stays', async () => {
      await interrupted();
      await reloaded();
      await add(jpeg(7));
      await until(() => names.includes('kyc-upload-success'));
      expect(engine.state.uploads.map((upload) => upload.phase.kind)).to.deep.equal(['needs_file']);
      expect(calls('createDocument')).to.equal(2);
    });

    it('lets another file take the very place', async () => {
      await interrupted();
      await reloaded();
      const { documentId } = engine.state.uploads[0] ?? {};
      await add(jpeg(7), { documentId, side: 'single' });
      await stored(1);
      expect(files().map(({ status }) => status)).to.deep.equal(['uploaded']);
    });

    it('is forgotten when it is cancelled', async () => {
      await interrupted();
      await reloaded();
      engine.cancel();
      await until(() => engine.state.verification?.documents.length === 0);
      expect(await store.list(client.provider.verification.customer.id)).to.deep.equal([]);
    });

    it('is forgotten after a day, and when the server no longer waits for it', async () => {
      await interrupted();
      await clock.pass(24 * 60 * 60 * 1000);
      await begin();
      await settled();
      expect(engine.state.uploads).to.deep.equal([]);
    });

    it('is forgotten on logout', async () => {
      await interrupted();
      await reloaded();
      await engine.logout();
      expect(await store.list(client.provider.verification.customer.id)).to.deep.equal([]);
    });

    it('starts again when what is to be sent is not what was sent', async () => {
      await interrupted();
      const [record] = await store.list(client.provider.verification.customer.id);
      if (record) await store.put({ ...record, sentFingerprint: '0'.repeat(64) });
      await reloaded();
      await add();
      await stored(1);
      expect([calls('renewUpload'), files().length]).to.deep.equal([1, 1]);
    });

    it('announces anew when not even the size is the same', async () => {
      await interrupted();
      const [record] = await store.list(client.provider.verification.customer.id);
      if (record) await store.put({ ...record, sentSizeBytes: 77 });
      await reloaded();
      await add();
      await stored(1);
      expect([calls('deleteFile'), calls('createDocument'), files().length]).to.deep.equal([1, 2, 1]);
    });

    it('shows no row for what another tab is sending', async () => {
      await halfSent();
      await begin();
      await settled();
      expect(engine.state.uploads).to.deep.equal([]);
    });

    it('lets one of two tabs send, and both end with the truth', async () => {
      const { first } = await twoTabs();
      expect(phase()).to.deep.include({ code: 'other_tab' });
      client.holdUploadsAt(1, Promise.resolve());
      first.pause();
      first.resume();
      await until(() => first.state.uploads.length === 0);
      await engine.refresh();
      await clock.pass(5_000);
      await until(() => engine.state.uploads.length === 0);
      expect(files()).to.have.length(1);
      expect(calls('createDocument')).to.equal(1);
    });

    it('does not take from another tab what it is sending', async () => {
      const { second } = await twoTabs();
      second.cancel();
      await settled();
      expect(second.state.uploads).to.deep.equal([]);
      expect(calls('deleteFile')).to.equal(0);
    });

    it('goes on in an engine that takes the place of this one', async () => {
      await halfSent();
      const unfinished = engine.handOver();
      engine.dispose();
      client.holdUploadsAt(1, Promise.resolve());
      await begin({ unfinished });
      await stored(1);
      expect([calls('createDocument'), files().length]).to.deep.equal([1, 1]);
    });

    it('does not go on for another customer', async () => {
      await begin();
      client.holdUploadsAt(0.5, gate());
      await add();
      const unfinished = engine.handOver().map((each) => ({ ...each, customerId: 'cus_other' }));
      engine.dispose();
      await store.clear();
      await begin({ unfinished });
      await settled();
      expect(engine.state.uploads).to.deep.equal([]);
    });
  });
});
