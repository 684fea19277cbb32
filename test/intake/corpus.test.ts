/**
 * The corpus of good, bad and tricky files, each chosen as a person would: by the engine with its own intake. The runner
 * serves the cases (see `.config/corpus-middleware.mjs`); `KYC_CORPUS=<folder>` runs another corpus of the same shape.
 */
import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import { DropController } from '../../src/controllers/drop-controller.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { readStructure } from '../../src/intake/formats/read-structure.ts';
import { createIntake } from '../../src/intake/index.ts';
import type { Intake, Prepared } from '../../src/intake/intake.ts';
import type { Upload } from '../../src/model/upload.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { individualCategories, verification } from '../../src/testing/specimens.ts';
import { forbiddenIn, isExpected, type CorpusCase, type CorpusPolicy } from '../support/corpus-case.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

const { cases, policy } = await (await fetch('/__corpus/cases.json')).json() as { cases: readonly CorpusCase[]; policy: CorpusPolicy };

async function bytesOf({ id }: CorpusCase): Promise<Blob> {
  const answer = await fetch(`/__corpus/bytes/${id}`);
  if (!answer.ok) throw new Error(`no bytes for ${id}`);
  return answer.blob();
}

const typeOf = { identity: 'passport', address: 'utility_bill', selfie: 'selfie' } as const;
const categories = individualCategories.map((category) => ({
  ...category,
  maxSizeBytes: policy.maxBytes,
  accept: category.id === 'selfie' ? policy.selfieAllowed : policy.allowed,
}));

interface Outcome {
  /** `accept`, or `verdict:reason` with the first reason. */
  readonly verdict: string;
  readonly prepared?: Prepared;
  readonly upload?: Upload;
  /** From the choice to the verdict, the last file's. */
  readonly tookMs: number;
}

/** Chooses the files at once for a new customer; what is said of the last one. */
async function choose(testCase: CorpusCase, files: readonly File[]): Promise<Outcome> {
  let prepared: Prepared | undefined;
  const own = createIntake({});
  const intake: Intake = { ...own, inspect: async (...asked) => {
    const verdict = await own.inspect(...asked);
    prepared = verdict.kind === 'refuse' ? undefined : verdict;
    return verdict;
  } };
  const clock = new FakeClock();
  const engine = createEngine({
    client: new MemoryKycClient({ verification: verification({ categories }) }), intake, clock, raise: () => true, updates: 'off',
    page: { isVisible: () => true, onReturn: () => () => undefined }, resumeStore: new MemoryResumeStore(clock),
  });
  try {
    engine.start();
    while (engine.state.session.kind !== 'ready') await settled();
    const began = performance.now();
    const said = (await engine.addFiles(testCase.slot, [...files], { documentTypeId: typeOf[testCase.slot] })).at(-1);
    const tookMs = performance.now() - began;
    const upload = engine.state.uploads.find(({ uploadId }) => uploadId === said?.uploadId);
    return { verdict: said?.code ? `${said.verdict}:${said.code}` : said?.verdict ?? 'nothing', prepared, upload, tookMs };
  } finally {
    engine.dispose();
    prepared?.thumbnail?.close();
    own.rest();
  }
}

/** A file on the browser's own disk, which something happens to after it was chosen. */
async function changedAfterChoice(testCase: CorpusCase, change: 'rewrite' | 'delete'): Promise<File> {
  const disk = await navigator.storage.getDirectory();
  const handle = await disk.getFileHandle(testCase.id, { create: true });
  const write = async (content: Blob) => {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
  };
  const bytes = await bytesOf(testCase);
  await write(bytes);
  const file = await handle.getFile();
  if (change === 'delete') await disk.removeEntry(testCase.id);
  else await write(bytes.slice(0, 100));
  return file;
}

/** What a folder dropped on the page comes to. */
function dropFolder(): string {
  let kind = '';
  const host = Object.assign(document.createElement('div'), { addController: () => undefined }) as unknown as ReactiveControllerHost & HTMLElement;
  const controller = new DropController(host, { onDrag: () => undefined, onDrop: (dropped) => { kind = dropped.kind; } });
  controller.hostConnected();
  const folder = { kind: 'file', getAsFile: () => new File([], 'scans'), webkitGetAsEntry: () => ({ isDirectory: true }) };
  host.dispatchEvent(Object.defineProperty(new DragEvent('drop'), 'dataTransfer', { value: { items: [folder] } }));
  return kind;
}

