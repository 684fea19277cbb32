import { expect } from '@open-wc/testing';
import {
  blockers, canAdd, canChange, canRemove, canSwap, categoryProgress, countedDocuments, documentsToSubmit, errorEventCode,
  fileAt, initialState, isActive, isEditable, isFull, isLegalTransition, isSatisfied, isSettled,
  isTypeAllowed, KycError, missingSides, progressOf, reduce, shareStructure, snapshotEvents, stageOf, statedRefusal,
  transition, verificationStatuses,
  type Action, type Category, type DocumentStatus, type State, type Upload, type UploadKind, type UploadPhase,
  type Verification, type VerificationDocument, type VerificationStatus,
} from '../../src/model/index.ts';
import {
  addressCategory, category, comment, document, documentType, file, identityCategory, verification,
} from '../../src/testing/specimens.ts';

const phases: Record<UploadKind, UploadPhase> = {
  inspecting: { kind: 'inspecting' },
  refused: { kind: 'refused', refusal: { code: 'too_large' } },
  warned: { kind: 'warned', codes: ['blurry'] },
  queued: { kind: 'queued' },
  uploading: { kind: 'uploading', loadedBytes: 0, totalBytes: 10, remainingMs: null },
  waiting: { kind: 'waiting', loadedBytes: 0, retryAt: 1, code: 'connection_error' },
  paused: { kind: 'paused', loadedBytes: 0 },
  confirming: { kind: 'confirming' },
  stored: { kind: 'stored' },
  failed: { kind: 'failed', code: 'storage_full', retryable: false },
  cancelled: { kind: 'cancelled' },
  needs_file: { kind: 'needs_file', loadedBytes: 3 },
};
const kinds = Object.keys(phases) as UploadKind[];

