/**
 * Component and logic tests in a real Chromium. Vite transforms, so that tests meet the build's own decorators and
 * resolution; the runner only drives the browser.
 *
 * One file: `npm run test:unit -- --files test/model/upload.test.ts`.
 */
import { serveCorpus } from './corpus-middleware.mjs';
import { rootPath } from './paths.mjs';
import { countingReporter } from './web-test-runner-reporter.mjs';
import { findBrowser } from '../test/support/browser.mjs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import {
  a11ySnapshotPlugin, emulateMediaPlugin, sendKeysPlugin, sendMousePlugin, setViewportPlugin,
} from '@web/test-runner-commands/plugins';
import { createServer } from 'vite';

const rooms = [
  'model', 'contract', 'client', 'intake', 'upload', 'storage', 'engine', 'controllers', 'views', 'elements',
  'localization', 'testing', 'review',
];
/** Without discovery every package that tests or sources import stands here; two copies of Lit would be the price. */
const packages = [
  '@lit/task', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js', '@noble/hashes/utils.js', '@open-wc/testing', 'idb-keyval', 'lit', 'lit/decorators.js', 'lit/decorators/property.js',
  'lit/directives/cache.js', 'lit/directives/class-map.js', 'lit/directives/guard.js', 'lit/directives/if-defined.js',
  'lit/directives/keyed.js', 'lit/directives/live.js', 'lit/directives/ref.js', 'lit/directives/repeat.js',
  'lit/directives/until.js', 'lit/directives/when.js', 'lit/directive.js', 'lit/async-directive.js',
  'lit/static-html.js', 'tus-js-client', 'zod/mini',
];

/** The runner's own modules are served by the runner. */
const keepRunnerModules = {
  name: 'kyc:keep-runner-modules',
  enforce: 'pre',
  resolveId: (id) => (/^\/__web-(dev-server|test-runner)__/.test(id) ? { id, external: true } : null),
};

const browser = await findBrowser();
const vite = await createServer({
  root: rootPath,
  mode: 'test',
  logLevel: 'error',
  appType: 'custom',
  cacheDir: 'node_modules/.cache/vite-unit',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  plugins: [keepRunnerModules],
  optimizeDeps: { noDiscovery: true, include: packages, exclude: ['@web/test-runner-commands'] },
});

export default {
  rootDir: rootPath,
  files: rooms.map((room) => `test/${room}/**/*.test.ts`),
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: '30000' } },
  browsers: [chromeLauncher({
    launchOptions: { ...browser, headless: true },
    createPage: openFocusedPage,
  })],
  plugins: [a11ySnapshotPlugin(), emulateMediaPlugin(), sendKeysPlugin(), sendMousePlugin(), setViewportPlugin()],
  middleware: [serveCorpus, transformWithVite],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY }), countingReporter(() => vite.close())],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
};

/**
 * Two pages run at once. Only one can be in front: the other must not lose its frames, focus and visibility. What one keeps
 * in the browser's storage is not for the other to find, or to clear: each has a context of its own, where the runner
 * would give all of them the same.
 */
async function openFocusedPage({ browser: launched }) {
  const context = await launched.createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}

/** Koa's part of the bargain: whatever Vite does not answer goes on to the runner. */
async function transformWithVite(context, next) {
  const { req, res } = context;
  res.statusCode = 200;
  const isHandled = await new Promise((resolve, reject) => {
    res.once('close', () => resolve(true));
    vite.middlewares(req, res, (error) => (error ? reject(error) : resolve(false)));
  });
  if (isHandled) {
    context.respond = false;
    return;
  }
  res.statusCode = 404;
  await next();
}
