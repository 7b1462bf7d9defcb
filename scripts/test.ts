/**
 * `npm test`: everything, in one run. What it prints last are the skipped tests with their reasons and then one
 * line of counts that a machine can read.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { provideChromium } from '../tests/provide/chromium.ts';
import { mongoEnvironment, provideMongo } from '../tests/provide/mongo.ts';
import { buildPreview } from '../tests/register/preview/preview-server.ts';
import { fromPlaywright } from './playwright-results.ts';
import { add, flakyLines, noResults, type Results, skippedLines, summaryLine } from './results.ts';
import { endOnSignals, endWithNpm, run } from './run.ts';

process.chdir(join(import.meta.dirname, '..'));
const resolve = createRequire(import.meta.url).resolve;
const startedAtMs = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'tillside-test-'));
let cleanUp = (): Promise<void> => rm(folder, { recursive: true, force: true });
endOnSignals(() => cleanUp());
endWithNpm();

// Sixty simulations load the same modules, each in a process of its own: compiled once, they start with half the work.
process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');

let total = noResults();
try {
  total = add(total, await checks());
  const mongo = await databases();
  total = add(total, mongo.results);
  total = add(total, await unitTests(mongo.env));
  total = add(total, await endToEndTests(mongo.env));
} finally {
  await cleanUp();
}
console.log(`\n${Math.round((performance.now() - startedAtMs) / 1000)} s`);
for (const line of [...skippedLines(total), ...flakyLines(total)]) console.log(line);
console.log(summaryLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;

async function checks(): Promise<Results> {
  heading('Types, lint, format, unused code');
  const code = await run('npm', ['run', '--silent', 'check']);
  return code === 0 ? { ...noResults(), passed: 1 } : failure('npm run check');
}

async function databases(): Promise<{ results: Results; env: Record<string, string> }> {
  heading('MongoDB for the tests');
  const mongo = await provideMongo().catch((error: unknown) => ({ failed: String(error) }));
  if ('failed' in mongo) {
    return { results: failure(mongo.failed), env: mongoEnvironment({ skipped: mongo.failed }) };
  }
  const env = mongoEnvironment(mongo);
  if ('skipped' in mongo) {
    console.log(mongo.skipped);
    // Where everything can be provided, a hole in the tests is a fault and not a circumstance.
    return { results: process.env.CI ? failure(`${mongo.skipped}, and CI is set`) : noResults(), env };
  }
  const removeFolder = cleanUp;
  cleanUp = async () => {
    await mongo.stop();
    await removeFolder();
  };
  console.log(`${mongo.kind}${mongo.kind === 'given' ? '' : ` at ${mongo.uri}`}`);
  return { results: noResults(), env };
}

async function unitTests(env: Record<string, string>): Promise<Results> {
  const files = globSync('tests/**/*.test.{ts,tsx}', { exclude: ['tests/e2e/**'] });
  heading(`Vitest: ${files.length} files`);
  if (files.length === 0) return noResults();
  const report = join(folder, 'vitest.json');
  const code = await run(process.execPath, [join(packageFolder('vitest'), 'vitest.mjs'), 'run'], {
    ...env,
    TILLSIDE_TEST_RESULTS: report,
  });
  return complete('Vitest', files, code, read<Results>(report));
}

async function endToEndTests(env: Record<string, string>): Promise<Results> {
  const files = globSync('tests/e2e/**/*.spec.ts');
  heading('Build of the register and the console');
  if ((await run('npm', ['run', '--silent', 'build', '--', '--quiet'])) !== 0) {
    return failure('npm run build; the end-to-end tests were not run');
  }
  // Once for the test files that look at screens, not once for each of them.
  const preview = join(folder, 'preview');
  await buildPreview(preview);
  heading(`Playwright: ${files.length} files`);
  if (files.length === 0) return noResults();
  const chromium = await provideChromium().catch((error: unknown) => ({ failed: String(error) }));
  if (typeof chromium !== 'string') return failure(chromium.failed);
  console.log(chromium);
  const report = join(folder, 'playwright.json');
  const code = await run(process.execPath, [resolve('@playwright/test/cli'), 'test'], {
    ...env,
    CHROMIUM_PATH: chromium,
    TILLSIDE_TEST_PREVIEW: preview,
    TILLSIDE_TEST_RESULTS: report,
  });
  const results = read<JSONReport>(report);
  return complete('Playwright', files, code, results && fromPlaywright(results));
}

/** A run that broke off, and a folder of tests in which nothing ran, must not look like success. */
function complete(name: string, files: readonly string[], code: number, reported?: Results): Results {
  if (!reported) return failure(`${name} ended with code ${code} and without a report`);
  let results = reported;
  if (code !== 0 && results.failed === 0) results = add(results, failure(`${name} ended with code ${code}`));
  const ran = new Set(reported.ran.map(suiteOf));
  for (const suite of new Set(files.map(suiteOf))) {
    if (!ran.has(suite)) results = add(results, failure(`${suite}: no test was executed`));
  }
  return results;
}

/** `tests/domain/tax/vat.test.ts` belongs to the suite `tests/domain`. */
function suiteOf(file: string): string {
  return file.split(sep).join('/').split('/').slice(0, 2).join('/');
}

function read<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

function failure(what: string): Results {
  console.error(`FAILED: ${what}`);
  return { ...noResults(), failed: 1 };
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`);
}

function packageFolder(name: string): string {
  return join(resolve(`${name}/package.json`), '..');
}
