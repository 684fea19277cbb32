/**
 * A TCP proxy between one page and the backend. It serves the host page and the widget's files itself, unharmed; what
 * the page asks of the backend passes through it one request per socket, and is struck where a strike says so.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pass } from './exchange.ts';
import { answerBytes, ByteReader, header, withHeaders, type Answer, type Head } from './http-message.ts';
import { Ledger } from './ledger.ts';
import { answer, type Call, type Strike } from './strike.ts';

export interface ProxyOptions {
  readonly upstream: { readonly host: string; readonly port: number };
  /** Where `put` uploads go; the browser is told that it is here. */
  readonly storageOrigin?: string;
  /** What the proxy serves by itself, by path. */
  readonly ownAnswer: (path: string) => Answer | undefined;
  /** The customer's session at the portal: goes with `POST /rig/session`. */
  readonly cookie: string;
  /** How much faster the page's clock runs. */
  readonly clockFactor?: number;
}

export interface StruckAt {
  readonly strike: Strike;
  readonly call: Call;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface ArmedStrike {
  readonly strike: Strike;
  /** Requests still let by, then struck. */
  skips: number;
  times: number;
}

export class FaultProxy {
  readonly ledger = new Ledger();
  /** Every strike that happened. */
  readonly struck: StruckAt[] = [];
  /** Every request and strike, in order, with the milliseconds since the start. */
  readonly trace: string[] = [];
  readonly #startedAt = Date.now();
  readonly #options: ProxyOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #armed: ArmedStrike[] = [];
  #isDown = false;
  #onTold: (() => void) | undefined;
  #goOn: (() => void)[] = [];

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void this.#accept(socket));
  }

  static async start(options: ProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  arm(strikes: readonly Strike[]): void {
    this.#armed.push(...strikes.map((strike) => ({ strike, skips: strike.skip ?? 0, times: strike.times ?? 1 })));
  }

  /** Nothing is struck any more. */
  heal(): void {
    this.#armed = [];
    this.#isDown = false;
  }

  /** Every request to the backend is refused, and what is under way breaks off. */
  goDown(): void {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  comeUp(): void {
    this.#isDown = false;
  }

  /** Resolves when a strike `tell`s; the request holds until `goOn()`. */
  told(): Promise<void> {
    return new Promise((resolve) => (this.#onTold = resolve));
  }

  goOn(): void {
    for (const goOn of this.#goOn.splice(0)) goOn();
  }

  async stop(): Promise<void> {
    this.goOn();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #accept(browser: Socket): Promise<void> {
    this.#sockets.add(browser);
    browser.once('close', () => this.#sockets.delete(browser));
    browser.on('error', () => browser.destroy());
    const reader = new ByteReader(browser);
    const head = await reader.head().catch(() => null);
    if (!head) return void browser.destroy();
    const [method = '', target = ''] = head.startLine.split(' ');
    const path = target.split('?')[0] ?? '';
    const own = this.#options.ownAnswer(path);
    if (own) return void browser.end(answerBytes(own));
    await this.#pass({ browser, reader, head, method, path });
  }

  async #pass(request: { browser: Socket; reader: ByteReader; head: Head; method: string; path: string }): Promise<void> {
    const { browser, method, path, head } = request;
    const call = this.#callOf(method, path, head);
    this.#log(`${call} ${method} ${path}`);
    if (call === 'other' && !path.startsWith('/kyc/')) return void browser.end(answerBytes(answer(404)));
    if (this.#isDown) return void browser.resetAndDestroy();
    const { upstream, storageOrigin, clockFactor = 1 } = this.#options;
    const storage = call === 'bytes' && method === 'PUT' && storageOrigin ? new URL(storageOrigin) : undefined;
    await pass({
      ...request, call, head: call === 'session' ? this.#sessionHead(head) : storage ? storageHead(head, storage) : head, ledger: this.ledger,
      upstream: storage ? { host: storage.hostname, port: Number(storage.port) } : upstream,
      translate: (said) => (storageOrigin ? { ...said, body: Buffer.from(said.body.toString('latin1').replaceAll(storageOrigin, this.origin), 'latin1') } : said),
      strike: this.#strikeFor(call),
      log: (what) => this.#log(`  ${what}`),
      realMs: (pageMs) => pageMs / clockFactor,
      struck: (strike) => this.#note(strike, call),
    });
  }

  #callOf(method: string, path: string, { headers }: Head): Call {
    if (path === '/rig/session') return 'session';
    if (this.ledger.isUploadPath(path)) {
      if (method === 'HEAD') return 'offset';
      const isBytes = method === 'PATCH' || method === 'PUT' || (method === 'POST' && /^multipart\//.test(header(headers, 'content-type') ?? ''));
      return isBytes ? 'bytes' : 'other';
    }
    const [, call] = calls.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? [];
    return call ?? 'other';
  }

  /** The first armed strike for such a request; those that let it by count it. */
  #strikeFor(call: Call): Strike | undefined {
    for (const armed of this.#armed) {
      if (!armed.strike.on.includes(call) || armed.times <= 0) continue;
      if (armed.skips > 0) {
        armed.skips -= 1;
        continue;
      }
      armed.times -= 1;
      return armed.strike;
    }
    return undefined;
  }

  #log(what: string): void {
    this.trace.push(`${String(Date.now() - this.#startedAt)} ${what}`);
  }

  #note(strike: Strike, call: Call): Promise<void> {
    this.struck.push({ strike, call, at: Date.now() });
    this.#log(`  struck ${call} at ${JSON.stringify(strike.at)}: ${deedText(strike)}`);
    if (strike.deed.kind !== 'tell') return Promise.resolve();
    const going = new Promise<void>((resolve) => this.#goOn.push(resolve));
    this.#onTold?.();
    return going;
  }

  #sessionHead({ startLine, headers }: Head): Head {
    return { startLine: startLine.replace('/rig/session', '/portal/kyc-session'), headers: withHeaders(headers, [['Cookie', this.#options.cookie]]) };
  }
}

const calls: readonly (readonly [RegExp, Call])[] = [
  [/^POST \/kyc\/v1\/documents(\/[^/]+\/files)?$/, 'announce'],
  [/^POST \/kyc\/v1\/documents\/[^/]+\/files\/[^/]+\/upload$/, 'renew'],
  [/^POST \/kyc\/v1\/documents\/[^/]+\/files\/[^/]+\/complete$/, 'complete'],
  [/^GET \/kyc\/v1\/verification$/, 'read'],
  [/^POST \/kyc\/v1\/submissions$/, 'submit'],
];

/** The address is signed for the storage's own name. */
function storageHead({ startLine, headers }: Head, { host }: URL): Head {
  return { startLine, headers: withHeaders(headers, [['Host', host]]) };
}

function deedText({ deed }: Strike): string {
  if (deed.kind !== 'answer') return Object.values(deed).join(' ');
  return `answer ${String(deed.answer.status)} ${deed.answer.body.toString()}`;
}
