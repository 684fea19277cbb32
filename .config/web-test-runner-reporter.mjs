/** Writes `{passed, failed}` of a run to the file named by `KYC_RESULTS`, and says when the run is over. */
import { writeFileSync } from 'node:fs';

export function countingReporter(onEnd) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) count(session, counts);
      if (process.env.KYC_RESULTS) writeFileSync(process.env.KYC_RESULTS, JSON.stringify(counts));
    },
    stop: onEnd,
  };
}

/** A file that did not load or threw outside its tests is one failure of its own. */
function count(session, counts) {
  const before = counts.failed;
  if (session.testResults) countSuite(session.testResults, counts);
  if (!session.passed && counts.failed === before) counts.failed += 1;
}

/** A skipped test proves nothing: it counts as failed. */
function countSuite({ tests, suites }, counts) {
  for (const test of tests) counts[test.passed && !test.skipped ? 'passed' : 'failed'] += 1;
  for (const suite of suites) countSuite(suite, counts);
}
