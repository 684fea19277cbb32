/** The calls that change something, and their schemas; loaded by `HttpKycClient` with the first of them. */
import type * as z from 'zod/mini';
import {
  completedUploadSchema, copiedDocumentSchema, createdTicketSchema, renewedUploadSchema, startedUploadSchema, submittedSchema, viewSchema,
} from '../contract/calls.ts';
import { parseAnswer, parseVerification } from '../contract/parse.ts';
import { documentSchema } from '../contract/verification.ts';
import { KycError } from '../model/errors.ts';
import type { UploadTarget, Verification } from '../model/verification.ts';
import type { Call } from './http-kyc-client.ts';
import { filePath, readJson, segment } from './http-parts.ts';
import type {
  AddFileRequest, CallOptions, CopyDocumentRequest, CreateDocumentRequest, CreateTicketRequest, FileRef, OnceOptions, StartedUpload,
  SubmitRequest, UpdateDocumentRequest,
} from './kyc-client.ts';

type Send = (call: Call) => Promise<Response>;

export class HttpChanges {
  readonly #base: URL;
  readonly #send: Send;

  constructor(base: URL, send: Send) {
    this.#base = base;
    this.#send = send;
  }

  createDocument(request: CreateDocumentRequest, options: OnceOptions): Promise<StartedUpload> {
    return this.#start('documents', { body: request, ...once(options) });
  }

  async copyDocument(request: CopyDocumentRequest, options: OnceOptions) {
    return (await this.#post('documents', copiedDocumentSchema, { body: request, ...once(options) })).document;
  }

  addFile(documentId: string, request: AddFileRequest, options: OnceOptions): Promise<StartedUpload> {
    return this.#start(`documents/${segment(documentId)}/files`, { body: request, ...once(options) });
  }

  async renewUpload(file: FileRef, options?: CallOptions): Promise<UploadTarget> {
    return this.#resolve(await this.#post(`${filePath(file)}/upload`, renewedUploadSchema, { signal: options?.signal }));
  }

  completeUpload(file: FileRef, sha256: string, options?: CallOptions) {
    return this.#post(`${filePath(file)}/complete`, completedUploadSchema, { body: { sha256 }, signal: options?.signal });
  }

  async updateDocument(documentId: string, request: UpdateDocumentRequest, options?: CallOptions) {
    const path = `documents/${segment(documentId)}`;
    const response = await this.#send({ method: 'PATCH', path, body: request, signal: options?.signal });
    return parseAnswer(documentSchema, await readJson(response));
  }

  async deleteDocument(documentId: string, options?: CallOptions): Promise<void> {
    await this.#send({ method: 'DELETE', path: `documents/${segment(documentId)}`, signal: options?.signal });
  }

  async deleteFile(file: FileRef, options?: CallOptions): Promise<void> {
    await this.#send({ method: 'DELETE', path: filePath(file), signal: options?.signal });
  }

  async createView(file: FileRef, options?: CallOptions) {
    const view = await this.#post(`${filePath(file)}/view`, viewSchema, { signal: options?.signal });
    return { ...view, url: this.#httpUrl(view.url) };
  }

  submit(request: SubmitRequest, options: OnceOptions) {
    return this.#post('submissions', submittedSchema, { body: request, ...once(options) });
  }

  async withdraw(submissionId: string, options?: CallOptions): Promise<Verification> {
    const response = await this.#send({ method: 'DELETE', path: `submissions/${segment(submissionId)}`, signal: options?.signal });
    return parseVerification(await readJson(response)).verification;
  }

  async markCommentRead(commentId: string, options?: CallOptions): Promise<void> {
    await this.#send({ method: 'POST', path: `comments/${segment(commentId)}/read`, signal: options?.signal });
  }

  createTicket(request: CreateTicketRequest, options: OnceOptions) {
    return this.#post('tickets', createdTicketSchema, { body: request, ...once(options) });
  }

  async #start(path: string, call: Omit<Call, 'method' | 'path'>): Promise<StartedUpload> {
    const started = await this.#post(path, startedUploadSchema, call);
    return { ...started, upload: this.#resolve(started.upload) };
  }

  async #post<T extends z.ZodMiniType>(path: string, schema: T, call: Omit<Call, 'method' | 'path'>) {
    const response = await this.#send({ method: 'POST', path, ...call });
    return parseAnswer(schema, await readJson(response));
  }

  #resolve(target: UploadTarget): UploadTarget {
    return { ...target, url: this.#httpUrl(target.url) };
  }

  /** URLs of the server may be relative to the endpoint, and are http(s). */
  #httpUrl(value: string): string {
    const url = URL.canParse(value, this.#base) ? new URL(value, this.#base) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw new KycError('contract_error', { detail: { paths: ['url'] } });
    return url.href;
  }
}

function once({ idempotencyKey, signal }: OnceOptions): Pick<Call, 'headers' | 'signal'> {
  return { headers: { 'Idempotency-Key': idempotencyKey }, signal };
}
