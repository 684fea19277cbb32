/**
 * Builds what is named, everything without names: `node .config/build.mjs [lib] [cdn] [demo] [server]`.
 * A full build leaves a stamp of its sources, by which `npm start` knows whether it must build again.
 */
import { spawn } from 'node:child_process';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, rootPath } from './paths.mjs';
import { writeStamp } from './stamp.mjs';

const targets = {
  lib: async () => {
    await rm(new URL('dist/lib', root), { recursive: true, force: true });
    await run('tsc', ['-p', '.config/tsconfig.build.json']);
    await nameEmittedFiles();
    await vite('worker');
  },
  cdn: async () => {
    await vite('cdn');
    await vite('worker', '--outDir', 'dist/cdn', '--minify', '--sourcemap');
  },
  demo: async () => {
    await vite('portal');
    await vite('review');
  },
  server: async () => {
    await vite('server');
    await vite('receiver');
  },
};

const names = process.argv.slice(2);
for (const name of names) {
  if (!Object.hasOwn(targets, name)) throw new Error(`unknown build target "${name}"; known: ${Object.keys(targets)}`);
}
for (const name of names.length > 0 ? names : Object.keys(targets)) await targets[name]();
if (names.length === 0) await writeStamp();

/** tsc leaves `.ts` in declarations and in `import()` inside decorated classes; what is published is `.js`. */
async function nameEmittedFiles() {
  const folder = join(rootPath, 'dist/lib');
  const entries = await readdir(folder, { recursive: true });
  for (const name of entries.filter((entry) => /\.(js|d\.ts)$/.test(entry))) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    const named = text.replace(/(\b(?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.ts\2/g, '$1$2$3.js$2');
    if (named !== text) await writeFile(file, named);
  }
}

function vite(mode, ...options) {
  return run('vite', ['build', '--mode', mode, '--logLevel', 'warn', ...options]);
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(rootPath, 'node_modules/.bin', command), args, { cwd: rootPath, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`));
    });
  });
}
