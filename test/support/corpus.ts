/**
 * The corpus of good, bad and tricky files, on Node: the committed part, the rest where its folder lies beside the project,
 * or another folder of the same shape, named by `KYC_CORPUS`.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CorpusCase, CorpusPolicy } from './corpus-case.ts';

export type { CorpusCase, CorpusPolicy } from './corpus-case.ts';

export interface Corpus {
  /** Without those whose file is not there. */
  readonly cases: readonly CorpusCase[];
  readonly policy: CorpusPolicy;
  /** The file's bytes; of a recipe, those of one file, or undefined where there are none (a folder) or too many to hold. */
  bytesOf(testCase: CorpusCase): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const good = 'files/id-good.jpg';
const beside = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

function folders(): readonly string[] {
  const { KYC_CORPUS: named } = process.env;
  return named ? [named] : [beside('../fixtures/corpus'), beside('../../../shared/corpus')];
}

export async function loadCorpus(): Promise<Corpus> {
  const pathOf = (name: string) => folders().map((folder) => `${folder}/${name}`).find(existsSync);
  const read = async (name: string) => new Uint8Array(await readFile(pathOf(name) ?? `no ${name} in the corpus`));
  const manifest = JSON.parse(new TextDecoder().decode(await read('manifest.json'))) as { policy: CorpusPolicy; cases: CorpusCase[] };
  return {
    policy: manifest.policy,
    cases: manifest.cases.filter(({ file }) => file === null || pathOf(file)),
    bytesOf: async (testCase) => {
      if (testCase.file) return read(testCase.file);
      const sizeBytes = sizeOf(testCase, manifest.policy.maxBytes);
      if (sizeBytes === 'none') return undefined;
      const bytes = await read(sourceOf(testCase));
      return sizeBytes === 'as it is' ? bytes : padded(bytes, sizeBytes);
    },
  };
}

/** More than this is nothing to hold in memory. */
const mostBytes = 64 * 1024 * 1024;

function sizeOf({ recipe }: CorpusCase, limit: number): number | 'none' | 'as it is' {
  if (recipe?.kind === 'directory') return 'none';
  if (recipe?.bytes === undefined) return 'as it is';
  const sizeBytes = recipe.bytes === 'limit' ? limit : recipe.bytes === 'limit+1' ? limit + 1 : recipe.bytes;
  return sizeBytes > mostBytes ? 'none' : sizeBytes;
}

function sourceOf({ recipe }: CorpusCase): string {
  const name = recipe?.file ?? recipe?.head;
  return name ? `files/${name}` : good;
}

/** A JPEG made longer by a chain of comments after its first marker: every reader takes it. */
function padded(jpeg: Uint8Array<ArrayBuffer>, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  bytes.set(jpeg.subarray(0, 2));
  let at = 2;
  for (let left = sizeBytes - jpeg.length; left > 0;) {
    // A marker and its length are four bytes; none of the chain may be left with fewer.
    const length = left > 65_537 ? Math.min(65_537, left - 4) : left;
    bytes.set([0xff, 0xfe, (length - 2) >> 8, (length - 2) & 0xff], at);
    at += length;
    left -= length;
  }
  bytes.set(jpeg.subarray(2), at);
  return bytes;
}
