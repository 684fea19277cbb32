/** `npm run faults`: the fault rig against what `npm run build` made; see `test/support/faults/main.ts` for its options. */
import { existsSync } from 'node:fs';
import { runnerImport } from 'vite';
import { root, rootPath } from './paths.mjs';

if (!existsSync(new URL('dist/cdn/kyc-verification.js', root)) || !existsSync(new URL('dist/demo/server/main.js', root))) {
  console.error('There is no build: run `npm run build` first.');
  process.exit(1);
}
const { module } = await runnerImport('./test/support/faults/main.ts', { root: rootPath, configFile: false, logLevel: 'error' });
process.exit(await module.main(process.argv.slice(2)).catch((reason) => {
  console.error(reason.message);
  return 1;
}));
