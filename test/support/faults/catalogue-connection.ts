/** The connection: cut, reset, half open, silent, slow; at any byte, before and after the backend has acted. */
import { anyByte, broken, everyCall, fault, on, type Fault } from './fault.ts';
import { breaks, type Call } from './strike.ts';

const atAnyByte = breaks.map((how) => fault(`upload: ${how} at a random byte`, (draw) => ({ strikes: [on('bytes', anyByte(draw), broken(how))] })));

const again = breaks.map((how) => fault(`upload: ${how} at a random byte, three times`, (draw) => ({
  strikes: [0, 1, 2].map(() => on('bytes', anyByte(draw), broken(how))),
})));

const beforeTheAnswer = breaks.map((how) => fault(`upload: ${how} after the last byte, before the answer`, (draw) => ({
  strikes: [on('bytes', draw.pick(['sent', 'answered']), broken(how))],
})));

const places: readonly (readonly [Call, string])[] = [
  ['announce', 'announcing'], ['complete', 'completing'], ['read', 'reading'], ['submit', 'submitting'], ['session', 'session'],
];

/** The request is lost, or it is done and its answer is lost: the page cannot tell which. */
const elsewhere = places.flatMap(([call, name]) => [
  fault(`${name}: lost before it arrives`, (draw) => ({
    strikes: [on(call, 'head', broken(draw.pick(breaks)), { times: draw.whole(1, 3) })], armed: call === 'session' ? 'start' : 'chosen',
  })),
  fault(`${name}: done, the answer lost`, (draw) => ({
    strikes: [on(call, draw.pick(['sent', 'answered']), broken(draw.pick(breaks)), { times: draw.whole(1, 2) })], armed: call === 'session' ? 'start' : 'chosen',
  })),
]);

export const connectionFaults: readonly Fault[] = [
  ...atAnyByte,
  ...again,
  ...beforeTheAnswer,
  ...elsewhere,
  fault('upload: 1 kB/s from a random byte', (draw) => ({ strikes: [on('bytes', anyByte(draw), { kind: 'slow', bytesPerSecond: 1000, ms: 30_000 })] })),
  fault('upload: stalls for 4 s', (draw) => ({ strikes: [on('bytes', anyByte(draw), { kind: 'stall', ms: 4000 })] })),
  fault('upload: stalls for 25 s', (draw) => ({ strikes: [on('bytes', anyByte(draw), { kind: 'stall', ms: 25_000 })] })),
  fault('upload: the answer comes 20 s late', () => ({ strikes: [on('bytes', 'answered', { kind: 'stall', ms: 20_000 })] })),
  fault('upload: the answer comes 60 s late', () => ({ strikes: [on('bytes', 'answered', { kind: 'stall', ms: 60_000 })] })),
  fault('completing: the answer comes 20 s late', () => ({ strikes: [on('complete', 'answered', { kind: 'stall', ms: 20_000 })] })),
  fault('submitting: the answer comes 20 s late', () => ({ strikes: [on('submit', 'answered', { kind: 'stall', ms: 20_000 })] })),
  fault('first load: lost', (draw) => ({
    strikes: [on(['read', 'session'], 'head', broken(draw.pick(['close', 'reset'])), { times: draw.whole(1, 2) })], armed: 'start',
  })),
  fault('offset: lost', (draw) => ({
    strikes: [on('bytes', anyByte(draw), broken('reset')), on('offset', draw.pick(['head', 'answered']), broken(draw.pick(breaks)), { skip: draw.whole(0, 1) })],
  }), { protocols: ['tus'] }),
  fault('a bad ride: five breaks anywhere', (draw) => ({
    strikes: [0, 1, 2, 3, 4].map(() => on(everyCall, draw.pick(['head', anyByte(draw), 'sent', 'answered']), broken(draw.pick(breaks)), { skip: draw.whole(0, 2) })),
  })),
];
