/**
 * `npm run bench`: the figures the project promises, measured on what `npm run build` left. Fails when one is missed.
 * `npm run bench -- paint uploads` measures only what is named. Times depend on the machine; each line says what was
 * measured and what it may be. `npm run bench -- load --minutes 10 [--engine PostgreSQL]` looks for what grows.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { measurePaint } from './paint.mjs';
import { measureStart } from './start.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
let isMissed = false;

const figures = { size, paint, start, oneshot, resumable, large, memory, outage, intake, thumbnails, life, news, load: crowd, queue };

const { positionals: wanted, values: options } = parseArgs({
  allowPositionals: true, options: { minutes: { type: 'string' }, engine: { type: 'string' } },
});
for (const name of wanted) {
  if (!Object.hasOwn(figures, name)) throw new Error(`unknown figure "${name}"; known: ${Object.keys(figures).join(', ')}`);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(figures)) {
  await figures[name]();
  console.log('');
}
process.exitCode = isMissed ? 1 : 0;

function size() {
  try {
    execFileSync(process.execPath, [`${root}.config/size.mjs`], { stdio: 'inherit' });
  } catch {
    isMissed = true;
  }
}

async function paint() {
  const { medianMs, slowestMs, touchedRows } = await measurePaint();
  report('answer’s arrival to painted state, median of 20', medianMs, { limit: 25 });
  report('the same, slowest of 20', slowestMs);
  report('document rows touched by one changed document', touchedRows, { limit: 1, unit: 'of 5' });
}

async function start() {
  const { firstMs, againMs } = await measureStart();
  report('npm start to /healthz 200, creating the database', firstMs);
  report('npm start to /healthz 200, afterwards', againMs, { limit: 5000 });
}

function oneshot() {
  return throughput('10 × 5 MB, form', { protocol: 'form', contenders: ['widget'], sizes: Array(10).fill(5_000_000) }, 1.15);
}

function resumable() {
  return throughput('10 × 5 MB, tus', { protocol: 'tus', contenders: ['widget', 'uppy'], sizes: Array(10).fill(5_000_000) }, 1.5);
}

function large() {
  return throughput('1 × 500 MB, tus', { protocol: 'tus', contenders: ['widget', 'uppy'], sizes: [500_000_000] }, 1.15);
}

async function throughput(what, course, limit) {
  const { measureThroughput } = await load('throughput');
  const rounds = 11;
  const { results: { raw, widget, uppy }, hashingMs } = await measureThroughput({ ...course, rounds });
  report(`${what}: bare requests, first byte to last acknowledged`, raw.ms);
  report(`${what}: widget, median of ${rounds} rounds in turns`, widget.ms);
  report(`${what}: widget to bare requests`, widget.ratio, { limit, unit: '×' });
  if (uppy) report(`${what}: Uppy to bare requests`, uppy.ratio, { unit: '×' });
  report(`${what}: from there to confirmed by hash`, widget.confirmingMs);
  report(`${what}: SHA-256 alone, in the worker`, hashingMs);
}

async function memory() {
  const { measureMemory } = await load('memory');
  const { processMb, heapMb, longestTaskMs } = await measureMemory();
  report('500 MB with its SHA-256: the page’s process grows by', processMb, { limit: 110, unit: 'MB' });
  report('500 MB with its SHA-256: the page’s heap grows by', heapMb, { limit: 1, unit: 'MB' });
  report('500 MB with its SHA-256: longest task over 50 ms', longestTaskMs, { limit: 0 });
}

async function outage() {
  const { measureOutages } = await load('outage');
  const { afterOnlineMs, afterDelayMs, mostResentBytes } = await measureOutages();
  report('8 s without network: moving after online, slowest', afterOnlineMs, { limit: 1000 });
  report('8 s without network: moving without a word, slowest', afterDelayMs, { limit: 5500 });
  report('20 MB cut anywhere: sent twice, most', mostResentBytes / 1_048_576, { limit: 1, unit: 'MiB' });
}

async function intake() {
  const { measureLook } = await load('pictures');
  const { photoMb, verdictMs, stallMs, verdictWithoutDecoderMs } = await measureLook();
  report('a photo of 12 MP', photoMb, { unit: 'MB' });
  report('file to verdict with ImageDecoder, median of 20', verdictMs, { limit: 45 });
  report('file to verdict without ImageDecoder, median of 20', verdictWithoutDecoderMs, { limit: 100 });
  report('main thread held up meanwhile, longest', stallMs, { limit: 16 });
}

async function thumbnails() {
  const { measureThumbnails } = await load('pictures');
  const { widget, uppy } = await measureThumbnails();
  report('20 photos of 12 MP at once: list of 20 rows', widget.listMs, { limit: 100 });
  report('20 photos: first 8 previews, widget', widget.previewsMs);
  report('20 photos: first 8 previews, Uppy', uppy.previewsMs);
  report('20 photos: widget to Uppy', widget.previewsMs / uppy.previewsMs, { limit: 0.3, unit: '×' });
  report('20 photos: longest task over 50 ms', widget.longestTaskMs, { limit: 0 });
  report('20 photos: memory, widget', widget.memoryMb, { unit: 'MB' });
  report('20 photos: memory, widget to Uppy', widget.memoryMb / uppy.memoryMb, { limit: 0.25, unit: '×' });
}

async function life() {
  const { measureComingAndGoing, measureUpdates } = await load('life');
  const updates = await measureUpdates();
  for (const { documents, viewMs, wholeMs, floorMs } of updates) {
    report(`1 change among ${documents} documents: state to page, median`, viewMs);
    report('the same from the server’s answer', wholeMs);
    report('the same in a plain guarded list', floorMs);
    report('state to page, to the plain list', viewMs / floorMs, { limit: documents === 1000 ? 3 : undefined, unit: '×' });
  }
  report('growth of state to page from 100 to 4000 documents', updates.at(-1).viewMs / updates[0].viewMs, { limit: 2, unit: '×' });
  const { bytes, nodes, listeners, timers, streams } = await measureComingAndGoing();
  report('1000 × into the page and out: heap, each', bytes, { limit: 100, unit: 'bytes' });
  report('the same: nodes left', nodes, { limit: 0, unit: '' });
  report('the same: listeners left', listeners, { limit: 0, unit: '' });
  report('the same: timers left', timers, { limit: 0, unit: '' });
  report('the same: streams left', streams, { limit: 0, unit: '' });
}

async function news() {
  const { measureNews } = await load('news');
  const { byStreamMs, byPollMs, reopenedMs, requestsWhileHidden } = await measureNews();
  report('change on the server to seen, by stream, median of 20', byStreamMs[0], { limit: 1000 });
  report('the same, slowest', byStreamMs[1], { limit: 1000 });
  report('the same by poll, median of 5', byPollMs[0], { limit: 5000 });
  report('the same by poll, slowest', byPollMs[1]);
  report('requests in 30 s hidden', requestsWhileHidden, { limit: 0, unit: '' });
  report('server back after 10 s away to the stream open, slowest of 5', Math.max(...reopenedMs), { limit: 2000 });
  report('the same, quickest', Math.min(...reopenedMs));
}

async function crowd() {
  const { measureLoad } = await load('load');
  const until = options.minutes === undefined ? { customers: 100 } : { minutes: Number(options.minutes) };
  for (const engine of options.engine === undefined ? ['PGlite', 'PostgreSQL'] : [options.engine]) {
    const { customers, seconds, requests, errors, routes, told, memory } = await measureLoad({ engine, atOnce: 10, until });
    console.log(`${engine}: ${customers} customers, 10 at a time, in ${seconds.toFixed(1)} s`);
    report('customers a minute', (customers / seconds) * 60, { unit: '' });
    report('requests a second', requests / seconds, { unit: '' });
    report('errors', errors.length, { limit: 0, unit: '' });
    for (const error of errors.slice(0, 10)) console.log(`  ${error}`);
    const line = (cells) => console.log(`  ${cells[0].padEnd(58)}${cells.slice(1).map((cell) => cell.padStart(9)).join('')}`);
    line(['route, ms', 'median', 'p95', 'slowest', 'requests']);
    const row = ({ medianMs, p95Ms, maxMs }) => [medianMs, p95Ms, maxMs].map((value) => value.toFixed(1));
    for (const times of routes) line([times.route, ...row(times), String(times.count)]);
    line(['from a decision to the customer’s stream telling of it', ...row(told), '']);
    for (const [what, growth] of Object.entries(memory)) if (growth) reportGrowth(`memory, ${what}`, growth);
  }
}

/** Flat: in half of ten minutes it would gain less than a twentieth. */
function reportGrowth(what, { firstMb, mostMb, lastMb, secondHalfMbPerMinute }) {
  console.log(`${what.padEnd(30)} first ${firstMb.toFixed(1)}, most ${mostMb.toFixed(1)}, last ${lastMb.toFixed(1)} MB`);
  const limit = Number(options.minutes) >= 10 ? lastMb / 100 : undefined;
  if (options.minutes !== undefined) report(`${what}: slope of the second half`, secondHalfMbPerMinute, { limit, unit: 'MB a minute' });
}

