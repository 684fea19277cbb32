/**
 * What every `KycClient` must do, whatever stands behind it: one set of tests for the client in memory and for the HTTP
 * client with the reference backend. Each test gets a customer of its own.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddFileRequest, CreateDocumentRequest, KycClient, StartedUpload } from '../../src/client/kyc-client.ts';
import type { KycError } from '../../src/model/errors.ts';
import type { Category, Consent, CustomerStatus, DocumentType, Side, Verification } from '../../src/model/verification.ts';
import { sendUpload } from './send-upload.ts';

/** What the provider does in these tests. */
export interface ProviderActs {
  accept(documentId: string): Promise<void>;
  reject(documentId: string, rejection: { fileId?: string; code: string; message?: string }): Promise<void>;
  decide(decision: 'complete' | 'request_changes' | 'reject', message?: string): Promise<void>;
  comment(body: string): Promise<void>;
  request(categoryId: string, message: string): Promise<void>;
  setCustomerStatus(status: CustomerStatus): Promise<void>;
  /** Looks at what was sent. */
  begin(): Promise<void>;
  /** Accepts the last document that is needed, which has run out already. */
  acceptRunOut(documentId: string): Promise<void>;
  /** Asks a verified customer to renew these categories, by a day far ahead. */
  renew(categoryIds: readonly string[]): Promise<void>;
  /** Asks everybody for these, until `dispose`. */
  askConsents(consents: readonly Omit<Consent, 'givenAt'>[]): Promise<void>;
  /** Takes a category away from everybody until `dispose`. */
  removeCategory(categoryId: string): Promise<void>;
}

export interface ContractSubject {
  readonly client: KycClient;
  readonly provider: ProviderActs;
  /** Undoes what outlives the customer. */
  dispose(): Promise<void>;
}

interface Specimen {
  readonly bytes: Blob;
  readonly sha256: string;
  readonly announced: Pick<AddFileRequest, 'fileName' | 'mediaType' | 'sizeBytes'>;
}

/** A committed specimen as a chosen file. */
export function specimen(fileName: string, mediaType: string): Specimen {
  const content = readFileSync(new URL(`../fixtures/corpus/files/${fileName}`, import.meta.url));
  return {
    bytes: new Blob([content], { type: mediaType }),
    sha256: createHash('sha256').update(content).digest('hex'),
    announced: { fileName, mediaType, sizeBytes: content.length },
  };
}

const scan = specimen('bill-scan-good.png', 'image/png');
const card = specimen('id-good.jpg', 'image/jpeg');
const pdf = specimen('pdf-bill.pdf', 'application/pdf');

const once = () => ({ idempotencyKey: randomUUID() });

/** The code a call rejects with; fails when it resolves. */
async function errorOf(call: Promise<unknown>): Promise<KycError> {
  const outcome = await call.then(() => 'resolved', (reason: KycError) => reason);
  if (typeof outcome === 'string') throw new Error('the call was expected to reject');
  expect(outcome.name).toBe('KycError');
  return outcome;
}

/** A customer's hands: the steps of the tests. */
class Customer {
  readonly client: KycClient;

  constructor(client: KycClient) {
    this.client = client;
  }

  async read(): Promise<Verification> {
    const answer = await this.client.getVerification();
    if (answer.kind === 'unchanged') throw new Error('nothing was known, so nothing can be unchanged');
    return answer.verification;
  }

  async category(kind: Category['kind']): Promise<Category> {
    const found = (await this.read()).categories.find((category) => category.kind === kind);
    if (!found) throw new Error(`the seed has no ${kind} category`);
    return found;
  }

  async documentStatus(documentId: string): Promise<string | undefined> {
    return (await this.read()).documents.find(({ id }) => id === documentId)?.status;
  }

  async start(category: Category, type: DocumentType, options: Partial<CreateDocumentRequest> = {}, file = scan) {
    const [side = 'single'] = type.sides;
    const request = {
      categoryId: category.id, documentTypeId: type.id, file: { ...file.announced, side: knownSide(side) }, ...options,
    };
    return this.client.createDocument(request, once());
  }

  async finish(started: StartedUpload, file = scan): Promise<StartedUpload> {
    await this.send(started, file.bytes);
    const { document, file: stored } = await this.client.completeUpload(refOf(started), file.sha256);
    return { ...started, document, file: stored };
  }

  async send({ upload }: StartedUpload, bytes: Blob): Promise<void> {
    if (this.client.sendBytes) return this.client.sendBytes(upload, bytes, { onProgress: () => undefined });
    const response = await sendUpload(upload, bytes, upload.protocol === 'put' ? {} : await this.client.uploadHeaders?.(upload.url));
    if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  }

  /** A whole document of a type with one side. */
  async add(category: Category, type = singleType(category), file = scan): Promise<StartedUpload> {
    return this.finish(await this.start(category, type, {}, file), file);
  }

  async addSide(documentId: string, side: 'front' | 'back', replaces?: string): Promise<StartedUpload> {
    const started = await this.client.addFile(documentId, { ...card.announced, side, replaces }, once());
    return this.finish(started, card);
  }

