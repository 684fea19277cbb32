/** Every story as a test: it renders, its play function runs, and axe finds nothing. */
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findBrowser } from '../test/support/browser.mjs';

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  cacheDir: fileURLToPath(new URL('../node_modules/.cache/vite-stories', import.meta.url)),
  plugins: [storybookTest({ configDir: fileURLToPath(new URL('../.storybook', import.meta.url)), storybookUrl: '' })],
  // Storybook's renderer imports Lit as it lies in node_modules; stories must get the same copy.
  optimizeDeps: { include: ['zod/mini'], exclude: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit/task'] },
  test: {
    name: 'stories',
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args, env } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
