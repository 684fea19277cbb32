/**
 * `npm run bench`: the figures the project promises, measured on what `npm run build` left. Fails when one is missed.
 * Times depend on the machine; each line says what was measured and what it may be.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measurePaint } from './paint.mjs';
import { measureStart } from './start.mjs';

const sizeScript = fileURLToPath(new URL('../../.config/size.mjs', import.meta.url));
let isMissed = false;

try {
  execFileSync(process.execPath, [sizeScript], { stdio: 'inherit' });
} catch {
  isMissed = true;
}
console.log('');

const paint = await measurePaint();
report('answer’s arrival to painted state, median of 20', paint.medianMs, { limit: 25 });
report('the same, slowest of 20', paint.slowestMs);
report('document rows touched by one changed document', paint.touchedRows, { limit: 1, unit: 'of 5' });

const start = await measureStart();
report('npm start to /healthz 200, creating the database', start.firstMs);
report('npm start to /healthz 200, afterwards', start.againMs, { limit: 5000 });

process.exitCode = isMissed ? 1 : 0;

function report(what, value, { limit, unit = 'ms' } = {}) {
  const isOver = limit !== undefined && value > limit;
  isMissed ||= isOver;
  const verdict = limit === undefined ? '' : `  (at most ${limit})${isOver ? '  MISSED' : ''}`;
  console.log(`${what.padEnd(56)} ${value.toFixed(unit === 'ms' ? 1 : 0).padStart(8)} ${unit}${verdict}`);
}
