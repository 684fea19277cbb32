/** Answers that are not what they say: cut off, empty, of another shape, somebody else's; offsets and hashes that lie. */
import { anyByte, broken, fault, jsonCalls, on, type Fault, type Plan } from './fault.ts';
import { withHeaders, type Answer } from './http-message.ts';
import type { Draw } from './random.ts';
import { answer, html, problem, type Call } from './strike.ts';

type Rewrite = (answer: Answer, draw: Draw) => Answer;

/** The backend has acted; what the browser hears of it is spoilt. */
function spoilt(name: string, rewrite: Rewrite): Fault {
  return fault(`an answer ${name}`, (draw) => ({
    strikes: [on(draw.pick(jsonCalls), 'answered', { kind: 'rewrite', rewrite: (said) => rewrite(said, draw) }, { times: draw.whole(1, 2) })],
  }));
}

/** Nothing reaches the backend; somebody else answers. */
function foreign(name: string, make: () => Answer, calls: readonly [Call, ...Call[]] = [...jsonCalls, 'bytes', 'session']): Fault {
  return fault(name, (draw) => ({ strikes: [on(draw.pick(calls), 'head', { kind: 'answer', answer: make() }, { times: draw.whole(1, 2) })], armed: 'chosen' }));
}

const json = (text: string): Rewrite => (said) => ({ ...said, body: Buffer.from(text) });

function offsetSays(name: string, change: (offset: number, draw: Draw) => number): Fault {
  return fault(`offset: ${name}`, (draw): Plan => ({
    strikes: [
      on('bytes', anyByte(draw), broken('reset')),
      on('offset', 'answered', { kind: 'rewrite', rewrite: (said) => withOffset(said, (offset) => change(offset, draw)) }, { skip: draw.whole(0, 1) }),
    ],
  }), { protocols: ['tus'] });
}

function patchSays(name: string, change: (offset: number, draw: Draw) => number): Fault {
  return fault(`upload: the answer's offset is ${name}`, (draw): Plan => ({
    strikes: [on('bytes', 'answered', { kind: 'rewrite', rewrite: (said) => withOffset(said, (offset) => change(offset, draw)) })],
  }), { protocols: ['tus'] });
}

function withOffset(said: Answer, change: (offset: number) => number): Answer {
  const offset = Number(said.headers.find(([name]) => name.toLowerCase() === 'upload-offset')?.[1] ?? 0);
  return { ...said, headers: withHeaders(said.headers, [['Upload-Offset', String(Math.max(0, Math.floor(change(offset))))]]) };
}

export const answerFaults: readonly Fault[] = [
  spoilt('truncated', (said, draw) => ({ ...said, body: said.body.subarray(0, Math.floor(said.body.length * draw.share())), declaredLength: said.body.length })),
  spoilt('empty', json('')),
  spoilt('longer than Content-Length says', (said, draw) => ({ ...said, declaredLength: Math.floor(said.body.length * draw.share()) })),
  spoilt('shorter than Content-Length says', (said) => ({ ...said, declaredLength: said.body.length + 100 })),
  spoilt('of invalid JSON', json('{"id": "ver_1", "documents": [')),
  spoilt('of JSON in another shape', (said, draw) => json(draw.pick(['{}', '[]', 'null', '"ok"', '{"document":{},"file":{},"upload":{}}', '{"verification":{"documents":"none"}}']))(said, draw)),
  foreign('a captive portal answers', () => html(200, 'Welcome to the train’s Wi-Fi')),
  foreign('a captive portal redirects', () => answer(302, '', [['Location', '/wifi']])),
  fault('a redirect loop', (draw) => {
    const loop: Answer = answer(307, '', [['Location', '?']]);
    const call = draw.pick<Call>(['bytes', ...jsonCalls]);
    // Browsers follow an upload's 20 times; the widget's own calls follow none.
    return { strikes: [on(call, 'head', { kind: 'answer', answer: loop }, { times: call === 'bytes' ? 21 : 1 })] };
  }),
  offsetSays('goes backwards', (offset, draw) => offset * draw.share()),
  offsetSays('is beyond the size', (offset) => offset + 100_000_000),
  offsetSays('is the whole size too early', () => 1e9),
  patchSays('backwards', (offset, draw) => offset * draw.share()),
  patchSays('beyond the size', (offset) => offset + 1000),
  fault('completing: another hash, says the backend', () => ({
    strikes: [on('complete', 'head', { kind: 'answer', answer: problem(422, 'hash_mismatch', { retryable: true }) })],
  })),
  fault('a byte turns on the way', (draw) => ({ strikes: [on('bytes', { bodyShare: draw.between(0.3, 0.9) }, { kind: 'corrupt' })] })),
  fault('upload: an empty 200 that nobody sent', (draw) => ({ strikes: [on('bytes', 'head', { kind: 'answer', answer: answer(draw.pick([200, 204])) })] })),
  fault('completing: an empty 200 that nobody sent', () => ({
    strikes: [on('complete', 'head', { kind: 'answer', answer: answer(200, '{}', [['Content-Type', 'application/json']]) })],
  })),
];
