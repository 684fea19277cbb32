/** What a page's process holds, as Linux counts it. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

const sampleEveryMs = 100;

/** The page's own process: the one that works when the page does. */
export async function rendererOf(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const cpuTimes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo.filter(({ type }) => type === 'renderer');
  const before = new Map((await cpuTimes()).map(({ id, cpuTime }) => [id, cpuTime]));
  await page.evaluate(() => {
    const end = performance.now() + 300;
    while (performance.now() < end);
  });
  const worked = (await cpuTimes()).map(({ id, cpuTime }) => ({ id, cpuTime: cpuTime - (before.get(id) ?? 0) }));
  const [busiest] = worked.sort((a, b) => b.cpuTime - a.cpuTime);
  if (!busiest) throw new Error('the browser has no page process');
  return busiest.id;
}

/** Proportional set size: shared pages count by their share. */
export async function processBytes(processId: number): Promise<number> {
  const facts = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(facts)?.[1]) * 1024;
}

/** The most of the samples taken until the work is done. */
export async function mostWhile(work: Promise<unknown>, sample: () => Promise<number>): Promise<number> {
  let most = 0;
  let isDone = false;
  const finished = work.finally(() => (isDone = true));
  while (!isDone) {
    most = Math.max(most, await sample());
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, sampleEveryMs))]);
  }
  return most;
}
