/**
 * Weighs `dist/cdn/`: one line per file, and against their budgets the entry with everything it imports statically, and
 * what `<kyc-status>` loads beyond it, with its largest language. Budgets and sums are of brotli, as a server sends it.
 */
import { readFile, readdir } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './paths.mjs';

const folder = new URL('dist/cdn/', root);
const entry = 'kyc-verification.js';

const names = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
const files = new Map(await Promise.all(names.map(async (name) => [name, weigh(await readFile(new URL(name, folder)))])));
const closure = staticClosure(entry);

console.log(row('file', 'raw', 'gzip', 'brotli', 'loads'));
for (const name of [...closure, ...names.filter((name) => !closure.includes(name))]) {
  const { raw, gzip, brotli } = files.get(name);
  console.log(row(name, raw, gzip, brotli, closure.includes(name) ? 'at once' : 'on use'));
}
console.log('');
check('entry', closure, 32);
const [statusFile] = names.filter((name) => name.startsWith('kyc-kyc-status-'));
const [statusTexts] = names.filter((name) => /^kyc-\w\w-status-/.test(name)).sort((a, b) => brotliOf([b]) - brotliOf([a]));
check('kyc-status', [...staticClosure(statusFile), statusTexts].filter((name) => !closure.includes(name)), 8);

function check(label, parts, budget) {
  const bytes = brotliOf(parts);
  console.log(`${label}: ${kilobytes(bytes)} KB brotli of ${budget} KB`);
  if (bytes <= budget * 1024) return;
  console.error(`${label} is over its budget.`);
  process.exitCode = 1;
}

function brotliOf(parts) {
  return parts.reduce((sum, name) => sum + files.get(name).brotli, 0);
}

function weigh(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    text: bytes.toString('utf8'),
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/** The file and all it imports without being asked, depth first. */
function staticClosure(name, seen = []) {
  if (seen.includes(name)) return seen;
  seen.push(name);
  const imports = files.get(name).text.matchAll(/(?:\bimport|\bfrom)\s*["'`]\.\/([^"'`]+)["'`]/g);
  for (const [, imported] of imports) staticClosure(imported, seen);
  return seen;
}

function row(name, ...cells) {
  return name.padEnd(44) + cells.map((cell) => String(typeof cell === 'number' ? kilobytes(cell) : cell).padStart(9)).join('');
}

function kilobytes(bytes) {
  return (bytes / 1024).toFixed(2);
}
