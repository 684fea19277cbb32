/**
 * A `KycClient` whose backend lives in memory: for stories, for tests of hosts, for trying the element without a
 * server. It keeps the contract's rules, is held to the same tests as the HTTP client, and has a provider's side
 * (`client.provider`) and switches for waiting and failing (`delay`, `failNext`, `holdUploadsAt`).
 *
 * It does not know other customers, tokens, mails or event streams.
 */
import type {
  AddFileRequest, CallOptions, CopyDocumentRequest, CreatedTicket, CreateDocumentRequest, CreateTicketRequest, FileRef, KycClient,
  OnceOptions, SendOptions, StartedUpload, SubmitRequest, UpdateDocumentRequest, VerificationAnswer,
} from '../client/kyc-client.ts';
import type { KycError } from '../model/errors.ts';
import type { DocumentFile, UploadTarget, Verification, VerificationDocument } from '../model/verification.ts';
import { Faults, type ClientMethod, type Delay } from './faults.ts';
import { MemoryCase } from './memory-case.ts';
import { settleDocument, withDocument, withNewDocument, withoutDocument, withoutFile } from './memory-changes.ts';
import { copiedDocument, updatedDocument } from './memory-documents.ts';
import { MemoryProvider } from './memory-provider.ts';
import {
  checkNewDocument, checkNewFile, checkNotKept, checkRemovable, checkSubmission, checkUpdatable, documentOf,
  fileOf, problem,
} from './memory-rules.ts';
import { runningSubmission, submitted, withdrawn } from './memory-submission.ts';
import { MemoryUploads } from './memory-uploads.ts';
import { specimenPicture, verification } from './specimens.ts';

export interface MemoryKycClientOptions {
  /** What the case starts as; default: an individual who has not added anything yet. */
  readonly verification?: Verification;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

const hourMs = 3_600_000;

export class MemoryKycClient implements KycClient {
  locale: string | undefined;
  readonly provider: MemoryProvider;
  /** Every call made, in order. */
  readonly calls: ClientMethod[] = [];
  /** Tickets created, in order. */
  readonly tickets: (CreateTicketRequest & CreatedTicket)[] = [];
  readonly #case: MemoryCase;
  readonly #uploads: MemoryUploads;
  readonly #faults = new Faults();
  readonly #answers = new Map<string, { readonly request: string; readonly answer: unknown }>();

  constructor(options: MemoryKycClientOptions = {}) {
    this.#case = new MemoryCase(options.verification ?? verification(), options.now ?? (() => Date.now()));
    this.#uploads = new MemoryUploads(this.#case);
    this.provider = new MemoryProvider(this.#case);
  }

  /** How long each of the four steps of an upload takes. */
  get uploadStep(): Delay {
    return this.#uploads.step;
  }

  set uploadStep(step: Delay) {
    this.#uploads.step = step;
  }

  /** The next call of this method rejects with the error; several calls of this queue up. */
  failNext(method: ClientMethod, error: KycError): void {
    this.#faults.failNext(method, error);
  }

  /** Every call from now on, or every call of one method, takes this long before it acts. */
  delay(delay: Delay, method: ClientMethod | 'all' = 'all'): void {
    this.#faults.delay(delay, method);
  }

  /** Uploads from now on stop at this share of their bytes (0 to 1) until the promise resolves. */
  holdUploadsAt(ratio: number, until: PromiseLike<unknown>): void {
    this.#uploads.hold = { ratio, until };
  }

  /** Uploads from now on break off at this share of their bytes (0 to 1); with null they go through again. */
  breakUploadsAt(ratio: number, error: KycError | null): void {
    this.#uploads.hold = error ? { ratio, until: null, error } : undefined;
  }

  async getVerification(options: CallOptions & { etag?: string | null } = {}): Promise<VerificationAnswer> {
    await this.#enter('getVerification', options);
    const current = this.#case.verification;
    const etag = `"${current.version}"`;
    if (options.etag === etag) return { kind: 'unchanged' };
    return { kind: 'changed', verification: current, etag, duplicateIds: [] };
  }

  async createDocument(request: CreateDocumentRequest, options: OnceOptions): Promise<StartedUpload> {
    await this.#enter('createDocument', options);
    return this.#once('createDocument', { request, options }, () => this.#startDocument(request));
  }

  async copyDocument(request: CopyDocumentRequest, options: OnceOptions): Promise<VerificationDocument> {
    await this.#enter('copyDocument', options);
    return this.#once('createDocument', { request, options }, () => copiedDocument(this.#case, request));
  }

  async addFile(documentId: string, request: AddFileRequest, options: OnceOptions): Promise<StartedUpload> {
    await this.#enter('addFile', options);
    return this.#once(`addFile ${documentId}`, { request, options }, () => {
      checkNewFile(this.#case.verification, documentId, request);
      if (request.replaces !== undefined) this.#checkNotKept({ documentId, fileId: request.replaces });
      return this.#startFile(documentId, request);
    });
  }

