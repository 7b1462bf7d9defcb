/** What a test suite reports, and how the results of several add up to the closing lines. */

/** `flaky`: passed, but only when tried again. `ran`: the files in which something was executed, or skipped for a stated reason. */
export type Results = {
  passed: number;
  failed: number;
  skipped: { test: string; reason: string | undefined }[];
  flaky: string[];
  ran: string[];
};

export function noResults(): Results {
  return { passed: 0, failed: 0, skipped: [], flaky: [], ran: [] };
}

export function add(a: Results, b: Results): Results {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
    flaky: [...a.flaky, ...b.flaky],
    ran: [...a.ran, ...b.ran],
  };
}

export function skippedLines({ skipped }: Results): readonly string[] {
  const tests = Map.groupBy(skipped, ({ reason }) => reason || 'no reason given');
  return [...tests].flatMap(([reason, group]) => [
    `Skipped: ${reason}`,
    ...group.map(({ test }) => `  ${test}`),
  ]);
}

/** A test that passes only the second time has found something: it is named where everyone looks. */
export const flakyLines = ({ flaky }: Results): readonly string[] =>
  flaky.map((test) => `Passed only the second time: ${test}`);

export function summaryLine({ passed, failed, skipped }: Results): string {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
}
