/** What a session says at its end: a line for each fault, totals, and every failure with what brings it back. */
import type { ProblemKind } from './judge.ts';
import type { RunReport } from './run.ts';

const columns: readonly (readonly [ProblemKind, string])[] = [
  ['lost', 'lost'], ['twice', 'twice'], ['false', 'false'], ['uncaught', 'uncaught'], ['untold', 'untold'], ['asked', 'asked'], ['slow', 'slow'], ['resent', 'resent'],
];

export function reportText(reports: readonly RunReport[], about: { seed: number; browserName: string; again: string }): string {
  const faults = [...new Set(reports.map(({ fault }) => fault))].sort();
  const width = Math.max(...faults.map((name) => name.length), 10);
  const lines = faults.map((fault) => line(fault, reports.filter((report) => report.fault === fault), width));
  const failures = reports.filter(({ problems }) => problems.length > 0);
  const factors = new Map<number, number>();
  for (const { clockFactor } of reports) factors.set(clockFactor, (factors.get(clockFactor) ?? 0) + 1);
  const clocks = [...factors].map(([factor, count]) => `${String(count)} at ${String(factor)}×`).join(', ');
  return [
    heading(width), ...lines, line('all', reports, width), '',
    `${about.browserName}, seed ${String(about.seed)}; the page’s clock: ${clocks}; protocols: ${countOf(reports.map(({ protocol }) => protocol))}`,
    `the fault came to pass in ${String(reports.filter(({ isStruck }) => isStruck).length)} of ${String(reports.length)} runs; Cancel in ${cancelText(reports)}`,
    ...failures.flatMap(({ index, fault, protocol, problems }) => [
      `✗ run ${String(index)} (${fault}, ${protocol}): ${about.again} --only ${String(index)}`,
      ...problems.map(({ kind, what }) => `    ${kind}: ${what}`),
    ]),
    '', `${String(reports.length - failures.length)} passed, ${String(failures.length)} failed`,
  ].join('\n');
}

function heading(width: number): string {
  return ['fault'.padEnd(width), 'runs', 'passed', ...columns.map(([, name]) => name), 'actions'].join('  ');
}

function line(fault: string, reports: readonly RunReport[], width: number): string {
  const has = (kind: ProblemKind): number => reports.filter(({ problems }) => problems.some((problem) => problem.kind === kind)).length;
  const cell = (value: number, name: string): string => String(value).padStart(name.length);
  const passed = reports.filter(({ problems }) => problems.length === 0).length;
  const actions = reports.reduce((sum, report) => sum + report.actions.length, 0);
  return [
    fault.padEnd(width), cell(reports.length, 'runs'), cell(passed, 'passed'), ...columns.map(([kind, name]) => cell(has(kind), name)), cell(actions, 'actions'),
  ].join('  ');
}

function countOf(values: readonly string[]): string {
  const names = [...new Set(values)].sort();
  return names.map((name) => `${String(values.filter((value) => value === name).length)} ${name}`).join(', ');
}

function cancelText(reports: readonly RunReport[]): string {
  const times = reports.flatMap(({ cancelMs }) => (cancelMs === undefined ? [] : [cancelMs])).sort((a, b) => a - b);
  if (times.length === 0) return 'no run';
  return `${String(times.length)} runs, at most ${String(times.at(-1))} ms, median ${String(times[Math.floor(times.length / 2)])} ms`;
}
