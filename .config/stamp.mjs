/**
 * Says whether `dist/` was built from the sources as they are: one hash over path and content of every file that
 * goes into a build. A few hundred small files: milliseconds.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root, rootPath } from './paths.mjs';

const stampFile = new URL('dist/.stamp', root);
const folders = ['src', 'demo', '.config'];
const files = ['package-lock.json', 'tsconfig.json', 'vite.config.ts'];

export async function isFresh() {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await hashSources());
}

export async function writeStamp() {
  await mkdir(new URL('dist/', root), { recursive: true });
  await writeFile(stampFile, await hashSources());
}

async function hashSources() {
  const found = await Promise.all(folders.map((folder) => filesOf(folder)));
  const hash = createHash('sha256');
  for (const name of [...files, ...found.flat()].sort()) {
    hash.update(`${name}\0`).update(await readFile(join(rootPath, name))).update('\0');
  }
  return hash.digest('hex');
}

async function filesOf(folder) {
  const entries = await readdir(join(rootPath, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => relative(rootPath, join(entry.parentPath, entry.name)));
}
