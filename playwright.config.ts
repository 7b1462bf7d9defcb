import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions, provideChromium } from './tests/provide/chromium.ts';

// Workers inherit this, so the browser is looked for (or installed) once a run.
process.env.CHROMIUM_PATH = await provideChromium();

const resultsFile = process.env.TILLSIDE_TEST_RESULTS;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/provide/global-setup.ts',
  workers: 2,
  timeout: 90_000,
  // A test computer may be busy; nothing waits longer than it must.
  expect: { timeout: 15_000 },
  // In CI a second try, which the last lines name: a busy machine shall not hide what a run has found.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: resultsFile ? [['list'], ['json', { outputFile: resultsFile }]] : [['list']],
  // Recording takes a third of a run's computing time, so in CI only what has failed once is recorded.
  use: {
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: chromiumLaunchOptions(),
  },
});
