/**
 * One request and its answer on their way through the proxy, and the one place where a strike happens. The browser's
 * socket carries exactly one exchange.
 */
import { connect, type Socket } from 'node:net';
import { answerBytes, ByteReader, header, headBytes, statusOf, unchunked, withHeaders, type Answer, type Head } from './http-message.ts';
import type { Ledger } from './ledger.ts';
import type { Break, Call, Deed, Point, Strike } from './strike.ts';

export interface Passage {
  readonly browser: Socket;
  readonly reader: ByteReader;
  readonly head: Head;
  readonly method: string;
  readonly path: string;
  readonly call: Call;
  readonly upstream: { readonly host: string; readonly port: number };
  readonly strike?: Strike;
  readonly ledger: Ledger;
  /** Page milliseconds in real ones. */
  readonly realMs: (pageMs: number) => number;
  /** Addresses in an answer as the browser may know them. */
  readonly translate: (answer: Answer) => Answer;
  readonly log: (what: string) => void;
  /** The strike happened; resolves when the driver lets it go on. */
  readonly struck: (strike: Strike) => Promise<void>;
}

/** Thrown to leave an exchange that the proxy has ended on purpose. */
class Ended extends Error {}

const slowTickMs = 50;
const largestPiece = 64 * 1024;

/** Resolves when all has been said, or the exchange was struck down. Never rejects. */
export async function pass(passage: Passage): Promise<void> {
  const exchange = new Exchange(passage);
  try {
    await exchange.run();
  } catch (reason) {
    // Whatever else breaks (the backend is dead, the browser went away) breaks the browser's connection too.
    if (!(reason instanceof Ended)) passage.browser.resetAndDestroy();
  }
}

class Exchange {
  readonly #passage: Passage;
  readonly #bodyBytes: number;
  #server: Socket | undefined;
  #isCorrupting = false;
  #trickle: { bytesPerSecond: number; until: number } | undefined;

  constructor(passage: Passage) {
    this.#passage = passage;
    this.#bodyBytes = Number(header(passage.head.headers, 'content-length') ?? 0);
  }

  async run(): Promise<void> {
    await this.#reach('head');
    const server = await this.#connect();
    const { head } = this.#passage;
    await write(server, headBytes({ ...head, headers: withHeaders(head.headers, [['Connection', 'close']]) }));
    await this.#passBody(server);
    // The browser says no more; when it leaves, so does the request.
    void this.#drain().finally(() => server.destroy());
    await this.#reach('sent');
    const answer = await this.#answer(server);
    await this.#reach('answered', answer);
    await this.#reply(answer);
  }

