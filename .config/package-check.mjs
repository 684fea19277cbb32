/** Packs the package as npm would publish it and lets publint and attw look at the tarball. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootPath } from './paths.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kyc-pack-'));
try {
  const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: rootPath, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const [{ filename, files }] = JSON.parse(answer);
  const tarball = join(folder, filename);
  for (const { path } of files) if (!isPublishable(path)) throw new Error(`${path} does not belong into the package`);
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

function run(command, args) {
  execFileSync(join(rootPath, 'node_modules/.bin', command), args, { cwd: rootPath, stdio: 'inherit' });
}
