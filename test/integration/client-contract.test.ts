/** One contract, two clients: the one in memory, and the HTTP client with the reference backend behind it. */
import { afterAll, beforeAll } from 'vitest';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { backendSubject } from '../support/backend-subject.ts';
import { describeKycClient } from '../support/contract-suite.ts';
import { memorySubject } from '../support/memory-subject.ts';

let backend: RunningBackend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());

describeKycClient('in memory', memorySubject);
describeKycClient('over HTTP, uploads by tus', () => backendSubject(backend));
