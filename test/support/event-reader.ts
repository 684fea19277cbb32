/** An event stream as plain HTTP sees it: its answer, and what comes, line by line. */
import type { BackendAddress } from './backend.ts';
import type { Customer } from './backend-driver.ts';

export class EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** Everything that came so far. */
  text = '';
  /** `ended` when the server closed it properly, `broken` when the connection went. */
  readonly over: Promise<'ended' | 'broken'>;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.headers = response.headers;
    this.#abort = abort;
    this.over = this.#read(response).then(() => 'ended' as const, () => 'broken' as const);
  }

  static async open(backend: BackendAddress, customer: Customer, headers: Record<string, string> = {}): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(`${backend.origin}/kyc/v1/events`, {
      signal: abort.signal, headers: { Authorization: `Bearer ${customer.token}`, 'KYC-Contract': '1', ...headers },
    });
    return new EventReader(response, abort);
  }

  /** Every version told so far, in order. */
  get versions(): number[] {
    return [...this.text.matchAll(/^event: verification\nid: (\d+)\ndata: \{"version":\1\}\n\n/gm)].map(([, version]) => Number(version));
  }

  get comments(): number {
    return this.text.split('\n').filter((line) => line.startsWith(':')).length;
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.over;
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) this.text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
}
