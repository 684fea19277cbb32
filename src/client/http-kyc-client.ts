/** `KycClient` over the contract's wire: token, timeouts, problem details, ETag. Knows nothing of uploads in flight. */
import type * as z from 'zod/mini';
import {
  completedUploadSchema, createdTicketSchema, renewedUploadSchema, startedUploadSchema, submittedSchema, viewSchema,
} from '../contract/calls.ts';
import { parseAnswer, parseVerification } from '../contract/parse.ts';
import { problemError } from '../contract/problem.ts';
import { documentSchema } from '../contract/verification.ts';
import { systemClock, type Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';
import type { UploadTarget } from '../model/verification.ts';
import type {
  AddFileRequest, CallOptions, CreateDocumentRequest, CreateTicketRequest, FileRef, KycClient, OnceOptions,
  StartedUpload, SubmitRequest, UpdateDocumentRequest, VerificationAnswer,
} from './kyc-client.ts';
import { SessionTokens, type FetchSession } from './session-tokens.ts';

export interface HttpKycClientOptions {
  /** Base URL of the contract's wire; relative to the page, http(s) only. */
  readonly endpoint: string;
  readonly fetchSession?: FetchSession;
  /** Default `same-origin`; `omit` once `fetchSession` is set. */
  readonly credentials?: RequestCredentials;
  /** BCP 47, sent as `Accept-Language`. */
  readonly locale?: string;
  /** One request's patience; default 30 000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

interface Call extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export class HttpKycClient implements KycClient {
  locale: string | undefined;
  readonly #base: URL;
  readonly #credentials: RequestCredentials;
  readonly #tokens: SessionTokens | undefined;
  readonly #timeoutMs: number;
  readonly #clock: Clock;

  /** @throws KycError `config_error` when `endpoint` is not an http(s) URL. */
  constructor(options: HttpKycClientOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#base = parseEndpoint(options.endpoint);
    this.#credentials = options.credentials ?? (options.fetchSession ? 'omit' : 'same-origin');
    this.#tokens = options.fetchSession && new SessionTokens(options.fetchSession, this.#clock);
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.locale = options.locale;
  }

  async getVerification(options: CallOptions & { etag?: string | null } = {}): Promise<VerificationAnswer> {
    const headers: Record<string, string> = options.etag ? { 'If-None-Match': options.etag } : {};
    const response = await this.#send({ method: 'GET', path: 'verification', headers, signal: options.signal });
    if (response.status === 304) return { kind: 'unchanged' };
    const parsed = parseVerification(await readJson(response));
    return { kind: 'changed', ...parsed, etag: response.headers.get('ETag') };
  }

  createDocument(request: CreateDocumentRequest, options: OnceOptions): Promise<StartedUpload> {
    return this.#start('documents', { body: request, ...once(options) });
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

  getContent(file: FileRef, options?: CallOptions): Promise<Blob> {
    return this.#getBlob(`${filePath(file)}/content`, options);
  }

  getThumbnail(file: FileRef, options?: CallOptions): Promise<Blob> {
    return this.#getBlob(`${filePath(file)}/thumbnail`, options);
  }

  async createView(file: FileRef, options?: CallOptions) {
    const view = await this.#post(`${filePath(file)}/view`, viewSchema, { signal: options?.signal });
    return { ...view, url: new URL(view.url, this.#base).href };
  }

  submit(request: SubmitRequest, options: OnceOptions) {
    return this.#post('submissions', submittedSchema, { body: request, ...once(options) });
  }

  async markCommentRead(commentId: string, options?: CallOptions): Promise<void> {
    await this.#send({ method: 'POST', path: `comments/${segment(commentId)}/read`, signal: options?.signal });
  }

  createTicket(request: CreateTicketRequest, options: OnceOptions) {
    return this.#post('tickets', createdTicketSchema, { body: request, ...once(options) });
  }

  /** The token goes to the endpoint's own origin and nowhere else. */
  async uploadHeaders(url: string): Promise<Readonly<Record<string, string>>> {
    if (new URL(url, this.#base).origin !== this.#base.origin) return {};
    return { ...this.#contractHeaders(), ...(await this.#authorization()).headers };
  }

  includesCookies(url: string): boolean {
    return this.#credentials === 'include' && new URL(url, this.#base).origin === this.#base.origin;
  }

  async #start(path: string, call: Omit<Call, 'method' | 'path'>): Promise<StartedUpload> {
    const started = await this.#post(path, startedUploadSchema, call);
    return { ...started, upload: this.#resolve(started.upload) };
  }

  /** Upload URLs may be relative to the endpoint, and are http(s). */
  #resolve(target: UploadTarget): UploadTarget {
    const url = URL.canParse(target.url, this.#base) ? new URL(target.url, this.#base) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) throw new KycError('contract_error', { detail: { paths: ['upload.url'] } });
    return { ...target, url: url.href };
  }

  async #post<T extends z.ZodMiniType>(path: string, schema: T, call: Omit<Call, 'method' | 'path'>) {
    const response = await this.#send({ method: 'POST', path, ...call });
    return parseAnswer(schema, await readJson(response));
  }

  async #getBlob(path: string, options?: CallOptions): Promise<Blob> {
    const response = await this.#send({ method: 'GET', path, signal: options?.signal });
    return response.blob();
  }

  /** One request, and once more with a new token when the server refuses the first. */
  async #send(call: Call): Promise<Response> {
    const first = await this.#authorization();
    let response = await this.#fetch(call, first.headers);
    if (response.status === 401 && this.#tokens && first.token) {
      const token = await this.#tokens.replace(first.token);
      response = await this.#fetch(call, bearer(token));
    }
    if (response.ok || response.status === 304) return response;
    throw await this.#failure(response);
  }

  async #fetch(call: Call, authorization: Readonly<Record<string, string>>): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const hasBody = call.body !== undefined;
    try {
      return await fetch(new URL(call.path, this.#base), {
        method: call.method,
        credentials: this.#credentials,
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        headers: {
          ...this.#contractHeaders(), ...authorization, ...call.headers,
          ...(hasBody && { 'Content-Type': 'application/json' }),
        },
        body: hasBody ? JSON.stringify(call.body) : undefined,
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      });
    } catch (reason) {
      if (call.signal?.aborted) throw new KycError('aborted');
      throw KycError.from(reason);
    }
  }

  async #failure(response: Response): Promise<KycError> {
    if (response.type === 'opaqueredirect') return new KycError('unexpected_redirect', { detail: { status: 302 } });
    const body = await response.text().catch(() => '');
    const answer = { status: response.status, body, header: (name: string) => response.headers.get(name) };
    return problemError(answer, this.#clock.now());
  }

  #contractHeaders(): Record<string, string> {
    return { 'KYC-Contract': '1', Accept: 'application/json', ...(this.locale && { 'Accept-Language': this.locale }) };
  }

  async #authorization(): Promise<{ token?: string; headers: Record<string, string> }> {
    if (!this.#tokens) return { headers: {} };
    const token = await this.#tokens.get();
    return { token, headers: bearer(token) };
  }
}

function parseEndpoint(endpoint: string): URL {
  const [path = '', query] = endpoint.split('?');
  if (query !== undefined || !URL.canParse(path, globalThis.document?.baseURI)) throw new KycError('config_error');
  const base = new URL(path.endsWith('/') ? path : `${path}/`, globalThis.document?.baseURI);
  if (!/^https?:$/.test(base.protocol)) throw new KycError('config_error');
  return base;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (reason) {
    if (reason instanceof SyntaxError) throw new KycError('contract_error', { retryable: true, detail: { paths: ['(not JSON)'] } });
    throw KycError.from(reason);
  }
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

function once({ idempotencyKey, signal }: OnceOptions): Pick<Call, 'headers' | 'signal'> {
  return { headers: { 'Idempotency-Key': idempotencyKey }, signal };
}

function filePath({ documentId, fileId }: FileRef): string {
  return `documents/${segment(documentId)}/files/${segment(fileId)}`;
}

function segment(id: string): string {
  return encodeURIComponent(id);
}
