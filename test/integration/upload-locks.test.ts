/** One at a time for each upload: the newcomer asks, waits, and is told when it waits in vain. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UploadLocks } from '../../demo/server/uploads/upload-locks.ts';

describe('the lock of an upload', () => {
  const locks = new UploadLocks();

  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('goes to the newcomer as soon as the holder, being asked, lets go', async () => {
    const happened: string[] = [];
    const first = await locks.acquire('a', () => { happened.push('asked'); first.release(); });
    await locks.hold('b', () => Promise.resolve(happened.push('another upload')));
    const second = await locks.acquire('a');
    expect(happened).toEqual(['another upload', 'asked']);
    second.release();
  });

  it('goes to one after the other', async () => {
    let running = 0;
    const most = await Promise.all(Array.from({ length: 5 }, () => locks.hold('a', async () => {
      running += 1;
      await Promise.resolve();
      const seen = running;
      running -= 1;
      return seen;
    })));
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  it('answers 423 when the holder does not end, and leaves nothing locked for the next', async () => {
    const stubborn = await locks.acquire('a');
    const waiting = locks.acquire('a');
    const refused = expect(waiting).rejects.toMatchObject({ status: 423, code: 'locked', facts: { retryable: true } });
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    const control = new AbortController();
    const impatient = expect(locks.acquire('a', undefined, control.signal)).rejects.toMatchObject({ status: 423 });
    control.abort();
    await impatient;
    stubborn.release();
    (await locks.acquire('a')).release();
    expect(vi.getTimerCount()).toBe(0);
  });
});
