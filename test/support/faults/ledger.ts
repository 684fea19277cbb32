/**
 * What the backend was given and what it said, as the proxy saw it pass: bytes by upload URL before anything rewrites
 * them, and the moment from which *Added* and *Sent* are true.
 */
import { createHash } from 'node:crypto';
import { header, type Headers } from './http-message.ts';
import type { Call } from './strike.ts';

/** The bytes of one request to an upload URL that reached the backend. */
export interface Delivery {
  readonly kind: 'tus' | 'form' | 'put';
  /** Where they belong in the file. */
  readonly offset: number;
  readonly contentType: string;
  readonly pieces: Buffer[];
  /** The request's body went through to its end. */
  isWhole: boolean;
}

interface AnnouncedFile {
  readonly fileName: string;
  /** Paths of the upload URLs it was given, oldest first. */
  readonly paths: string[];
}

export interface FileBytes {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Delivered beyond each byte once. */
  readonly resentBytes: number;
}

export class Ledger {
  /** Epoch milliseconds at which the backend first said that a file is stored. */
  readonly storedAt = new Map<string, number>();
  /** The same of submissions. */
  readonly submittedAt = new Map<string, number>();
  readonly #deliveries = new Map<string, Delivery[]>();
  readonly #files = new Map<string, AnnouncedFile>();

  /** An upload request begins; its pieces are added as they are passed on. */
  deliver(path: string, method: string, headers: Headers): Delivery {
    const kind = method === 'PATCH' ? 'tus' : method === 'PUT' ? 'put' : 'form';
    const delivery: Delivery = {
      kind, offset: Number(header(headers, 'upload-offset') ?? 0), contentType: header(headers, 'content-type') ?? '', pieces: [], isWhole: false,
    };
    this.#deliveries.set(path, [...(this.#deliveries.get(path) ?? []), delivery]);
    return delivery;
  }

  /** The backend answered, whether or not the browser will hear of it. */
  answered(call: Call, path: string, { status, body }: { status: number; body: Buffer }): void {
    if (status < 200 || status >= 300) return;
    const said = parse(body);
    if (call === 'announce') this.#announced(said);
    if (call === 'renew') this.#files.get(/\/files\/([^/]+)\/upload$/.exec(path)?.[1] ?? '')?.paths.push(pathOf(said['upload'] ?? said));
    if (call === 'complete') this.#stored([said['file']]);
    if (call === 'read') this.#verification(said);
    if (call === 'submit') this.#submitted(said['submissionId']);
    if (call === 'submit') this.#verification(record(said['verification']));
  }

  isUploadPath(path: string): boolean {
    return [...this.#files.values()].some(({ paths }) => paths.includes(path));
  }

  /** Files the backend was asked to expect, by id. */
  get announced(): ReadonlyMap<string, AnnouncedFile> {
    return this.#files;
  }

  /** What arrived for a file at the upload URL it came to its end at. */
  bytesOf(fileId: string): FileBytes | undefined {
    const paths = this.#files.get(fileId)?.paths ?? [];
    const deliveries = paths.map((path) => this.#deliveries.get(path) ?? []);
    const last = deliveries.findLast((some) => some.length > 0);
    if (!last) return undefined;
    const bytes = assembled(last);
    const delivered = deliveries.flat().reduce((sum, { pieces }) => sum + lengthOf(pieces), 0);
    // A form has lines of its own around the file.
    const resentBytes = last[0]?.kind === 'form' ? (deliveries.flat().length - 1) * bytes.length : delivered - bytes.length;
    return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length, resentBytes };
  }

  /** How much of a request to an upload URL arrived, over all of them. */
  get deliveredBytes(): number {
    return [...this.#deliveries.values()].flat().reduce((sum, { pieces }) => sum + lengthOf(pieces), 0);
  }

  #announced(said: Record<string, unknown>): void {
    const file = record(said['file']);
    const id = String(file['id']);
    // The same announcement again gets the same answer.
    if (!this.#files.has(id)) this.#files.set(id, { fileName: String(file['fileName']), paths: [pathOf(said['upload'])] });
  }

  #verification(said: Record<string, unknown>): void {
    const documents = list(said['documents']).map(record);
    this.#stored(documents.flatMap(({ files }) => list(files)));
    const review = record(said['review']);
    if (typeof review['submissionId'] === 'string') this.#submitted(review['submissionId']);
  }

  #stored(files: readonly unknown[]): void {
    const now = Date.now();
    for (const { id, status } of files.map(record)) {
      if (['uploaded', 'pending', 'accepted'].includes(String(status)) && !this.storedAt.has(String(id))) this.storedAt.set(String(id), now);
    }
  }

  #submitted(id: unknown): void {
    if (!this.submittedAt.has(String(id))) this.submittedAt.set(String(id), Date.now());
  }
}

function assembled(deliveries: readonly Delivery[]): Buffer {
  const [first] = deliveries;
  if (first?.kind !== 'tus') {
    const whole = deliveries.findLast(({ isWhole }) => isWhole);
    if (!whole) return Buffer.alloc(0);
    const body = Buffer.concat(whole.pieces);
    return whole.kind === 'form' ? filePart(body, whole.contentType) : body;
  }
  const size = Math.max(...deliveries.map(({ offset, pieces }) => offset + lengthOf(pieces)));
  const bytes = Buffer.alloc(size);
  for (const { offset, pieces } of deliveries) Buffer.concat(pieces).copy(bytes, offset);
  return bytes;
}

/** The part that has a file name (RFC 7578). */
function filePart(body: Buffer, contentType: string): Buffer {
  const boundary = `--${/boundary=("?)([^";]+)\1/.exec(contentType)?.[2] ?? ''}`;
  const name = body.indexOf('filename=');
  const start = body.indexOf('\r\n\r\n', name) + 4;
  const end = body.indexOf(`\r\n${boundary}`, start);
  return name < 0 || end < 0 ? Buffer.alloc(0) : body.subarray(start, end);
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return record(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function pathOf(target: unknown): string {
  const url = String(record(target)['url']);
  return URL.canParse(url, 'http://proxy/') ? new URL(url, 'http://proxy/kyc/v1/').pathname : '';
}
