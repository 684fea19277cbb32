/**
 * Runs steps in two lanes, as their needs allow. Owns the child processes: each is its own group, ended as a whole when
 * its time is up or the run is interrupted.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { rootPath } from './paths.mjs';

const lanes = 2;
const limitMs = 25 * 60_000;
const children = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) endGroup(child);
    process.exit(1);
  });
}

/**
 * Calls `onEnd(step, outcome)` as each step ends; an outcome is `{passed, failed, seconds, output}`. Resolves to the
 * outcomes by name.
 */
export async function runSteps(steps, onEnd) {
  const outcomes = new Map();
  const running = new Map();
  const waiting = [...steps];
  while (waiting.length > 0 || running.size > 0) {
    for (const step of startable(waiting, running, outcomes)) {
      waiting.splice(waiting.indexOf(step), 1);
      running.set(step, runStep(step, outcomes).then((outcome) => [step, outcome]));
    }
    const [step, outcome] = await Promise.race(running.values());
    running.delete(step);
    outcomes.set(step.name, outcome);
    onEnd(step, outcome);
  }
  return outcomes;
}

/** Steps whose needs have ended, as many as there are free lanes; one that fills all lanes waits for the others to end. */
function startable(waiting, running, outcomes) {
  const isReady = ({ needs = [] }) => needs.every((name) => outcomes.has(name));
  const ready = waiting.filter(isReady);
  const beside = ready.filter(({ isAlone = false }) => !isAlone).slice(0, lanes - running.size);
  const isFree = beside.length + running.size === 0;
  return isFree ? ready.slice(0, 1) : beside;
}

async function runStep(step, outcomes) {
  const missing = (step.needs ?? []).filter((name) => outcomes.get(name).failed > 0);
  if (missing.length > 0) return { passed: 0, failed: 1, seconds: 0, output: `not run: ${missing.join(', ')} failed` };
  const folder = await mkdtemp(join(tmpdir(), 'kyc-step-'));
  const results = join(folder, 'results.json');
  const start = performance.now();
  try {
    const { code, output } = await run(step, results);
    const seconds = (performance.now() - start) / 1000;
    return { ...(await judge({ step, code, results })), seconds, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A check counts as one. Tests count each, and a runner that failed or ran nothing is a failure of its own. */
async function judge({ step, code, results }) {
  const isFine = code === 0;
  if (!step.counts) return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 };
  const counts = await readFile(results, 'utf8').then((text) => step.counts(JSON.parse(text)), () => ({ passed: 0, failed: 0 }));
  if (counts.failed === 0 && (!isFine || counts.passed === 0)) counts.failed = 1;
  return counts;
}

function run({ command: [file, ...args] }, results) {
  const child = spawn(file, args.map((arg) => arg.replace('{results}', results)), {
    cwd: rootPath,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(rootPath, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      KYC_RESULTS: results,
      PLAYWRIGHT_JSON_OUTPUT_FILE: results,
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      CI: '1',
    },
  });
  children.add(child);
  return collect(child).finally(() => {
    children.delete(child);
    endGroup(child);
  });
}

function collect(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      output += `\nended after ${limitMs / 1000} s`;
      endGroup(child);
    }, limitMs);
    child.once('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    // 'exit', not 'close': a grandchild that holds the pipe must not hold the run.
    child.once('exit', (code) => {
      clearTimeout(timer);
      setImmediate(() => resolve({ code: code ?? 1, output }));
    });
  });
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