  async #passBody(server: Socket): Promise<void> {
    const { reader, strike, ledger, call, path, method, head } = this.#passage;
    const delivery = call === 'bytes' ? ledger.deliver(path, method, head.headers) : undefined;
    const strikeAt = isShare(strike?.at) ? Math.min(this.#bodyBytes - 1, Math.floor(strike.at.bodyShare * this.#bodyBytes)) : -1;
    for (let passed = 0; passed < this.#bodyBytes;) {
      if (passed === strikeAt) await this.#strike();
      const before = passed < strikeAt ? strikeAt : this.#bodyBytes;
      const piece = await reader.some(Math.min(before - passed, this.#trickleBytes()));
      if (!piece) throw new Error('the browser ended in mid-body');
      if (this.#trickle) await wait(slowTickMs);
      delivery?.pieces.push(Buffer.from(piece));
      passed += piece.length;
      await write(server, this.#turned(piece));
    }
    if (delivery) delivery.isWhole = true;
  }

  /** The first byte since the strike as another one. */
  #turned(piece: Buffer): Buffer {
    if (!this.#isCorrupting) return piece;
    this.#isCorrupting = false;
    const turned = Buffer.from(piece);
    turned[0] = (turned[0] ?? 0) ^ 0xff;
    return turned;
  }

  async #answer(server: Socket): Promise<Answer> {
    const { ledger, call, path, log, translate } = this.#passage;
    const reader = new ByteReader(server);
    const head = await reader.head();
    if (!head) throw new Error('the backend ended before its answer');
    const isChunked = header(head.headers, 'transfer-encoding') === 'chunked';
    const length = Number(header(head.headers, 'content-length') ?? Infinity);
    const isBodiless = this.#passage.method === 'HEAD' || [204, 304].includes(statusOf(head));
    const body = isBodiless ? Buffer.alloc(0) : await reader.all(isChunked ? Infinity : length);
    const answer = { status: statusOf(head), headers: head.headers, body: isChunked ? unchunked(body) : body };
    ledger.answered(call, path, answer);
    log(`${call} ${String(answer.status)}${answer.status >= 400 ? ` ${/"code":"(\w+)"/.exec(answer.body.toString())?.[1] ?? ''}` : ''}`);
    return translate(answer);
  }

  async #reply(answer: Answer): Promise<void> {
    const { browser } = this.#passage;
    const declaredLength = this.#passage.method === 'HEAD' ? Number(header(answer.headers, 'content-length') ?? 0) : answer.declaredLength;
    await write(browser, answerBytes({ ...answer, declaredLength }));
    browser.end();
  }

  async #reach(point: Point, answer?: Answer): Promise<void> {
    const { strike } = this.#passage;
    const isBodyless = isShare(strike?.at) && this.#bodyBytes === 0 && point === 'sent';
    if (strike?.at === point || isBodyless) await this.#strike(answer);
  }

  async #strike(answer?: Answer): Promise<void> {
    const { strike, struck, realMs } = this.#passage;
    if (!strike) return;
    const going = struck(strike);
    const { deed } = strike;
    switch (deed.kind) {
      case 'break': return this.#break(deed.how);
      case 'stall': return wait(realMs(deed.ms));
      case 'slow':
        this.#trickle = { bytesPerSecond: deed.bytesPerSecond * (1000 / realMs(1000)), until: Date.now() + realMs(deed.ms) };
        return undefined;
      case 'answer': return this.#answerAlone(deed, strike.at);
      case 'rewrite':
        if (answer) await this.#reply(deed.rewrite(answer));
        throw new Ended();
      case 'corrupt':
        this.#isCorrupting = true;
        return undefined;
      case 'tell': return going;
    }
  }

  async #break(how: Break): Promise<never> {
    const { browser } = this.#passage;
    if (how === 'close') browser.end(() => browser.destroy());
    if (how === 'reset') browser.resetAndDestroy();
    if (how === 'half_open') void this.#drain().finally(() => browser.destroy());
    // A network that is gone says nothing to the backend either.
    if (how !== 'black_hole') this.#server?.destroy();
    throw new Ended();
  }

  /** After `sent` the backend has done what was asked; the browser hears something else. */
  async #answerAlone({ answer, isEarly }: Extract<Deed, { kind: 'answer' }>, at: Point): Promise<never> {
    const { reader } = this.#passage;
    const isHeadOnly = at === 'head' && !isEarly;
    if (isHeadOnly) await reader.all(this.#bodyBytes);
    if (at === 'sent' && this.#server) await this.#answer(this.#server);
    if (!isHeadOnly && at !== 'sent' && at !== 'answered') this.#server?.destroy();
    await this.#reply({ ...answer, headers: withHeaders(answer.headers, [['Date', new Date().toUTCString()]]) });
    // What still comes is taken, or the close would become a reset that overtakes the answer.
    await this.#drain();
    throw new Ended();
  }

  async #drain(): Promise<void> {
    await this.#passage.reader.all().catch(() => undefined);
  }

  #trickleBytes(): number {
    if (this.#trickle && Date.now() > this.#trickle.until) this.#trickle = undefined;
    return this.#trickle ? Math.max(1, Math.round((this.#trickle.bytesPerSecond * slowTickMs) / 1000)) : largestPiece;
  }

  #connect(): Promise<Socket> {
    const { upstream, browser } = this.#passage;
    return new Promise((resolve, reject) => {
      const server = connect(upstream, () => resolve(server));
      this.#server = server;
      server.setNoDelay(true);
      server.on('error', reject);
      browser.once('close', () => server.destroy());
    });
  }
}

function isShare(at: Point | undefined): at is { readonly bodyShare: number } {
  return typeof at === 'object';
}

/** Resolves once the socket has taken it; rejects when it is gone. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (reason) => (reason ? reject(reason) : resolve()));
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
