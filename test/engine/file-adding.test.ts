import { expect } from '@open-wc/testing';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Intake, InspectOptions, Verdict } from '../../src/intake/intake.ts';
import { KycError } from '../../src/model/errors.ts';
import type { KycEventDetails, KycEventName, RaiseEvent } from '../../src/model/events.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { never } from '../../src/testing/faults.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { category, documentType, specimenFile, verification } from '../../src/testing/specimens.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { plainIntake } from '../support/plain-intake.ts';

const png = (seed: number, name = `picture-${String(seed)}.png`) =>
  new File([specimenFile(), new Uint8Array([seed])], name, { type: 'image/png' });
const licence = { documentTypeId: 'driving_licence' };
const passport = { documentTypeId: 'passport' };

describe('adding files', () => {
  let client: MemoryKycClient;
  let clock: FakeClock;
  let store: MemoryResumeStore;
  let raised: { name: KycEventName; detail: KycEventDetails[KycEventName] }[];
  let engine: Engine;

  const raise: RaiseEvent = (name, detail) => {
    raised.push({ name, detail });
    return true;
  };
  const until = async (predicate: () => boolean) => {
    while (!predicate()) await settled();
  };
  const begin = async (intake: Intake = plainIntake()) => {
    const page = { isVisible: () => true, onReturn: () => () => undefined };
    engine = createEngine({ client, raise, clock, page, intake, resumeStore: store, updates: 'off' });
    engine.start();
    await until(() => engine.state.session.kind === 'ready');
  };
  const stored = (count: number) => until(() => raised.filter(({ name }) => name === 'kyc-upload-success').length === count);
  const documents = () => engine.state.verification?.documents ?? [];
  const row = (index = 0) => engine.state.uploads[index];
  const codes = () => {
    const phase = row()?.phase;
    return phase?.kind === 'warned' ? phase.codes : [];
  };

  beforeEach(() => {
    client = new MemoryKycClient();
    clock = new FakeClock();
    store = new MemoryResumeStore(clock);
    raised = [];
  });
  afterEach(() => engine.dispose());

  it('sends what inspection made of the file, and says what was taken out', async () => {
    const cleaned = new Blob([specimenFile()], { type: 'image/png' });
    await begin(plainIntake({ 'photo.jpg': { bytes: cleaned, mediaType: 'image/png', removed: 'location_and_camera' } }));
    await engine.addFiles('identity', [new File(['\xff\xd8\xff\xe0 with a position'], 'photo.jpg', { type: 'image/jpeg' })].map(asJpeg), passport);
    await until(() => row()?.removed !== undefined);
    expect(row()).to.include({ removed: 'location_and_camera', mediaType: 'image/png' });
    await stored(1);
    const [file] = documents()[0]?.files ?? [];
    expect(file).to.include({ sizeBytes: cleaned.size, mediaType: 'image/png' });
    await until(() => engine.state.uploads.length === 0);
    expect(engine.state.cleaned).to.deep.equal({ [file?.id ?? '']: 'location_and_camera' });
  });

  it('asks before it sends what looks bad, and sends it when told to', async () => {
    await begin(plainIntake({ 'blurred.png': { kind: 'warn', codes: ['blurry', 'too_dark'] } as Partial<Verdict> }));
    expect(await engine.addFiles('identity', [png(1, 'blurred.png')], passport)).to.deep.equal([{ uploadId: row()?.uploadId, verdict: 'warn', code: 'blurry' }]);
    expect(codes()).to.deep.equal(['blurry', 'too_dark']);
    expect(client.calls).not.to.include('createDocument');
    expect(raised.find(({ name }) => name === 'kyc-file-warn')?.detail).to.deep.include({ categoryId: 'identity', codes: ['blurry', 'too_dark'] });
    engine.confirm(row()?.uploadId ?? '');
    await stored(1);
  });

  it('judges by the first bytes before a file takes another one\'s place', async () => {
    await begin();
    const page = new File(['<!doctype html><p>hello</p>'], 'front.png', { type: 'image/png' });
    const added = await engine.addFiles('identity', [page, png(1), png(2)], licence);
    expect(added.map(({ verdict, code }) => code ?? verdict)).to.deep.equal(['type_mismatch', 'accept', 'accept']);
    await stored(2);
    expect(documents().map(({ files }) => files.map(({ side }) => side))).to.deep.equal([['front', 'back']]);
  });

  it('shows the row of a file that cannot be read in time', async () => {
    await begin({ ...plainIntake(), peek: () => Promise.race<undefined>([never]) });
    const adding = engine.addFiles('identity', [png(1)], passport);
    await until(() => clock.pending > 0);
    await clock.pass(299);
    expect(engine.state.uploads).to.have.length(0);
    await clock.pass(1);
    await adding;
    expect(engine.state.uploads).to.have.length(1);
  });

  describe('twice', () => {
    it('says that the same content is there already, also under another name and after it is stored', async () => {
      await begin({ ...plainIntake(), inspect: (file) => Promise.resolve({ kind: 'accept', bytes: file, mediaType: file.type, sha256: '5'.repeat(64) }) });
      client.holdUploadsAt(0.1, never);
      await engine.addFiles('identity', [png(1)], passport);
      expect((await engine.addFiles('identity', [png(1, 'copy.png')], passport))[0]).to.include({ verdict: 'warn', code: 'duplicate' });
    });

    it('takes the same content for another category, and in place of itself', async () => {
      const inspect: Intake['inspect'] = async (file) => ({ kind: 'accept', bytes: file, mediaType: file.type, sha256: await plainIntake().hash(file, new AbortController().signal) });
      await begin({ ...plainIntake(), inspect });
      await engine.addFiles('identity', [png(1)], passport);
      await stored(1);
      expect((await engine.addFiles('address', [png(1)], { documentTypeId: 'utility_bill' }))[0]?.verdict).to.equal('accept');
      await stored(2);
      expect((await engine.addFiles('identity', [png(1)], passport))[0]).to.include({ verdict: 'warn', code: 'duplicate' });
      engine.cancel();
      const [document] = documents();
      const instead = { documentId: document?.id, side: 'single' as const, replaces: document?.files[0]?.id };
      expect((await engine.addFiles('identity', [png(1)], instead))[0]?.verdict).to.equal('accept');
    });

    it('says when the back shows what the front shows', async () => {
      const inspect: Intake['inspect'] = (file) => Promise.resolve({ kind: 'accept', bytes: file, mediaType: file.type, likeness: 'the same card' });
      await begin({ ...plainIntake(), inspect, isAlike: (likeness, other) => likeness === other });
      const added = await engine.addFiles('identity', [png(1), png(2)], licence);
      expect(added.map(({ verdict, code }) => code ?? verdict)).to.deep.equal(['accept', 'duplicate']);
    });

    it('says so when the front is stored already', async () => {
      const inspect: Intake['inspect'] = (file) => Promise.resolve({ kind: 'accept', bytes: file, mediaType: file.type, likeness: 'the same card' });
      await begin({ ...plainIntake(), inspect, isAlike: (likeness, other) => likeness === other });
      await engine.addFiles('identity', [png(1)], licence);
      await stored(1);
      await until(() => engine.state.uploads.length === 0);
      const [document] = documents();
      expect((await engine.addFiles('identity', [png(2)], { documentId: document?.id, side: 'back' }))[0]).to.include({ code: 'duplicate' });
      engine.cancel();
      const instead = { documentId: document?.id, side: 'front' as const, replaces: document?.files[0]?.id };
      expect((await engine.addFiles('identity', [png(3)], instead))[0]).to.include({ verdict: 'accept' });
    });
  });

  describe('edited', () => {
    const edits = { turns: 1, crop: { x: 0.1, y: 0.2, width: 0.5, height: 0.5 } } as const;
    let asked: InspectOptions[];
    const watching = (verdicts: Parameters<typeof plainIntake>[0] = {}): Intake => {
      const intake = plainIntake(verdicts);
      return { ...intake, inspect: (file, options, signal) => (asked.push(options), intake.inspect(file, options, signal)) };
    };
    beforeEach(() => { asked = []; });

    it('takes the place of the row it was chosen in', async () => {
      await begin(watching({ 'front.png': { kind: 'warn', codes: ['blurry'] } as Partial<Verdict> }));
      await engine.addFiles('identity', [png(1, 'front.png')], { ...licence, side: 'back' });
      const before = row()?.uploadId ?? '';
      expect((await engine.picture({ uploadId: before })).size).to.equal(png(1).size);
      await engine.edit({ uploadId: before }, edits);
      expect(engine.state.uploads.map(({ uploadId, side }) => [uploadId === before, side])).to.deep.equal([[false, 'back']]);
      expect(asked.map((options) => options.edits)).to.deep.equal([{ turns: 0, crop: null }, edits]);
    });

    it('takes the place of a stored picture, under its name', async () => {
      await begin(watching());
      await engine.addFiles('identity', [png(1, 'front.png')], licence);
      await stored(1);
      const [document] = documents();
      const [file] = document?.files ?? [];
      await engine.edit({ fileId: file?.id ?? '' }, edits);
      await stored(2);
      expect(asked.at(-1)?.edits).to.deep.equal(edits);
      expect(documents().map(({ id }) => id)).to.deep.equal([document?.id]);
      expect(documents()[0]?.files.map(({ fileName, side, id }) => [fileName, side, id === file?.id])).to.deep.equal([['front.png', 'front', false]]);
    });

    it('goes on by itself after a reload when what was edited lies on the server', async () => {
      await begin(watching());
      await engine.addFiles('identity', [png(1, 'front.png')], licence);
      await stored(1);
      const before = documents()[0]?.files[0]?.id ?? '';
      client.holdUploadsAt(0.1, never);
      await engine.edit({ fileId: before }, edits);
      await until(() => row()?.phase.kind === 'uploading');
      while ((await store.list(engine.state.verification?.customer.id ?? '')).length === 0) await settled();
      engine.dispose();
      raised = [];
      client.holdUploadsAt(0.1, Promise.resolve());
      await begin(watching());
      await stored(1);
      expect(asked.at(-1)?.edits).to.deep.equal(edits);
      expect(documents().map(({ files }) => files.map(({ id, side }) => [side, id === before]))).to.deep.equal([[['front', false]]]);
    });

    it('is edited again the same way when it is chosen again after a reload', async () => {
      client.holdUploadsAt(0.1, never);
      await begin(watching());
      await engine.addFiles('identity', [png(1)], { ...passport, edits });
      await until(() => row()?.phase.kind === 'uploading');
      const customerId = engine.state.verification?.customer.id ?? '';
      for (;;) {
        const [record] = await store.list(customerId);
        if (record) {
          expect(record.edits).to.deep.equal(['turn:1', 'crop:0.1,0.2,0.5,0.5']);
          break;
        }
        await settled();
      }
      engine.dispose();
      await begin(watching());
      await until(() => row()?.phase.kind === 'needs_file');
      await engine.addFiles('identity', [png(1, 'chosen again.png')], passport);
      expect(asked.at(-1)?.edits).to.deep.equal(edits);
    });
  });

  describe('documents', () => {
    const statement = { ...documentType('statement', 'Bank statement', ['page']), fields: [{ id: 'number', kind: 'text' as const, label: 'Number', required: true }] };
    const bank = category({ id: 'bank', title: 'Bank', documentTypes: [statement] });
    const proof = category({ id: 'proof', title: 'Proof', documentTypes: [statement] });
    const names = () => documents()[0]?.files.map(({ fileName, page }) => `${String(page)} ${fileName}`).sort();
    beforeEach(async () => {
      client = new MemoryKycClient({ verification: verification({ categories: [bank, proof] }) });
      await begin();
      await engine.addFiles('bank', [png(1, 'a.png'), png(2, 'b.png'), png(3, 'c.png')]);
      await stored(3);
    });

    it('has its pages in the order wanted', async () => {
      expect(names()).to.deep.equal(['1 a.png', '2 b.png', '3 c.png']);
      const last = documents()[0]?.files.find(({ fileName }) => fileName === 'c.png')?.id ?? '';
      await engine.movePage(last, -1);
      expect(names()).to.deep.equal(['1 a.png', '2 c.png', '3 b.png']);
      await engine.movePage(last, -1);
      await engine.movePage(last, -1);
      expect(names()).to.deep.equal(['1 c.png', '2 a.png', '3 b.png']);
    });

    it('keeps a page\'s number when another file takes its place', async () => {
      const [document] = documents();
      const second = document?.files.find(({ page }) => page === 2);
      await engine.addFiles('bank', [png(4, 'better.png')], { documentId: document?.id, side: 'page', replaces: second?.id });
      await stored(4);
      expect(names()).to.deep.equal(['1 a.png', '2 better.png', '3 c.png']);
    });

    it('keeps what its fields say', async () => {
      await engine.setFields(documents()[0]?.id ?? '', { number: 'UTO 000' });
      expect(documents()[0]?.fields).to.deep.equal({ number: 'UTO 000' });
    });

    it('serves a second category, once however often the answer is lost', async () => {
      client.failNext('copyDocument', new KycError('connection_error', { retryable: true }));
      const copying = engine.copyDocument(documents()[0]?.id ?? '', 'proof', 'statement');
      await until(() => clock.pending > 0);
      await clock.pass(500);
      await copying;
      expect(documents().map(({ categoryId, files }) => [categoryId, files.length])).to.deep.equal([['bank', 3], ['proof', 3]]);
    });
  });
});

/** With the first bytes of a JPEG, whatever follows. */
function asJpeg(file: File): File {
  return new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), file], file.name, { type: file.type });
}