  /** A document of a type with front and back, whole. */
  async addTwoSided(category: Category): Promise<{ id: string; front: string; back: string }> {
    const { document, file } = await this.finish(await this.start(category, twoSidedType(category)));
    const back = await this.addSide(document.id, 'back');
    return { id: document.id, front: file.id, back: back.file.id };
  }

  /** One document for the ID, one for the address, sent. */
  async submitBoth(): Promise<{ passport: string; bill: string }> {
    const { document: passport } = await this.add(await this.category('identity'));
    const { document: bill } = await this.add(await this.category('address'));
    await this.submitAll();
    return { passport: passport.id, bill: bill.id };
  }

  /** A document in the place of another, of a type with one side; its id. */
  async replace(categoryKind: Category['kind'], replaces: string): Promise<string> {
    const category = await this.category(categoryKind);
    const { document } = await this.finish(await this.start(category, singleType(category), { replaces }));
    return document.id;
  }

  /** Submits what is there and returns the ids sent. */
  async submitAll(): Promise<string[]> {
    const { version, documents } = await this.read();
    const documentIds = documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
    await this.client.submit({ version, documentIds }, once());
    return documentIds;
  }
}

function singleType({ documentTypes }: Category): DocumentType {
  const found = documentTypes.find(({ sides }) => sides.length === 1);
  if (!found) throw new Error('the category has no type with one side');
  return found;
}

function twoSidedType({ documentTypes }: Category): DocumentType {
  const found = documentTypes.find(({ sides }) => sides.length === 2);
  if (!found) throw new Error('the category has no type with two sides');
  return found;
}

function knownSide(side: Side): Exclude<Side, 'unknown'> {
  if (side === 'unknown') throw new Error('the seed has a side nobody knows');
  return side;
}

function refOf({ document, file }: StartedUpload) {
  return { documentId: document.id, fileId: file.id };
}

/**
 * Runs the contract's tests against the client that `makeSubject` gives for a new customer: all of them, or those in which the
 * way of uploading plays a part.
 */
