/**
 * Writes `custom-elements.json` from the docblocks of `src/elements/`: public members only, paths as published. With
 * `--check` fails when what is committed is not what the docblocks say.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { root, rootPath } from './paths.mjs';

const file = new URL('custom-elements.json', root);
const isCheck = process.argv.includes('--check');

process.chdir(rootPath);
const manifest = await cli({ argv: ['analyze', '--config', '.config/manifest.config.mjs', '--quiet'], noWrite: true });
const elements = manifest.modules.flatMap((module) => module.declarations).filter(({ tagName }) => tagName);
for (const tagName of ['kyc-verification', 'kyc-status']) {
  if (!elements.some((element) => element.tagName === tagName)) fail(`no docblock with "@tagname ${tagName}" in src/elements/.`);
}
const text = `${JSON.stringify(manifest, null, 2)}\n`;
if (!isCheck) await writeFile(file, text);
else if (text !== (await readFile(file, 'utf8').catch(() => ''))) fail('custom-elements.json is stale: run `npm run manifest` and commit it.');

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
