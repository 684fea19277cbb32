/** What a journey starts from: the real backend (one per worker) and pages that are watched. Import `test` from here. */
import { test as base, expect } from '@playwright/test';
import { startBackend } from './backend.ts';
import { PageGuard } from './page-guard.ts';

export type Backend = Awaited<ReturnType<typeof startBackend>>;

export const test = base.extend<{ guard: PageGuard }, { backend: Backend }>({
  backend: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the destructured parameter
    async ({}, use) => {
      const backend = await startBackend();
      await use(backend);
      await backend.stop();
    },
    { scope: 'worker', timeout: 60_000 },
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
