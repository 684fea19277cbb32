/** A lane of the fuzzer: every so manieth run, told as it goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Base } from './bases.ts';
import { emptyTally, run, type Tally } from './subject.ts';

export interface Lane {
  readonly bases: readonly Base[];
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The run that is under way. */
  readonly current: Int32Array<SharedArrayBuffer>;
}

export type LaneReport = { readonly kind: 'progress'; readonly tally: Tally; readonly runs: number } | { readonly kind: 'done' };

const everyRuns = 500;

const { bases, seed, from, to, step, current } = workerData as Lane;
const tell = (report: LaneReport) => parentPort?.postMessage(report);

let tally = emptyTally();
let runs = 0;
for (let index = from; index < to; index += step) {
  Atomics.store(current, 0, index);
  await run(bases, { seed, index }, tally);
  if (++runs % everyRuns > 0) continue;
  tell({ kind: 'progress', tally, runs: everyRuns });
  tally = emptyTally();
}
tell({ kind: 'progress', tally, runs: runs % everyRuns });
tell({ kind: 'done' });
