/** What a journey starts from: the real backend (one per worker) and pages that are watched. Import `test` from here. */
import { test as base, expect } from '@playwright/test';
import { startBackend, type RunningBackend } from './backend.ts';
import { PageGuard } from './page-guard.ts';

/** Longer than a backend takes to say why it did not get ready. */
export const backendTimeoutMs = 120_000;

export type Backend = RunningBackend;

export const test = base.extend<{ guard: PageGuard; ownBackend: Backend }, { backend: Backend }>({
  backend: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the destructured parameter
    async ({}, use) => {
      const backend = await startBackend();
      await use(backend);
      await backend.stop();
    },
    { scope: 'worker', timeout: backendTimeoutMs },
  ],
  /** For a test that kills its backend or configures it anew. */
  ownBackend: [
    async ({ context }, use) => {
      const backend = await startBackend();
      await use(backend);
      // They ask it for news until they are gone, and an answer that fails to come is an error on their console.
      for (const page of context.pages()) await page.close();
      await backend.stop();
    },
    { timeout: backendTimeoutMs },
  ],
  baseURL: async ({ backend }, use) => {
    await use(backend.origin);
  },
  guard: [
    async ({ context }, use) => {
      const guard = new PageGuard();
      await guard.watch(context);
      await use(guard);
      expect(guard.problems, 'policy violations, page errors and console errors').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
