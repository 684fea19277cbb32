/** `npm run fuzz`: the fuzzer of the intake's readers, bundled for speed; see `test/support/fuzz/main.ts` for its options. */
import { root, rootPath } from './paths.mjs';
import { build, runnerImport } from 'vite';

const outDir = 'node_modules/.cache/kyc-fuzz';

await build({
  root: rootPath, configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true },
  build: {
    ssr: true, outDir, emptyOutDir: true, target: 'node20', minify: false,
    rolldownOptions: {
      input: { main: 'test/support/fuzz/main.ts', worker: 'test/support/fuzz/worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
const { module: { loadBases } } = await runnerImport('./test/support/fuzz/bases.ts', { root: rootPath, configFile: false, logLevel: 'error' });
const { main } = await import(new URL(`${outDir}/main.js`, root).href);
process.exit(await main(process.argv.slice(2), await loadBases()));
