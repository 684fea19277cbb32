import { expect } from '@open-wc/testing';
import { createStore, entries, set } from 'idb-keyval';
import { IndexedDbResumeStore } from '../../src/storage/indexed-db-resume-store.ts';
import { databaseName, deleteResumeDatabase } from '../../src/storage/resume-database.ts';
import type { ResumeRecord } from '../../src/storage/resume-store.ts';
import { FakeClock } from '../support/fake-clock.ts';

const hourMs = 60 * 60 * 1000;
const start = Date.UTC(2026, 10, 22, 10);

const record = (changes: Partial<ResumeRecord> = {}): ResumeRecord => ({
  uploadId: 'up_1', customerId: 'cus_1', documentId: 'doc_1', fileId: 'fil_1', categoryId: 'identity',
  documentTypeId: 'passport', side: 'single', page: 1, replaces: null, mediaType: 'image/jpeg',
  sizeBytes: 3_000_000, fingerprint: 'a'.repeat(64), sentSizeBytes: 2_999_000, sentFingerprint: 'b'.repeat(64),
  edits: [], uploadUrl: 'https://kyc.example/kyc/v1/uploads/1', loadedBytes: 0, createdAt: start, ...changes,
});

const realFactory = indexedDB;
const raw = createStore(databaseName, 'uploads');

/** What the page sees as `indexedDB`; undone after each test. */
function provide(descriptor: PropertyDescriptor): void {
  Object.defineProperty(window, 'indexedDB', { configurable: true, ...descriptor });
}
const provideOpen = (open: () => unknown) => provide({ value: { open } });

/** An open request that ends as told; `silent` never ends. */
function openRequest(end: 'error' | 'silent') {
  const request: { error: DOMException; onerror?: () => void } = { error: new DOMException('backing store', 'UnknownError') };
  if (end === 'error') queueMicrotask(() => request.onerror?.());
  return request;
}

/** Opening is answered, by the real database, when the function it returns is called. */
function provideLate(): () => void {
  const late: { onsuccess?: () => void; result?: IDBDatabase } = {};
  provideOpen(() => late);
  return () => {
    const real = realFactory.open(databaseName);
    real.onsuccess = () => {
      late.result = real.result;
      late.onsuccess?.();
    };
  };
}

/** A database of our name's shape in which the object store is missing. */
function openWithoutStore(): IDBOpenDBRequest {
  const real = realFactory.open('kyc-without-store');
  Object.defineProperty(real, 'onupgradeneeded', { set: () => undefined });
  return real;
}

