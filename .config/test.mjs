/**
 * `npm test`: everything that must hold before a change lands. `npm test -- unit size` runs the steps whose names
 * contain one of the words (and what they need). The last line is `N passed, N failed`.
 */
import { findBrowser } from '../test/support/browser.mjs';
import { runSteps } from './run-steps.mjs';
import { steps } from './steps.mjs';

const words = process.argv.slice(2);
const isWanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));
const needed = new Set(steps.filter(isWanted).flatMap(({ needs = [] }) => needs));
const chosen = steps.filter((step) => isWanted(step) || needed.has(step.name));

// Unpacked once, here: runners that start at the same time would each do it.
await findBrowser().then(({ executablePath }) => console.log(`browser: ${executablePath}`), (error) => console.error(error.message));

const start = performance.now();
const outcomes = await runSteps(chosen, report);
const sum = (key) => [...outcomes.values()].reduce((total, outcome) => total + outcome[key], 0);
const failed = sum('failed');
console.log(`\n${Math.round((performance.now() - start) / 1000)} s`);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${sum('passed')} passed, ${failed} failed`);

function report(step, { passed, failed, seconds, output }) {
  const tests = step.counts ? ` (${passed} passed, ${failed} failed)` : '';
  console.log(`${failed > 0 ? '✗' : '✓'} ${step.name}${tests} ${seconds.toFixed(1)} s`);
  if (failed > 0 || step.isShown) console.log(output.trimEnd().replace(/^/gm, '  │ '));
}
