/** Journeys in a real browser against the real backend; needs a build (`npm run build`) to be there. */
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../test/support/browser.mjs';

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: '../test/e2e',
  outputDir: '../node_modules/.cache/e2e-results',
  // Any worker takes the next test, so that both end together; files with something costly to set up say otherwise.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args, env },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