async function queue() {
  const { measureQueue } = await load('queue');
  for (const { database, queues, searches, openedFirstMs, oneCaseMs } of await measureQueue()) {
    for (const [what, ms] of Object.entries(queues)) report(`${database}, 10,000 cases, p95: queue, ${what}`, ms, { limit: 100 });
    for (const [what, ms] of Object.entries(searches)) report(`${database}, 10,000 cases, p95: search, ${what}`, ms, { limit: 100 });
    report(`${database}, 10,000 cases, p95: one case, seen first`, openedFirstMs, { limit: 50 });
    report(`${database}, 10,000 cases, p95: one case, seen again`, oneCaseMs, { limit: 50 });
  }
}

async function load(name) {
  const { module } = await runnerImport(`./test/bench/${name}.ts`, { root, configFile: false, logLevel: 'error' });
  return module;
}

function report(what, value, { limit, unit = 'ms' } = {}) {
  const isOver = limit !== undefined && !(value <= limit);
  isMissed ||= isOver;
  const digits = { 'ms': 1, '×': 2, 'MB': 1, 'MiB': 2 }[unit] ?? 0;
  const verdict = limit === undefined ? '' : `  (at most ${limit})${isOver ? '  MISSED' : ''}`;
  console.log(`${what.padEnd(60)} ${value.toFixed(digits).padStart(9)} ${unit}${verdict}`);
}
