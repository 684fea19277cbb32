import { expect } from '@open-wc/testing';
import type { KycClient } from '../../src/client/kyc-client.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { EngineConfig } from '../../src/engine/engine-config.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { KycError } from '../../src/model/errors.ts';
import { gate } from '../../src/testing/faults.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { FakePage } from '../support/fake-page.ts';
import { FakeStreams } from '../support/fake-streams.ts';
import { plainIntake } from '../support/plain-intake.ts';

const broken = new KycError('connection_error', { retryable: true });
const noStream = new KycError('not_found', { detail: { status: 404 } });

describe('live updates', () => {
  let memory: MemoryKycClient;
  let clock: FakeClock;
  let page: FakePage;
  let streams: FakeStreams;
  let engine: Engine;

  const asked = () => memory.calls.filter((call) => call === 'getVerification').length;
  const version = () => engine.state.verification?.version ?? 0;
  const until = async (predicate: () => boolean) => {
    while (!predicate()) await settled();
  };
  const start = (config: Partial<EngineConfig> = {}) => {
    const client: KycClient = Object.assign(memory, { watch: streams.watch });
    engine = createEngine({
      client, clock, page, raise: () => true, resumeStore: new MemoryResumeStore(clock), intake: plainIntake(), ...config,
    });
    engine.start();
  };
  /** Loaded, and the stream has said what there is. */
  const listen = async (config: Partial<EngineConfig> = {}) => {
    start(config);
    await until(() => streams.open.length === 1);
    await streams.tell(version(), '1');
    memory.calls.length = 0;
  };
  /** Time with a heartbeat every 15 s. */
  const passAlive = async (ms: number) => {
    for (let left = ms; left > 0; left -= 15_000) {
      await clock.pass(Math.min(left, 15_000));
      await streams.beat();
    }
  };

  beforeEach(() => {
    memory = new MemoryKycClient();
    clock = new FakeClock();
    page = new FakePage();
    streams = new FakeStreams();
  });
  afterEach(() => engine.dispose());

  describe('while the stream lives', () => {
    it('listens once there is a snapshot, and not before', async () => {
      const slow = gate();
      memory.delay(slow, 'getVerification');
      start();
      await settled();
      expect(streams.asked).to.equal(0);
      slow.open();
      await until(() => streams.asked === 1);
      expect(engine.state.session.kind).to.equal('ready');
    });

    it('asks nothing when the stream begins with what is known', async () => {
      start();
      await until(() => streams.open.length === 1);
      await streams.tell(version());
      expect(asked()).to.equal(1);
    });

    it('asks once when the stream begins without a word: something may have happened before', async () => {
      start();
      await until(() => streams.open.length === 1);
      memory.provider.comment({ body: 'Between' });
      await streams.beat();
      expect(asked()).to.equal(2);
      expect(engine.state.verification?.comments.at(-1)?.body).to.equal('Between');
      await streams.beat();
      expect(asked()).to.equal(2);
    });

    it('polls every 60 seconds only', async () => {
      await listen();
      await passAlive(59_000);
      expect(asked()).to.equal(0);
      await passAlive(62_000);
      expect(asked()).to.equal(2);
    });

    it('asks at once for a version that is new', async () => {
      await listen();
      memory.provider.comment({ body: 'Hello' });
      await streams.tell(version() + 1);
      expect(asked()).to.equal(1);
      expect(engine.state.verification?.comments.at(-1)?.body).to.equal('Hello');
    });

    it('asks nothing for a version there is: an own change brought it', async () => {
      await listen();
      memory.provider.comment({ body: 'Hello' });
      await engine.refresh();
      memory.calls.length = 0;
      await streams.tell(version());
      expect(asked()).to.equal(0);
    });

    it('asks once more, not ten times, for ten events that come while it asks', async () => {
      await listen();
      const slow = gate();
      memory.delay(slow, 'getVerification');
      for (let turn = 1; turn <= 11; turn++) await streams.tell(version() + turn);
      expect(asked()).to.equal(1);
      slow.open();
      await until(() => asked() === 2);
      await settled();
      expect(asked()).to.equal(2);
    });

    it('asks no second time when the answer on its way brings the version', async () => {
      await listen();
      memory.provider.comment({ body: 'Hello' });
      const slow = gate();
      memory.delay(slow, 'getVerification');
      const refreshing = engine.refresh();
      await streams.tell(version() + 1);
      slow.open();
      await refreshing;
      await settled();
      expect(asked()).to.equal(1);
    });
  });

  describe('while nobody looks', () => {
    it('is closed and asks nothing; looked at again it asks at once and opens where it ended', async () => {
      await listen();
      await streams.tell(version(), '17');
      await page.hide();
      expect(streams.open).to.have.length(0);
      await clock.pass(60 * 60_000);
      expect([asked(), streams.asked]).to.deep.equal([0, 1]);
      await page.return();
      expect([asked(), streams.asked]).to.deep.equal([1, 2]);
      expect(streams.lastEventId).to.equal('17');
    });

    it('is not opened for a page that loads hidden', async () => {
      page.visible = false;
      start();
      await until(() => engine.state.session.kind === 'ready');
      await clock.pass(60_000);
      expect(streams.asked).to.equal(0);
      await page.return();
      await until(() => streams.asked === 1);
    });

    it('passes over what a stream says after it was closed', async () => {
      await listen();
      const [late] = streams.open;
      await page.hide();
      late?.onAlive();
      late?.onVersion(99, null);
      await settled();
      expect(asked()).to.equal(0);
    });

    it('stays as it is when the window gets the focus', async () => {
      await listen();
      await page.return();
      expect([streams.asked, streams.open.length]).to.deep.equal([1, 1]);
    });
  });

  describe('when it breaks', () => {
    it('asks at once, polls meanwhile and comes back after 0.5 to 1.5 seconds', async () => {
      await listen();
      await streams.end(broken);
      expect(asked()).to.equal(1);
      await clock.pass(499);
      expect(streams.asked).to.equal(1);
      await clock.pass(1_001);
      expect(streams.asked).to.equal(2);
      await clock.pass(5_000);
      expect(asked(), 'polls until the stream has said something').to.equal(2);
    });

    it('does the same when the server ends it', async () => {
      await listen();
      await streams.end();
      await clock.pass(1_500);
      expect([asked(), streams.asked]).to.deep.equal([1, 2]);
    });

    it('takes 40 seconds of silence for broken', async () => {
      await listen();
      await clock.pass(39_000);
      expect([asked(), streams.asked]).to.deep.equal([0, 1]);
      await clock.pass(2_500);
      expect([asked(), streams.asked]).to.deep.equal([1, 2]);
      expect(streams.open).to.have.length(1);
    });

    it('notices within 5 seconds that the machine has slept', async () => {
      await listen();
      clock.sleep(60 * 60_000);
      await clock.pass(5_000);
      expect(asked()).to.equal(1);
      await clock.pass(1_500);
      expect(streams.asked).to.equal(2);
    });

    it('notices at once that the machine has slept when somebody looks', async () => {
      await listen();
      clock.sleep(60 * 60_000);
      await page.return();
      await clock.pass(1_500);
      expect([streams.asked, streams.open.length]).to.deep.equal([2, 1]);
    });

    it('is back within 2 seconds of the server, however long that was away in the first two minutes', async () => {
      await listen();
      for (const awayMs of [10_000, 60_000]) {
        streams.refusal = broken;
        await streams.end(broken);
        await clock.pass(awayMs);
        streams.refusal = undefined;
        await clock.pass(2_000);
        expect(streams.open).to.have.length(1);
        await streams.tell(version());
        await passAlive(60_000);
      }
    });

    it('grows its pauses when it takes longer, and begins anew when somebody looks or the network is back', async () => {
      await listen();
      streams.refusal = broken;
      await streams.end(broken);
      await clock.pass(5 * 60_000);
      const before = streams.asked;
      await clock.pass(60_000);
      expect(streams.asked - before).to.be.within(2, 6);
      streams.refusal = undefined;
      await page.return();
      expect(streams.open).to.have.length(1);
    });

    it('grows its pauses also when every stream ends at once', async () => {
      await listen();
      for (let turn = 0; turn < 300; turn++) {
        await clock.pass(1_000);
        await streams.beat();
        await streams.end();
      }
      const before = streams.asked;
      await clock.pass(30_000);
      expect(streams.asked - before).to.be.at.most(3);
    });

    it('keeps the pause the server names', async () => {
      await listen();
      streams.open[0]?.onRetry?.(8_000);
      await streams.end();
      await clock.pass(3_900);
      expect(streams.asked).to.equal(1);
      await clock.pass(8_100);
      expect(streams.asked).to.equal(2);
    });
  });

  describe('when it is refused', () => {
    it('polls for good where there is none, until it is started again', async () => {
      streams.refusal = noStream;
      start();
      await until(() => streams.asked === 1);
      memory.calls.length = 0;
      await clock.pass(20_000);
      await page.hide();
      await page.return();
      expect(asked()).to.equal(5);
      expect(streams.asked).to.equal(1);
      engine.stop();
      engine.start();
      await until(() => streams.asked === 2);
    });

    it('polls where the adapter has none', async () => {
      engine = createEngine({
        client: Object.assign(memory, { watch: undefined }), clock, page, raise: () => true, resumeStore: new MemoryResumeStore(clock), intake: plainIntake(),
      });
      engine.start();
      await until(() => engine.state.session.kind === 'ready');
      await clock.pass(10_000);
      expect(asked()).to.equal(3);
    });

    it('waits as long as the server asks, also when somebody looks', async () => {
      await listen();
      streams.refusal = new KycError('rate_limited', { retryable: true, detail: { status: 429, retryAfterMs: 30_000 } });
      await streams.end();
      await clock.pass(1_500);
      expect(streams.asked).to.equal(2);
      streams.refusal = undefined;
      await page.return();
      await clock.pass(28_000);
      expect(streams.asked).to.equal(2);
      await clock.pass(8_000);
      expect(streams.asked).to.equal(3);
    });

    it('asks no more with a session that is over, until an answer is good again', async () => {
      await listen();
      const unauthorized = new KycError('unauthorized', { detail: { status: 401 } });
      streams.refusal = unauthorized;
      memory.failNext('getVerification', unauthorized);
      await streams.end(unauthorized);
      await clock.pass(10 * 60_000);
      expect([asked(), streams.asked]).to.deep.equal([1, 1]);
      streams.refusal = undefined;
      await engine.refresh();
      expect(streams.open).to.have.length(1);
    });

    it('asks more and more seldom where only the stream refuses the session', async () => {
      await listen();
      streams.refusal = new KycError('unauthorized', { detail: { status: 401 } });
      await streams.end(streams.refusal);
      await clock.pass(20 * 60_000);
      expect(streams.asked).to.be.within(5, 80);
      const before = streams.asked;
      await clock.pass(5 * 60_000);
      expect(streams.asked - before).to.be.at.most(5);
    });

    it('survives an adapter that throws', async () => {
      const watch = () => { streams.asked++; throw new TypeError('not a promise'); };
      start({ client: Object.assign(memory, { watch }) });
      await until(() => streams.asked === 1);
      memory.calls.length = 0;
      await clock.pass(5_000);
      expect(asked()).to.equal(1);
    });
  });

  describe('as `updates` says', () => {
    it('listens with auto and stream only', async () => {
      for (const updates of ['poll', 'off'] as const) {
        start({ updates });
        await until(() => engine.state.session.kind === 'ready');
        await clock.pass(30_000);
        expect(streams.asked).to.equal(0);
        engine.dispose();
      }
      start({ updates: 'stream' });
      await until(() => streams.asked === 1);
    });

    it('closes and opens when it changes', async () => {
      await listen();
      engine.setUpdates('poll');
      expect(streams.open).to.have.length(0);
      await clock.pass(5_000);
      expect(asked()).to.equal(1);
      engine.setUpdates('off');
      await clock.pass(60_000);
      expect(asked()).to.equal(1);
      engine.setUpdates('auto');
      await until(() => streams.open.length === 1);
    });
  });

  it('leaves no timer, no listener and no open stream when stopped', async () => {
    await listen();
    engine.stop();
    await settled();
    expect([clock.pending, page.listeners.size, page.hideListeners.size, streams.open.length]).to.deep.equal([0, 0, 0, 0]);
  });

  it('opens no stream when stopped while what listens is being loaded', async () => {
    start();
    await until(() => engine.state.session.kind === 'ready');
    engine.stop();
    for (let turn = 0; turn < 20; turn++) await settled();
    expect([clock.pending, page.listeners.size, streams.open.length]).to.deep.equal([0, 0, 0]);
  });

  it('has one stream after many stops and starts', async () => {
    start();
    for (let turn = 0; turn < 10; turn++) {
      engine.stop();
      engine.start();
      await settled();
    }
    await until(() => streams.open.length > 0);
    for (let turn = 0; turn < 20; turn++) await settled();
    expect(streams.open).to.have.length(1);
  });
});
