/** Serves the corpus to the browser tests: `/__corpus/cases.json`, and `/__corpus/bytes/<case>` made where it must be made. */
import { rootPath } from './paths.mjs';
import { runnerImport } from 'vite';

let corpus;

async function loadCorpus() {
  const { module } = await runnerImport('./test/support/corpus.ts', { root: rootPath, configFile: false, logLevel: 'error' });
  return module.loadCorpus();
}

export async function serveCorpus(context, next) {
  const [, name, id] = /^\/__corpus\/(cases\.json|bytes\/([\w-]+))$/.exec(context.path) ?? [];
  if (!name) return next();
  const { cases, policy, bytesOf } = await (corpus ??= loadCorpus());
  if (!id) {
    context.body = { cases, policy };
    return undefined;
  }
  const testCase = cases.find((each) => each.id === id);
  const bytes = testCase && await bytesOf(testCase);
  if (!bytes) return undefined;
  context.type = 'application/octet-stream';
  context.body = Buffer.from(bytes);
  return undefined;
}
