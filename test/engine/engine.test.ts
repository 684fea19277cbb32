import { expect } from '@open-wc/testing';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { EngineConfig } from '../../src/engine/engine-config.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { KycError } from '../../src/model/errors.ts';
import type { KycEventDetails, KycEventName, RaiseEvent } from '../../src/model/events.ts';
import type { Upload } from '../../src/model/upload.ts';
import { gate } from '../../src/testing/faults.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { verification as engineSpecimen } from '../../src/testing/specimens.ts';
import { MemoryResumeStore } from '../../src/storage/memory-resume-store.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { plainIntake } from '../support/plain-intake.ts';
import { sizedFile } from '../support/sized-file.ts';

const jpeg = (size = 4096, name = 'front.jpg') => sizedFile(size, name);

interface Raised<N extends KycEventName = KycEventName> {
  readonly name: N;
  readonly detail: KycEventDetails[N];
}

describe('engine', () => {
  let client: MemoryKycClient;
  let clock: FakeClock;
  let raised: Raised[];
  let prevented: Set<KycEventName>;
  let engine: Engine;

  const raise: RaiseEvent = (name, detail) => {
    raised.push({ name, detail });
    return !prevented.has(name);
  };
  const names = () => raised.map(({ name }) => name);
  const detailOf = <N extends KycEventName>(name: N) =>
    raised.findLast((event): event is Raised<N> => event.name === name)?.detail as KycEventDetails[N] | undefined;
  const until = async (predicate: () => boolean) => {
    while (!predicate()) await settled();
  };
  const uploadedBytes = () => {
    const phase = engine.state.uploads[0]?.phase;
    return phase?.kind === 'uploading' ? phase.loadedBytes : 0;
  };
  const phases = () => engine.state.uploads.map(({ phase }) => phase.kind);
  const start = async (config: Partial<EngineConfig> = {}) => {
    const page = { isVisible: () => true, onReturn: () => () => undefined };
    engine = createEngine({ client, raise, clock, page, resumeStore: new MemoryResumeStore(clock), intake: plainIntake(), ...config });
    engine.start();
    await until(() => engine.state.session.kind !== 'idle' && engine.state.session.kind !== 'loading');
  };
  const stored = (count: number) => until(() => names().filter((name) => name === 'kyc-upload-success').length === count
    && engine.state.uploads.length === 0);

  beforeEach(() => {
    client = new MemoryKycClient();
    clock = new FakeClock();
    raised = [];
    prevented = new Set();
  });
  afterEach(() => engine?.dispose());

  describe('loading', () => {
    it('raises ready and change with the first snapshot', async () => {
      await start();
      expect(names()).to.deep.equal(['kyc-ready', 'kyc-change']);
      expect(engine.state.verification?.status).to.equal('collecting');
    });

    it('says nothing when nothing has changed', async () => {
      await start();
      raised = [];
      await clock.pass(20_000);
      expect(client.calls.filter((call) => call === 'getVerification').length).to.be.greaterThan(3);
      expect(names()).to.deep.equal([]);
    });

    it('notices what the provider changed and keeps what it did not', async () => {
      await start();
      const { categories } = engine.state.verification ?? {};
      client.provider.comment({ body: 'Hello' });
      await clock.pass(5_000);
      expect(detailOf('kyc-comment')?.comment.body).to.equal('Hello');
      expect(engine.state.verification?.categories).to.equal(categories);
    });

    it('keeps the old snapshot when an answer leaves the contract, says so once, and recovers', async () => {
      await start();
      const before = engine.state.verification;
      for (let turn = 0; turn < 3; turn++) client.failNext('getVerification', new KycError('contract_error', { retryable: true }));
      await clock.pass(60_000);
      expect(names().filter((name) => name === 'kyc-error')).to.have.length(1);
      expect(detailOf('kyc-error')).to.deep.equal({ code: 'contract_error', fatal: false, retryable: true });
      expect(engine.state.verification).to.equal(before);
      expect(engine.state.problem).to.equal(null);
    });

    it('fails on the first load with an error that a refresh heals', async () => {
      client.failNext('getVerification', new KycError('server_error', { detail: { status: 403 } }));
      await start();
      expect(engine.state.session.kind).to.equal('failed');
      expect(detailOf('kyc-error')).to.deep.equal({ code: 'server_error', fatal: true, retryable: false });
      await engine.refresh();
      expect(engine.state.session.kind).to.equal('ready');
    });

    it('tells a failed refresh again when it was asked for again', async () => {
      client.failNext('getVerification', new KycError('server_error', { detail: { status: 500 } }));
      await start();
      client.failNext('getVerification', new KycError('server_error', { detail: { status: 500 } }));
      await engine.refresh().catch(() => undefined);
      expect(names()).to.deep.equal(['kyc-error', 'kyc-error']);
    });

    it('tells the host when the session has ended', async () => {
      client.failNext('getVerification', new KycError('unauthorized', { detail: { status: 401 } }));
      await start();
      expect(names()).to.deep.equal(['kyc-error', 'kyc-session-expired']);
    });

    it('loads once for changes made at once, and once more for those made meanwhile', async () => {
      await start({ updates: 'off' });
      const slow = gate();
      const before = client.calls.length;
      client.delay(slow, 'getVerification');
      await engine.addFiles('identity', Array.from({ length: 5 }, (_unused, index) => jpeg(4096 + index)), { documentTypeId: 'passport' });
      await until(() => client.calls.filter((call) => call === 'completeUpload').length === 5);
      slow.open();
      await stored(5);
      expect(client.calls.slice(before).filter((call) => call === 'getVerification').length).to.be.at.most(6);
    });

    it('throws a configuration error without endpoint and client', () => {
      expect(() => createEngine({ raise })).to.throw(KycError).with.property('code', 'config_error');
    });

    it('leaves no timer when stopped', async () => {
      await start();
      engine.stop();
      await settled();
      expect(clock.pending).to.equal(0);
    });
  });

  describe('adding files', () => {
    it('stores a file and raises success once the snapshot has it', async () => {
      await start();
      const [added] = await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      expect(added?.verdict).to.equal('accept');
      await stored(1);
      const success = detailOf('kyc-upload-success');
      const document = engine.state.verification?.documents.find(({ id }) => id === success?.documentId);
      expect(document?.files.map(({ id }) => id)).to.deep.equal([success?.fileId]);
      expect(document?.status).to.equal('uploaded');
      expect(engine.state.uploads).to.deep.equal([]);
    });

    it('puts front and back chosen together into one document', async () => {
      await start();
      await engine.addFiles('identity', [jpeg(4096, 'a.jpg'), jpeg(5000, 'b.jpg')], { documentTypeId: 'driving_licence' });
      await stored(2);
      const documents = engine.state.verification?.documents ?? [];
      expect(documents).to.have.length(1);
      expect(documents[0]?.files.map(({ side }) => side).sort()).to.deep.equal(['back', 'front']);
      expect(documents[0]?.status).to.equal('uploaded');
    });

    it('adds the back to the document whose front is still on its way', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'driving_licence', side: 'front' });
      await engine.addFiles('identity', [jpeg(5000)], { documentTypeId: 'driving_licence', side: 'back' });
      held.open();
      await stored(2);
      expect(engine.state.verification?.documents).to.have.length(1);
    });

    it('replaces a document: the old one goes once the new one is stored', async () => {
      await start();
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await stored(1);
      const [old] = engine.state.verification?.documents ?? [];
      await engine.addFiles('identity', [jpeg(5000)], { documentTypeId: 'passport', replaces: old?.id });
      await stored(2);
      const standing = engine.state.verification?.documents.filter(({ status }) => status !== 'replaced');
      expect(standing).to.have.length(1);
      expect(standing?.[0]?.id).not.to.equal(old?.id);
    });

    const refused: [string, File, string][] = [
      ['an empty file', new File([], 'empty.jpg', { type: 'image/jpeg' }), 'empty_file'],
      ['a file over the limit', new File([new Uint8Array(10_485_761)], 'scan.pdf', { type: 'application/pdf' }), 'too_large'],
      ['a type that is not accepted', new File(['x'], 'a.txt', { type: 'text/plain' }), 'type_not_allowed'],
    ];
    for (const [what, file, code] of refused) {
      it(`refuses ${what} with the numbers, and sends the others`, async () => {
        await start();
        const added = await engine.addFiles('address', [file, jpeg()], { documentTypeId: 'utility_bill' });
        expect(added.map(({ verdict }) => verdict)).to.deep.equal(['refuse', 'accept']);
        expect(added[0]?.code).to.equal(code);
        const detail = detailOf('kyc-file-refuse');
        expect(detail).to.include({ code, name: file.name, categoryId: 'address' });
        expect(detail?.actual).not.to.equal(undefined);
        await until(() => names().includes('kyc-upload-success'));
        expect(phases()).to.include('refused');
        engine.dismiss(added[0]?.uploadId ?? '');
        expect(phases()).not.to.include('refused');
      });
    }

    it('gives no place to a file that is refused', async () => {
      client.provider.configure((engineSpecimen().categories).map((category) => ({ ...category, maxDocuments: 1 })));
      await start();
      const added = await engine.addFiles('address', [jpeg(0), new File(['x'], 'a.txt', { type: 'text/plain' }), jpeg()], { documentTypeId: 'utility_bill' });
      expect(added.map(({ code, verdict }) => code ?? verdict)).to.deep.equal(['empty_file', 'type_not_allowed', 'accept']);
      await until(() => names().includes('kyc-upload-success'));
    });

    it('refuses a type or side the category does not have, and what is no file', async () => {
      await start();
      const [wrongType] = await engine.addFiles('identity', [jpeg()], { documentTypeId: 'zzz' });
      const [wrongSide] = await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport', side: 'back' });
      expect([wrongType?.code, wrongSide?.code]).to.deep.equal(['not_found', 'not_found']);
      for (const nonsense of [null, ['x'], 'x']) {
        const error = await engine.addFiles('identity', nonsense as unknown as File[]).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(KycError).with.property('code', 'not_a_file');
      }
    });

    it('says so when the category is gone meanwhile, and leaves no row behind', async () => {
      await start();
      const slow = gate();
      client.delay(slow, 'createDocument');
      await engine.addFiles('address', [jpeg()], { documentTypeId: 'utility_bill' });
      client.provider.configure(engineSpecimen().categories.filter(({ id }) => id !== 'address'));
      slow.open();
      await until(() => engine.state.notice?.kind === 'changed_meanwhile');
      await until(() => engine.state.uploads.length === 0);
      expect(names()).to.include('kyc-upload-error');
    });

    it('starts a new document when the server has let go of the old one', async () => {
      await start();
      client.failNext('completeUpload', new KycError('not_found', { detail: { status: 404 } }));
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => phases()[0] === 'failed' && engine.state.verification?.documents.length === 1);
      const [lost] = engine.state.verification?.documents ?? [];
      await engine.removeDocument(lost?.id ?? '');
      engine.retry();
      await stored(1);
      expect(engine.state.verification?.documents).to.have.length(1);
    });

    it('asks for a fresh upload when the URL is refused', async () => {
      await start();
      client.failNext('sendBytes', new KycError('forbidden', { detail: { status: 403 } }));
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await stored(1);
      expect(client.calls).to.include('renewUpload');
      expect(names()).not.to.include('kyc-upload-error');
    });

    it('takes back what a cancelled announcement left on the server', async () => {
      await start();
      const slow = gate();
      client.delay(slow, 'createDocument');
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => client.calls.includes('createDocument'));
      client.delay(null, 'createDocument');
      engine.cancel();
      slow.open();
      await until(() => client.calls.includes('deleteFile'));
      await engine.refresh();
      expect(engine.state.verification?.documents).to.deep.equal([]);
    });

    it('names no upload that is not there', async () => {
      await start();
      expect(() => engine.retry('upl_unknown')).to.throw(KycError).with.property('code', 'not_found');
    });

    it('refuses one document too many, naming limit and actual number', async () => {
      await start();
      const files = Array.from({ length: 6 }, (_unused, index) => jpeg(4096 + index));
      const added = await engine.addFiles('identity', files, { documentTypeId: 'passport' });
      expect(added.at(-1)).to.include({ verdict: 'refuse', code: 'too_many_documents' });
      expect(detailOf('kyc-file-refuse')).to.include({ limit: 5, actual: 6 });
    });

    it('takes 20 of 21 files chosen at once', async () => {
      await start();
      const added = await engine.addFiles('address', Array.from({ length: 21 }, () => jpeg(0)));
      expect(added.filter(({ code }) => code === 'too_many_files')).to.have.length(1);
    });

    it('sends nothing the host prevents', async () => {
      prevented.add('kyc-before-upload');
      await start();
      const [added] = await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      expect(added).to.include({ verdict: 'refuse', code: 'prevented' });
      expect(client.calls).not.to.include('createDocument');
    });

    it('rejects for a category that is not there, and tells the person', async () => {
      await start();
      const error = await engine.addFiles('gone', [jpeg()]).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(KycError).with.property('code', 'not_found');
      expect(engine.state.notice?.kind).to.equal('changed_meanwhile');
    });

    it('runs two at a time by default, in order', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      await engine.addFiles('identity', [jpeg(), jpeg(5000), jpeg(6000)], { documentTypeId: 'passport' });
      await until(() => phases().filter((kind) => kind === 'uploading').length === 2);
      expect(phases()).to.deep.equal(['uploading', 'uploading', 'queued']);
      held.open();
      await stored(3);
    });

    it('fails with a way to try again, and the second try stores it', async () => {
      await start();
      client.failNext('createDocument', new KycError('server_error', { retryable: true, detail: { status: 501 } }));
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => phases()[0] === 'failed');
      expect(detailOf('kyc-upload-error')).to.include({ code: 'server_error', retryable: true });
      engine.retry();
      await stored(1);
      expect(engine.state.verification?.documents).to.have.length(1);
    });

    it('pauses and resumes', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      const [added] = await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => engine.state.uploads[0]?.documentId !== undefined);
      engine.pause(added?.uploadId);
      expect(phases()).to.deep.equal(['paused']);
      held.open();
      engine.resume(added?.uploadId);
      await stored(1);
      expect(engine.state.verification?.documents).to.have.length(1);
    });

    it('cancels: the row goes, the server forgets the file', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => engine.state.uploads[0]?.documentId !== undefined);
      engine.cancel();
      expect(engine.state.uploads).to.deep.equal([]);
      expect(names()).to.include('kyc-upload-abort');
      await until(() => (engine.state.verification?.documents.length ?? 1) === 0);
      held.open();
    });

    it('reports progress at most four times a second', async () => {
      await start();
      client.uploadStep = null;
      await engine.addFiles('identity', [jpeg(40_000)], { documentTypeId: 'passport' });
      await stored(1);
      expect(names().filter((name) => name === 'kyc-upload-progress').length).to.be.within(1, 2);
      expect(detailOf('kyc-upload-progress')).to.include({ totalBytes: 40_000 });
    });

    it('keeps a running upload when the snapshot changes under it', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => engine.state.uploads[0]?.documentId !== undefined);
      await until(() => phases()[0] === 'uploading' && uploadedBytes() > 0);
      const before = engine.state.uploads[0] as Upload;
      client.provider.comment({ body: 'While you wait' });
      await engine.refresh();
      expect(engine.state.uploads[0]).to.equal(before);
      held.open();
      await stored(1);
    });

    it('puts uploads aside while stopped and goes on when started', async () => {
      await start();
      const held = gate();
      client.holdUploadsAt(0.5, held);
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await until(() => phases()[0] === 'uploading');
      engine.stop();
      expect(phases()).to.deep.equal(['paused']);
      held.open();
      engine.start();
      await stored(1);
    });
  });

  describe('changing and submitting', () => {
    const fill = async () => {
      await start();
      await engine.addFiles('identity', [jpeg()], { documentTypeId: 'passport' });
      await engine.addFiles('address', [jpeg(5000)], { documentTypeId: 'utility_bill' });
      await engine.addFiles('selfie', [jpeg(6000)]);
      await stored(3);
    };

    it('lists what is missing and sends nothing', async () => {
      await start();
      const error = await engine.submit().catch((reason: unknown) => reason) as KycError;
      expect(error.code).to.equal('incomplete');
      expect(error.detail.categoryIds).to.deep.equal(['identity', 'address', 'selfie']);
      expect(client.calls).not.to.include('submit');
    });

    it('submits everything once', async () => {
      await fill();
      await engine.submit();
      expect(engine.state.verification?.status).to.equal('pending');
      expect(detailOf('kyc-submit')?.submissionId).to.equal(engine.state.verification?.review.submissionId);
      expect(engine.state.submission?.submissionId).to.equal(detailOf('kyc-submit')?.submissionId);
      expect(detailOf('kyc-status-change')).to.include({ previous: 'collecting', current: 'pending' });
    });

    it('takes refused rows away once everything is sent', async () => {
      await fill();
      await engine.addFiles('address', [jpeg(0)]);
      expect(phases()).to.deep.equal(['refused']);
      await engine.submit();
      expect(phases()).to.deep.equal([]);
    });

    it('submits once when pressed twice', async () => {
      await fill();
      const results = await Promise.allSettled([engine.submit(), engine.submit()]);
      expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect(client.calls.filter((call) => call === 'submit')).to.have.length(1);
    });

    it('repeats a submission that got no answer with the same key', async () => {
      await fill();
      client.failNext('submit', new KycError('connection_error', { retryable: true }));
      const submitted = engine.submit();
      await until(() => client.calls.filter((call) => call === 'submit').length === 1 && clock.pending > 1);
      expect(engine.state.session.kind).to.equal('submitting');
      await clock.pass(1_000);
      await submitted;
      expect(names().filter((name) => name === 'kyc-submit')).to.have.length(1);
    });

    it('asks the person once no answer comes for long, and keeps the key', async () => {
      await fill();
      const keys: string[] = [];
      const submit = client.submit.bind(client);
      client.submit = (request, options) => {
        keys.push(options.idempotencyKey);
        return submit(request, options);
      };
      for (let turn = 0; turn < 200; turn++) client.failNext('submit', new KycError('connection_error', { retryable: true }));
      const submitted = engine.submit().catch((reason: unknown) => reason);
      await until(() => client.calls.includes('submit'));
      for (let second = 0; second < 60; second++) await clock.pass(1_000);
      expect(await submitted).to.include({ code: 'connection_error' });
      expect(engine.state.session.kind).to.equal('ready');
      expect(engine.state.notice?.kind).to.equal('action_failed');
      expect(keys.length).to.be.greaterThan(3);
      expect(new Set(keys).size).to.equal(1);
    });

    it('submits nothing the host prevents', async () => {
      await fill();
      prevented.add('kyc-before-submit');
      const error = await engine.submit().catch((reason: unknown) => reason) as KycError;
      expect(error.code).to.equal('prevented');
      expect(engine.state.session.kind).to.equal('ready');
    });

    it('loads the fresh state and says so when the server has moved on', async () => {
      await fill();
      client.provider.configure([]);
      client.failNext('submit', new KycError('version_conflict', { detail: { status: 409 } }));
      await engine.submit().catch(() => undefined);
      expect(engine.state.notice?.kind).to.equal('changed_meanwhile');
    });

    it('removes a document and changes a type', async () => {
      await fill();
      const [first, second] = engine.state.verification?.documents ?? [];
      await engine.changeDocumentType(second?.id ?? '', 'mobile_bill');
      await engine.removeDocument(first?.id ?? '');
      expect(engine.state.verification?.documents.map(({ documentTypeId }) => documentTypeId)).to.deep.equal(['mobile_bill', 'selfie']);
      expect(engine.state.busyIds).to.deep.equal([]);
    });

    it('throws away an answer asked for before an own change', async () => {
      await fill();
      const [first] = engine.state.verification?.documents ?? [];
      const slow = gate();
      client.delay(slow, 'getVerification');
      const refreshing = engine.refresh();
      client.delay(null, 'getVerification');
      await engine.removeDocument(first?.id ?? '');
      slow.open();
      await refreshing;
      expect(engine.state.verification?.documents).to.have.length(2);
    });

    it('removes nothing while it is in review', async () => {
      await fill();
      await engine.submit();
      const [first] = engine.state.verification?.documents ?? [];
      const error = await engine.removeDocument(first?.id ?? '').catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(KycError).with.property('code', 'not_open');
      expect(client.calls).not.to.include('deleteDocument');
    });

    it('sends what satisfies and leaves what is unfinished', async () => {
      await fill();
      await engine.addFiles('identity', [jpeg(7000)], { documentTypeId: 'driving_licence', side: 'front' });
      await stored(4);
      await engine.submit();
      expect(engine.state.verification?.status).to.equal('pending');
    });

    it('gives a snapshot nobody can change', async () => {
      await fill();
      const { verification } = engine.state;
      expect(() => { (verification as { status: string }).status = 'completed'; }).to.throw(TypeError);
      expect(() => { (verification?.documents as unknown[]).push({}); }).to.throw(TypeError);
    });

    it('forgets everything on logout', async () => {
      await fill();
      await engine.logout();
      expect(engine.state.verification).to.equal(undefined);
      expect(clock.pending).to.equal(0);
    });
  });
});
