/** How long each request of this process took, by route, as Node's own HTTP client tells it: from its making to its last byte. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export interface RouteTimes {
  /** Method and path, with `:id` for what is named in it. */
  readonly route: string;
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

interface ClientRequest {
  readonly method: string;
  readonly path: string;
}

interface Message {
  readonly request: ClientRequest;
  readonly response?: { readonly statusCode: number };
}

export class RequestTimes {
  /** Requests that were refused, or went without an answer: `<status> <route>`. */
  readonly errors: string[] = [];
  readonly #startedAt = new Map<ClientRequest, number>();
  readonly #ms = new Map<string, number[]>();
  readonly #listeners: readonly [string, (message: unknown) => void][];

  constructor() {
    this.#listeners = [
      ['undici:request:create', (message) => this.#begin((message as Message).request)],
      ['undici:request:headers', (message) => this.#onHeaders(message as Message)],
      ['undici:request:trailers', (message) => this.#end((message as Message).request)],
      ['undici:request:error', (message) => this.#onError(message as Message)],
    ];
    for (const [name, listener] of this.#listeners) subscribe(name, listener);
  }

  get count(): number {
    return [...this.#ms.values()].reduce((sum, { length }) => sum + length, 0);
  }

  stop(): void {
    for (const [name, listener] of this.#listeners) unsubscribe(name, listener);
  }

  /** Slowest first. */
  routes(): RouteTimes[] {
    return [...this.#ms].map(([route, all]) => ({ route, count: all.length, ...summaryOf(all) })).sort((a, b) => b.p95Ms - a.p95Ms);
  }

  /** What is asked about the measuring is no part of it. */
  #begin(request: ClientRequest): void {
    if (request.path !== '/metrics') this.#startedAt.set(request, performance.now());
  }

  #onHeaders({ request, response }: Message): void {
    if (!this.#startedAt.has(request)) return;
    const status = response?.statusCode ?? 0;
    if (status >= 400) this.errors.push(`${status} ${routeOf(request)}`);
    // A stream has no end of its own: that it opened is what was waited for.
    if (isStream(request)) this.#end(request);
  }

  #onError({ request }: Message): void {
    if (this.#startedAt.delete(request)) this.errors.push(`lost ${routeOf(request)}`);
  }

  #end(request: ClientRequest): void {
    const startedAt = this.#startedAt.get(request);
    if (startedAt === undefined) return;
    this.#startedAt.delete(request);
    const times = this.#ms.get(routeOf(request)) ?? [];
    times.push(performance.now() - startedAt);
    this.#ms.set(routeOf(request), times);
  }
}

/** Median, 95th percentile by nearest rank, longest. */
export function summaryOf(times: readonly number[]): { medianMs: number; p95Ms: number; maxMs: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}

function isStream({ path }: ClientRequest): boolean {
  return path.endsWith('/events');
}

function routeOf({ method, path }: ClientRequest): string {
  const named = path.replace(/\?.*$/, '').replace(/\/(?:[a-z]{3}_[0-9a-f]+|cus-[0-9a-z-]+)/g, '/:id').replace(/\/uploads\/[^/]+/, '/uploads/:id');
  return `${method} ${named}`;
}
