/**
 * One bucket, and the few calls of the S3 API this backend makes: path-style, signed with Signature Version 4.
 *
 * Errors carry the storage's own code and nothing it said besides: its words may quote keys and credentials.
 */
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient, AwsV4Signer } from 'aws4fetch';
import { Problem } from '../problem.ts';
import type { SizedStream } from './byte-store.ts';
import type { S3Settings } from './s3-settings.ts';

/** Until the storage begins to answer. */
const patienceMs = 60_000;
/** How often a storage that is busy or broken is asked again, and the first pause before, doubling. */
const retries = 3;
const firstPauseMs = 50;

/** How storages of different makers say that there is no room. */
const fullCodes = ['InsufficientStorage', 'QuotaExceeded', 'StorageFull', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded'];

export interface ListedObject {
  readonly name: string;
  readonly changedAt: Date;
}

interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Name of an object; left out, the bucket itself. */
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Sendable;
}

/** Bytes that can be read from the first one again: a storage may be too busy the first time. */
export interface Sendable {
  readonly sizeBytes: number;
  readonly open: () => Readable;
}

export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** The storage's error code, e.g. `AccessDenied`, or the status of its answer. */
  readonly code: string;

  constructor(code: string) {
    super(`object storage answered ${code}`);
    this.code = code;
  }
}

export class S3Bucket {
  readonly #settings: S3Settings;
  readonly #client: AwsClient;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    const { accessKeyId, secretAccessKey, region } = settings;
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  }

  /** @throws Error saying which setting does not fit, never its secret. */
  async check(): Promise<void> {
    await this.#call({ method: 'GET', query: { 'max-keys': '1' } }).then((response) => response.text()).catch((reason: unknown) => {
      throw new Error(whyUnusable(reason, this.#settings));
    });
  }

  /** Size in bytes; null when there is no such object. */
  async sizeOf(name: string): Promise<number | null> {
    const response = await this.#find({ method: 'HEAD', name });
    return response ? Number(response.headers.get('Content-Length')) : null;
  }

  /** Null when there is no such object. `asSent`: the bytes themselves, whatever encoding a stranger said they are in. */
  async read(name: string, { asSent = false } = {}): Promise<SizedStream | null> {
    const query = asSent ? { 'response-content-encoding': 'identity' } : undefined;
    const response = await this.#find({ method: 'GET', name, query, headers: { 'Accept-Encoding': 'identity' } });
    if (!response?.body) return null;
    const stream = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    // The storage may break off before anybody reads; reading then still fails.
    stream.on('error', () => undefined);
    return { stream, sizeBytes: Number(response.headers.get('Content-Length')) };
  }

  /** Whole, in place of what was there. */
  async write(name: string, body: Sendable): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(body.sizeBytes) };
    await this.#call({ method: 'PUT', name, body, headers });
  }

  /** Repeatable. */
  async erase(name: string): Promise<void> {
    await this.#find({ method: 'DELETE', name });
  }

  /** Page by page, in the order of names. The first version of the call: it goes on after a name, without a token of its own. */
  async *list(prefix: string): AsyncGenerator<ListedObject> {
    let marker = '';
    for (;;) {
      const text = await (await this.#call({ method: 'GET', query: { prefix, marker } })).text();
      const page = objectsIn(text);
      yield* page;
      marker = page.at(-1)?.name ?? '';
      if (marker === '' || !/<IsTruncated>true</.test(text)) return;
    }
  }

  /**
   * An address that takes exactly `sizeBytes` bytes with one PUT and no further header, for `seconds`.
   * The length is part of the signature: the storage itself refuses another one.
   */
  async presignPut(name: string, { sizeBytes, seconds }: { sizeBytes: number; seconds: number }): Promise<string> {
    const { accessKeyId, secretAccessKey, region } = this.#settings;
    const url = this.#url({ name, query: { 'X-Amz-Expires': String(seconds) } });
    const signer = new AwsV4Signer({
      url, method: 'PUT', headers: { 'Content-Length': String(sizeBytes) }, accessKeyId, secretAccessKey, region,
      service: 's3', signQuery: true, allHeaders: true,
    });
    return (await signer.sign()).url.href;
  }

  async #find(call: Call): Promise<Response | null> {
    return this.#call(call).catch((reason: unknown) => {
      if (reason instanceof StorageError && ['404', 'NoSuchKey'].includes(reason.code)) return null;
      throw reason;
    });
  }

  async #call(call: Call): Promise<Response> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    try {
      const response = await this.#answer(call, patience.signal);
      if (response.ok) return response;
      throw failure(codeIn(await response.text()) ?? String(response.status));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Signed anew each time it is sent: the body is a stream, and a signature has its time. */
  async #answer(call: Call, signal: AbortSignal): Promise<Response> {
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.#send(call, signal);
      const isBusy = response.status >= 500 || response.status === 429;
      if (!isBusy || attempt === retries) return response;
      await response.body?.cancel();
      await pause(Math.random() * firstPauseMs * 2 ** attempt);
    }
  }

  async #send(call: Call, signal: AbortSignal): Promise<Response> {
    const { method, headers, body } = call;
    const stream = body?.open();
    try {
      const sent = stream && { body: Readable.toWeb(stream) as ReadableStream, duplex: 'half' };
      return await fetch(await this.#client.sign(this.#url(call), { method, headers: { ...headers }, redirect: 'manual', signal, ...sent }));
    } finally {
      stream?.destroy();
    }
  }

  #url({ name, query = {} }: Omit<Call, 'method'>): string {
    const { endpoint, bucket } = this.#settings;
    const search = new URLSearchParams(query).toString();
    return `${endpoint}/${bucket}${name === undefined ? '' : `/${name}`}${search === '' ? '' : `?${search}`}`;
  }
}

