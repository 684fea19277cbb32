/** Writes `src/contract/openapi.json`; with `--check` fails when what is committed is not what the schemas say. */
import { readFile, writeFile } from 'node:fs/promises';
import { runnerImport } from 'vite';
import { root, rootPath } from './paths.mjs';

const file = new URL('src/contract/openapi.json', root);
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const { module } = await runnerImport('./src/contract/openapi.ts', { root: rootPath, configFile: false, logLevel: 'error' });
const text = `${JSON.stringify(module.openApiDocument(version), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if (text !== (await readFile(file, 'utf8').catch(() => ''))) {
  console.error('src/contract/openapi.json is stale: run `npm run openapi` and commit it.');
  process.exit(1);
}
