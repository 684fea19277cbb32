/**
 * Weighs `dist/cdn/`: one line per file, and the entry with everything it imports statically against its budget. Budget
 * and sums are of brotli, as a server sends it.
 */
import { readFile, readdir } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './paths.mjs';

const budgetBytes = 32 * 1024;
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
const totalBytes = closure.reduce((sum, name) => sum + files.get(name).brotli, 0);
console.log(`\nentry: ${kilobytes(totalBytes)} KB brotli of ${kilobytes(budgetBytes)} KB`);
if (totalBytes > budgetBytes) {
  console.error('The entry is over its budget.');
  process.exit(1);
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
