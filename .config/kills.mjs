/** `npm run kills`: kill -9 at random moments against what `npm run build` made; see `test/support/kills/main.ts` for its options. */
import { runnerImport } from 'vite';
import { rootPath } from './paths.mjs';

const { module } = await runnerImport('./test/support/kills/main.ts', { root: rootPath, configFile: false, logLevel: 'error' });
process.exit(await module.main(process.argv.slice(2)).catch((reason) => {
  console.error(reason);
  return 1;
}));