function upload(kind: UploadKind, values: Partial<Upload> = {}): Upload {
  return {
    uploadId: `up_${kind}`, draftId: `draft_${kind}`, categoryId: 'identity', documentTypeId: 'passport', side: 'single', page: 1,
    name: 'passport.png', sizeBytes: 10, mediaType: 'image/png', phase: phases[kind], ...values,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function run(actions: readonly Action[], from: State = initialState): State {
  return actions.reduce((state, action) => deepFreeze(reduce(deepFreeze(state), action)), from);
}

const ready = (values: Partial<Verification> = {}, uploads: readonly Upload[] = []): State => ({
  ...initialState, session: { kind: 'ready' }, verification: verification(values), uploads,
});
const passport = (status: DocumentStatus, values: Partial<VerificationDocument> = {}) => (
  document({ id: 'doc_1', categoryId: 'identity', documentTypeId: 'passport', status, ...values }));
const onlyIdentity = (documents: readonly VerificationDocument[], values: Partial<Category> = {}) => (
  verification({ categories: [{ ...identityCategory, ...values }], documents }));

describe('upload', () => {
  const legal: Record<UploadKind, readonly UploadKind[]> = {
    inspecting: ['refused', 'warned', 'queued', 'cancelled'],
    refused: [],
    warned: ['queued', 'cancelled'],
    queued: ['uploading', 'waiting', 'paused', 'failed', 'cancelled'],
    uploading: ['queued', 'uploading', 'waiting', 'paused', 'confirming', 'failed', 'cancelled'],
    waiting: ['queued', 'uploading', 'paused', 'failed', 'cancelled'],
    paused: ['queued', 'cancelled'],
    confirming: ['queued', 'waiting', 'paused', 'stored', 'failed', 'cancelled'],
    stored: [],
    failed: ['queued', 'cancelled'],
    cancelled: [],
    needs_file: ['inspecting', 'queued', 'cancelled'],
  };

  for (const from of kinds) {
    it(`goes from ${from} to ${legal[from].join(', ') || 'nowhere'} and throws for the rest`, () => {
      for (const to of kinds) {
        expect(isLegalTransition(from, to), to).to.equal(legal[from].includes(to));
        const move = () => transition(deepFreeze(upload(from)), phases[to]);
        if (!legal[from].includes(to)) expect(move, to).to.throw(`illegal upload transition ${from} → ${to}`);
        else expect(move()).to.deep.equal(upload(from, { phase: phases[to] }));
      }
    });
  }

  it('is settled when nothing more can happen and active while work is under way', () => {
    expect(kinds.filter((kind) => isSettled(upload(kind)))).to.deep.equal(['refused', 'stored', 'cancelled']);
    expect(kinds.filter((kind) => isActive(upload(kind))))
      .to.deep.equal(['inspecting', 'queued', 'uploading', 'waiting', 'confirming']);
  });
});

describe('reduce', () => {
  it('goes from idle over loading to ready, and keeps an old snapshot through a later failure', () => {
    const loading = run([{ kind: 'load' }]);
    expect(loading.session.kind).to.equal('loading');
    const loaded = run([{ kind: 'snapshot', verification: verification(), at: 5 }], loading);
    expect(loaded).to.deep.include({ session: { kind: 'ready' }, checkedAt: 5, problem: null });
    expect(run([{ kind: 'load' }], loaded)).to.equal(loaded);

    const error = new KycError('connection_error', { retryable: true });
    const stale = run([{ kind: 'fail', error }], loaded);
    expect(stale).to.deep.include({ session: { kind: 'ready' }, problem: error, verification: loaded.verification });
    expect(run([{ kind: 'confirmed', at: 9 }], stale)).to.deep.include({ problem: null, checkedAt: 9 });
  });

  it('fails as a whole only while nothing is known', () => {
    const error = new KycError('server_error');
    expect(run([{ kind: 'load' }, { kind: 'fail', error }]).session).to.deep.equal({ kind: 'failed', error });
    expect(run([{ kind: 'load' }, { kind: 'fail', error }, { kind: 'load' }]).session.kind).to.equal('loading');
  });

  it('stays submitting through a snapshot and ends with the answer or the failure', () => {
    const submitting = run([{ kind: 'submit' }, { kind: 'snapshot', verification: verification({ version: 2 }), at: 6 }], ready());
    expect(submitting.session.kind).to.equal('submitting');
    const submission = { submissionId: 'sub_1', submittedAt: '2026-11-22T10:00:00Z' };
    expect(run([{ kind: 'submitted', submission }], submitting)).to.deep.include({ session: { kind: 'ready' }, submission });
    expect(run([{ kind: 'submit_failed' }], submitting)).to.deep.include({ session: { kind: 'ready' }, submission: null });
  });

  it('never lets a snapshot touch uploads, nor an upload the snapshot', () => {
    const before = ready({}, [upload('uploading')]);
    const refreshed = run([{ kind: 'snapshot', verification: verification({ version: 2 }), at: 1 }], before);
    expect(refreshed.uploads).to.equal(before.uploads);
    const moved = run([{ kind: 'upload_phase', uploadId: 'up_uploading', phase: phases.confirming }], refreshed);
    expect(moved.verification).to.equal(refreshed.verification);
    expect(moved.uploads[0]?.phase).to.equal(phases.confirming);
  });

  it('adds, names, moves and removes one upload and keeps the others as they are', () => {
    const other = upload('paused');
    const state = run([
      { kind: 'upload_added', upload: upload('queued') },
      { kind: 'upload_named', uploadId: 'up_queued', documentId: 'doc_1', fileId: 'fil_1' },
    ], ready({}, [other]));
    expect(state.uploads).to.deep.equal([other, upload('queued', { documentId: 'doc_1', fileId: 'fil_1' })]);
    expect(state.uploads[0]).to.equal(other);
    expect(run([{ kind: 'upload_removed', uploadId: 'up_queued' }], state).uploads).to.deep.equal([other]);
    const illegal = () => reduce(state, { kind: 'upload_phase', uploadId: 'up_queued', phase: phases.stored });
    expect(illegal).to.throw('queued → stored');
  });

  it('counts notices, marks what is busy, and forgets everything but the network on reset', () => {
    const state = run([
      { kind: 'online', isOnline: false },
      { kind: 'notice', notice: { kind: 'changed_meanwhile' } },
      { kind: 'notice', notice: { kind: 'changed_meanwhile' } },
      { kind: 'busy', id: 'doc_1', isBusy: true },
      { kind: 'busy', id: 'doc_1', isBusy: true },
      { kind: 'busy', id: 'doc_2', isBusy: true },
      { kind: 'busy', id: 'doc_2', isBusy: false },
    ], ready());
    expect(state.notice).to.deep.equal({ kind: 'changed_meanwhile', id: 2 });
    expect(state.busyIds).to.deep.equal(['doc_1']);
    expect(run([{ kind: 'notice_dismissed' }], state).notice).to.equal(null);
    expect(reduce(state, { kind: 'online', isOnline: false })).to.equal(state);
    expect(run([{ kind: 'reset' }], state)).to.deep.equal({ ...initialState, isOnline: false });
  });
});

describe('shareStructure', () => {
  const before = deepFreeze(verification({ documents: [passport('uploaded'), passport('uploaded', { id: 'doc_2' })] }));
  const copy = () => structuredClone(before) as Verification;

  it('gives the previous value back when nothing differs', () => {
    expect(shareStructure(before, copy())).to.equal(before);
  });

  it('keeps what did not change, matched by id, and takes what did', () => {
    const [first, second] = copy().documents as [VerificationDocument, VerificationDocument];
    const next = { ...copy(), documents: [{ ...second, status: 'accepted' as const }, first] };
    const shared = shareStructure(before, next);
    expect(shared).to.deep.equal(next);
    expect(shared).not.to.equal(before);
    expect(shared.categories).to.equal(before.categories);
    expect(shared.documents[1]).to.equal(before.documents[0]);
    expect(shared.documents[0]?.files).to.equal(before.documents[1]?.files);
  });

  it('notices what was added, taken away or moved', () => {
    expect(shareStructure<unknown>([1, 2], [1])).to.deep.equal([1]);
    expect(shareStructure<unknown>([1], [1, 2])).to.deep.equal([1, 2]);
    expect(shareStructure<unknown>({ a: 1, b: undefined }, { a: 1 })).to.have.all.keys('a');
    expect(shareStructure<unknown>({ a: 1 }, { b: undefined })).to.have.all.keys('b');
    expect(shareStructure<unknown>([{ id: 'x' }, { id: 'y' }], [{ id: 'y' }, { id: 'x' }])).to.deep.equal([{ id: 'y' }, { id: 'x' }]);
    expect(shareStructure<unknown>({ a: [] }, { a: {} })).to.deep.equal({ a: {} });
    expect(shareStructure<unknown>(null, { a: 1 })).to.deep.equal({ a: 1 });
  });
});

describe('selectors: counting', () => {
  const licence = (front: DocumentStatus, back: DocumentStatus | null, status: DocumentStatus = 'uploaded') => document({
    id: 'doc_l', categoryId: 'identity', documentTypeId: 'driving_licence', status,
    files: [
      file({ id: 'fil_f', side: 'front', status: front as 'uploaded' }),
      ...(back ? [file({ id: 'fil_b', side: 'back', status: back as 'uploaded' })] : []),
    ],
  });

  it('counts a document that is uploaded or later and has every side', () => {
    const counted = (doc: VerificationDocument) => countedDocuments(onlyIdentity([doc]), identityCategory);
    const statuses: DocumentStatus[] = ['uploading', 'checking', 'uploaded', 'pending', 'accepted', 'rejected', 'expired', 'replaced', 'unknown'];
    const files = [file({ id: 'fil_1' })];
    expect(statuses.filter((status) => counted(passport(status, { files })) === 1)).to.deep.equal(['uploaded', 'pending', 'accepted']);
    expect(counted(licence('uploaded', null))).to.equal(0);
    expect(counted(licence('uploaded', 'uploading'))).to.equal(0);
    expect(counted(licence('uploaded', 'checking'))).to.equal(0);
    expect(counted(licence('accepted', 'pending'))).to.equal(1);
  });

  it('counts documents, never files, and not what has been replaced', () => {
    const doc = onlyIdentity([licence('uploaded', 'uploaded'), passport('replaced'), passport('uploaded')]);
    expect(countedDocuments(doc, identityCategory)).to.equal(2);
    expect(isSatisfied(doc, { ...identityCategory, minDocuments: 3 })).to.equal(false);
  });

  it('lets the server overrule the count', () => {
    expect(isSatisfied(onlyIdentity([passport('uploaded')]), { ...identityCategory, satisfied: false })).to.equal(false);
    expect(isSatisfied(onlyIdentity([]), { ...identityCategory, satisfied: true })).to.equal(true);
    expect(isSatisfied(onlyIdentity([]), { ...identityCategory, minDocuments: 0 })).to.equal(true);
  });

  it('counts required categories for the progress', () => {
    const categories = [identityCategory, addressCategory, category({ id: 'x', title: 'Optional', minDocuments: 0 })];
    expect(progressOf(verification({ categories, documents: [passport('uploaded')] }))).to.deep.equal({ satisfied: 1, required: 2 });
  });

  it('names the sides that lack and the file that stands at a side', () => {
    const type = documentType('driving_licence', 'Driving License', ['front', 'back']);
    expect(missingSides(type, licence('uploaded', 'rejected'))).to.deep.equal(['back']);
    expect(missingSides(undefined, licence('uploaded', null))).to.deep.equal([]);
    const again = { ...licence('rejected', 'uploaded'), files: [
      file({ id: 'fil_old', side: 'front', status: 'rejected' }), file({ id: 'fil_new', side: 'front', status: 'uploading' }),
      file({ id: 'fil_older', side: 'front', status: 'rejected' }),
    ] };
    expect(fileAt(again, 'front')?.id).to.equal('fil_new');
    expect(fileAt({ ...again, files: again.files.slice(0, 1) }, 'front')?.id).to.equal('fil_old');
    expect(fileAt(again, 'back')).to.equal(undefined);
  });
});

describe('selectors: what the customer may do', () => {
  const statuses: VerificationStatus[] = [...verificationStatuses, 'unknown'];
  const inStatus = (status: VerificationStatus, values: Partial<Verification> = {}) => (
    verification({ categories: [identityCategory], status, ...values }));
  const where = (isTrue: (status: VerificationStatus) => boolean) => statuses.filter(isTrue);
  const locked = { ...verification().customer, status: 'locked' as const };
  const renewal = { dueAt: '2026-12-20T00:00:00Z', reason: 'periodic' as const, status: 'due' as const, categoryIds: ['identity'] };

  it('shows the stages of the contract', () => {
    expect(statuses.map(stageOf)).to.deep.equal([null, 1, 2, 1, 3, 2, 1, null]);
  });

  it('lets documents change while collecting, in action_required and when expired; locked only in action_required', () => {
    expect(where((status) => isEditable(inStatus(status)))).to.deep.equal(['collecting', 'action_required', 'expired']);
    expect(where((status) => isEditable(inStatus(status, { customer: locked })))).to.deep.equal(['action_required']);
  });

  it('lets a completed customer renew the categories that are due, until they are sent', () => {
    const due = inStatus('completed', { categories: [identityCategory, addressCategory], renewal });
    expect(canAdd(due, identityCategory)).to.equal(true);
    expect(canAdd(due, addressCategory)).to.equal(false);
    expect(isEditable({ ...due, renewal: { ...renewal, status: 'pending' } })).to.equal(false);
  });

  it('sends a renewal once every category due again has something new and whole', () => {
    const due = inStatus('completed', { documents: [passport('accepted')], renewal });
    const missing = (documents: VerificationDocument[], values: Partial<Verification> = {}) => blockers(
      { ...initialState, verification: { ...due, documents: [passport('accepted'), ...documents], ...values } }).map(({ kind }) => kind);
    expect(missing([])).to.deep.equal(['documents_missing']);
    expect(missing([document({ id: 'doc_new', categoryId: 'identity', status: 'uploading', documentTypeId: 'driving_licence', files: [file({ id: 'fil_new', side: 'front' })] })])).to.deep.equal(['side_missing']);
    expect(missing([passport('uploaded', { id: 'doc_new' })])).to.deep.equal([]);
    expect(missing([], { renewal: { ...renewal, categoryIds: ['address'] } })).to.deep.equal([]);
    expect(missing([], { renewal: { ...renewal, status: 'action_required' } })).to.deep.equal([]);
  });

  it('adds what lacks, and in action_required only what was rejected or asked for', () => {
    expect(where((status) => canAdd(inStatus(status), identityCategory))).to.deep.equal(['collecting', 'action_required', 'expired']);
    const both = { categories: [identityCategory, addressCategory] };
    const accepted = inStatus('action_required', { ...both, documents: [passport('accepted')] });
    expect(canAdd(accepted, identityCategory)).to.equal(false);
    expect(canAdd(accepted, addressCategory)).to.equal(true);
    expect(canAdd(inStatus('action_required', { ...both, documents: [passport('rejected')] }), identityCategory)).to.equal(true);
  });

  const request = {
    id: 'req_1', categoryId: 'identity', documentTypeId: null, message: null, createdAt: '2026-11-22T09:00:00Z', fulfilledBy: null,
  };

  it('makes room for what the provider asks for beyond the limit', () => {
    const full = { ...identityCategory, maxDocuments: 1 };
    const asked = inStatus('action_required', { categories: [full], documents: [passport('accepted')], requests: [request] });
    expect(canAdd(asked, full)).to.equal(true);
    const answered = { ...asked, requests: [{ ...request, fulfilledBy: 'doc_2' }] };
    expect(isFull(answered, full)).to.equal(true);
  });

  it('opens every category when changes were asked for in words alone', () => {
    const documents = [passport('accepted')];
    const reopened = inStatus('action_required', { documents });
    expect(canAdd(reopened, identityCategory)).to.equal(true);
    const another = inStatus('action_required', { documents, categories: [identityCategory, addressCategory] });
    expect(canAdd(another, identityCategory)).to.equal(false);
  });

  it('stops at the limit of documents that stand', () => {
    const two = { ...identityCategory, maxDocuments: 2 };
    const docs = (...all: DocumentStatus[]) => (
      onlyIdentity(all.map((status, index) => passport(status, { id: `doc_${index}` })), two));
    expect(isFull(docs('uploaded', 'rejected', 'replaced', 'expired'), two)).to.equal(false);
    expect(isFull(docs('uploaded', 'uploading'), two)).to.equal(true);
    expect(canAdd(docs('uploaded', 'uploading'), two)).to.equal(false);
    expect(isFull(docs('uploaded', 'uploaded'), { ...two, maxDocuments: null })).to.equal(false);
  });

  const documentStatuses: DocumentStatus[] = ['uploading', 'checking', 'uploaded', 'pending', 'accepted', 'rejected', 'expired', 'replaced', 'unknown'];
  it('changes and removes a document before review, or when it was sent back', () => {
    const open = inStatus('collecting');
    expect(documentStatuses.filter((status) => canChange(open, passport(status))))
      .to.deep.equal(['uploading', 'checking', 'uploaded', 'rejected', 'expired']);
    expect(documentStatuses.filter((status) => canRemove(open, passport(status))))
      .to.deep.equal(['uploading', 'checking', 'uploaded', 'rejected']);
    expect(documentStatuses.some((status) => canChange(inStatus('pending'), passport(status)))).to.equal(false);
    expect(documentStatuses.some((status) => canRemove(inStatus('pending'), passport(status)))).to.equal(false);
  });

  it('swaps a file until it was sent, and one that came back', () => {
    const review = { ...verification().review, submittedAt: '2026-11-22T10:00:00Z' };
    const sent = file({ id: 'fil_sent', uploadedAt: '2026-11-22T10:00:00Z' });
    const later = file({ id: 'fil_later', uploadedAt: '2026-11-22T10:00:01Z' });
    const asked = inStatus('action_required', { review });
    expect([sent, later].map((one) => canSwap(asked, one))).to.deep.equal([false, true]);
    expect(canSwap(asked, { ...sent, status: 'rejected' })).to.equal(true);
    expect(canSwap(inStatus('collecting', { review }), sent), 'after a withdrawal').to.equal(true);
    expect(canSwap(inStatus('action_required'), sent), 'nothing was sent').to.equal(true);
  });

  it('lets nothing be done about a document that is refused for good', () => {
    const final = passport('rejected', { reason: { code: 'suspected_tampering', final: true } });
    expect(canChange(inStatus('action_required'), final)).to.equal(false);
  });

  it('submits every uploaded document and nothing else', () => {
    const documents = documentStatuses.map((status) => passport(status, { id: `doc_${status}` }));
    expect(documentsToSubmit(onlyIdentity(documents))).to.deep.equal(['doc_uploaded']);
  });

  describe('blockers', () => {
    const of = (values: Partial<Verification>, uploads: readonly Upload[] = []) => (
      blockers(ready({ categories: [identityCategory], ...values }, uploads)));

    it('are none before the verification is there, when nothing may change, and when all is added', () => {
      expect(blockers(initialState)).to.deep.equal([]);
      expect(of({ status: 'pending' })).to.deep.equal([]);
      expect(of({ customer: locked })).to.deep.equal([]);
      expect(of({ documents: [passport('uploaded')] })).to.deep.equal([]);
      expect(of({ categories: [{ ...identityCategory, minDocuments: 0 }] })).to.deep.equal([]);
    });

    it('name the required fields without a value, of what is sent next', () => {
      const fields = [
        { id: 'number', kind: 'text', label: 'Number', required: true }, { id: 'country', kind: 'country', label: 'Country', required: true },
        { id: 'expiry', kind: 'date', label: 'Valid until', required: false },
      ] as const;
      const asking = { ...identityCategory, documentTypes: [{ ...documentType('passport', 'Passport'), fields }] };
      const filled = (values: Record<string, string>, status: DocumentStatus = 'uploaded') => ({ ...passport(status), fields: values });
      const missing = (doc: VerificationDocument) => of({ categories: [asking], documents: [doc] }).filter(({ kind }) => kind === 'field_missing').map(({ fieldId }) => fieldId);
      expect(missing(filled({ number: ' ' }))).to.deep.equal(['number', 'country']);
      expect(missing(filled({ number: 'X1', country: 'UT' }))).to.deep.equal([]);
      expect(missing(filled({}, 'accepted'))).to.deep.equal([]);
      const state = ready({ categories: [asking], documents: [filled({ number: 'X1' })] });
      expect(categoryProgress(state, asking)).to.equal('partly_added');
    });

    it('say how many documents lack', () => {
      expect(of({ categories: [{ ...identityCategory, minDocuments: 3 }], documents: [passport('uploaded')] }))
        .to.deep.equal([{ kind: 'documents_missing', categoryId: 'identity', count: 2 }]);
      expect(of({ categories: [{ ...identityCategory, satisfied: false }], documents: [passport('uploaded')] }))
        .to.deep.equal([{ kind: 'documents_missing', categoryId: 'identity', count: 1 }]);
    });

    it('name the side that lacks instead of a document', () => {
      const front = document({
        id: 'doc_l', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploading', files: [file({ id: 'fil_f', side: 'front' })],
      });
      expect(of({ documents: [front] }))
        .to.deep.equal([{ kind: 'side_missing', categoryId: 'identity', documentId: 'doc_l', side: 'back' }]);
    });

    it('name what was sent back, except for good, and what was asked for', () => {
      const rejected = passport('rejected', { reason: { code: 'glare', final: false } });
      expect(of({ status: 'action_required', documents: [rejected] }))
        .to.deep.equal([{ kind: 'needs_fix', categoryId: 'identity', documentId: 'doc_1' }]);
      const final = passport('rejected', { reason: { code: 'underage', final: true } });
      expect(of({ status: 'action_required', documents: [final] }))
        .to.deep.equal([{ kind: 'documents_missing', categoryId: 'identity', count: 1 }]);
      expect(of({ status: 'action_required', documents: [passport('accepted')], requests: [request] }))
        .to.deep.equal([{ kind: 'requested', categoryId: 'identity' }]);
    });

    it('let go of a document sent back once a new one stands beside it', () => {
      const documents = [passport('expired'), passport('uploaded', { id: 'doc_2' })];
      expect(of({ status: 'expired', documents })).to.deep.equal([]);
      expect(categoryProgress(ready({ status: 'expired', documents }), identityCategory)).to.equal('added');
      const beside = [passport('rejected'), passport('accepted', { id: 'doc_2' })];
      expect(of({ status: 'action_required', documents: beside }).map(({ kind }) => kind)).to.deep.equal(['needs_fix']);
    });

    it('name uploads under way, held, failed, to be confirmed or to be chosen again', () => {
      const found = of({ documents: [passport('uploaded')] }, kinds.map((kind) => upload(kind)));
      expect(Object.fromEntries(found.map(({ uploadId, kind }) => [uploadId, kind]))).to.deep.equal({
        up_inspecting: 'upload_running', up_queued: 'upload_running', up_uploading: 'upload_running',
        up_waiting: 'upload_running', up_confirming: 'upload_running', up_paused: 'upload_running',
        up_warned: 'warned', up_failed: 'upload_failed', up_needs_file: 'needs_file',
      });
    });

    it('ask for an unfinished file once, and for the side beside it', () => {
      const begun = passport('uploading', { id: 'doc_1' });
      const again = { ...upload('needs_file'), documentId: 'doc_1', side: 'single' as const };
      expect(of({ documents: [begun] }, [again]))
        .to.deep.equal([{ kind: 'needs_file', categoryId: 'identity', uploadId: 'up_needs_file' }]);
      const licence = document({
        id: 'doc_1', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploading',
        files: [file({ id: 'fil_f', side: 'front', status: 'uploading' })],
      });
      expect(of({ documents: [licence] }, [{ ...again, side: 'front' }]).map(({ kind, side }) => [kind, side]))
        .to.deep.equal([['side_missing', 'back'], ['needs_file', undefined]]);
    });
  });

  it('gives each category one word', () => {
    const word = (values: Partial<Verification>, uploads: readonly Upload[] = [], of: Category = identityCategory) => (
      categoryProgress(ready({ categories: [of], ...values }, uploads), of));
    const optional = { ...identityCategory, minDocuments: 0 };
    expect(categoryProgress(initialState, identityCategory)).to.equal('to_do');
    expect(word({})).to.equal('to_do');
    expect(word({}, [], optional)).to.equal('optional');
    expect(word({}, [], { ...identityCategory, satisfied: true })).to.equal('optional');
    expect(word({}, [upload('uploading')])).to.equal('adding');
    expect(word({}, [upload('paused')])).to.equal('adding');
    expect(word({ documents: [passport('uploading')] })).to.equal('partly_added');
    expect(word({ documents: [passport('uploading')] }, [], optional)).to.equal('partly_added');
    expect(word({ documents: [passport('uploaded')] })).to.equal('added');
    expect(word({ status: 'pending', documents: [passport('pending')] })).to.equal('pending');
    expect(word({ status: 'pending', documents: [passport('accepted')] })).to.equal('accepted');
    expect(word({ status: 'action_required', documents: [passport('rejected')] })).to.equal('needs_fix');
    expect(word({ documents: [passport('accepted')], requests: [request] })).to.equal('requested');
  });
});

describe('snapshotEvents', () => {
  const before = verification({ documents: [passport('pending')], comments: [comment({ id: 'com_1', body: 'Hello' })] });
  const names = (current: Verification) => snapshotEvents(before, current).map(([name]) => name);

  it('says ready and change for the first snapshot and nothing for the same one', () => {
    expect(snapshotEvents(undefined, before)).to.deep.equal([
      ['kyc-ready', { verification: before }], ['kyc-change', { verification: before }],
    ]);
    expect(snapshotEvents(before, before)).to.deep.equal([]);
    expect(names({ ...before, version: 2 })).to.deep.equal(['kyc-change']);
  });

  it('says what moved: status, customer, documents, comments', () => {
    const reason = { code: 'glare', message: null, final: false };
    const said = comment({ id: 'com_2', body: 'Again' });
    const current: Verification = {
      ...before,
      status: 'action_required',
      customer: { ...before.customer, status: 'restricted' },
      documents: [passport('rejected', { reason }), passport('uploading', { id: 'doc_2' })],
      comments: [...before.comments, said],
    };
    expect(snapshotEvents(before, current)).to.deep.equal([
      ['kyc-change', { verification: current }],
      ['kyc-status-change', { previous: 'collecting', current: 'action_required', verification: current }],
      ['kyc-customer-status-change', { previous: 'approval_pending', current: 'restricted' }],
      ['kyc-document-status-change', { documentId: 'doc_1', categoryId: 'identity', previous: 'pending', current: 'rejected', reason }],
      ['kyc-document-status-change', { documentId: 'doc_2', categoryId: 'identity', previous: undefined, current: 'uploading' }],
      ['kyc-comment', { comment: said }],
    ]);
  });
});

describe('what the server states about files', () => {
  const pdf = (size: number) => ({ name: 'a.pdf', type: 'application/pdf', size });
  const photo = (size: number) => ({ name: 'a.jpg', type: 'image/jpeg', size });

  it('takes what is within the limit', () => {
    expect(statedRefusal(identityCategory, pdf(10_485_760))).to.equal(undefined);
    expect(statedRefusal({ ...identityCategory, maxSizeBytes: null }, pdf(1e12))).to.equal(undefined);
  });

  it('refuses empty and too large, with limit and actual value', () => {
    expect(statedRefusal(identityCategory, pdf(0))).to.deep.equal({ code: 'empty_file', actual: 0 });
    expect(statedRefusal(identityCategory, pdf(10_485_761)))
      .to.deep.equal({ code: 'too_large', limit: 10_485_760, actual: 10_485_761 });
  });

  it('leaves a picture that may be made to fit to the inspection, unless it is none that a camera takes', () => {
    const fixed = { ...identityCategory, privacy: { stripMetadata: false, allowReencode: false } };
    expect(statedRefusal(identityCategory, photo(10_485_761))).to.equal(undefined);
    expect(statedRefusal(fixed, photo(10_485_761))).to.include({ code: 'too_large' });
    expect(statedRefusal(identityCategory, photo(2 ** 32 + 1))).to.include({ code: 'too_large' });
  });

  it('knows groups of types', () => {
    expect(isTypeAllowed(['image/*'], 'image/heic')).to.equal(true);
    expect(isTypeAllowed(['image/*'], 'application/pdf')).to.equal(false);
    expect(isTypeAllowed(['image/heic'], 'image/heif')).to.equal(true);
    expect(isTypeAllowed(['image/heif'], 'image/avif')).to.equal(false);
  });
});

describe('KycError', () => {
  it('keeps what it is, names an abort, and hides what it does not know', () => {
    const known = new KycError('too_large');
    expect(KycError.from(known)).to.equal(known);
    expect(KycError.from(new DOMException('secret', 'AbortError')).code).to.equal('aborted');
    const unknown = KycError.from(new TypeError('Failed to fetch https://user:secret@host'));
    expect(unknown).to.include({ code: 'connection_error', retryable: true, message: 'connection_error' });
    expect(KycError.from('a string', 'server_error')).to.include({ code: 'server_error', retryable: false });
  });

  it('belongs to a class that the error event names', () => {
    const classOf = (code: string, status?: number) => errorEventCode(new KycError(code, { detail: { status } }));
    expect(classOf('contract_error')).to.equal('contract_error');
    expect(classOf('config_error')).to.equal('config_error');
    expect(classOf('unauthorized', 401)).to.equal('session_error');
    expect(classOf('session_error')).to.equal('session_error');
    expect(classOf('anything', 429)).to.equal('rate_limited');
    expect(classOf('storage_full', 507)).to.equal('server_error');
    expect(classOf('connection_error')).to.equal('connection_error');
  });
});
