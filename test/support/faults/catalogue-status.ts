/** Answers by status: from the backend, from something before it, before and after the backend has acted. */
import { anyByte, broken, fault, on, type Fault, type Plan } from './fault.ts';
import type { Answer } from './http-message.ts';
import type { Draw } from './random.ts';
import { html, problem, type Call, type Point } from './strike.ts';
import type { Protocol } from './world.ts';

/** Before any byte, or while bytes still come. */
function early(draw: Draw): Point {
  return draw.pick(['head', anyByte(draw)]);
}

function answered(call: Call, at: Point, answer: Answer, times = 1): Plan {
  return { strikes: [on(call, at, { kind: 'answer', answer }, { times })] };
}

function upload(name: string, make: (draw: Draw) => Answer, more: { times?: (draw: Draw) => number; protocols?: readonly Protocol[] } = {}): Fault {
  const { times = (draw) => draw.whole(1, 2), ...rest } = more;
  return fault(`upload: ${name}`, (draw) => answered('bytes', early(draw), make(draw), times(draw)), rest);
}

const once = (): number => 1;
const after = (value: string) => ({ retryable: true, headers: [['Retry-After', value]] as const });
const soon = (draw: Draw): string => String(draw.whole(1, 8));
const soonAsDate = (draw: Draw): string => new Date(Date.now() + draw.whole(2, 8) * 1000).toUTCString();
const absurd = (draw: Draw): string => draw.pick(['999999999', '-5', 'soon', '', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT']);

function final(call: Call, name: string, words: RegExp, make: () => Answer): Fault {
  return fault(`${call === 'bytes' ? 'upload' : 'announcing'}: ${name}`, (draw) => ({
    ...answered(call, call === 'bytes' ? early(draw) : 'head', make()), final: words,
  }));
}

const unauthorized = (): Answer => problem(401, 'unauthorized');
const waits: readonly (readonly [string, (draw: Draw) => string])[] = [['seconds', soon], ['a date', soonAsDate], ['nonsense', absurd]];
const waiting = waits.flatMap(([name, value]) => [
  upload(`429 with Retry-After as ${name}`, (draw) => problem(429, 'rate_limited', after(value(draw)))),
  upload(`503 with Retry-After as ${name}`, (draw) => problem(503, 'unavailable', after(value(draw)))),
]);

const ways: readonly (readonly [Call, string])[] = [['announce', 'announcing'], ['complete', 'completing'], ['submit', 'submitting'], ['session', 'session']];
const everywhere = ways.flatMap(([call, name]) => {
  const armed = call === 'session' ? { armed: 'start' as const } : {};
  return [
    fault(`${name}: 500`, (draw) => ({ ...answered(call, 'head', problem(500, 'internal', { retryable: draw.chance(0.5) }), draw.whole(1, 2)), ...armed })),
    fault(`${name}: 502 with a page`, (draw) => ({ ...answered(call, 'head', html(502, 'Bad gateway'), draw.whole(1, 2)), ...armed })),
    fault(`${name}: 503 with Retry-After`, (draw) => ({ ...answered(call, 'head', problem(503, 'unavailable', after(soon(draw)))), ...armed })),
    fault(`${name}: done, then 504`, (draw) => ({ ...answered(call, 'sent', html(504, 'Gateway timeout'), draw.whole(1, 2)), ...armed })),
  ];
});

export const statusFaults: readonly Fault[] = [
  upload('408', () => problem(408, 'timeout')),
  final('bytes', '413', /too (large|big)|up to|limit|at most/i, () => problem(413, 'too_large', { limit: 1000, actual: 2000 })),
  final('bytes', '415', /\w{3,}/, () => problem(415, 'type_not_allowed')),
  final('bytes', '422', /\w{3,}/, () => problem(422, 'type_mismatch')),
  ...waiting,
  upload('500', () => problem(500, 'internal', { retryable: true })),
  upload('502 with a page', () => html(502, 'Bad gateway')),
  upload('504', () => html(504, 'Gateway timeout')),
  fault('upload: done, then 504', () => answered('bytes', 'sent', html(504, 'Gateway timeout'))),
  upload('401 once', unauthorized, { times: once }),
  fault('everything: 401 until the person signs in again', (draw) => ({
    strikes: [on(draw.pick<readonly Call[]>([['bytes', 'offset'], ['announce'], ['complete']]), 'head', { kind: 'answer', answer: unauthorized() }, { times: Infinity })],
    final: /session|sign in/i,
  })),
  upload('403', () => problem(403, 'forbidden'), { times: once }),
  upload('404', () => problem(404, 'not_found'), { times: once }),
  upload('410', () => problem(410, 'not_found'), { times: once }),
  upload('409', () => problem(409, 'offset_conflict'), { protocols: ['tus'] }),
  upload('423', () => problem(423, 'locked', { retryable: true }), { protocols: ['tus'] }),
  upload('507 disk full', () => problem(507, 'storage_full', { retryable: true })),
  ...everywhere,
  final('announce', '422 too large', /too (large|big)|up to|limit|at most/i, () => problem(422, 'too_large', { limit: 1000, actual: 2000 })),
  fault('announcing: 429 with Retry-After', (draw) => answered('announce', 'head', problem(429, 'rate_limited', after(soon(draw))))),
  fault('announcing: 507 disk full', () => answered('announce', 'head', problem(507, 'storage_full', { retryable: true }))),
  fault('announcing: 401 once', () => answered('announce', 'head', unauthorized())),
  fault('completing: 401 once', () => answered('complete', 'head', unauthorized())),
  fault('submitting: 401 once', () => answered('submit', 'head', unauthorized())),
  fault('completing: 409 upload_incomplete', () => answered('complete', 'head', problem(409, 'upload_incomplete', { retryable: true }))),
  fault('submitting: 429 with Retry-After', (draw) => answered('submit', 'head', problem(429, 'rate_limited', after(soon(draw))))),
  fault('offset: 404 after a cut', (draw) => ({
    strikes: [on('bytes', anyByte(draw), broken('reset')), on('offset', 'head', { kind: 'answer', answer: problem(404, 'not_found') }, { skip: 1 })],
  }), { protocols: ['tus'] }),
  fault('offset: 500 after a cut', (draw) => ({
    strikes: [on('bytes', anyByte(draw), broken('reset')), on('offset', 'head', { kind: 'answer', answer: problem(500, 'internal') }, { skip: draw.whole(0, 1) })],
  }), { protocols: ['tus'] }),
  fault('reading: 500', (draw) => answered('read', 'head', problem(500, 'internal'), draw.whole(1, 3))),
];
