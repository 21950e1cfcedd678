import { defineConfig } from '@playwright/test';

/** End to end: the real application, the real engine, one window at a time. */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: process.env['MEBAE_PLAYWRIGHT_JSON']
    ? [['list'], ['json', { outputFile: process.env['MEBAE_PLAYWRIGHT_JSON'] }]]
    : [['list']],
});
