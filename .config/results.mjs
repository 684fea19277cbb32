/**
 * Reads `{passed, failed}` out of the runners' result files. A test that was skipped, or passed only when repeated,
 * proves nothing and counts as failed.
 */
export function runnerCounts({ passed, failed }) {
  return { passed, failed };
}

export function vitestCounts({ numPassedTests, numTotalTests, testResults }) {
  const brokenFiles = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + brokenFiles.length };
}

export function playwrightCounts({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}