function failure(code: string): Error {
  return code === '507' || fullCodes.includes(code) ? new Problem(507, 'storage_full', { retryable: true }) : new StorageError(code);
}

function codeIn(xml: string): string | null {
  return /<Error>[^]*?<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? null;
}

/** Our own names need no unescaping, and nobody else's are looked for. */
function objectsIn(xml: string): ListedObject[] {
  return [...xml.matchAll(/<Contents>[^]*?<\/Contents>/g)].flatMap(([item]) => {
    const name = /<Key>([\w./-]+)<\/Key>/.exec(item)?.[1];
    const changedAt = /<LastModified>([^<]+)</.exec(item)?.[1];
    return name === undefined || changedAt === undefined ? [] : { name, changedAt: new Date(changedAt) };
  });
}

function whyUnusable(reason: unknown, { bucket, endpoint, region }: S3Settings): string {
  if (!(reason instanceof StorageError)) return `the object storage at S3_ENDPOINT (${endpoint}) cannot be reached: ${networkCode(reason)}`;
  const place = `at ${endpoint}`;
  const reasons: Readonly<Record<string, string>> = {
    NoSuchBucket: `there is no bucket "${bucket}" (S3_BUCKET) ${place}`,
    InvalidAccessKeyId: `S3_ACCESS_KEY_ID is not known ${place}`,
    SignatureDoesNotMatch: `S3_SECRET_ACCESS_KEY does not fit S3_ACCESS_KEY_ID ${place}`,
    AccessDenied: `S3_ACCESS_KEY_ID may not list the bucket "${bucket}" ${place}`,
    AuthorizationHeaderMalformed: `S3_REGION "${region}" is not the region of the bucket "${bucket}" ${place}`,
    PermanentRedirect: `S3_REGION "${region}" is not the region of the bucket "${bucket}" ${place}`,
    RequestTimeTooSkewed: `this machine's clock differs too much from the object storage's ${place}`,
  };
  return reasons[reason.code] ?? `the bucket "${bucket}" (S3_BUCKET) ${place} cannot be used: ${reason.code}`;
}

function networkCode(reason: unknown): string {
  const root = reason instanceof Error && reason.cause instanceof Error ? reason.cause : reason;
  if (!(root instanceof Error)) return 'unknown reason';
  return 'code' in root && typeof root.code === 'string' ? root.code : root.name;
}
