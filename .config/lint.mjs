/** `npm run lint`: the checks that read sources without running them. */
import { runSteps } from './run-steps.mjs';
import { steps } from './steps.mjs';

await runSteps(steps.filter(({ isLint }) => isLint), ({ name }, { failed, output }) => {
  console.log(`${failed > 0 ? '✗' : '✓'} ${name}`);
  if (failed > 0) {
    console.log(output);
    process.exitCode = 1;
  }
});
