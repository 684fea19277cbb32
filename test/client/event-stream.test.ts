import { expect } from '@open-wc/testing';
import { watchEvents } from '../../src/client/event-stream.ts';
import { HttpKycClient } from '../../src/client/http-kyc-client.ts';
import type { EventsOptions } from '../../src/client/kyc-client.ts';
import { KycError } from '../../src/model/errors.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';

interface Heard {
  readonly versions: [version: number, eventId: string | null][];
  readonly pauses: number[];
  alive: number;
}

function listener(options: Partial<EventsOptions> = {}): Heard & { readonly options: EventsOptions } {
  const heard: Heard = { versions: [], pauses: [], alive: 0 };
  return Object.assign(heard, {
    options: {
      onVersion: (version: number, eventId: string | null) => void heard.versions.push([version, eventId]),
      onRetry: (delayMs: number) => void heard.pauses.push(delayMs),
      onAlive: () => { heard.alive++; },
      ...options,
    },
  });
}

const stream = (chunks: readonly Uint8Array[]) => new ReadableStream<Uint8Array>({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(chunk);
    controller.close();
  },
});
const events = (body: BodyInit, type = 'text/event-stream') => new Response(body, { headers: { 'Content-Type': type } });

async function versionsIn(text: string | Uint8Array): Promise<Heard['versions']> {
  const heard = listener();
  await watchEvents(async () => events(text as BodyInit), heard.options);
  return heard.versions;
}

async function failureOf(work: Promise<unknown>): Promise<KycError> {
  const reason = await work.then(() => undefined, (error: unknown) => error);
  expect(reason).to.be.instanceOf(KycError);
  return reason as KycError;
}

const news = (version: number) => `event: verification\ndata: {"version":${version}}\n\n`;

