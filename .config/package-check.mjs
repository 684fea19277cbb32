/** Packs the package as npm would publish it, lets publint and attw look at the tarball, and starts its workers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { rootPath } from './paths.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kyc-pack-'));
try {
  const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: rootPath, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const [{ filename, files }] = JSON.parse(answer);
  const tarball = join(folder, filename);
  for (const { path } of files) if (!isPublishable(path)) throw new Error(`${path} does not belong into the package`);
  for (const path of ['dist/lib/intake/intake-worker.js', 'dist/cdn/intake-worker.js']) {
    if (!files.some((file) => file.path === path)) throw new Error(`${path} is missing from the package`);
    startsAlone(path);
  }
  run('publint', ['run', tarball, '--strict']);
  run('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', 'custom-elements.json', 'openapi.json']);
  console.log(`${filename}: ${files.length} files`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isPublishable(path) {
  return /^(dist\/(lib|cdn)\/|package\.json$|custom-elements\.json$|src\/contract\/openapi\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(path);
}

/** One classic script that needs nothing but a worker's scope; above 4 KB, or bundlers make a `data:` URL of it. */
function startsAlone(path) {
  const text = readFileSync(join(rootPath, path), 'utf8');
  const said = [];
  // A static import or export does not parse here; a dynamic one would only be met later.
  runInNewContext(text, { addEventListener() {}, postMessage: (message) => said.push(message) }, { filename: path });
  if (said.length !== 1 || said[0].kind !== 'ready') throw new Error(`${path} does not say that it is ready`);
  if (/\bimportScripts\b|\bimport\s*\(/.test(text)) throw new Error(`${path} loads other scripts`);
  if (Buffer.byteLength(text) <= 4096) throw new Error(`${path} is small enough for a bundler to make it a data: URL`);
}

function run(command, args) {
  execFileSync(join(rootPath, 'node_modules/.bin', command), args, { cwd: rootPath, stdio: 'inherit' });
}
