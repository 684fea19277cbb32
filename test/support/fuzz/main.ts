/** `npm run fuzz -- --runs 1000000 [--seed 1] [--lanes 2] [--only 17]`: mutated files on the intake's readers. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Base } from './bases.ts';
import { emptyTally, fileOf, run, type Tally } from './subject.ts';
import type { Lane, LaneReport } from './worker.ts';

/** Without a word for so long, a lane hangs for good. */
const silenceMs = 30_000;
/** After so many a word to who waits. */
const toldRuns = 100_000;

/** Resolves to the exit code: 1 when anything was found. */
export async function main(args: readonly string[], bases: readonly Base[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' }, lanes: { type: 'string', default: '2' }, only: { type: 'string' },
    },
  });
  const [runs = 0, seed = 0, lanes = 1] = [values.runs, values.seed, values.lanes].map(Number);
  const began = performance.now();
  const total = values.only === undefined ? await inLanes({ bases, seed, runs, lanes }) : await alone(bases, seed, Number(values.only));
  const seconds = (performance.now() - began) / 1000;
  for (const { index, name, problem } of total.findings) console.log(`✗ ${String(index)} ${name}: ${problem}\n    npm run fuzz -- --seed ${String(seed)} --only ${String(index)}`);
  const count = total.accepted + total.refused;
  console.log([
    `${String(count)} mutated files of ${String(bases.length)}: ${String(total.accepted)} taken, ${String(total.refused)} refused`,
    `${String(total.findings.length)} findings, slowest ${total.slowestMs.toFixed(0)} ms`, `${seconds.toFixed(0)} s, ${(count / seconds).toFixed(0)} a second`,
  ].join('; '));
  return total.findings.length === 0 && count > 0 ? 0 : 1;
}

/** One run; its file is left in the working directory. */
async function alone(bases: readonly Base[], seed: number, index: number): Promise<Tally> {
  const tally = emptyTally();
  const { name, bytes } = fileOf(bases, seed, index);
  const path = `fuzz-${String(seed)}-${String(index)}${/\.\w+$/.exec(name)?.[0] ?? ''}`;
  await writeFile(path, bytes);
  console.log(path);
  await run(bases, { seed, index }, tally);
  return tally;
}

interface Job {
  readonly bases: readonly Base[];
  readonly seed: number;
  readonly runs: number;
  readonly lanes: number;
}

async function inLanes({ bases, seed, runs, lanes }: Job): Promise<Tally> {
  const total = emptyTally();
  await Promise.all(Array.from({ length: lanes }, async (_lane, lane) => {
    for (let from: number | undefined = lane; from !== undefined;) {
      const current = new Int32Array(new SharedArrayBuffer(4));
      from = await runLane({ bases, seed, from, to: runs, step: lanes, current }, total);
    }
  }));
  return total;
}

/** Resolves when the lane is through, or to the run it is to go on with when one of them never ended. */
function runLane(lane: Lane, total: Tally): Promise<number | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: lane });
    let isOver = false;
    const end = (problem?: string) => {
      clearTimeout(silence);
      if (isOver) return;
      isOver = true;
      void worker.terminate();
      const index = Atomics.load(lane.current, 0);
      if (problem) total.findings.push({ index, name: fileOf(lane.bases, lane.seed, index).name, problem });
      resolve(problem ? index + lane.step : undefined);
    };
    let silence = setTimeout(end, silenceMs, 'never ends');
    worker.on('message', (report: LaneReport) => {
      if (report.kind === 'done') return end();
      clearTimeout(silence);
      add(total, report.tally);
      silence = setTimeout(end, silenceMs, 'never ends');
    });
    worker.on('error', (error) => end(`crash: ${error.stack ?? ''}`));
    worker.on('exit', () => end('ends without an answer'));
  });
}

function add(total: Tally, { accepted, refused, slowestMs, findings }: Tally): void {
  const before = total.accepted + total.refused;
  const count = before + accepted + refused;
  if (Math.floor(count / toldRuns) > Math.floor(before / toldRuns)) console.log(`${String(count)} …, ${String(total.findings.length + findings.length)} findings`);
  total.accepted += accepted;
  total.refused += refused;
  total.slowestMs = Math.max(total.slowestMs, slowestMs);
  total.findings.push(...findings);
}
