/** The page, the browser, the backend's process: reloaded, killed, doubled, moved; databases and connections that lie. */
import { anyByte, broken, fault, on, type Act, type Fault, type Plan } from './fault.ts';
import type { DatabaseTrouble } from './page-script.ts';
import type { Draw } from './random.ts';
import type { Call, Point } from './strike.ts';

function told(act: Act, call: Call, at: Point): Plan {
  return { act, strikes: [on(call, at, { kind: 'tell' })] };
}

/** Before the backend acts, or after it with the answer still to come. */
function around(draw: Draw): Point {
  return draw.pick(['head', 'sent', 'answered']);
}

const databases: readonly (readonly [DatabaseTrouble, string])[] = [
  ['absent', 'absent'], ['blocked', 'blocked'], ['failing', 'failing to open'], ['full', 'full'], ['corrupt', 'corrupt'], ['silent', 'never answering'],
];

const databaseFaults = databases.flatMap(([database, name]) => [
  fault(`IndexedDB ${name}, and a cut`, (draw) => ({ database, strikes: [on('bytes', anyByte(draw), broken('reset'))] })),
  fault(`IndexedDB ${name}, and a reload`, (draw) => ({ ...told('reload', 'bytes', anyByte(draw)), database }), { isSingle: true }),
]);

export const pageFaults: readonly Fault[] = [
  fault('the backend is killed in mid-upload', (draw) => told('kill_backend', 'bytes', anyByte(draw)), { needsOwnBackend: true }),
  fault('the backend is killed while completing', (draw) => told('kill_backend', 'complete', around(draw)), { needsOwnBackend: true }),
  fault('the backend is killed in mid-submit', (draw) => told('kill_backend', 'submit', around(draw)), { needsOwnBackend: true }),
  fault('reloaded in mid-upload', (draw) => told('reload', 'bytes', anyByte(draw)), { isSingle: true }),
  fault('reloaded while announcing', (draw) => told('reload', 'announce', around(draw)), { isSingle: true }),
  fault('reloaded while completing', (draw) => told('reload', 'complete', around(draw)), { isSingle: true }),
  fault('reloaded in mid-submit', (draw) => told('reload', 'submit', around(draw)), { isSingle: true }),
  fault('the browser is killed in mid-upload', (draw) => told('kill_browser', 'bytes', anyByte(draw)), { isSingle: true }),
  fault('a second tab opens in mid-upload', (draw) => told('second_tab', 'bytes', anyByte(draw)), { isSingle: true }),
  fault('a second tab opens, the first closes', (draw) => told('first_tab_closes', 'bytes', anyByte(draw)), { isSingle: true }),
  fault('the element moves in mid-upload', (draw) => told('move_element', 'bytes', anyByte(draw))),
  fault('the element goes and comes back in mid-upload', (draw) => told('remove_element', 'bytes', anyByte(draw))),
  ...databaseFaults,
  fault('“offline”, says the browser, and is not', (draw) => told('say_offline', 'bytes', anyByte(draw))),
  fault('an outage of 8 s', (draw) => told('outage', 'bytes', anyByte(draw))),
  fault('an outage of 8 s, “online”, says the browser', (draw) => told('outage_with_false_online', 'bytes', anyByte(draw))),
  fault('Submit pressed twice at once', () => ({ isSubmitDouble: true })),
  fault('Submit pressed twice at once, the answer lost', (draw) => ({
    isSubmitDouble: true, strikes: [on('submit', 'answered', broken(draw.pick(['close', 'reset'])))],
  })),
];
