/** What a very large file with its SHA-256 costs the page: memory of its process, its heap, the smoothness of its main thread. */
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { pdfFile } from './pdf-file.ts';
import { mostWhile, processBytes, rendererOf } from './process-memory.ts';
import { startUploadRig } from './upload-rig.ts';

export interface MemoryCost {
  /** Most of the page's process over what it had before the file was chosen, in 10⁶ bytes. */
  readonly processMb: number;
  /** The page's heap after everything, over what it was once a small file had been sent, in 10⁶ bytes: code loads once. */
  readonly heapMb: number;
  /** 0 when no task of the main thread was longer than 50 ms. */
  readonly longestTaskMs: number;
}

const mega = 1_000_000;

/** Linux only: it reads `/proc`. */
export async function measureMemory(sizeBytes = 500 * mega): Promise<MemoryCost> {
  const rig = await startUploadRig('tus');
  try {
    const small = await pdfFile(join(rig.folder, 'small.pdf'), 10_000);
    const large = await pdfFile(join(rig.folder, 'large.pdf'), sizeBytes, { isSparse: true });
    const { page, bench } = await rig.openPage();
    await bench.evaluate((given, customerId) => given.openFor(customerId), rig.newCustomer());
    const session = await page.context().newCDPSession(page);
    const processId = await rendererOf(rig.browser, page);
    const before = await processBytes(processId);
    await page.setInputFiles('input', small);
    await bench.evaluate((given) => given.sendAll());
    const heapBefore = await heapBytes(session);
    await page.setInputFiles('input', large);
    const most = await mostWhile(bench.evaluate((given) => given.sendAll()), () => processBytes(processId));
    const heapMb = (await heapBytes(session) - heapBefore) / mega;
    const longestTaskMs = Math.max(0, ...await bench.evaluate((given) => given.longTasks()));
    return { processMb: (most - before) / mega, heapMb, longestTaskMs };
  } finally {
    await rig.stop();
  }
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
