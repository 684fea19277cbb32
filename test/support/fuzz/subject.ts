/** One mutated file through the readers: they refuse it or take it, soon, and what they would send is clean. */
import { readStructure } from '../../../src/intake/formats/read-structure.ts';
import { Refused, type PictureStructure, type Structure } from '../../../src/intake/formats/structure.ts';
import { drawFor } from '../faults/random.ts';
import type { Base } from './bases.ts';
import { mutated } from './mutate.ts';

export const hangMs = 200;

export interface Finding {
  readonly index: number;
  readonly name: string;
  readonly problem: string;
}

export interface Tally {
  accepted: number;
  refused: number;
  slowestMs: number;
  readonly findings: Finding[];
}

export const emptyTally = (): Tally => ({ accepted: 0, refused: 0, slowestMs: 0, findings: [] });

const pace = { isDue: false, rest: () => Promise.resolve() };

/** The file of a run, to be looked at. */
export function fileOf(bases: readonly Base[], seed: number, index: number) {
  return mutated(bases, drawFor(seed, index));
}

/** Counts run `index` of the seed. */
export async function run(bases: readonly Base[], { seed, index }: { seed: number; index: number }, tally: Tally): Promise<void> {
  const { name, bytes } = fileOf(bases, seed, index);
  const outcome = await judged(bytes);
  let { ms } = outcome;
  // A machine that had other things to do is no hang.
  for (let again = 0; again < 10 && ms > hangMs; again++) {
    await new Promise((resolve) => setTimeout(resolve, hangMs));
    ms = Math.min(ms, (await judged(bytes)).ms);
  }
  const problem = outcome.problem ?? (ms > hangMs ? `took ${ms.toFixed(0)} ms` : undefined);
  tally[outcome.isAccepted ? 'accepted' : 'refused']++;
  tally.slowestMs = Math.max(tally.slowestMs, ms);
  if (problem) tally.findings.push({ index, name, problem });
}

interface Outcome {
  readonly isAccepted: boolean;
  readonly problem?: string;
  /** To the verdict. */
  readonly ms: number;
}

async function judged(bytes: Uint8Array<ArrayBuffer>): Promise<Outcome> {
  const began = performance.now();
  const structure = await attempt(bytes);
  const ms = performance.now() - began;
  if (structure instanceof Refused) return { isAccepted: false, ms };
  if (structure instanceof Error) return { isAccepted: false, problem: `crash: ${structure.stack ?? ''}`, ms };
  return { isAccepted: true, problem: structure.kind === 'picture' ? await uncleanness(bytes, structure) : undefined, ms };
}

async function attempt(bytes: Uint8Array<ArrayBuffer>): Promise<Structure | Error> {
  try {
    return await readStructure(new Blob([bytes]), pace);
  } catch (reason) {
    return reason instanceof Error ? reason : new Error(String(reason));
  }
}

/** What is wrong with what would be sent. */
async function uncleanness(bytes: Uint8Array<ArrayBuffer>, structure: PictureStructure): Promise<string | undefined> {
  const clean = cleaned(bytes, structure);
  const again = await attempt(clean);
  if (again instanceof Error) return `the cleaned file is not taken: ${again.message}`;
  if (again.kind !== 'picture') return 'the cleaned file is no picture';
  const { hidden, orientation, widthPx, heightPx } = again;
  if (hidden.length > 0) return `the cleaned file hides ${hidden.join(', ')}`;
  if (orientation !== structure.orientation) return `the cleaned file lies as ${String(orientation)}, not ${String(structure.orientation)}`;
  if (widthPx !== structure.widthPx || heightPx !== structure.heightPx) return 'the cleaned file has another size';
  return Buffer.from(cleaned(clean, again)).equals(clean) ? undefined : 'cleaning twice is not cleaning once';
}

function cleaned(bytes: Uint8Array<ArrayBuffer>, { pieces }: PictureStructure): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(pieces.map((piece) => (piece instanceof Uint8Array ? piece : bytes.subarray(piece.from, piece.to)))));
}
