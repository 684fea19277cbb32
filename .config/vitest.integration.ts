/** Tests that talk to the real backend, on the embedded database and on a real PostgreSQL. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  test: {
    root: path('..'),
    include: ['test/integration/**/*.test.ts'],
    environment: 'node',
    globalSetup: [path('../test/support/integration-setup.ts')],
    pool: 'forks',
    maxWorkers: 2,
    // The embedded database needs seconds for its first start, more on a busy machine.
    hookTimeout: 180_000,
    testTimeout: 120_000,
    // A wait ends as soon as what it waits for is there; a second is too short for a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
});
