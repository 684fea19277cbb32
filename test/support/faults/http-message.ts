/** Just enough of HTTP/1.1 (RFC 9112) to know where a request's head and body end and to write an answer. */
import type { Socket } from 'node:net';

export type Headers = readonly (readonly [name: string, value: string])[];

export interface Head {
  /** `PATCH /path HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly startLine: string;
  readonly headers: Headers;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** What `Content-Length` says when it lies; left out, the truth. */
  readonly declaredLength?: number;
}

const headEnd = Buffer.from('\r\n\r\n');
const largestHead = 64 * 1024;

/** Reads a socket by pieces; never more than was asked for, so that a cut can be placed between two bytes. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** At least one byte and at most `limit`; `null` at the end. Rejects when the socket breaks. */
  async some(limit: number): Promise<Buffer | null> {
    if (this.#rest.length === 0 && !(await this.#more())) return null;
    const piece = this.#rest.subarray(0, limit);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** `null` when the socket ends before a whole head. */
  async head(): Promise<Head | null> {
    while (!this.#rest.includes(headEnd)) {
      if (this.#rest.length > largestHead || !(await this.#more())) return null;
    }
    const end = this.#rest.indexOf(headEnd);
    const text = this.#rest.subarray(0, end).toString('latin1');
    this.#rest = this.#rest.subarray(end + headEnd.length);
    return parseHead(text);
  }

  /** Everything up to `length` bytes, or up to the end. */
  async all(length = Infinity): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let left = length; left > 0;) {
      const piece = await this.some(left);
      if (!piece) break;
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return true;
  }
}

function parseHead(text: string): Head {
  const [startLine = '', ...lines] = text.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { startLine, headers };
}

export function header(headers: Headers, name: string): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1];
}

/** The headers with these instead of any of the same name. */
export function withHeaders(headers: Headers, changes: Headers): Headers {
  const names = changes.map(([name]) => name.toLowerCase());
  return [...headers.filter(([name]) => !names.includes(name.toLowerCase())), ...changes];
}

export function headBytes({ startLine, headers }: Head): Buffer {
  return Buffer.from([startLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'), 'latin1');
}

/** Always with `Connection: close`: a browser that reuses a socket repeats a request by itself, and hides the fault. */
export function answerBytes({ status, headers, body, declaredLength = body.length }: Answer): Buffer {
  const hasLength = status !== 204 && status !== 304;
  const known = headers.filter(([name]) => !['content-length', 'connection', 'transfer-encoding'].includes(name.toLowerCase()));
  const more: Headers = hasLength ? [['Content-Length', String(declaredLength)]] : [];
  const head = headBytes({ startLine: `HTTP/1.1 ${String(status)} -`, headers: [...known, ...more, ['Connection', 'close']] });
  return Buffer.concat([head, body]);
}

export function statusOf({ startLine }: Head): number {
  return Number(startLine.split(' ')[1]);
}

/** Chunked bodies (RFC 9112 §7.1) as one piece. */
export function unchunked(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = lineEnd < 0 ? 0 : Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (!size) return Buffer.concat(pieces);
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
