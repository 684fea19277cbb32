/** Where the work is done: in the worker, or here when there can be none. The answers are the same. */
import { expect, waitUntil } from '@open-wc/testing';
import { createIntake } from '../../src/intake/index.ts';
import { protocolVersion } from '../../src/intake/worker-protocol.ts';
import { KycError } from '../../src/model/errors.ts';

const MiB = 1024 * 1024;
const never = new AbortController().signal;
const { subtle } = crypto;
const replaced: (() => void)[] = [];
/** What the page itself did meanwhile. */
let started: URL[] = [];
let workers: Worker[] = [];
let endedCount = 0;
let readHere: number[] = [];

before(() => fetch('/src/intake/intake-worker.js'));

beforeEach(() => {
  started = [];
  workers = [];
  endedCount = 0;
  readHere = [];
  const { Worker: RealWorker } = globalThis;
  replace(globalThis, 'Worker', class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
      started.push(new URL(url, location.href));
    }

    override terminate(): void {
      if (workers.includes(this)) endedCount++;
      super.terminate();
    }
  });
  // The page has no https here, so that what it reads can be counted.
  replace(crypto, 'subtle', undefined);
  const { slice } = Blob.prototype;
  replace(Blob.prototype, 'slice', function (this: Blob, start?: number, end?: number) {
    const piece = slice.call(this, start, end);
    readHere.push(piece.size);
    return piece;
  });
});

afterEach(() => replaced.splice(0).forEach((restore) => restore()));

function replace(owner: object, key: PropertyKey, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { configurable: true, writable: true, value });
  replaced.unshift(() => before ? Object.defineProperty(owner, key, before) : Reflect.deleteProperty(owner, key));
}

function specimen(sizeBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sizeBytes).map((_byte, index) => (index * 31 + (index >> 8)) % 251);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A worker that behaves as told. */
function behaving(then: string, version = protocolVersion): string {
  return `/test/support/workers/behaving.ts?version=${version}&then=${then}`;
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  const reason = await work.catch((error: unknown) => error);
  return reason instanceof KycError ? reason.code : reason;
}

