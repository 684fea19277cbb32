/** What a server and the processes it started hold while it works, and whether that grows. */
import { readFile } from 'node:fs/promises';
import type { RunningBackend } from '../support/backend.ts';
import { processBytes } from './process-memory.ts';

export interface Growth {
  readonly firstMb: number;
  readonly mostMb: number;
  readonly lastMb: number;
  /** Least squares over the second half of the samples; NaN with fewer than four. */
  readonly secondHalfMbPerMinute: number;
}

export interface MemoryReport {
  /** The server's process; the processes it started, together; its JavaScript heap, lowest of every six samples. */
  readonly server: Growth;
  readonly children: Growth;
  readonly heap: Growth | null;
}

interface Sample {
  readonly minute: number;
  readonly mb: number;
}

const everyMs = 2500;
/** A heap goes up and down with each collection; what is left after one is what counts. */
const floorOf = 6;
const bytesPerMb = 1_048_576;

export function watchMemory(backend: RunningBackend): { stop(): Promise<MemoryReport> } {
  const [server, children, heap]: [Sample[], Sample[], Sample[]] = [[], [], []];
  const startedAt = performance.now();
  const sample = async (): Promise<void> => {
    const minute = (performance.now() - startedAt) / 60_000;
    server.push({ minute, mb: await processBytes(backend.pid()) / bytesPerMb });
    children.push({ minute, mb: await childrenBytes(backend.pid()) / bytesPerMb });
    const heapBytes = await heapUsed(backend);
    if (heapBytes !== null) heap.push({ minute, mb: heapBytes / bytesPerMb });
  };
  let sampling = sample();
  const timer = setInterval(() => (sampling = sampling.then(sample)), everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await sampling;
      return { server: growthOf(server), children: growthOf(children), heap: heap.length > 0 ? growthOf(floors(heap)) : null };
    },
  };
}

function growthOf(samples: readonly Sample[]): Growth {
  const values = samples.map(({ mb }) => mb);
  return { firstMb: values[0] ?? Number.NaN, mostMb: Math.max(...values), lastMb: values.at(-1) ?? Number.NaN, secondHalfMbPerMinute: slopeOf(samples.slice(Math.floor(samples.length / 2))) };
}

function slopeOf(samples: readonly Sample[]): number {
  if (samples.length < 4) return Number.NaN;
  const mean = (pick: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const [minute, mb] = [mean((sample) => sample.minute), mean((sample) => sample.mb)];
  const spread = mean((sample) => (sample.minute - minute) ** 2);
  return mean((sample) => (sample.minute - minute) * (sample.mb - mb)) / spread;
}

function floors(samples: readonly Sample[]): Sample[] {
  const groups = Array.from({ length: Math.ceil(samples.length / floorOf) }, (_, index) => samples.slice(index * floorOf, (index + 1) * floorOf));
  return groups.flatMap((group) => group.reduce<Sample[]>(([least], sample) => [least && least.mb <= sample.mb ? least : sample], []));
}

async function childrenBytes(processId: number): Promise<number> {
  const ids = (await readFile(`/proc/${processId}/task/${processId}/children`, 'utf8')).split(' ').filter(Boolean);
  const sizes = await Promise.all(ids.map((id) => processBytes(Number(id)).catch(() => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** As the server itself tells it; null when it does not. */
async function heapUsed({ origin }: RunningBackend): Promise<number | null> {
  const text = await fetch(`${origin}/metrics`).then((answer) => (answer.ok ? answer.text() : ''), () => '');
  const value = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1];
  return value === undefined ? null : Number(value);
}
