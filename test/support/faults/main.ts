/** `npm run faults -- --runs 200 --seed 1 [--only 17] [--fault name] [--browser firefox] [--protocol form] [--lanes 4] [--clock 1] [--trace]` */
import { parseArgs } from 'node:util';
import type { BrowserName } from './browsers.ts';
import { reportText } from './report.ts';
import type { RunReport } from './run.ts';
import { runSession } from './session.ts';
import type { Protocol } from './world.ts';

/** Resolves to the exit code: 1 when anything failed. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '128' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, fault: { type: 'string' },
      browser: { type: 'string', default: 'chromium' }, protocol: { type: 'string' }, lanes: { type: 'string', default: '4' }, clock: { type: 'string' }, trace: { type: 'boolean', default: false },
    },
  });
  const seed = whole(values.seed, 'seed') ?? 1;
  const browserName = oneOf<BrowserName>(values.browser, ['chromium', 'firefox']) ?? 'chromium';
  const startedAt = Date.now();
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  const reports = await runSession({
    seed, browserName, runs: whole(values.runs, 'runs') ?? 0, only: whole(values.only, 'only'), faults: values.fault === undefined ? undefined : [values.fault],
    protocol: oneOf<Protocol>(values.protocol, ['tus', 'form', 'put']), lanes: whole(values.lanes, 'lanes') ?? 1,
    clockFactor: whole(values.clock, 'clock'), signal: interruption.signal, onReport: (report) => progress(report, values.trace),
  });
  const filters = [['--fault', values.fault], ['--browser', values.browser], ['--protocol', values.protocol], ['--clock', values.clock]];
  const again = ['npm run faults -- --seed', String(seed), ...filters.flatMap(([name, value]) => (value ? [name, `"${value}"`] : []))].join(' ');
  console.log(`\n${reportText(reports, { seed, browserName, again })}; ${String(Math.round((Date.now() - startedAt) / 1000))} s`);
  return reports.length > 0 && reports.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

function progress({ index, fault, protocol, problems, ms, trace }: RunReport, isTraced: boolean): void {
  const sign = problems.length === 0 ? '✓' : '✗';
  console.log(`${sign} ${String(index)} ${fault} (${protocol}, ${String(ms)} ms)${problems.map(({ kind, what }) => `\n    ${kind}: ${what}`).join('')}`);
  if (isTraced) console.log(trace.map((line) => `    ${line}`).join('\n'));
}

function whole(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} must be a whole number`);
  return number;
}

function oneOf<T extends string>(value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((candidate) => candidate === value);
  if (!found) throw new Error(`${value} is none of ${known.join(', ')}`);
  return found;
}