describe('the intake worker', () => {
  it('gives the published values', async () => {
    const intake = createIntake({});
    // FIPS 180-4, examples; NIST's long message of a million "a".
    expect(await intake.hash(new Blob([]), never)).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(await intake.hash(new Blob(['abc']), never)).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await intake.hash(new Blob(['a'.repeat(1_000_000)]), never))
      .to.equal('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
    expect(started.length).to.equal(1);
    intake.rest();
  });

  it('hashes any size without the page reading the bytes', async () => {
    const sizes = [1, 63, 64, MiB - 1, MiB, MiB + 1, 256 * 1024, 3 * MiB + 17];
    const intake = createIntake({});
    for (const sizeBytes of sizes) {
      const bytes = specimen(sizeBytes);
      expect(await intake.hash(new Blob([bytes]), never), `${sizeBytes} bytes`).to.equal(await sha256(bytes));
    }
    expect(readHere).to.deep.equal([]);
  });

  it('serves jobs at once with one worker and ends it when it rests', async () => {
    const intake = createIntake({});
    const files = [specimen(2 * MiB), specimen(5), specimen(MiB)];
    const hashes = await Promise.all(files.map((bytes) => intake.hash(new Blob([bytes]), never)));
    expect(hashes).to.deep.equal(await Promise.all(files.map(sha256)));
    expect([started.length, endedCount]).to.deep.equal([1, 0]);
    intake.rest();
    expect(endedCount).to.equal(1);
  });

  it('serves the next file with the same worker, and starts again after a rest', async () => {
    const intake = createIntake({});
    await intake.hash(new Blob(['a']), never);
    await intake.hash(new Blob(['b']), never);
    expect([started.length, endedCount, readHere.length]).to.deep.equal([1, 0, 0]);
    intake.rest();
    await intake.hash(new Blob(['c']), never);
    expect([started.length, endedCount]).to.deep.equal([2, 1]);
    intake.rest();
  });

  it('ends by itself soon after the last file', async () => {
    const intake = createIntake({});
    await intake.hash(new Blob(['a']), never);
    await waitUntil(() => endedCount === 1, 'the worker ends', { timeout: 20_000 });
  });

  it('ends although it was at work when that is cancelled', async () => {
    const controller = new AbortController();
    const intake = createIntake({});
    const hashing = intake.hash(new Blob([specimen(8 * MiB)]), controller.signal);
    controller.abort();
    intake.rest();
    expect(await codeOf(hashing)).to.equal('aborted');
    await waitUntil(() => endedCount === 1, 'the worker ends', { timeout: 20_000 });
    expect(started.length).to.equal(1);
  });

  it('does not start for what is cancelled already', async () => {
    expect(await codeOf(createIntake({}).hash(new Blob(['x']), AbortSignal.abort()))).to.equal('aborted');
    expect(started).to.deep.equal([]);
  });

  it('goes on with one file when another is cancelled', async () => {
    const controller = new AbortController();
    const intake = createIntake({});
    const bytes = specimen(4 * MiB);
    const other = intake.hash(new Blob([specimen(16 * MiB)]), controller.signal);
    const hashing = intake.hash(new Blob([bytes]), never);
    controller.abort();
    expect(await codeOf(other)).to.equal('aborted');
    expect(await hashing).to.equal(await sha256(bytes));
    expect(readHere).to.deep.equal([]);
  });

  it('tells a file that changed after it was chosen', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('specimen', { create: true });
    const write = async (text: string) => {
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
    };
    await write('first');
    const file = await handle.getFile();
    await write('second and longer');
    expect(await codeOf(createIntake({}).hash(file, never))).to.equal('file_changed');
    expect(readHere).to.deep.equal([]);
    await folder.removeEntry('specimen');
  });

  it('is looked for where the host placed it, relative to the page', async () => {
    await createIntake({ workerUrl: '../src/intake/intake-worker.js?v=7' }).hash(new Blob(['x']), never);
    expect(started.map(({ href }) => href)).to.deep.equal([new URL('../src/intake/intake-worker.js?v=7', document.baseURI).href]);
  });

  it('gives up no script URL but one of this origin', async () => {
    await createIntake({}).hash(new Blob(['x']), never);
    const policy = (globalThis as { [key: symbol]: unknown })[Symbol.for('kyc-verification')] as { createScriptURL(url: string): unknown };
    expect(String(policy.createScriptURL(new URL('/a.js', location.href).href))).to.equal(new URL('/a.js', location.href).href);
    for (const url of ['https://elsewhere.example/a.js', 'data:text/javascript,', `blob:${location.origin}/1`, 'javascript:1']) {
      expect(() => policy.createScriptURL(url), url).to.throw(TypeError);
    }
  });
});