  async renewUpload(ref: FileRef, options?: CallOptions): Promise<UploadTarget> {
    await this.#enter('renewUpload', options);
    return this.#uploads.target(fileOf(this.#case.verification, ref));
  }

  /** Takes the bytes of an upload target of this client. Rejects with `not_found` for any other. */
  async sendBytes(target: UploadTarget, bytes: Blob, options: SendOptions): Promise<void> {
    await this.#enter('sendBytes', options);
    await this.#uploads.take(target, bytes, options);
  }

  async completeUpload(
    ref: FileRef, sha256: string, options?: CallOptions,
  ): Promise<{ document: VerificationDocument; file: DocumentFile }> {
    await this.#enter('completeUpload', options);
    const file = fileOf(this.#case.verification, ref);
    if (file.status === 'uploading') await this.#uploads.store(ref, sha256);
    else if (file.sha256 !== sha256) throw problem('hash_mismatch');
    return { document: documentOf(this.#case.verification, ref.documentId), file: fileOf(this.#case.verification, ref) };
  }

  async updateDocument(
    documentId: string, request: UpdateDocumentRequest, options?: CallOptions,
  ): Promise<VerificationDocument> {
    await this.#enter('updateDocument', options);
    checkUpdatable(this.#case.verification, documentId, request);
    this.#case.change((current) => settleDocument(
      withDocument(current, documentId, (document) => updatedDocument(current, document, request)), documentId,
    ));
    return documentOf(this.#case.verification, documentId);
  }

  async deleteDocument(documentId: string, options?: CallOptions): Promise<void> {
    await this.#enter('deleteDocument', options);
    checkRemovable(this.#case.verification, documentId);
    this.#case.change((current) => withoutDocument(current, documentId));
  }

  async deleteFile(ref: FileRef, options?: CallOptions): Promise<void> {
    await this.#enter('deleteFile', options);
    fileOf(this.#case.verification, ref);
    checkRemovable(this.#case.verification, ref.documentId);
    this.#checkNotKept(ref);
    this.#case.change((current) => withoutFile(current, ref.documentId, ref.fileId));
  }

  /** The bytes that were sent; for a file that was there from the start, a drawn card. */
  async getContent(ref: FileRef, options?: CallOptions): Promise<Blob> {
    await this.#enter('getContent', options);
    const file = fileOf(this.#case.verification, ref);
    if (file.status === 'uploading') throw problem('not_found');
    return this.#case.bytes.get(file.id) ?? new Blob([specimenPicture()], { type: 'image/png' });
  }

  /** As `getContent`; a PDF has none (`not_found`). */
  async getThumbnail(ref: FileRef, options?: CallOptions): Promise<Blob> {
    await this.#enter('getThumbnail', options);
    const file = fileOf(this.#case.verification, ref);
    if (!file.mediaType.startsWith('image/') || file.status === 'uploading') throw problem('not_found');
    return this.#case.bytes.get(file.id) ?? new Blob([specimenPicture()], { type: 'image/png' });
  }

  async createView(ref: FileRef, options?: CallOptions): Promise<{ url: string; expiresAt: string }> {
    await this.#enter('createView', options);
    const file = fileOf(this.#case.verification, ref);
    return { url: `https://kyc.example/view/${file.id}`, expiresAt: this.#case.instant(60_000) };
  }

  async submit(
    request: SubmitRequest, options: OnceOptions,
  ): Promise<{ submissionId: string; verification: Verification }> {
    await this.#enter('submit', options);
    return this.#once('submit', { request, options }, () => {
      const running = runningSubmission(this.#case.verification, request);
      if (running !== null) return { submissionId: running, verification: this.#case.verification };
      const hasChanged = this.#case.hasChangedSince(request.version, request.documentIds);
      checkSubmission(this.#case.verification, request, hasChanged);
      return this.#send(request);
    });
  }

  async withdraw(submissionId: string, options?: CallOptions): Promise<Verification> {
    await this.#enter('withdraw', options);
    const { review, documents } = this.#case.verification;
    if (review.submissionId !== submissionId) throw problem('not_found');
    if (!review.withdrawable) throw problem('not_open');
    this.#case.change((current) => withdrawn(current, this.#case.beforeReview));
    for (const { id } of documents.filter(({ status }) => status === 'pending').flatMap(({ files }) => files)) this.#case.sentFileIds.delete(id);
    return this.#case.verification;
  }

  async markCommentRead(commentId: string, options?: CallOptions): Promise<void> {
    await this.#enter('markCommentRead', options);
    const found = this.#case.verification.comments.find(({ id }) => id === commentId);
    if (!found) throw problem('not_found');
    if (found.readAt !== null) return;
    const read = { ...found, readAt: this.#case.instant() };
    this.#case.change((current) => ({ ...current, comments: current.comments.map((one) => (one === found ? read : one)) }));
  }

  async createTicket(request: CreateTicketRequest, options: OnceOptions): Promise<CreatedTicket> {
    await this.#enter('createTicket', options);
    return this.#once('createTicket', { request, options }, () => {
      const ticketId = this.#case.nextId('tic');
      this.tickets.push({ ...request, ticketId });
      return { ticketId, url: null };
    });
  }

  async #enter(method: ClientMethod, options: CallOptions | undefined): Promise<void> {
    this.calls.push(method);
    await this.#faults.pass(method, options?.signal);
  }

  /** Acts once per idempotency key; a repeat gets the first answer. Failed attempts leave nothing behind. */
  #once<T>(route: string, call: { request: unknown; options: OnceOptions }, act: () => T): T {
    const request = `${route} ${JSON.stringify(call.request)}`;
    const known = this.#answers.get(call.options.idempotencyKey);
    if (known && known.request !== request) throw problem('idempotency_mismatch');
    if (known) return known.answer as T; // the same route and body, so the same kind of answer
    const answer = act();
    this.#answers.set(call.options.idempotencyKey, { request, answer });
    return answer;
  }

  #startDocument(request: CreateDocumentRequest): StartedUpload {
    checkNewDocument(this.#case.verification, request);
    const { file, categoryId, documentTypeId, fields = {}, replaces = null } = request;
    const started: VerificationDocument = {
      id: this.#case.nextId('doc'), categoryId, documentTypeId, fields, replaces,
      status: 'uploading', reason: null, expiresAt: null, files: [],
    };
    this.#case.change((current) => withNewDocument(current, started));
    return this.#startFile(started.id, file);
  }

  #startFile(documentId: string, { replaces, page = 1, ...announced }: AddFileRequest): StartedUpload {
    const file: DocumentFile = {
      ...announced, page, id: this.#case.nextId('fil'), status: 'uploading', reason: null, sha256: null, uploadedAt: null,
    };
    if (replaces !== undefined) this.#case.replacedFiles.set(file.id, replaces);
    this.#case.change((current) => withDocument(current, documentId, (document) => ({
      ...document, files: [...document.files, file],
    })));
    return { document: documentOf(this.#case.verification, documentId), file, upload: this.#uploads.target(file) };
  }

  #checkNotKept(ref: FileRef): void {
    const { verification, sentFileIds } = this.#case;
    if (sentFileIds.has(ref.fileId)) checkNotKept(verification, ref, fileOf(verification, ref));
  }

  #send(request: SubmitRequest): { submissionId: string; verification: Verification } {
    const submissionId = this.#case.nextId('sub');
    const hours = this.#case.verification.review.usual?.maxHours ?? 24;
    const facts = { submissionId, at: this.#case.instant(), expectedBy: this.#case.instant(hours * hourMs) };
    const { status, review, renewal } = this.#case.verification;
    this.#case.beforeReview = { status, review, renewal };
    this.#case.change((current) => submitted(current, request, facts));
    const sent = this.#case.verification.documents.filter(({ id }) => request.documentIds.includes(id));
    for (const { id } of sent.flatMap(({ files }) => files)) this.#case.sentFileIds.add(id);
    return { submissionId, verification: this.#case.verification };
  }
}