describe('event stream', () => {
  describe('reads as the HTML standard says', () => {
    const whole = new TextEncoder().encode([
      '\u{FEFF}: a comment with ü\r\n', 'retry: 2500\r', 'id: ä1\revent: verification\rdata: {"version":1}\r\r',
      'event: verification\r\ndata: {\r\ndata: "version":\r\ndata:2}\r\n\r\n',
      'event: verification\nid: 3\ndata: {"version":3}\n\n', ': beat\n\n',
    ].join(''));
    const expected = [[1, 'ä1'], [2, 'ä1'], [3, '3']];

    it('in one piece', async () => {
      const heard = listener();
      await watchEvents(async () => events(whole), heard.options);
      expect(heard.versions).to.deep.equal(expected);
      expect(heard.pauses).to.deep.equal([2500]);
      expect(heard.alive).to.equal(1);
    });

    it('cut in two at every byte', async () => {
      for (let at = 1; at < whole.length; at++) {
        const heard = listener();
        await watchEvents(async () => events(stream([whole.slice(0, at), whole.slice(at)])), heard.options);
        expect(heard.versions, `cut at ${at}`).to.deep.equal(expected);
        expect(heard.pauses, `cut at ${at}`).to.deep.equal([2500]);
      }
    });

    it('byte by byte', async () => {
      const heard = listener();
      await watchEvents(async () => events(stream([...whole].map((byte) => Uint8Array.of(byte)))), heard.options);
      expect(heard.versions).to.deep.equal(expected);
    });
  });

  it('hears an event as soon as its line ends in CR, LF or both', async () => {
    for (const end of ['\r', '\n', '\r\n']) {
      expect(await versionsIn(news(4).replaceAll('\n', end))).to.deep.equal([[4, null]]);
    }
  });

  it('passes over other events and what does not fit', async () => {
    const others = [
      'data: {"version":1}\n\n', 'event: other\ndata: {"version":1}\n\n', 'event: verification\n\n', 'event: verification\ndata\n\n',
      'event: verification\ndata: {"version":"1"}\n\n', 'event: verification\ndata: {"version":1.5}\n\n', 'event: verification\ndata: null\n\n',
      'event: verification\ndata: {"version":\n\n', 'event verification\ndata: {"version":1}\n\n', 'constructor: x\n__proto__: y\n\n',
    ];
    expect(await versionsIn(others.join('') + news(9))).to.deep.equal([[9, null]]);
  });

  it('tells no event the stream ended in', async () => {
    expect(await versionsIn(news(1).slice(0, -1))).to.deep.equal([]);
  });

  it('keeps the id over events, takes none with a zero byte and an empty one as none', async () => {
    expect(await versionsIn(`id: a\n${news(1)}id: b\0\n${news(2)}id\n${news(3)}`)).to.deep.equal([[1, 'a'], [2, 'a'], [3, '']]);
  });

  it('takes a pause in digits only', async () => {
    const heard = listener();
    await watchEvents(async () => events('retry: 1s\nretry: -1\nretry:\nretry: 700\n\n'), heard.options);
    expect(heard.pauses).to.deep.equal([700]);
  });

  it('gives up a line that never ends', async () => {
    const endless = stream(Array.from({ length: 40 }, () => new Uint8Array(4096).fill(97)));
    expect((await failureOf(watchEvents(async () => events(endless), listener().options))).code).to.equal('contract_error');
  });

  it('is not there where the answer is another thing', async () => {
    for (const answer of [events('<html>', 'text/html'), new Response(null, { status: 204 }), events('{}', 'text/event-streams')]) {
      expect((await failureOf(watchEvents(async () => answer, listener().options))).code).to.equal('not_found');
    }
  });

  describe('of HttpKycClient', () => {
    const realFetch = window.fetch;
    let requests: Request[];
    let answer: (request: Request) => Response | Promise<Response>;

    beforeEach(() => {
      requests = [];
      answer = () => events(news(5));
      window.fetch = async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return answer(request);
      };
    });
    afterEach(() => {
      window.fetch = realFetch;
    });

    it('is asked for like every call, from where the last one ended', async () => {
      const client = new HttpKycClient({ endpoint: '/kyc/v1', locale: 'de', fetchSession: async () => ({ token: 'one' }) });
      const heard = listener({ lastEventId: '41' });
      await client.watch(heard.options);
      const [request] = requests;
      expect(request?.url).to.equal(new URL('/kyc/v1/events', location.href).href);
      const sent = Object.fromEntries(['accept', 'authorization', 'kyc-contract', 'last-event-id'].map((name) => [name, request?.headers.get(name)]));
      expect(sent).to.deep.equal({ 'accept': 'text/event-stream', 'authorization': 'Bearer one', 'kyc-contract': '1', 'last-event-id': '41' });
      expect([request?.credentials, request?.redirect, request?.cache]).to.deep.equal(['omit', 'manual', 'no-store']);
      expect(heard.versions).to.deep.equal([[5, '41']]);
    });

    it('renews the token once on 401', async () => {
      let given = 0;
      answer = () => (requests.length === 1 ? new Response(null, { status: 401 }) : events(news(5)));
      await new HttpKycClient({ endpoint: '/kyc/v1', fetchSession: async () => ({ token: `t${++given}` }) }).watch(listener().options);
      expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal(['Bearer t1', 'Bearer t2']);
    });

    it('has no limit of time on its body', async () => {
      let send: ReadableStreamDefaultController<Uint8Array> | undefined;
      answer = (request) => events(new ReadableStream({
        start(controller) {
          send = controller;
          request.signal.addEventListener('abort', () => controller.error(request.signal.reason));
        },
      }));
      const heard = listener();
      const watching = new HttpKycClient({ endpoint: '/kyc/v1', timeoutMs: 1 }).watch(heard.options);
      await new Promise((resolve) => setTimeout(resolve, 30));
      send?.enqueue(new TextEncoder().encode(news(6)));
      send?.close();
      await watching;
      expect(heard.versions).to.deep.equal([[6, null]]);
    });

    it('rejects with not_found where there is no stream', async () => {
      for (const status of [404, 405, 501]) {
        answer = () => new Response(JSON.stringify({ code: 'no_such_route' }), { status });
        expect((await failureOf(new HttpKycClient({ endpoint: '/kyc/v1' }).watch(listener().options))).code).to.equal('not_found');
      }
    });

    it('rejects with what a call rejects with', async () => {
      const clock = new FakeClock();
      const failures: [() => Response, string, number?][] = [
        [() => new Response(null, { status: 503, headers: { 'Retry-After': '7' } }), 'server_error', 7000],
        [() => new Response(null, { status: 401 }), 'unauthorized'],
        [() => { throw new TypeError('no network'); }, 'connection_error'],
      ];
      for (const [fail, code, retryAfterMs] of failures) {
        answer = fail;
        const error = await failureOf(new HttpKycClient({ endpoint: '/kyc/v1', clock }).watch(listener().options));
        expect([error.code, error.detail.retryAfterMs]).to.deep.equal([code, retryAfterMs]);
      }
    });

    it('ends with the signal, and tells nothing afterwards', async () => {
      const controller = new AbortController();
      let send: ReadableStreamDefaultController<Uint8Array> | undefined;
      answer = () => events(new ReadableStream({ start: (stream) => { send = stream; } }));
      const heard = listener({ signal: controller.signal });
      const watching = new HttpKycClient({ endpoint: '/kyc/v1' }).watch(heard.options);
      while (!send) await settled();
      send.enqueue(new TextEncoder().encode(':\n\n'));
      while (heard.alive === 0) await settled();
      controller.abort();
      send.enqueue(new TextEncoder().encode(news(6)));
      await watching.catch(() => undefined);
      expect(heard.versions).to.deep.equal([]);
    });

    it('rejects as broken when it breaks in the middle', async () => {
      answer = () => events(new ReadableStream({ pull: (stream) => stream.error(new TypeError('cut')) }));
      const error = await failureOf(new HttpKycClient({ endpoint: '/kyc/v1' }).watch(listener().options));
      expect([error.code, error.retryable]).to.deep.equal(['connection_error', true]);
    });
  });
});