describe('the main thread', () => {
  const bytes = specimen(3 * MiB + 5);

  async function expectDoneHere(workerUrl?: string): Promise<void> {
    expect(await createIntake({ workerUrl }).hash(new Blob([bytes]), never)).to.equal(await sha256(bytes));
    expect(readHere.reduce((sum, size) => sum + size, 0), 'bytes read by the page').to.equal(bytes.length);
  }

  it('does the work where there are no workers', async () => {
    replace(globalThis, 'Worker', undefined);
    await expectDoneHere();
  });

  it('does the work where a worker may not be made', async () => {
    replace(globalThis, 'Worker', function () {
      throw new DOMException('', 'SecurityError');
    });
    await expectDoneHere();
  });

  it('does the work when the file is not there', async () => {
    await expectDoneHere('/nowhere/intake-worker.js');
    expect([started.length, endedCount > 0]).to.deep.equal([1, true]);
  });

  it('does the work again when the worker dies over it', async () => {
    await expectDoneHere(behaving('die'));
    expect([started.length, endedCount > 0]).to.deep.equal([1, true]);
  });

  it('does the work when the worker file is another version\'s', async () => {
    await expectDoneHere(behaving('wait', protocolVersion + 1));
  });

  it('does the work when the worker says nothing within 2 s', async () => {
    const startedAt = performance.now();
    await expectDoneHere(behaving('stay-silent'));
    expect(performance.now() - startedAt).to.be.within(1_900, 5_000);
  });

  it('does the work when the answer cannot be read', async () => {
    const work = expectDoneHere(behaving('wait'));
    workers[0]?.dispatchEvent(new MessageEvent('messageerror'));
    await work;
  });

  for (const workerUrl of ['https://elsewhere.example/intake-worker.js', 'data:text/javascript,', 'blob:x', 'http://']) {
    it(`does the work rather than start ${workerUrl}`, async () => {
      await expectDoneHere(workerUrl);
      expect(started).to.deep.equal([]);
    });
  }

  it('asks a page that refuses the policy once', async () => {
    let askedCount = 0;
    replace(globalThis, Symbol.for('kyc-verification'), undefined);
    replace(globalThis, 'trustedTypes', { createPolicy: () => {
      askedCount++;
      throw new TypeError('Policy "kyc-verification" disallowed.');
    } });
    await expectDoneHere();
    readHere = [];
    await expectDoneHere();
    expect([askedCount, started.length]).to.deep.equal([1, 0]);
  });

  it('does not try a worker again that was lost', async () => {
    const intake = createIntake({ workerUrl: '/nowhere/intake-worker.js' });
    await intake.hash(new Blob(['a']), never);
    await intake.hash(new Blob(['b']), never);
    expect(started.length).to.equal(1);
  });

  it('works in slices of at most 256 KiB and lets the page breathe between them', async () => {
    replace(globalThis, 'Worker', undefined);
    const { port1, port2 } = new MessageChannel();
    let breathCount = 0;
    port1.onmessage = () => {
      breathCount++;
      port2.postMessage('');
    };
    port2.postMessage('');
    await createIntake({}).hash(new Blob([specimen(16 * MiB)]), never);
    port1.close();
    expect(Math.max(...readHere)).to.equal(256 * 1024);
    expect(breathCount).to.be.at.least(16);
  });

  it('stops at once when told to', async () => {
    replace(globalThis, 'Worker', undefined);
    const controller = new AbortController();
    const file = new File(['x'], 'passport.jpg');
    // A file on a network drive that never answers.
    replace(file, 'slice', () => ({ arrayBuffer: () => new Promise(() => undefined) }));
    const hashing = createIntake({}).hash(file, controller.signal);
    controller.abort();
    expect(await codeOf(hashing)).to.equal('aborted');
  });

  it('tells a file that changed while it was read', async () => {
    replace(globalThis, 'Worker', undefined);
    const file = new File(['x'], 'passport.jpg');
    replace(file, 'slice', () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }));
    expect(await codeOf(createIntake({}).hash(file, never))).to.equal('file_changed');
  });
});

describe('the fingerprint', () => {
  it('is the hash of the whole up to 2 MiB', async () => {
    for (const sizeBytes of [0, 1, MiB, 2 * MiB]) {
      const bytes = specimen(sizeBytes);
      expect(await createIntake({}).fingerprint(new Blob([bytes]), never)).to.equal(await sha256(bytes));
    }
  });

  it('is the hash of the first and the last MiB above', async () => {
    const bytes = specimen(2 * MiB + 1);
    const edges = new Uint8Array([...bytes.subarray(0, MiB), ...bytes.subarray(-MiB)]);
    expect(await createIntake({}).fingerprint(new Blob([bytes]), never)).to.equal(await sha256(edges));
  });

  it('costs no more for a large file', async () => {
    replace(globalThis, 'Worker', undefined);
    await createIntake({}).fingerprint(new Blob([specimen(8 * MiB)]), never);
    const read = readHere.slice(2);
    expect(read.reduce((sum, size) => sum + size, 0)).to.equal(2 * MiB);
  });
});
