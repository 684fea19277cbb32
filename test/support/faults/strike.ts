/** What can be done to a request, as data: which one, where in it, and what. */
import type { Answer, Headers } from './http-message.ts';

/** What a request is for; `bytes` is the upload itself (tus `PATCH`, a form's `POST`, a `PUT`), `offset` tus's `HEAD`. */
export type Call = 'announce' | 'renew' | 'offset' | 'bytes' | 'complete' | 'read' | 'submit' | 'session' | 'other';

/**
 * Where in the exchange: before anything of it reaches the backend; after that share of the body; with the last byte
 * delivered and no answer yet; with the backend's answer in hand, nothing of it passed on.
 */
export type Point = 'head' | { readonly bodyShare: number } | 'sent' | 'answered';

/**
 * How a connection goes: a FIN, a RST, gone behind the proxy while the browser's side stays open and takes bytes, or
 * nothing taken any more.
 */
export type Break = 'close' | 'reset' | 'half_open' | 'black_hole';

export type Deed =
  | { readonly kind: 'break'; readonly how: Break }
  /** Nothing moves for so long (page time), then all goes on. At `answered` it delays the answer. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The rest of the body trickles, for at most so long. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly ms: number }
  /** Answers by itself. Before `sent` the backend hears nothing; the body is taken first, unless `isEarly`. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly isEarly?: boolean }
  | { readonly kind: 'rewrite'; readonly rewrite: (answer: Answer) => Answer }
  /** One byte arrives as another; only with a share of the body. */
  | { readonly kind: 'corrupt' }
  /** Tells the driver, who does something to page or backend, and holds until `goOn()` or the socket's end. */
  | { readonly kind: 'tell' };

export interface Strike {
  readonly on: readonly Call[];
  readonly at: Point;
  readonly deed: Deed;
  /** How many requests it strikes; default 1. */
  readonly times?: number;
  /** How many it lets by first; default 0. */
  readonly skip?: number;
}

export const breaks: readonly [Break, ...Break[]] = ['close', 'reset', 'half_open', 'black_hole'];

export function answer(status: number, body: string | Buffer = '', headers: Headers = []): Answer {
  return { status, headers: [['Date', new Date().toUTCString()], ...headers], body: Buffer.from(body) };
}

/** RFC 9457. */
export function problem(status: number, code: string, more: { retryable?: boolean; headers?: Headers; limit?: number; actual?: number } = {}): Answer {
  const { headers = [], retryable = false, ...facts } = more;
  return answer(status, JSON.stringify({ type: 'about:blank', status, code, retryable, ...facts }), [['Content-Type', 'application/problem+json'], ...headers]);
}

export function html(status: number, text: string, headers: Headers = []): Answer {
  return answer(status, `<!doctype html><title>${text}</title><h1>${text}</h1>`, [['Content-Type', 'text/html; charset=utf-8'], ...headers]);
}
