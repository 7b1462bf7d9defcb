import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';
import { VitestResults } from './scripts/vitest-results.ts';

const resultsFile = process.env.TILLSIDE_TEST_RESULTS;

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: ['tests/provide/global-setup.ts'],
    // Processes, not threads: native addons and SQLite handles die with their file.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    watch: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    retry: process.env.CI ? 1 : 0,
    allowOnly: !process.env.CI,
    reporters: resultsFile ? ['default', new VitestResults(resultsFile)] : ['default'],
  },
});
