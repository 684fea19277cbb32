/** How long sending takes beside bare requests and beside Uppy: to the same server, in turns, two files at a time. */
import { join } from 'node:path';
import { median } from './median.ts';
import { pdfFile } from './pdf-file.ts';
import type { Attempt, ContenderName } from './upload-page.ts';
import { startUploadRig, type BenchPage, type UploadRig } from './upload-rig.ts';

export interface Course {
  readonly protocol: 'tus' | 'form';
  /** Besides the bare requests. */
  readonly contenders: readonly ContenderName[];
  /** Of the files, in bytes. */
  readonly sizes: readonly number[];
  /** Each lets everyone send all files once, in an order that moves on. */
  readonly rounds: number;
}

export interface Result {
  /** First byte to last acknowledged. */
  readonly ms: number;
  readonly confirmingMs: number;
  /** To the bare requests of the same round, so that what slows the machine for a while slows both. */
  readonly ratio: number;
}

export interface Throughput {
  /** Medians. */
  readonly results: Readonly<Partial<Record<ContenderName, Result>>>;
  /** SHA-256 of all files, alone. */
  readonly hashingMs: number;
}

export async function measureThroughput({ protocol, contenders, sizes, rounds }: Course): Promise<Throughput> {
  const rig = await startUploadRig(protocol);
  try {
    const files = await Promise.all(sizes.map((size, index) => pdfFile(join(rig.folder, `file-${index}.pdf`), size)));
    const opened = await rig.openPage();
    await opened.page.setInputFiles('input', files);
    const names: ContenderName[] = ['raw', ...contenders];
    const played: Partial<Record<ContenderName, Attempt>>[] = [];
    for (let round = 0; round <= rounds; round += 1) played.push(await playRound({ rig, opened, names: rotated(names, round) }));
    // The first round loads code and warms the disk.
    const counted = played.slice(1);
    const results = Object.fromEntries(names.map((name) => [name, resultOf(name, counted)]));
    return { results, hashingMs: await opened.bench.evaluate((bench) => bench.hashing()) };
  } finally {
    await rig.stop();
  }
}

async function playRound({ rig, opened, names }: { rig: UploadRig; opened: BenchPage; names: readonly ContenderName[] }) {
  const round: Partial<Record<ContenderName, Attempt>> = {};
  for (const name of names) {
    const customerId = rig.newCustomer();
    round[name] = await opened.bench.evaluate((bench, given) => bench.attempt(given.name, given.customerId), { name, customerId });
    await rig.forget(customerId);
  }
  return round;
}

function resultOf(name: ContenderName, rounds: readonly Partial<Record<ContenderName, Attempt>>[]): Result {
  const own = rounds.flatMap((round) => round[name] ?? []);
  const raw = rounds.flatMap((round) => round.raw ?? []);
  return {
    ms: median(own.map(({ sendingMs }) => sendingMs)),
    confirmingMs: median(own.map(({ confirmingMs }) => confirmingMs)),
    ratio: median(own.map(({ sendingMs }, index) => sendingMs / (raw[index]?.sendingMs ?? Number.NaN))),
  };
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
