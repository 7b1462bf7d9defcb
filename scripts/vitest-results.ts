import { writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { Results } from './results.ts';

/** Writes a run's results as `Results`. Vitest's own JSON report leaves out why a test was skipped. */
export class VitestResults implements Reporter {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const results: Results = { passed: 0, failed: unhandledErrors.length, skipped: [], flaky: [], ran: [] };
    for (const module of modules) count(module, results);
    writeFileSync(this.#file, JSON.stringify(results));
  }
}

function count(module: TestModule, results: Results): void {
  const file = relative(process.cwd(), module.moduleId).split(sep).join('/');
  // A file that does not load and a hook that throws fail no test of their own.
  results.failed += module.errors().length;
  for (const suite of module.children.allSuites()) results.failed += suite.errors().length;

  for (const test of module.children.allTests()) {
    const result = test.result();
    if (test.diagnostic()?.flaky) results.flaky.push(`${file} › ${test.fullName}`);
    if (result.state === 'passed') results.passed++;
    else if (result.state === 'skipped') {
      results.skipped.push({ test: `${file} › ${test.fullName}`, reason: result.note });
    } else results.failed++;
    if (result.state !== 'skipped' || result.note) results.ran.push(file);
  }
}
