/** How long sending takes beside bare requests and beside Uppy: to the same server, in turns, two files at a time. */
import { join } from 'node:path';
import { pdfFile } from './pdf-file.mjs';
import { startUploadRig } from './upload-rig.mjs';

/**
 * `sizes` of the files in bytes. Each round lets every contender send them once, in an order that moves on.
 * @param {{ protocol: 'tus' | 'form', contenders: string[], sizes: number[], rounds?: number }} options
 */
export async function measureThroughput({ protocol, contenders, sizes, rounds = 11 }) {
  const rig = await startUploadRig({ protocol });
  try {
    const paths = [];
    for (const [index, size] of sizes.entries()) paths.push(await pdfFile(join(rig.folder, `file-${index}.pdf`), size));
    const page = await rig.openPage();
    await page.setInputFiles('input', paths);
    const times = Object.fromEntries(contenders.map((name) => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      const order = contenders.map((_, index) => contenders[(index + round) % contenders.length]);
      for (const name of order) {
        const result = await once({ rig, page, name });
        // The first round loads code and warms the disk.
        if (round > 0) times[name].push(result);
      }
    }
    return { ...summary(times), hashMs: await page.evaluate(() => globalThis.bench.hashing()) };
  } finally {
    await rig.stop();
  }
}

async function once({ rig, page, name }) {
  const customer = rig.customer();
  const result = await page.evaluate((given) => globalThis.bench.attempt(...given), [name, customer]);
  await rig.forget(customer);
  return result;
}

/** Ratios are of the same round, so that what slows the machine for a while slows both. */
function summary(times) {
  const byName = Object.entries(times).map(([name, results]) => [name, {
    ms: median(results.map(({ sendingMs }) => sendingMs)),
    confirmingMs: median(results.map(({ confirmingMs }) => confirmingMs)),
    ratio: median(results.map(({ sendingMs }, round) => sendingMs / times.raw[round].sendingMs)),
  }]);
  return { contenders: Object.fromEntries(byName) };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
