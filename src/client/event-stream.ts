/**
 * The backend's event stream, read with fetch so that it carries the session. Parsed as the HTML standard says
 * (§9.2.6); loaded with the first stream.
 */
import { KycError } from '../model/errors.ts';
import type { Call } from './http-kyc-client.ts';
import type { EventsOptions } from './kyc-client.ts';

type Field = (value: string) => void;

/** Statuses of a backend that has no stream. */
const withoutStream = [404, 405, 406, 410, 501];
/** An event is a few bytes; what never ends is none. */
const longestEventLength = 65_536;

/** Listens until the server ends the stream. Rejects with `not_found` where there is none, else as any call does. */
export async function watchEvents(send: (call: Call) => Promise<Response>, options: EventsOptions): Promise<void> {
  const { lastEventId, signal } = options;
  const headers = { Accept: 'text/event-stream', ...(lastEventId && { 'Last-Event-ID': lastEventId }) };
  const response = await send({ method: 'GET', path: 'events', headers, signal, isEndless: true }).catch((reason: unknown) => {
    const error = KycError.from(reason);
    throw withoutStream.includes(error.detail.status ?? 0) ? new KycError('not_found', { detail: error.detail }) : error;
  });
  await read(response, options);
}

async function read({ body, headers, status }: Response, options: EventsOptions): Promise<void> {
  if (!body || !/^text\/event-stream *(;|$)/i.test(headers.get('Content-Type') ?? '')) {
    await body?.cancel().catch(() => undefined);
    throw new KycError('not_found', { detail: { status } });
  }
  const reader = body.getReader();
  try {
    await readAll(reader, options);
  } catch (reason) {
    throw options.signal?.aborted ? new KycError('aborted') : KycError.from(reason);
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, options: EventsOptions): Promise<void> {
  const parser = new EventStreamParser(options);
  // Also takes the byte order mark away.
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || options.signal?.aborted) return;
    options.onAlive();
    parser.push(decoder.decode(value, { stream: true }));
  }
}

/** Text of a stream in pieces → versions. */
class EventStreamParser {
  readonly #options: EventsOptions;
  /** A line that has not ended yet. */
  #rest = '';
  #isAfterReturn = false;
  #data = '';
  #type = '';
  #id: string | null;
  readonly #fields: Readonly<Record<string, Field>> = {
    data: (value) => (this.#data += `${value}\n`),
    event: (value) => (this.#type = value),
    id: (value) => { if (!value.includes('\0')) this.#id = value; },
    retry: (value) => { if (/^\d+$/.test(value)) this.#options.onRetry?.(Number(value)); },
  };

  constructor(options: EventsOptions) {
    this.#options = options;
    this.#id = options.lastEventId ?? null;
  }

  push(piece: string): void {
    if (piece === '') return;
    const text = this.#isAfterReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#isAfterReturn = piece.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
    if (this.#rest.length + this.#data.length > longestEventLength) throw new KycError('contract_error', { retryable: true, detail: { paths: ['events'] } });
  }

  #take(line: string): void {
    if (line === '') return this.#dispatch();
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (Object.hasOwn(this.#fields, name)) this.#fields[name]?.(value);
  }

  #dispatch(): void {
    const [data, type] = [this.#data, this.#type];
    this.#data = this.#type = '';
    const version = type === 'verification' ? versionIn(data) : undefined;
    if (version !== undefined) this.#options.onVersion(version, this.#id);
  }
}

function versionIn(data: string): number | undefined {
  try {
    const version: unknown = (JSON.parse(data) as { version?: unknown } | null)?.version;
    return Number.isSafeInteger(version) ? version as number : undefined;
  } catch {
    return undefined;
  }
}
