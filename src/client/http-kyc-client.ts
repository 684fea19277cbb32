/**
 * `KycClient` over the contract's wire: token, timeouts, problem details, ETag. Knows nothing of uploads in flight.
 * Calls that change something stand in `http-changes.ts` and load with the first of them.
 */
import { parseVerification } from '../contract/parse.ts';
import { problemError } from '../contract/problem.ts';
import { systemClock, type Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';
import type { HttpChanges } from './http-changes.ts';
import type {
  AddFileRequest, CallOptions, CopyDocumentRequest, CreateDocumentRequest, CreateTicketRequest, EventsOptions, FileRef, KycClient, OnceOptions,
  SubmitRequest, UpdateDocumentRequest, VerificationAnswer,
} from './kyc-client.ts';
import { filePath, readJson } from './http-parts.ts';
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

/** One request, relative to the endpoint. */
export interface Call extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer goes on until somebody ends it. */
  readonly isEndless?: boolean;
}

export class HttpKycClient implements KycClient {
  locale: string | undefined;
  readonly #base: URL;
  readonly #credentials: RequestCredentials;
  readonly #tokens: SessionTokens | undefined;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  #changes: Promise<HttpChanges> | undefined;

  /** @throws KycError `config_error` when `endpoint` is not an http(s) URL, or `credentials` no such mode. */
  constructor(options: HttpKycClientOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#base = parseEndpoint(options.endpoint);
    this.#credentials = parseCredentials(options);
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

  createDocument(request: CreateDocumentRequest, options: OnceOptions) {
    return this.#change((changes) => changes.createDocument(request, options));
  }

  copyDocument(request: CopyDocumentRequest, options: OnceOptions) {
    return this.#change((changes) => changes.copyDocument(request, options));
  }

  addFile(documentId: string, request: AddFileRequest, options: OnceOptions) {
    return this.#change((changes) => changes.addFile(documentId, request, options));
  }

  renewUpload(file: FileRef, options?: CallOptions) {
    return this.#change((changes) => changes.renewUpload(file, options));
  }

  completeUpload(file: FileRef, sha256: string, options?: CallOptions) {
    return this.#change((changes) => changes.completeUpload(file, sha256, options));
  }

  updateDocument(documentId: string, request: UpdateDocumentRequest, options?: CallOptions) {
    return this.#change((changes) => changes.updateDocument(documentId, request, options));
  }

  deleteDocument(documentId: string, options?: CallOptions) {
    return this.#change((changes) => changes.deleteDocument(documentId, options));
  }

  deleteFile(file: FileRef, options?: CallOptions) {
    return this.#change((changes) => changes.deleteFile(file, options));
  }

  createView(file: FileRef, options?: CallOptions) {
    return this.#change((changes) => changes.createView(file, options));
  }

  submit(request: SubmitRequest, options: OnceOptions) {
    return this.#change((changes) => changes.submit(request, options));
  }

  withdraw(submissionId: string, options?: CallOptions) {
    return this.#change((changes) => changes.withdraw(submissionId, options));
  }

  markCommentRead(commentId: string, options?: CallOptions) {
    return this.#change((changes) => changes.markCommentRead(commentId, options));
  }

  createTicket(request: CreateTicketRequest, options: OnceOptions) {
    return this.#change((changes) => changes.createTicket(request, options));
  }

  getContent(file: FileRef, options?: CallOptions): Promise<Blob> {
    return this.#getBlob(`${filePath(file)}/content`, options);
  }

  getThumbnail(file: FileRef, options?: CallOptions): Promise<Blob> {
    return this.#getBlob(`${filePath(file)}/thumbnail`, options);
  }

  async watch(options: EventsOptions): Promise<void> {
    const { watchEvents } = await import('./event-stream.ts').catch((reason: unknown) => {
      throw KycError.from(reason);
    });
    return watchEvents((call) => this.#send(call), options);
  }

  /** The token goes to the endpoint's own origin and nowhere else. */
  async uploadHeaders(url: string, { refused }: { refused?: Readonly<Record<string, string>> } = {}): Promise<Readonly<Record<string, string>>> {
    if (new URL(url, this.#base).origin !== this.#base.origin) return {};
    const { token, headers } = await this.#authorization();
    const isRefused = token !== undefined && refused?.['Authorization'] === headers['Authorization'];
    return isRefused ? bearer(await this.#tokens?.replace(token) ?? token) : headers;
  }

  includesCookies(url: string): boolean {
    return this.#credentials === 'include' && new URL(url, this.#base).origin === this.#base.origin;
  }

  async #change<T>(act: (changes: HttpChanges) => Promise<T>): Promise<T> {
    this.#changes ??= import('./http-changes.ts').then(({ HttpChanges }) =>
      new HttpChanges(this.#base, (call) => this.#send(call)));
    const changes = await this.#changes.catch((reason: unknown) => {
      this.#changes = undefined;
      throw KycError.from(reason);
    });
    return act(changes);
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
        signal: this.#patience(call),
      });
    } catch (reason) {
      if (call.signal?.aborted) throw new KycError('aborted');
      throw KycError.from(reason);
    }
  }

  #patience({ signal, isEndless }: Call): AbortSignal | undefined {
    if (isEndless) return signal;
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
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
  const path = endpoint.trim();
  if (/[?#]/.test(path) || !URL.canParse(path, globalThis.document?.baseURI)) throw new KycError('config_error');
  const base = new URL(path.endsWith('/') ? path : `${path}/`, globalThis.document?.baseURI);
  if (!/^https?:$/.test(base.protocol)) throw new KycError('config_error');
  return base;
}

function parseCredentials({ credentials, fetchSession }: HttpKycClientOptions): RequestCredentials {
  if (!credentials) return fetchSession ? 'omit' : 'same-origin';
  if (!['omit', 'same-origin', 'include'].includes(credentials)) throw new KycError('config_error');
  return credentials;
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}