export function describeKycClient(name: string, makeSubject: () => Promise<ContractSubject>, tests: 'all' | 'uploads' = 'all'): void {
  describe(`KycClient: ${name}`, () => {
    let subject: ContractSubject;
    let customer: Customer;

    beforeEach(async () => {
      subject = await makeSubject();
      customer = new Customer(subject.client);
    });
    afterEach(() => subject.dispose());

    describe('the snapshot', () => {
      it('is of a new customer who may add to every category, and is told apart by its ETag', async () => {
        const first = await subject.client.getVerification();
        if (first.kind === 'unchanged') throw new Error('nothing was known');
        expect(first.verification).toMatchObject({ status: 'collecting', documents: [], comments: [] });
        expect(first.verification.customer.status).toBe('approval_pending');
        expect(first.verification.categories.map(({ minDocuments }) => minDocuments)).not.toContain(0);
        expect(await subject.client.getVerification({ etag: first.etag })).toEqual({ kind: 'unchanged' });

        await customer.start(await customer.category('identity'), singleType(await customer.category('identity')));
        const next = await subject.client.getVerification({ etag: first.etag });
        expect(next).toMatchObject({ kind: 'changed', verification: { documents: [{ status: 'uploading' }] } });
        expect(next.kind === 'changed' && next.verification.version).toBeGreaterThan(first.verification.version);
      });

      it('rejects with `aborted` when the caller gave up', async () => {
        expect((await errorOf(subject.client.getVerification({ signal: AbortSignal.abort() }))).code).toBe('aborted');
      });
    });

    describe('adding', () => {
      it('stores what was sent and gives it back byte for byte', async () => {
        const category = await customer.category('address');
        const started = await customer.start(category, singleType(category), {}, pdf);
        expect(started.document.status).toBe('uploading');
        expect(started.file).toMatchObject({ status: 'uploading', sha256: null, uploadedAt: null, fileName: 'pdf-bill.pdf' });

        const done = await customer.finish(started, pdf);
        expect(done.document.status).toBe('uploaded');
        expect(done.file).toMatchObject({ status: 'uploaded', sha256: pdf.sha256, mediaType: 'application/pdf', sizeBytes: 1305 });
        expect(Date.parse(done.file.uploadedAt ?? '')).not.toBeNaN();
        expect((await customer.read()).documents).toMatchObject([{ id: done.document.id, files: [{ id: done.file.id }] }]);

        const content = await subject.client.getContent(refOf(started));
        expect(Buffer.from(await content.arrayBuffer())).toEqual(Buffer.from(await pdf.bytes.arrayBuffer()));
        expect((await subject.client.createView(refOf(started))).url).toMatch(/^https?:/);
      });

      it('completes as often as asked, and only with the same hash', async () => {
        const started = await customer.start(await customer.category('address'), singleType(await customer.category('address')));
        expect(await errorOf(subject.client.completeUpload(refOf(started), scan.sha256)))
          .toMatchObject({ code: 'upload_incomplete', retryable: true });
        await customer.send(started, scan.bytes);
        expect((await errorOf(subject.client.completeUpload(refOf(started), card.sha256))).code).toBe('hash_mismatch');
        expect(await errorOf(subject.client.completeUpload(refOf(started), scan.sha256)))
          .toMatchObject({ code: 'upload_incomplete' });

        const first = await customer.finish(started);
        const again = await subject.client.completeUpload(refOf(started), scan.sha256);
        expect(again.file).toEqual(first.file);
        expect((await errorOf(subject.client.completeUpload(refOf(started), card.sha256))).code).toBe('hash_mismatch');
      });

      it('takes a file away whose bytes are not what it says', async () => {
        const html = specimen('html-as-jpg.jpg', 'image/jpeg');
        const category = await customer.category('identity');
        const started = await customer.start(category, singleType(category), {}, html);
        expect((await errorOf(customer.finish(started, html))).code).toBe('type_mismatch');
        expect((await customer.read()).documents).toEqual([]);
      });

      it.each([
        ['pdf_encrypted', 'pdf-user-password.pdf', 'application/pdf'], ['truncated', 'jpeg-truncated-50.jpg', 'image/jpeg'],
        ['pdf_no_pages', 'pdf-0-pages.pdf', 'application/pdf'], ['too_many_pixels', 'png-bomb-header-only.png', 'image/png'],
      ])('says %s about a file of that kind, and takes it away', async (code, fileName, mediaType) => {
        const file = specimen(fileName, mediaType);
        const category = await customer.category('identity');
        expect(await errorOf(customer.add(category, undefined, file))).toMatchObject({ code, retryable: false, detail: { status: 422 } });
        expect((await customer.read()).documents).toEqual([]);
      });

      it('corrects the type of a picture that is of another allowed kind', async () => {
        const png = specimen('png-as-jpg.jpg', 'image/jpeg');
        const { file } = await customer.add(await customer.category('identity'), undefined, png);
        expect(file.mediaType).toBe('image/png');
      });

      it('keeps a document uploading until every side is there', async () => {
        const category = await customer.category('identity');
        const { document } = await customer.finish(await customer.start(category, twoSidedType(category)));
        expect(document.status).toBe('uploading');
        const taken = subject.client.addFile(document.id, { ...card.announced, side: 'front' }, once());
        expect((await errorOf(taken)).code).toBe('too_many_files');

        const back = await customer.addSide(document.id, 'back');
        expect(back.document.status).toBe('uploaded');
        expect(back.document.files.map(({ side }) => side).sort()).toEqual(['back', 'front']);
      });

      it('refuses what the category states it does not take, with limit and actual value', async () => {
        const category = await customer.category('identity');
        const text = { ...scan, announced: { ...scan.announced, mediaType: 'text/plain' } };
        expect((await errorOf(customer.start(category, singleType(category), {}, text))).code).toBe('type_not_allowed');

        const limit = category.maxSizeBytes ?? 0;
        const large = { ...scan, announced: { ...scan.announced, sizeBytes: limit + 1 } };
        expect(await errorOf(customer.start(category, singleType(category), {}, large)))
          .toMatchObject({ code: 'too_large', retryable: false, detail: { limit, actual: limit + 1 } });
      });

      it('refuses one document more than the category takes', async () => {
        const category = await customer.category('address');
        const limit = category.maxDocuments ?? 0;
        for (let count = 0; count < limit; count += 1) await customer.start(category, singleType(category));
        expect(await errorOf(customer.start(category, singleType(category))))
          .toMatchObject({ code: 'too_many_documents', detail: { limit, actual: limit + 1 } });
      });

      it('acts once per idempotency key', async () => {
        const category = await customer.category('address');
        const file = { ...scan.announced, side: 'single' as const };
        const request = { categoryId: category.id, documentTypeId: singleType(category).id, file };
        const key = once();
        const answers = await Promise.all([1, 2, 3].map(() => subject.client.createDocument(request, key)));
        expect(new Set(answers.map(({ document }) => document.id)).size).toBe(1);
        expect((await customer.read()).documents).toHaveLength(1);

        const other = { ...request, file: { ...file, fileName: 'other.png' } };
        expect((await errorOf(subject.client.createDocument(other, key))).code).toBe('idempotency_mismatch');
      });

      it('answers a category taken away meanwhile with `version_conflict`', async () => {
        const category = await customer.category('address');
        await customer.add(await customer.category('identity'));
        const { version, documents } = await customer.read();
        await subject.provider.removeCategory(category.id);
        const request = { version, documentIds: documents.map(({ id }) => id) };
        expect((await errorOf(subject.client.submit(request, once()))).code).toBe('version_conflict');
        expect((await customer.read()).categories.map(({ id }) => id)).not.toContain(category.id);
        expect((await errorOf(customer.start(category, singleType(category)))).code).toBe('version_conflict');
      });
    });

    describe('changing and removing', () => {
      it('puts a new file in the place of an old one once it is there', async () => {
        const licence = await customer.addTwoSided(await customer.category('identity'));
        const request = { ...card.announced, side: 'front' as const, replaces: licence.front };
        const started = await subject.client.addFile(licence.id, request, once());
        expect((await customer.read()).documents[0]?.files.map(({ id }) => id)).toContain(licence.front);

        const { document, file } = await customer.finish(started, card);
        expect(document.status).toBe('uploaded');
        expect(document.files.map(({ id }) => id).sort()).toEqual([file.id, licence.back].sort());
      });

      it('marks a document as replaced once the new one is there', async () => {
        const category = await customer.category('address');
        const old = await customer.add(category);
        const started = await customer.start(category, singleType(category), { replaces: old.document.id });
        expect(await customer.documentStatus(old.document.id)).toBe('uploaded');
        const { document } = await customer.finish(started);
        expect(document.replaces).toBe(old.document.id);
        expect(await customer.documentStatus(old.document.id)).toBe('replaced');
      });

      it('changes a document into another type, and asks for the side that then lacks', async () => {
        const category = await customer.category('identity');
        const { document } = await customer.add(category);
        const changed = await subject.client.updateDocument(document.id, { documentTypeId: twoSidedType(category).id });
        expect(changed).toMatchObject({ documentTypeId: twoSidedType(category).id, status: 'uploading', files: [{ side: 'front' }] });
        const back = await customer.addSide(document.id, 'back');
        expect(back.document.status).toBe('uploaded');
        const tooMany = subject.client.updateDocument(document.id, { documentTypeId: singleType(category).id });
        expect((await errorOf(tooMany)).code).toBe('too_many_files');
      });

      it('puts pages into another order, all of them and no others', async () => {
        const category = await customer.category('address');
        const type = category.documentTypes.find(({ sides }) => sides.includes('page'));
        if (!type) throw new Error('the seed has no type with pages');
        const first = await customer.finish(await customer.start(category, type));
        const { id } = first.document;
        const next = await subject.client.addFile(id, { ...card.announced, side: 'page', page: 2 }, once());
        const second = await customer.finish(next, card);
        expect(second.document.status).toBe('uploaded');
        const pageOrder = [second.file.id, first.file.id];
        const ordered = await subject.client.updateDocument(id, { pageOrder });
        const pages = new Map(ordered.files.map((file) => [file.id, file.page]));
        expect(pageOrder.map((fileId) => pages.get(fileId))).toEqual([1, 2]);
        for (const wrong of [[first.file.id], [first.file.id, first.file.id], [...pageOrder, 'fil_none']]) {
          const refused = await errorOf(subject.client.updateDocument(id, { pageOrder: wrong }));
          expect(refused).toMatchObject({ code: 'invalid_request', detail: { status: 422, paths: ['pageOrder'] } });
        }
      });

      it('keeps the fields of a type, and says which value does not fit', async () => {
        const category = await customer.category('identity');
        const type = category.documentTypes.find(({ fields }) => fields.length > 0);
        if (!type) throw new Error('the seed has no type with fields');
        const given = { number: 'X0000000', country: 'DE', expiry: '2031-02-28' };
        const { document } = await customer.start(category, type, { fields: given });
        expect(document.fields).toEqual(given);
        const changed = await subject.client.updateDocument(document.id, { fields: { country: 'FR' } });
        expect(changed.fields).toEqual({ ...given, country: 'FR' });
        for (const [name, value] of [['expiry', '2031-02-29'], ['expiry', '28.02.2031'], ['country', 'de'], ['colour', 'red']]) {
          const fields = { [name ?? '']: value ?? '' };
          const refusal = { code: 'invalid_request', detail: { status: 422, paths: [`fields.${name ?? ''}`] } };
          expect(await errorOf(subject.client.updateDocument(document.id, { fields }))).toMatchObject(refusal);
          expect(await errorOf(customer.start(category, type, { fields }))).toMatchObject(refusal);
        }
      });

      it('copies a document to another category, once per idempotency key', async () => {
        const identity = await customer.category('identity');
        const source = await customer.addTwoSided(identity);
        const address = await customer.category('address');
        const request = { categoryId: address.id, documentTypeId: twoSidedType(address).id, copyOf: source.id };
        const key = once();
        const copies = await Promise.all([subject.client.copyDocument(request, key), subject.client.copyDocument(request, key)]);
        expect(copies[0]).toMatchObject({ categoryId: address.id, status: 'uploaded', files: [{ side: 'front' }, { side: 'back' }] });
        expect(copies[1]?.id).toBe(copies[0]?.id);
        await subject.client.deleteDocument(source.id);
        const [front] = copies[0]?.files ?? [];
        const content = await subject.client.getContent({ documentId: copies[0]?.id ?? '', fileId: front?.id ?? '' });
        expect(content.size).toBeGreaterThan(1000);
      });

      it('copies nothing that is not whole, not theirs, or does not fit', async () => {
        const identity = await customer.category('identity');
        const address = await customer.category('address');
        const unfinished = await customer.start(identity, twoSidedType(identity));
        const whole = await customer.addTwoSided(identity);
        const copy = (copyOf: string, type: DocumentType) => (
          errorOf(subject.client.copyDocument({ categoryId: address.id, documentTypeId: type.id, copyOf }, once())));
        expect((await copy(unfinished.document.id, twoSidedType(address))).code).toBe('invalid_request');
        expect((await copy(whole.id, singleType(address))).code).toBe('invalid_request');
        expect((await copy('doc_none', twoSidedType(address))).code).toBe('not_found');
      });

      it('removes a file, and the document with its last one', async () => {
        const licence = await customer.addTwoSided(await customer.category('identity'));
        await subject.client.deleteFile({ documentId: licence.id, fileId: licence.front });
        expect((await customer.read()).documents).toMatchObject([{ status: 'uploading', files: [{ id: licence.back }] }]);
        await subject.client.deleteFile({ documentId: licence.id, fileId: licence.back });
        expect((await customer.read()).documents).toEqual([]);
      });

      it('removes a document, and knows it no more', async () => {
        const added = await customer.add(await customer.category('address'));
        await subject.client.deleteDocument(added.document.id);
        const calls = [
          subject.client.deleteDocument(added.document.id),
          subject.client.deleteFile(refOf(added)),
          subject.client.updateDocument(added.document.id, { fields: {} }),
          subject.client.addFile(added.document.id, { ...scan.announced, side: 'single' }, once()),
          subject.client.completeUpload(refOf(added), scan.sha256),
          subject.client.renewUpload(refOf(added)),
          subject.client.getContent(refOf(added)),
          subject.client.createView(refOf(added)),
          subject.client.markCommentRead('com_none'),
        ];
        const codes = await Promise.all(calls.map(async (call) => (await errorOf(call)).code));
        expect(codes).toEqual(calls.map(() => 'not_found'));
      });

      it('gives a fresh place for the bytes of an upload under way', async () => {
        const category = await customer.category('address');
        const started = await customer.start(category, singleType(category));
        const upload = await subject.client.renewUpload(refOf(started));
        expect((await customer.finish({ ...started, upload })).document.status).toBe('uploaded');
      });
    });

    if (tests === 'uploads') return;

    describe('submitting', () => {
      it('names the categories that lack something', async () => {
        await customer.add(await customer.category('identity'));
        const { version, documents, categories } = await customer.read();
        const error = await errorOf(subject.client.submit({ version, documentIds: documents.map(({ id }) => id) }, once()));
        expect(error.code).toBe('incomplete');
        expect(error.detail.categoryIds).toEqual(categories.filter(({ kind }) => kind !== 'identity').map(({ id }) => id));
      });

      it('refuses a snapshot in which documents have changed since; comments do not count', async () => {
        await customer.add(await customer.category('identity'));
        await customer.add(await customer.category('address'));
        const seen = await customer.read();
        await customer.add(await customer.category('address'));
        const request = { version: seen.version, documentIds: seen.documents.map(({ id }) => id) };
        expect((await errorOf(subject.client.submit(request, once()))).code).toBe('version_conflict');

        const before = await customer.read();
        const bill = before.documents.at(-1);
        const { documentTypes } = await customer.category('address');
        const other = documentTypes.find(({ id, sides }) => sides.length === 1 && id !== bill?.documentTypeId);
        await subject.client.updateDocument(bill?.id ?? '', { documentTypeId: other?.id });
        const same = { version: before.version, documentIds: before.documents.map(({ id }) => id) };
        expect((await errorOf(subject.client.submit(same, once()))).code).toBe('version_conflict');

        const current = await customer.read();
        await subject.provider.comment('Take your time.');
        const documentIds = current.documents.map(({ id }) => id);
        const answer = await subject.client.submit({ version: current.version, documentIds }, once());
        expect(answer.verification.status).toBe('pending');
      });

      it('sends everything to review, once however often it is pressed', async () => {
        await customer.add(await customer.category('identity'));
        await customer.addTwoSided(await customer.category('address'));
        const { version, documents } = await customer.read();
        const request = { version, documentIds: documents.map(({ id }) => id) };
        const key = once();
        const answers = await Promise.all([key, key, once()].map((options) => subject.client.submit(request, options)));
        expect(new Set(answers.map(({ submissionId }) => submissionId)).size).toBe(1);

        const { status, review, documents: sent } = await customer.read();
        expect(status).toBe('pending');
        expect(review.submissionId).toBe(answers[0]?.submissionId);
        expect(Date.parse(review.expectedBy ?? '')).toBeGreaterThan(Date.parse(review.submittedAt ?? ''));
        expect(sent.flatMap((document) => [document.status, ...document.files.map((file) => file.status)]))
          .toEqual(Array.from({ length: 5 }, () => 'pending'));

        const category = await customer.category('address');
        expect((await errorOf(customer.start(category, singleType(category)))).code).toBe('not_open');
        expect((await errorOf(subject.client.deleteDocument(request.documentIds[0] ?? ''))).code).toBe('not_open');
      });
    });

    describe('the review', () => {
      it('asks only for the rejected side, and completes when the last document is accepted', async () => {
        const licence = await customer.addTwoSided(await customer.category('identity'));
        const bill = await customer.add(await customer.category('address'));
        await customer.submitAll();
        await subject.provider.reject(licence.id, { fileId: licence.front, code: 'glare', message: 'Please without flash.' });
        expect((await customer.read()).status).toBe('pending');
        await subject.provider.accept(bill.document.id);

        const fix = await customer.read();
        expect(fix.status).toBe('action_required');
        const sentBack = fix.documents.find(({ id }) => id === licence.id);
        expect(sentBack).toMatchObject({ status: 'rejected', reason: { code: 'glare', message: 'Please without flash.' } });
        expect(sentBack?.files.map(({ id, status }) => [id, status]).sort())
          .toEqual([[licence.front, 'rejected'], [licence.back, 'uploaded']].sort());

        const address = await customer.category('address');
        expect((await errorOf(customer.start(address, singleType(address)))).code).toBe('not_asked_for');
        const accepted = customer.start(address, singleType(address), { replaces: bill.document.id });
        expect((await errorOf(accepted)).code).toBe('not_asked_for');

        const front = await customer.addSide(licence.id, 'front', licence.front);
        expect(front.document).toMatchObject({ status: 'uploaded', reason: null });
        expect(await customer.submitAll()).toEqual([licence.id]);
        expect((await customer.read()).status).toBe('pending');
        await subject.provider.accept(licence.id);
        expect(await customer.read()).toMatchObject({ status: 'completed', customer: { status: 'active' } });
      });

      it('keeps a sent side nobody objected to', async () => {
        const licence = await customer.addTwoSided(await customer.category('identity'));
        const bill = await customer.add(await customer.category('address'));
        await customer.submitAll();
        await subject.provider.reject(licence.id, { fileId: licence.front, code: 'glare' });
        await subject.provider.accept(bill.document.id);
        const back = { documentId: licence.id, fileId: licence.back };
        expect((await errorOf(subject.client.deleteFile(back))).code).toBe('not_asked_for');
        expect((await errorOf(customer.addSide(licence.id, 'back', licence.back))).code).toBe('not_asked_for');

        const front = await customer.addSide(licence.id, 'front', licence.front);
        await subject.client.deleteFile({ documentId: licence.id, fileId: front.file.id });
        expect((await customer.read()).documents.find(({ id }) => id === licence.id)?.files.map(({ id }) => id)).toEqual([licence.back]);
      });

      it('takes a new document for a rejected one', async () => {
        const category = await customer.category('identity');
        const old = await customer.add(category);
        await customer.add(await customer.category('address'));
        await customer.submitAll();
        await subject.provider.reject(old.document.id, { code: 'expired' });
        await subject.provider.decide('request_changes', 'Please have another look.');
        expect(await customer.read()).toMatchObject({
          status: 'action_required', review: { reason: { message: 'Please have another look.', final: false } },
        });
        const started = await customer.start(category, singleType(category), { replaces: old.document.id });
        await customer.finish(started);
        expect(await customer.documentStatus(old.document.id)).toBe('replaced');
      });

      it('opens a category again when the provider asks for one more document', async () => {
        const bill = await customer.add(await customer.category('address'));
        const passport = await customer.add(await customer.category('identity'));
        await customer.submitAll();
        await subject.provider.request(bill.document.categoryId, 'One more, please.');
        const asked = await customer.read();
        expect(asked.status).toBe('action_required');
        expect(asked.requests).toMatchObject([{ categoryId: bill.document.categoryId, message: 'One more, please.', fulfilledBy: null }]);

        const identity = await customer.category('identity');
        expect((await errorOf(customer.start(identity, singleType(identity)))).code).toBe('not_asked_for');
        const more = await customer.add(await customer.category('address'));
        expect((await customer.read()).requests).toMatchObject([{ fulfilledBy: more.document.id }]);
        expect(await customer.submitAll()).toEqual([more.document.id]);
        for (const id of [bill, passport, more].map(({ document }) => document.id)) await subject.provider.accept(id);
        expect((await customer.read()).status).toBe('completed');
      });

      it('closes for good, and a locked customer can add nothing', async () => {
        const category = await customer.category('identity');
        await customer.add(category);
        await customer.add(await customer.category('address'));
        await customer.submitAll();
        await subject.provider.decide('reject', 'We cannot verify this account.');
        expect(await customer.read()).toMatchObject({
          status: 'rejected', customer: { status: 'locked' },
          review: { reason: { message: 'We cannot verify this account.', final: true } },
        });
        expect((await errorOf(customer.start(category, singleType(category)))).code).toBe('customer_locked');
      });

      it('lets a locked customer add nothing while collecting', async () => {
        await subject.provider.setCustomerStatus('locked');
        const category = await customer.category('identity');
        expect((await errorOf(customer.start(category, singleType(category)))).code).toBe('customer_locked');
      });
    });

    describe('taking back', () => {
      it('makes everything the customer’s again, until somebody looks', async () => {
        await customer.submitBoth();
        const { review } = await customer.read();
        expect(review.withdrawable).toBe(true);
        expect((await errorOf(subject.client.withdraw('sub_none'))).code).toBe('not_found');
        const back = await subject.client.withdraw(review.submissionId ?? '');
        expect(back).toMatchObject({ status: 'collecting', review: { submissionId: null, submittedAt: null, withdrawable: false } });
        expect(back.documents.map(({ status, files }) => [status, files[0]?.status])).toEqual([['uploaded', 'uploaded'], ['uploaded', 'uploaded']]);
        expect(await customer.read()).toEqual(back);
        await customer.add(await customer.category('address'));
        expect(await customer.submitAll()).toHaveLength(3);

        await subject.provider.begin();
        const seen = await customer.read();
        expect(seen.review).toMatchObject({ withdrawable: false, startedAt: expect.any(String) });
        expect((await errorOf(subject.client.withdraw(seen.review.submissionId ?? ''))).code).toBe('not_open');
      });

      it('is over with the first decision', async () => {
        const { passport } = await customer.submitBoth();
        await subject.provider.accept(passport);
        const { status, review } = await customer.read();
        expect([status, review.withdrawable]).toEqual(['pending', false]);
        expect((await errorOf(subject.client.withdraw(review.submissionId ?? ''))).code).toBe('not_open');
      });

      it('leads back to what was to be fixed, and why', async () => {
        const { passport, bill } = await customer.submitBoth();
        await subject.provider.reject(passport, { code: 'expired' });
        await subject.provider.accept(bill);
        await subject.provider.decide('request_changes', 'Only the passport.');
        const before = await customer.read();
        await customer.replace('identity', passport);
        await customer.submitAll();
        const back = await subject.client.withdraw((await customer.read()).review.submissionId ?? '');
        expect(back).toMatchObject({ status: 'action_required', review: { reason: { message: 'Only the passport.' }, withdrawable: false } });
        expect(back.review.decidedAt).toBe(before.review.decidedAt);
        expect(await customer.submitAll()).toHaveLength(1);
      });
    });

    describe('more than one round', () => {
      it('keeps every document in sight, with what was wrong with it', async () => {
        const sent = await customer.submitBoth();
        await subject.provider.accept(sent.bill);
        let { passport } = sent;
        const told: string[] = [];
        for (const code of ['blurred', 'glare', 'cropped']) {
          await subject.provider.reject(passport, { code, message: `Round ${code}` });
          told.push(passport);
          passport = await customer.replace('identity', passport);
          expect(await customer.submitAll()).toEqual([passport]);
        }
        const { documents } = await customer.read();
        const old = told.map((id) => documents.find((document) => document.id === id));
        expect(old.map((document) => [document?.status, document?.reason?.code, document?.reason?.message, document?.files.length])).toEqual([
          ['replaced', 'blurred', 'Round blurred', 1], ['replaced', 'glare', 'Round glare', 1], ['replaced', 'cropped', 'Round cropped', 1],
        ]);
        expect(documents.find(({ id }) => id === passport)?.replaces).toBe(told[2]);
        for (const document of old) {
          const content = await subject.client.getContent({ documentId: document?.id ?? '', fileId: document?.files[0]?.id ?? '' });
          expect(content.size).toBeGreaterThan(0);
        }
        await subject.provider.accept(passport);
        expect((await customer.read()).status).toBe('completed');
      });

      it('begins again for a completed customer who is asked for one more document, and stays active', async () => {
        await customer.submitBoth();
        await subject.provider.decide('complete');
        const address = await customer.category('address');
        await subject.provider.request(address.id, 'A newer bill, please.');
        expect(await customer.read()).toMatchObject({ status: 'action_required', customer: { status: 'active' }, requests: [{ fulfilledBy: null }] });
        const identity = await customer.category('identity');
        expect((await errorOf(customer.start(identity, singleType(identity)))).code).toBe('not_asked_for');
        const bill = await customer.add(address);
        expect(await customer.submitAll()).toEqual([bill.document.id]);
        await subject.provider.accept(bill.document.id);
        expect(await customer.read()).toMatchObject({ status: 'completed', requests: [{ fulfilledBy: bill.document.id }] });
      });
    });

    describe('a renewal', () => {
      it('of one category leaves the verification completed, and the accepted document where it is until a new one is there', async () => {
        const { bill } = await customer.submitBoth();
        await subject.provider.decide('complete');
        const address = await customer.category('address');
        await subject.provider.renew([address.id]);
        const steps: [string, string | undefined][] = [];
        const note = async () => {
          const { status, renewal } = await customer.read();
          steps.push([status, renewal?.status]);
        };
        await note();
        const identity = await customer.category('identity');
        expect((await errorOf(customer.start(identity, singleType(identity)))).code).toBe('not_asked_for');
        const started = await customer.start(address, singleType(address), { replaces: bill });
        expect(await customer.documentStatus(bill)).toBe('accepted');
        const { document } = await customer.finish(started);
        expect(await customer.documentStatus(bill)).toBe('replaced');
        await note();
        await customer.submitAll();
        await note();
        const { review } = await customer.read();
        expect(review.withdrawable).toBe(true);
        const back = await subject.client.withdraw(review.submissionId ?? '');
        expect([back.status, back.renewal?.status, back.documents.at(-1)?.status]).toEqual(['completed', 'collecting', 'uploaded']);
        await customer.submitAll();
        await subject.provider.reject(document.id, { code: 'cropped' });
        await note();
        const better = await customer.replace('address', document.id);
        await customer.submitAll();
        await note();
        await subject.provider.accept(better);
        expect(steps).toEqual(['due', 'collecting', 'pending', 'action_required', 'pending'].map((status) => ['completed', status]));
        const done = await customer.read();
        expect([done.status, done.renewal, done.documents.find(({ id }) => id === better)?.status]).toEqual(['completed', null, 'accepted']);
      });

      it('leaves an accepted document alone whose category is not renewed', async () => {
        const { passport } = await customer.submitBoth();
        await subject.provider.decide('complete');
        await subject.provider.renew([(await customer.category('address')).id]);
        const identity = await customer.category('identity');
        expect((await errorOf(customer.start(identity, singleType(identity), { replaces: passport }))).code).toBe('not_asked_for');
      });

      it('after a document ran out opens its category, and no other', async () => {
        const { passport, bill } = await customer.submitBoth();
        await subject.provider.accept(passport);
        await subject.provider.acceptRunOut(bill);
        const over = await customer.read();
        expect([over.status, over.documents.map(({ status }) => status)]).toEqual(['expired', ['accepted', 'expired']]);
        const identity = await customer.category('identity');
        expect((await errorOf(customer.start(identity, singleType(identity)))).code).toBe('not_asked_for');
        expect((await errorOf(customer.start(identity, singleType(identity), { replaces: passport }))).code).toBe('not_asked_for');
        const fresh = await customer.replace('address', bill);
        expect(await customer.submitAll()).toEqual([fresh]);
        await subject.provider.accept(fresh);
        expect((await customer.read()).status).toBe('completed');
      });
    });

    describe('consents', () => {
      const terms = { id: 'check', text: 'I agree that my documents are checked.', version: '1', required: true };
      const news = { id: 'news', text: 'Write to me about news.', version: '1', required: false };
      const send = async (consents?: { id: string; version: string }[]) => {
        const { version, documents } = await customer.read();
        return subject.client.submit({ version, documentIds: documents.map(({ id }) => id), consents }, once());
      };

      it('are asked for before sending, and remembered with their time', async () => {
        await subject.provider.askConsents([terms, news]);
        await customer.add(await customer.category('identity'));
        await customer.add(await customer.category('address'));
        expect((await customer.read()).consents).toEqual([{ ...terms, givenAt: null }, { ...news, givenAt: null }]);
        for (const missing of [undefined, [], [{ id: 'news', version: '1' }]]) expect((await errorOf(send(missing))).code).toBe('consent_missing');
        for (const other of [{ id: 'check', version: '0' }, { id: 'none', version: '1' }]) expect((await errorOf(send([other]))).code).toBe('version_conflict');
        const { verification } = await send([{ id: 'check', version: '1' }]);
        expect(verification.status).toBe('pending');
        expect(verification.consents).toEqual([{ ...terms, givenAt: verification.review.submittedAt }, { ...news, givenAt: null }]);

        const back = await subject.client.withdraw(verification.review.submissionId ?? '');
        expect(back.consents).toEqual(verification.consents);
        expect((await send()).verification.status).toBe('pending');
      });

      it('are asked for again in other words', async () => {
        await subject.provider.askConsents([terms]);
        await customer.add(await customer.category('identity'));
        await customer.add(await customer.category('address'));
        const { verification } = await send([{ id: 'check', version: '1' }]);
        await subject.client.withdraw(verification.review.submissionId ?? '');
        await subject.provider.askConsents([{ ...terms, version: '2', text: 'Other words.' }]);
        expect((await customer.read()).consents).toMatchObject([{ version: '2', givenAt: null }]);
        expect((await errorOf(send())).code).toBe('consent_missing');
        expect((await send([{ id: 'check', version: '2' }])).verification.consents).toMatchObject([{ version: '2', givenAt: expect.any(String) }]);
      });
    });

    describe('talking', () => {
      it('shows comments as they were written, and remembers that they were read', async () => {
        const body = '<b>Hello</b>\n\u202Esecond line & "more"';
        await subject.provider.comment(body);
        const [comment] = (await customer.read()).comments;
        expect(comment).toMatchObject({ body, readAt: null });
        await subject.client.markCommentRead(comment?.id ?? '');
        await subject.client.markCommentRead(comment?.id ?? '');
        expect(Date.parse((await customer.read()).comments[0]?.readAt ?? '')).not.toBeNaN();
      });

      it('creates a ticket once per idempotency key', async () => {
        const key = once();
        const request = { subject: 'Bill', message: 'Which bill do you mean?' };
        const [first, again] = [await subject.client.createTicket(request, key), await subject.client.createTicket(request, key)];
        expect(first.ticketId).not.toBe('');
        expect(again.ticketId).toBe(first.ticketId);
      });
    });
  });
}
