import { expect } from '@open-wc/testing';
import { Polling } from '../../src/client/polling.ts';
import { KycError } from '../../src/model/errors.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { FakePage } from '../support/fake-page.ts';

describe('Polling', () => {
  let clock: FakeClock;
  let page: FakePage;
  let asked: number;
  let answer: () => Promise<boolean>;
  let polling: Polling;

  beforeEach(() => {
    clock = new FakeClock();
    page = new FakePage();
    asked = 0;
    answer = async () => false;
    polling = new Polling({ clock, page, random: () => 0.5, poll: () => { asked++; return answer(); } });
    polling.start();
  });
  afterEach(() => polling.stop());

  it('asks every 5 seconds while visible', async () => {
    await clock.pass(4_999);
    expect(asked).to.equal(0);
    await clock.pass(10_001);
    expect(asked).to.equal(3);
  });

  it('asks every 60 seconds once nothing has changed for 10 minutes', async () => {
    await clock.pass(10 * 60_000);
    asked = 0;
    await clock.pass(120_000);
    expect(asked).to.equal(2);
  });

  it('asks every 5 seconds again after a change', async () => {
    await clock.pass(11 * 60_000);
    answer = async () => true;
    await clock.pass(60_000);
    asked = 0;
    await clock.pass(10_000);
    expect(asked).to.equal(2);
  });

  it('never asks while hidden, and at once when looked at again', async () => {
    page.visible = false;
    await clock.pass(60 * 60_000);
    expect(asked).to.equal(0);
    await page.return();
    expect(asked).to.equal(1);
    await clock.pass(5_000);
    expect(asked).to.equal(2);
  });

  it('waits as long as the server asks, at most 60 seconds, then goes on', async () => {
    answer = () => Promise.reject(new KycError('rate_limited', { retryable: true, detail: { status: 429, retryAfterMs: 999_999_999 } }));
    await clock.pass(5_000);
    expect(clock.nextIn).to.be.within(60_000, 72_000);
    await page.return();
    expect(asked, 'looking at the page does not break the wait').to.equal(1);
    answer = async () => false;
    await clock.pass(72_000);
    expect(asked).to.be.greaterThan(1);
  });

  it('backs off while the connection fails', async () => {
    answer = () => Promise.reject(new KycError('connection_error', { retryable: true }));
    const waits: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      waits.push(clock.nextIn ?? 0);
      await clock.pass(clock.nextIn ?? 0);
    }
    expect(waits).to.deep.equal([5_000, 5_000, 10_000, 20_000, 40_000]);
  });

  it('stops at a failure only the host can heal, until the page is looked at again', async () => {
    answer = () => Promise.reject(new KycError('unauthorized'));
    await clock.pass(5_000);
    expect(clock.pending).to.equal(0);
    await page.return();
    expect(asked).to.equal(2);
  });

  it('asks a host that gave no session a few times more', async () => {
    answer = () => Promise.reject(new KycError('session_error', { retryable: true }));
    await clock.pass(10 * 60_000);
    expect(asked).to.equal(4);
    expect(clock.pending).to.equal(0);
  });

  it('asks every 60 seconds while news come another way, and every 5 again when they do not', async () => {
    polling.rest(true);
    await clock.pass(120_000);
    expect(asked).to.equal(2);
    polling.rest(false);
    await clock.pass(10_000);
    expect(asked).to.equal(4);
  });

  it('asks for news at once, and once more after a question on its way', async () => {
    let open: (() => void) | undefined;
    answer = () => new Promise((resolve) => (open = () => resolve(true)));
    const first = polling.ask();
    await settled();
    const second = polling.ask();
    expect(asked).to.equal(1);
    open?.();
    await first;
    await settled();
    expect(asked).to.equal(2);
    open?.();
    await second;
  });

  it('waits as the server asked, whatever news there are and however they come', async () => {
    answer = () => Promise.reject(new KycError('rate_limited', { retryable: true, detail: { status: 429, retryAfterMs: 30_000 } }));
    await clock.pass(5_000);
    await polling.ask();
    polling.rest(false);
    await clock.pass(29_000);
    expect(asked).to.equal(1);
  });

  it('leaves no timer and no listener when stopped', () => {
    polling.stop();
    expect(clock.pending).to.equal(0);
    expect(page.listeners.size).to.equal(0);
  });
});
