/** What a very large file with its SHA-256 costs the page: memory of its process, its heap, and the smoothness of its main thread. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pdfFile } from './pdf-file.mjs';
import { startUploadRig } from './upload-rig.mjs';

const mega = 1_000_000;
const sampleEveryMs = 100;

/** Megabytes (10⁶ bytes) over what was there before the file was chosen, and milliseconds. */
export async function measureMemory(sizeBytes = 500 * mega) {
  const rig = await startUploadRig({ protocol: 'tus' });
  try {
    const path = await pdfFile(join(rig.folder, 'large.pdf'), sizeBytes, { isSparse: true });
    const page = await rig.openPage();
    await page.evaluate((customer) => globalThis.bench.openFor(customer), rig.customer());
    const session = await page.context().newCDPSession(page);
    const pid = await rendererOf(rig.browser, page);
    const heapBefore = await heapBytes(session);
    const before = await processBytes(pid);
    await page.setInputFiles('input', path);
    const samples = await sampled(pid, page.evaluate(() => globalThis.bench.sendAll()));
    const heapAfter = await heapBytes(session);
    return {
      processMb: (Math.max(...samples) - before) / mega,
      heapMb: (heapAfter - heapBefore) / mega,
      longestTaskMs: Math.max(0, ...await page.evaluate(() => globalThis.bench.longTasks())),
    };
  } finally {
    await rig.stop();
  }
}

/** The page's own process: the one that works when the page does. */
async function rendererOf(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const cpuTimes = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer');
  };
  const before = new Map((await cpuTimes()).map(({ id, cpuTime }) => [id, cpuTime]));
  await page.evaluate(() => {
    const end = performance.now() + 300;
    while (performance.now() < end);
  });
  const worked = ({ id, cpuTime }) => cpuTime - (before.get(id) ?? 0);
  const [busiest] = (await cpuTimes()).sort((a, b) => worked(b) - worked(a));
  return busiest.id;
}

/** Proportional set size: shared pages count by their share. */
async function processBytes(pid) {
  const facts = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(facts)[1]) * 1024;
}

async function heapBytes(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

async function sampled(pid, work) {
  const samples = [];
  let isDone = false;
  const finished = work.finally(() => (isDone = true));
  while (!isDone) {
    samples.push(await processBytes(pid));
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, sampleEveryMs))]);
  }
  await finished;
  return samples;
}
