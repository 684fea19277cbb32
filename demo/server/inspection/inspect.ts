/**
 * Everything this backend wants to know about bytes that arrived, trusting nobody: the widget's own readers first, which
 * refuse what is cut, too large or no picture before anything is decoded, then decoders that read all of it. Runs in the
 * inspecting process only.
 */
import { join } from 'node:path';
import { headBytes, peekRefusal } from '../../../src/intake/formats/media-type.ts';
import { readStructure } from '../../../src/intake/formats/read-structure.ts';
import { Refused, type PictureStructure } from '../../../src/intake/formats/structure.ts';
import { decodeHeic } from './heic.ts';
import type { InspectionJob, Outcome, Passed } from './job.ts';
import { decode, renditionOf, rewrite, thumbnailOf } from './pictures.ts';
import { readSealed, writeSealed, type Sent } from './sealed-file.ts';

/** Nobody waits for another turn here. */
const unhurried = { isDue: false, rest: () => Promise.resolve() };

export async function inspectFile(job: InspectionJob): Promise<Outcome> {
  try {
    return await passed(job);
  } catch (reason) {
    if (reason instanceof Refused) return { kind: 'refused', refusal: reason.refusal };
    throw reason;
  }
}

async function passed(job: InspectionJob): Promise<Passed> {
  const file = await readSent(job);
  const structure = await readStructure(file, unhurried);
  const nothing = { cleanPath: null, thumbnailPath: null, renditionPath: null };
  if (structure.kind === 'pdf') {
    // Half of what this process would load at its start; pictures do without.
    const { inspectPdf } = await import('./pdf.ts');
    await inspectPdf(new Uint8Array(await file.arrayBuffer()));
    return { kind: 'passed', mediaType: structure.mediaType, ...nothing };
  }
  const isHeic = structure.mediaType === 'image/heic' || structure.mediaType === 'image/heif';
  const made = isHeic ? await heicPassed(job, { file, structure }) : await picturePassed(job, { file, structure });
  return { kind: 'passed', mediaType: structure.mediaType, ...nothing, ...made };
}

/** In memory, where decoders want it; what its first bytes rule out is not read to its end. */
async function readSent(job: InspectionJob): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const bytes of readSealed(job.path, job.key)) {
    const part = new Uint8Array(bytes);
    if (parts.length === 0) requireWanted(job, part.subarray(0, headBytes));
    parts.push(part);
  }
  return new Blob(parts);
}

/** @throws Refused */
function requireWanted(job: InspectionJob, head: Uint8Array<ArrayBuffer>): void {
  const refusal = peekRefusal({ name: job.fileName, type: job.mediaType }, head, job);
  if (refusal) throw new Refused(refusal.code, refusal);
}

interface Read {
  readonly file: Blob;
  readonly structure: PictureStructure;
}

async function picturePassed(job: InspectionJob, read: Read): Promise<Partial<Passed>> {
  const { stripMetadata, allowReencode } = job.privacy;
  const bytes = new Uint8Array(await read.file.arrayBuffer());
  const isRewritten = stripMetadata && allowReencode;
  if (!isRewritten) await decode(bytes);
  return {
    cleanPath: isRewritten ? await handBack(job, 'clean', [await rewrite(bytes, read.structure.mediaType)]) : await withoutHidden(job, read),
    thumbnailPath: await handBack(job, 'thumbnail', [await thumbnailOf(bytes, job.smallPx)]),
  };
}

/** No encoder of ours writes HEIC: it is cleaned without loss, and reviewers get a JPEG beside it. */
async function heicPassed(job: InspectionJob, read: Read): Promise<Partial<Passed>> {
  const picture = await decodeHeic(new Uint8Array(await read.file.arrayBuffer()));
  return {
    renditionPath: await handBack(job, 'rendition', [await renditionOf(picture)]),
    thumbnailPath: await handBack(job, 'thumbnail', [await thumbnailOf(picture, job.smallPx)]),
    cleanPath: await withoutHidden(job, read),
  };
}

/** The same picture byte for byte, in a container without what one does not see; null where that is the file itself. */
async function withoutHidden(job: InspectionJob, { file, structure: { pieces, hidden, tail } }: Read): Promise<string | null> {
  if (!job.privacy.stripMetadata || (hidden.length === 0 && tail === 'none')) return null;
  const parts = pieces.map((piece) => (piece instanceof Uint8Array ? piece : file.slice(piece.from, piece.to)));
  return handBack(job, 'clean', new Blob(parts).stream());
}

/** Hands a file back under the job's key. */
async function handBack({ directory, key }: InspectionJob, name: string, bytes: Sent): Promise<string> {
  const path = join(directory, name);
  await writeSealed(path, key, bytes);
  return path;
}
