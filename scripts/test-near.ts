/**
 * `npm run test:near`: what was changed, checked in less than a minute: types, lint of the changed files, the tests that
 * import them. Changed since the last commit, or since the one that is named (`npm run test:near -- main`).
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { endOnSignals, endWithNpm, run } from './run.ts';

/** They take minutes, or need a browser or a database, and import nearly everything: `npm test` runs them. */
const slow = ['simulation', 'crash', 'contract', 'ferretdb', 'electron', 'network', 'bench'];
/** They read files instead of importing them. */
const readers: readonly (readonly [changed: RegExp, test: string])[] = [
  [/^renderer\//, 'tests/register/texts.test.ts'],
  [/^renderer\/texts\//, 'tests/texts/'],
  [/\.md$|^package\.json$/, 'tests/docs/'],
];

process.chdir(join(import.meta.dirname, '..'));
endWithNpm();
endOnSignals(async () => {});
const since = process.argv[2] ?? 'HEAD';
const files = changedFiles(since);
const sources = files.filter((file) => /\.(ts|tsx|css|json)$/.test(file));
console.log(files.length === 0 ? `Nothing is changed since ${since}.` : files.join('\n'));

const resolve = createRequire(import.meta.url).resolve;
const vitest = [join(resolve('vitest/package.json'), '../vitest.mjs')];
const read = readers.flatMap(([changed, test]) => (files.some((file) => changed.test(file)) ? [test] : []));
const steps: readonly (readonly [title: string, args: readonly string[], needed: boolean])[] = [
  ['Types', ['npm', 'exec', '--', 'tsc'], files.length > 0],
  ['Lint', ['npm', 'exec', '--', 'biome', 'check', '--error-on-warnings', ...sources], sources.length > 0],
  [
    'Tests that import what was changed',
    [
      ...[process.execPath, ...vitest, 'related', '--run', '--passWithNoTests'],
      ...slow.map((folder) => `--exclude=tests/${folder}/**`),
      ...sources,
    ],
    sources.length > 0,
  ],
  ['Tests that read what was changed', [process.execPath, ...vitest, 'run', ...read], read.length > 0],
];
for (const [title, [command = '', ...args], needed] of steps) {
  if (!needed) continue;
  console.log(`\n── ${title}`);
  // No test here needs a MongoDB: building one would take the minute.
  const code = await run(command, args, { TILLSIDE_TEST_MONGO_SKIPPED: 'not needed by the near tests' });
  if (code !== 0) process.exit(code);
}

/** With what is not committed yet, without what was deleted. */
function changedFiles(commit: string): readonly string[] {
  const lines = (args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).split('\n');
  const changed = [
    ...lines(['diff', '--name-only', '--diff-filter=d', commit]),
    ...lines(['ls-files', '--others', '--exclude-standard']),
  ];
  return [...new Set(changed)].filter((file) => file !== '' && existsSync(file)).sort();
}
