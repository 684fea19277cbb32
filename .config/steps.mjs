/**
 * Every check of the project, in the order in which both lanes stay busy to the end: the longest as soon as it can start,
 * beside it what fills one processor. `needs` names steps that must have passed before; `counts` says how to read the tests
 * out of its results file; `isAlone` is for what fills the machine by itself: two browsers with a backend each wait for one
 * another as people do, and would give up if others had the processors.
 */
import { playwrightCounts, runnerCounts, vitestCounts } from './results.mjs';

const node = process.execPath;

export const steps = [
  { name: 'build', command: [node, '.config/build.mjs'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'integration tests', needs: ['build'], counts: vitestCounts,
    command: ['vitest', 'run', '--root', '.', '--config', '.config/vitest.integration.ts', '--reporter=default', '--reporter=json', '--outputFile.json={results}'],
  },
  { name: 'lint', command: ['eslint', '--config', '.config/eslint.config.js', '--max-warnings', '0', '.'], isLint: true },
  {
    name: 'import directions', isLint: true,
    command: ['depcruise', '--config', '.config/dependency-cruiser.cjs', 'src', 'demo'],
  },
  {
    name: 'templates', isLint: true,
    command: ['lit-analyzer', 'src/**/*.ts', '--strict', '--quiet', '--rules.no-unknown-tag-name', 'off', '--rules.no-missing-import', 'off', '--rules.no-missing-element-type-definition', 'off'],
  },
  { name: 'unused code', command: ['knip', '--config', '.config/knip.json', '--no-progress'], isLint: true },
  { name: 'openapi.json is fresh', command: [node, '.config/openapi.mjs', '--check'] },
  { name: 'custom-elements.json is fresh', command: [node, '.config/manifest.mjs', '--check'] },
  { name: 'size', needs: ['build'], command: [node, '.config/size.mjs'], isShown: true },
  { name: 'package', needs: ['build'], command: [node, '.config/package-check.mjs'] },
  { name: 'unit tests', command: ['web-test-runner', '--config', '.config/web-test-runner.mjs'], counts: runnerCounts },
  {
    name: 'stories', counts: vitestCounts,
    command: ['vitest', 'run', '--root', '.', '--config', '.config/vitest.stories.ts', '--reporter=default', '--reporter=json', '--outputFile.json={results}'],
  },
  {
    name: 'journeys', needs: ['build'], counts: playwrightCounts, isAlone: true,
    command: ['playwright', 'test', '--config', '.config/playwright.config.ts', '--reporter=list,json'],
  },
];