describe('IndexedDbResumeStore', () => {
  const realPut = IDBObjectStore.prototype.put;
  let clock: FakeClock;

  /** A store as another page, or this one after a reload, has it. */
  const freshStore = () => new IndexedDbResumeStore(clock);
  const idsOf = (records: readonly ResumeRecord[]) => records.map(({ uploadId }) => uploadId);

  beforeEach(async () => {
    clock = new FakeClock(start);
    await freshStore().clear();
  });
  afterEach(() => {
    IDBObjectStore.prototype.put = realPut;
    provide({ value: realFactory });
  });

  it('gives a record back after a reload, as it was', async () => {
    await freshStore().put(record());
    expect(await freshStore().list('cus_1')).to.deep.equal([record()]);
  });

  it('keeps one record per upload: the last', async () => {
    const store = freshStore();
    await Promise.all([store.put(record()), store.put(record({ loadedBytes: 7 })), store.put(record({ loadedBytes: 9 }))]);
    expect((await freshStore().list('cus_1')).map(({ loadedBytes }) => loadedBytes)).to.deep.equal([9]);
  });

  it('lists the oldest first', async () => {
    const store = freshStore();
    await store.put(record({ uploadId: 'up_a', createdAt: start + 2 }));
    await store.put(record({ uploadId: 'up_b', createdAt: start + 1 }));
    expect(idsOf(await freshStore().list('cus_1'))).to.deep.equal(['up_b', 'up_a']);
  });

  it('never writes what does not belong into a record', async () => {
    await freshStore().put({ ...record(), fileName: 'passport.jpg', bytes: new Uint8Array(3) } as ResumeRecord);
    expect(await entries(raw)).to.deep.equal([['up_1', record()]]);
  });

  it('forgets a record that was put and removed at once', async () => {
    const store = freshStore();
    await Promise.all([store.put(record()), store.remove('up_1')]);
    expect(await entries(raw)).to.deep.equal([]);
    expect(await store.list('cus_1')).to.deep.equal([]);
  });

  it('does not bring back what another tab removed', async () => {
    const store = freshStore();
    await store.put(record());
    await freshStore().remove('up_1');
    expect(await store.list('cus_1')).to.deep.equal([]);
  });

  it('forgets everything of everyone when cleared', async () => {
    const store = freshStore();
    await store.put(record());
    await store.put(record({ uploadId: 'up_2', customerId: 'cus_2' }));
    await store.clear();
    expect(await entries(raw)).to.deep.equal([]);
  });

  it('forgets the records of another customer when one asks for theirs', async () => {
    await freshStore().put(record());
    expect(await freshStore().list('cus_2')).to.deep.equal([]);
    expect(await entries(raw)).to.deep.equal([]);
  });

  it('keeps a record for 24 hours and not longer', async () => {
    await freshStore().put(record());
    await clock.pass(24 * hourMs - 1);
    expect(idsOf(await freshStore().list('cus_1'))).to.deep.equal(['up_1']);
    await clock.pass(1);
    expect(await freshStore().list('cus_1')).to.deep.equal([]);
    expect(await entries(raw)).to.deep.equal([]);
  });

  it('forgets a record from the future', async () => {
    await freshStore().put(record({ createdAt: start + 25 * hourMs }));
    expect(await freshStore().list('cus_1')).to.deep.equal([]);
  });

  it('forgets only what is expired while the customer is unknown', async () => {
    const store = freshStore();
    await store.put(record({ createdAt: start - 24 * hourMs }));
    await store.put(record({ uploadId: 'up_2', customerId: 'cus_2' }));
    await freshStore().forgetExpired();
    expect((await entries(raw)).map(([key]) => key)).to.deep.equal(['up_2']);
  });

  for (const [what, junk] of Object.entries({
    'a string': 'junk', 'nothing': null, 'a record of another version': { uploadId: 'up_1', customerId: 'cus_1' },
    'a wrong number': { ...record(), sizeBytes: -1 }, 'a record under another name': record({ uploadId: 'up_2' }),
  })) {
    it(`forgets ${what} where a record should be`, async () => {
      await set('up_1', junk, raw);
      expect(await freshStore().list('cus_1')).to.deep.equal([]);
      expect(await entries(raw)).to.deep.equal([]);
    });
  }

  describe('where the browser', () => {
    const refusals: Record<string, () => void> = {
      'has no IndexedDB': () => provide({ value: undefined }),
      'throws at its name': () => provide({ get: () => { throw new DOMException('sandboxed', 'SecurityError'); } }),
      'throws on opening': () => provideOpen(() => { throw new DOMException('private', 'SecurityError'); }),
      'cannot open the database': () => provideOpen(() => openRequest('error')),
      'lost the object store': () => provideOpen(openWithoutStore),
      'is full': () => {
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
      },
      'is full only at the commit': () => {
        IDBObjectStore.prototype.put = function (...given) {
          const request = realPut.apply(this, given);
          request.onsuccess = () => this.transaction.abort();
          return request;
        };
      },
    };
    for (const [what, refuse] of Object.entries(refusals)) {
      it(`${what}, remembers for the page, removes and clears`, async () => {
        refuse();
        const store = freshStore();
        await store.put(record());
        await store.put(record({ uploadId: 'up_2' }));
        await store.remove('up_2');
        expect(await store.list('cus_1')).to.deep.equal([record()]);
        await store.forgetExpired();
        await store.clear();
        expect(await store.list('cus_1')).to.deep.equal([]);
        expect(clock.pending).to.equal(0);
      });
    }

    it('refuses, forgets after 24 hours all the same', async () => {
      refusals['throws on opening']?.();
      const store = freshStore();
      await store.put(record());
      await clock.pass(24 * hourMs);
      expect(await store.list('cus_1')).to.deep.equal([]);
    });

    it('cannot clear the records, has the database deleted', async () => {
      const deleted: string[] = [];
      provide({ value: { open: () => openRequest('error'), deleteDatabase: (name: string) => deleted.push(name) } });
      await freshStore().clear();
      expect(deleted).to.deep.equal([databaseName]);
    });

    it('is full for a while, keeps the next record again', async () => {
      const store = freshStore();
      refusals['is full']?.();
      await store.put(record({ loadedBytes: 1 }));
      IDBObjectStore.prototype.put = realPut;
      await store.put(record({ loadedBytes: 2 }));
      expect(await freshStore().list('cus_1')).to.deep.equal([record({ loadedBytes: 2 })]);
    });
  });

  describe('when the database never answers', () => {
    let opened: number;
    beforeEach(() => {
      opened = 0;
      provideOpen(() => {
        opened += 1;
        return openRequest('silent');
      });
    });

    /** Whether it is done by now. */
    function watch(work: Promise<unknown>) {
      const watched = { isDone: false };
      void work.then(() => (watched.isDone = true));
      return watched;
    }

    it('waits five seconds for the list, which keeps nobody waiting, then goes on without', async () => {
      const listing = watch(freshStore().list('cus_1'));
      await clock.pass(4_999);
      expect(listing.isDone).to.equal(false);
      await clock.pass(1);
      expect(listing.isDone).to.equal(true);
    });

    for (const [what, ask] of Object.entries<(store: IndexedDbResumeStore) => Promise<unknown>>({
      put: (store) => store.put(record()), remove: (store) => store.remove('up_1'), clear: (store) => store.clear(),
      forgetExpired: (store) => store.forgetExpired(),
    })) {
      it(`waits half a second for ${what} at most`, async () => {
        const asking = watch(ask(freshStore()));
        await clock.pass(500);
        expect(asking.isDone).to.equal(true);
      });
    }

    it('waits once in a page and remembers what was put', async () => {
      const store = freshStore();
      const first = store.put(record());
      await clock.pass(500);
      await first;
      await store.put(record({ uploadId: 'up_2', createdAt: start + 1 }));
      const listed = async () => {
        const listing = store.list('cus_1');
        await clock.pass(5_000);
        return idsOf(await listing);
      };
      expect(await listed()).to.deep.equal(['up_1', 'up_2']);
      await store.remove('up_1');
      await store.clear();
      expect(await listed()).to.deep.equal([]);
      expect(opened).to.equal(1);
    });
  });

  it('has the list of a database that was too slow for a moment', async () => {
    await freshStore().put(record());
    const store = freshStore();
    const answerNow = provideLate();
    const forgetting = store.forgetExpired();
    await clock.pass(500);
    await forgetting;
    const listing = store.list('cus_1');
    answerNow();
    expect(idsOf(await listing)).to.deep.equal(['up_1']);
  });

  it('tells a database that was silent what to forget, in order, and trusts it again once it answers', async () => {
    const answerNow = provideLate();
    const store = freshStore();
    const putting = store.put(record());
    await clock.pass(500);
    await putting;
    await store.clear();
    answerNow();
    await untilEqual(() => clock.pending, 0);
    await store.put(record({ uploadId: 'up_2' }));
    expect((await entries(raw)).map(([key]) => key)).to.deep.equal(['up_2']);
  });
});

describe('deleteResumeDatabase', () => {
  afterEach(() => provide({ value: realFactory }));

  it('names the database the records lie in', () => {
    const deleted: string[] = [];
    provide({ value: { deleteDatabase: (name: string) => deleted.push(name) } });
    deleteResumeDatabase();
    expect(deleted).to.deep.equal([databaseName]);
  });

  it('bears a browser without storage', () => {
    provide({ value: undefined });
    expect(deleteResumeDatabase).not.to.throw();
  });
});

async function untilEqual<T>(read: () => T, wanted: T): Promise<void> {
  while (read() !== wanted) await new Promise((resolve) => requestAnimationFrame(resolve));
}