/** More than a file can be held: the same bytes over and over, which the browser keeps once. */
function hugeFile(head: Blob, { name, mime, recipe }: CorpusCase): File {
  const sizeBytes = Number(recipe?.bytes);
  const megabyte = new Blob([new Uint8Array(1024 * 1024)]);
  const rest = sizeBytes - head.size;
  const parts = Array.from({ length: Math.floor(rest / megabyte.size) }, () => megabyte);
  return new File([head, ...parts, megabyte.slice(0, rest % megabyte.size)], name, { type: mime });
}

const made: Readonly<Record<string, (testCase: CorpusCase) => Promise<Outcome>>> = {
  sparse: async (testCase) => {
    const isHuge = typeof testCase.recipe?.bytes === 'number' && testCase.recipe.bytes > 64 * 1024 * 1024;
    return choose(testCase, [isHuge ? hugeFile(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])]), testCase) : await fileOf(testCase)]);
  },
  directory: async () => ({ verdict: `refuse:${dropFolder()}`, tookMs: 0 }),
  mutateAfterSelect: async (testCase) => choose(testCase, [await changedAfterChoice(testCase, 'rewrite')]),
  deleteAfterSelect: async (testCase) => choose(testCase, [await changedAfterChoice(testCase, 'delete')]),
  dropMany: async (testCase) => {
    const file = await fileOf(testCase);
    const outcome = await choose(testCase, Array.from({ length: testCase.recipe?.count ?? 0 }, () => file));
    return { ...outcome, tookMs: 0 };
  },
  duplicate: async (testCase) => choose(testCase, [await fileOf(testCase), await fileOf({ ...testCase, name: 'y.jpg' })]),
};

async function fileOf(testCase: CorpusCase): Promise<File> {
  return new File([await bytesOf(testCase)], testCase.name, { type: testCase.mime });
}

async function outcomeOf(testCase: CorpusCase): Promise<Outcome> {
  if (!testCase.recipe) return choose(testCase, [await fileOf(testCase)]);
  const make = made[testCase.recipe.kind];
  if (!make) throw new Error(`unknown recipe ${testCase.recipe.kind}`);
  return make(testCase);
}

/** The picture in a few squares, upright: enough to tell which side is up. */
async function squaresOf(bytes: Blob): Promise<number[]> {
  const bitmap = await createImageBitmap(bytes, { resizeWidth: 12, resizeHeight: 9, resizeQuality: 'high' });
  const context = new OffscreenCanvas(12, 9).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return [...context?.getImageData(0, 0, 12, 9).data ?? []];
}

const pace = { isDue: false, rest: () => Promise.resolve() };
const verdictsOf = (kind: string) => cases.filter(({ expect: { verdict } }) => verdict === kind);

describe('the corpus', () => {
  const passed: CorpusCase[] = [];
  const tookMs: number[] = [];
  const upright = new Map<string, number[]>();

  after(() => {
    const counts = ['accept', 'warn', 'refuse'].map((kind) => `${kind} ${String(passed.filter((each) => verdictsOf(kind).includes(each)).length)}/${String(verdictsOf(kind).length)}`);
    const times = tookMs.toSorted((a, b) => a - b);
    console.log(`${counts.join(', ')}; verdict p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(0)} ms`);
  });

  for (const testCase of cases) {
    const { id, what, tier, expect: { verdict, reason } } = testCase;
    it(`${id} ${what}: ${reason ?? verdict}${tier === 'core' ? '' : ' (reported only)'}`, async () => {
      const outcome = await outcomeOf(testCase);
      tookMs.push(outcome.tookMs);
      const isRight = isExpected(testCase, outcome.verdict);
      if (tier === 'core') expect(isRight, outcome.verdict).to.equal(true);
      if (outcome.prepared) await checkPrepared(testCase, outcome.prepared);
      if (outcome.upload) checkName(outcome.upload.name);
      if (testCase.invariant?.startsWith('upright') && outcome.prepared) upright.set(id, await squaresOf(outcome.prepared.bytes));
      if (isRight) passed.push(testCase);
    }).timeout(60_000);
  }

  it('sends the pictures that were taken in any direction upright, and all alike', () => {
    const [first = [], ...others] = upright.values();
    const differences = others.map((other) => first.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / first.length);
    expect(differences.filter((difference) => !(difference < 6))).to.deep.equal([]);
  });
});

/** Nothing unseen is sent, and what is sent is what it is said to be. */
async function checkPrepared(testCase: CorpusCase, { bytes, mediaType }: Prepared): Promise<void> {
  expect(forbiddenIn(testCase, new Uint8Array(await bytes.arrayBuffer()))).to.deep.equal([]);
  const structure = await readStructure(bytes, pace);
  expect(mediaType).to.equal(structure.mediaType);
  if (structure.kind === 'picture') expect(structure.hidden).to.deep.equal([]);
}

/** One line without a path, in the order in which it is read. */
function checkName(name: string): void {
  expect(name).to.match(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
}
