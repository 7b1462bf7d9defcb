import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { Results } from './results.ts';

/** Reads Playwright's own JSON report. */
export function fromPlaywright(report: JSONReport): Results {
  // Errors outside of any test: a file that does not load, a setup that throws.
  const results: Results = { passed: 0, failed: report.errors.length, skipped: [], flaky: [], ran: [] };
  for (const suite of report.suites) count(suite, [], results);
  return results;
}

function count(suite: JSONReportSuite, titles: readonly string[], results: Results): void {
  for (const spec of suite.specs) {
    for (const test of spec.tests) {
      const name = ['tests/e2e', ...titles, suite.title, spec.title].join(' › ');
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      if (test.status === 'expected') results.passed++;
      else if (test.status === 'skipped') {
        results.skipped.push({ test: name, reason });
      } else if (test.status === 'flaky') {
        results.passed++;
        results.flaky.push(name);
      } else results.failed++;
      if (test.status !== 'skipped' || reason) results.ran.push(`tests/e2e/${spec.file}`);
    }
  }
  for (const inner of suite.suites ?? []) count(inner, [...titles, suite.title], results);
}
