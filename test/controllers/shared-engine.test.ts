import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { EngineController } from '../../src/controllers/engine-controller.ts';
import type { SeatConfig } from '../../src/controllers/shared-engine.ts';
import type { KycClient } from '../../src/client/kyc-client.ts';
import type { KycEventName } from '../../src/model/events.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { gate } from '../../src/testing/faults.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { FakePage } from '../support/fake-page.ts';
import { FakeStreams } from '../support/fake-streams.ts';
import { plainIntake } from '../support/plain-intake.ts';
import { sizedFile } from '../support/sized-file.ts';

class Watcher extends LitElement {
  static readonly isMain: boolean = false;
  config: SeatConfig = {};
  readonly heard: KycEventName[] = [];
  readonly controller = new EngineController(this, {
    configure: () => this.config, isMain: (this.constructor as typeof Watcher).isMain,
    raise: (name) => this.heard.push(name) > 0,
  });
  get version(): number | undefined {
    return this.controller.state.verification?.version;
  }
}
class Worker extends Watcher {
  static override readonly isMain = true;
}
customElements.define('test-watcher', Watcher);
customElements.define('test-worker', Worker);

describe('one engine for a page', () => {
  let memory: MemoryKycClient;
  let streams: FakeStreams;
  let clock: FakeClock;
  let page: FakePage;
  let shared: SeatConfig;
  let elements: Watcher[];

  const asked = () => memory.calls.filter((call) => call === 'getVerification').length;
  const until = async (predicate: () => boolean) => {
    while (!predicate()) await new Promise((resolve) => setTimeout(resolve));
  };
  const add = <T extends Watcher>(element: T, config: SeatConfig = {}): T => {
    elements.push(element);
    element.config = { ...shared, ...config };
    document.body.append(element);
    return element;
  };
  const shown = (...all: Watcher[]) => until(() => all.every(({ version }) => version !== undefined));
  const streaming = () => until(() => streams.open.length === 1);
  const gone = async (element: Watcher) => {
    element.remove();
    await settled();
  };

  beforeEach(() => {
    memory = new MemoryKycClient();
    streams = new FakeStreams();
    clock = new FakeClock();
    page = new FakePage();
    elements = [];
    const client: KycClient = Object.assign(memory, { watch: streams.watch });
    shared = { client, clock, page, resumeStore: new MemoryResumeStore(clock), intake: plainIntake() };
  });
  afterEach(async () => {
    for (const element of elements) element.remove();
    await settled();
  });

  it('is one, with one stream and one question, for elements with the same client', async () => {
    const [worker, watcher] = [add(new Worker()), add(new Watcher())];
    await shown(worker, watcher);
    await streaming();
    expect(worker.controller.engine).to.equal(watcher.controller.engine);
    expect([asked(), streams.asked]).to.deep.equal([1, 1]);
    memory.provider.comment({ body: 'Hello' });
    await streams.tell((worker.version ?? 0) + 1);
    expect(worker.heard).to.include('kyc-comment');
    expect(watcher.heard).to.include('kyc-comment');
  });

  it('tells who comes later that it is ready, and only that one', async () => {
    const worker = add(new Worker());
    await shown(worker);
    worker.heard.length = 0;
    const watcher = add(new Watcher());
    await shown(watcher);
    expect(watcher.heard).to.deep.equal(['kyc-ready', 'kyc-change']);
    expect(worker.heard).to.deep.equal([]);
    expect(asked()).to.equal(1);
  });

  it('is another one with another session, endpoint or cookies', async () => {
    const requests: Request[] = [];
    const realFetch = window.fetch;
    window.fetch = async (input, init) => {
      requests.push(new Request(input, init));
      return new Response(null, { status: 403 });
    };
    const own = { client: undefined, endpoint: '/kyc/v1', updates: 'off' } as const;
    const one = async () => ({ token: 'one' });
    const configs: SeatConfig[] = [
      { ...own, fetchSession: one }, { ...own, fetchSession: one, endpoint: `${location.origin}/kyc/v1/` },
      { ...own, fetchSession: async () => ({ token: 'two' }) }, { ...own, fetchSession: one, endpoint: '/kyc/v2' }, { ...own, fetchSession: one, credentials: 'include' },
    ];
    try {
      const all = configs.map((config) => add(new Watcher(), config));
      await until(() => all.every(({ controller }) => controller.state.session.kind === 'failed'));
      expect(all[0]?.controller.engine).to.equal(all[1]?.controller.engine);
      expect(new Set(all.map(({ controller }) => controller.engine)).size).to.equal(4);
      expect(requests).to.have.length(4);
    } finally {
      window.fetch = realFetch;
    }
  });

  it('pauses uploads when the place of work leaves, watches on, and goes on when it is back', async () => {
    const [worker, watcher] = [add(new Worker()), add(new Watcher())];
    await shown(worker, watcher);
    await streaming();
    const held = gate();
    memory.holdUploadsAt(0.5, held);
    await worker.controller.require().addFiles('identity', [sizedFile(4096, 'front.jpg')], { documentTypeId: 'passport' });
    await until(() => watcher.controller.state.uploads[0]?.phase.kind === 'uploading');
    await gone(worker);
    held.open();
    await until(() => watcher.controller.state.uploads[0]?.phase.kind !== 'uploading');
    expect(memory.calls).not.to.include('completeUpload');
    memory.provider.comment({ body: 'Hello' });
    await streams.tell((watcher.version ?? 0) + 1);
    expect(watcher.heard).to.include('kyc-comment');
    add(worker);
    await until(() => worker.heard.includes('kyc-upload-success'));
  });

  it('ends for all when one logs out', async () => {
    const [worker, watcher] = [add(new Worker()), add(new Watcher())];
    await shown(worker, watcher);
    await streaming();
    await worker.controller.logOut();
    await settled();
    for (const { controller } of [worker, watcher]) {
      expect(controller.state.session.kind).to.equal('failed');
      expect(controller.state.verification).to.equal(undefined);
    }
    expect([streams.open.length, clock.pending, page.listeners.size]).to.deep.equal([0, 0, 0]);
  });

  it('stays with the others when one goes to another backend', async () => {
    const [worker, watcher] = [add(new Worker()), add(new Watcher())];
    await shown(worker, watcher);
    await streaming();
    const other = new MemoryKycClient();
    worker.config = { ...worker.config, client: other, updates: 'off' };
    worker.controller.restart();
    await until(() => other.calls.length > 0);
    await streams.tell((watcher.version ?? 0) + 1);
    expect(asked()).to.equal(2);
    expect(streams.open).to.have.length(1);
  });

  it('keeps the files of one place of work when another one leaves for good', async () => {
    const [first, second] = [add(new Worker()), add(new Worker())];
    await shown(first, second);
    memory.holdUploadsAt(0.5, gate());
    await first.controller.require().addFiles('identity', [sizedFile(4096, 'front.jpg')], { documentTypeId: 'passport' });
    await until(() => first.controller.state.uploads[0]?.phase.kind === 'uploading');
    second.config = { ...second.config, client: new MemoryKycClient(), updates: 'off' };
    second.controller.restart();
    await shown(second);
    expect(first.controller.state.uploads).to.have.length(1);
    expect(second.controller.state.uploads).to.have.length(0);
  });

  it('leaves nothing behind when the last one is gone, and begins anew for the next', async () => {
    const [worker, watcher] = [add(new Worker()), add(new Watcher())];
    await shown(worker, watcher);
    await streaming();
    await gone(worker);
    expect(streams.open).to.have.length(1);
    await gone(watcher);
    expect([streams.open.length, clock.pending, page.listeners.size, page.hideListeners.size]).to.deep.equal([0, 0, 0, 0]);
    const next = add(new Watcher());
    expect(next.version).to.equal(undefined);
    await shown(next);
    expect(next.controller.engine).not.to.equal(worker.controller.engine);
  });

  it('is not kept running by an element that was never connected', async () => {
    const watcher = add(new Watcher());
    await shown(watcher);
    await streaming();
    const loose = new Watcher();
    loose.config = shared;
    await loose.controller.require().refresh();
    await gone(watcher);
    expect([streams.open.length, clock.pending]).to.deep.equal([0, 0]);
  });

  describe('whose settings hold', () => {
    it('listens as the place of work says, else as anyone who wants news', async () => {
      const quiet = add(new Watcher(), { updates: 'off' });
      const curious = add(new Watcher(), { updates: 'stream' });
      await shown(quiet, curious);
      await streaming();
      const worker = add(new Worker(), { updates: 'poll' });
      await until(() => streams.open.length === 0);
      await gone(worker);
      await streaming();
    });

    it('speaks one language: of the place of work, else of who came first, without a quarrel', async () => {
      const german = add(new Watcher(), { locale: 'de' });
      const arabic = add(new Watcher(), { locale: 'ar' });
      await shown(german, arabic);
      for (let turn = 0; turn < 5; turn++) for (const { controller } of [arabic, german]) controller.followLocale();
      expect([memory.locale, asked()]).to.deep.equal(['de', 1]);
      const worker = add(new Worker(), { locale: 'en' });
      await shown(worker);
      expect(memory.locale).to.equal('en');
      await gone(worker);
      expect(memory.locale).to.equal('de');
    });

    it('all know whether one of them works, and speaks for the others', async () => {
      const [first, second] = [add(new Watcher()), add(new Watcher())];
      await shown(first, second);
      expect([first, second].map(({ controller }) => controller.hasMain)).to.deep.equal([false, false]);
      const worker = add(new Worker());
      await shown(worker);
      expect([first, second, worker].map(({ controller }) => controller.hasMain)).to.deep.equal([true, true, true]);
    });

    it('sends as the place of work says, also when it came last', async () => {
      const watcher = add(new Watcher());
      await shown(watcher);
      const worker = add(new Worker(), { maxConcurrentUploads: 1 });
      await shown(worker);
      memory.holdUploadsAt(0.5, gate());
      await worker.controller.require().addFiles('identity', [sizedFile(4096, 'a.jpg'), sizedFile(5000, 'b.jpg')], { documentTypeId: 'passport' });
      const moving = () => worker.controller.state.uploads.filter(({ phase }) => phase.kind === 'uploading').length;
      await until(() => moving() > 0);
      for (let turn = 0; turn < 20; turn++) await settled();
      expect(moving()).to.equal(1);
    });
  });
});
