/**
 * Everything this backend wants to know about bytes that arrived, trusting nobody: the widget's own readers first, which
 * refuse what is cut, too large or no picture before anything is decoded, then decoders that read all of it. Runs in the
 * inspecting process only.
 */
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headBytes, peekRefusal } from '../../../src/intake/formats/media-type.ts';
import { readStructure } from '../../../src/intake/formats/read-structure.ts';
import { Refused, type PictureStructure } from '../../../src/intake/formats/structure.ts';
import { decodeHeic } from './heic.ts';
import type { InspectionJob, Outcome, Passed } from './job.ts';
import { inspectPdf } from './pdf.ts';
import { decode, rewrite, writeRendition, writeThumbnail } from './pictures.ts';

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
  const file = await openAsBlob(job.path);
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const refusal = peekRefusal({ name: job.fileName, type: job.mediaType }, head, job);
  if (refusal) throw new Refused(refusal.code, refusal);
  const structure = await readStructure(file, unhurried);
  const nothing = { cleanPath: null, thumbnailPath: null, renditionPath: null };
  if (structure.kind === 'pdf') {
    await inspectPdf(new Uint8Array(await file.arrayBuffer()));
    return { kind: 'passed', mediaType: structure.mediaType, ...nothing };
  }
  const isHeic = structure.mediaType === 'image/heic' || structure.mediaType === 'image/heif';
  const made = isHeic ? await heicPassed(job, { file, structure }) : await picturePassed(job, { file, structure });
  return { kind: 'passed', mediaType: structure.mediaType, ...nothing, ...made };
}

interface Read {
  readonly file: Blob;
  readonly structure: PictureStructure;
}

async function picturePassed(job: InspectionJob, read: Read): Promise<Partial<Passed>> {
  const thumbnailPath = join(job.directory, 'thumbnail');
  const { stripMetadata, allowReencode } = job.privacy;
  const isRewritten = stripMetadata && allowReencode;
  const cleanPath = isRewritten ? join(job.directory, 'clean') : await withoutHidden(job, read);
  if (isRewritten) await rewrite(job.path, read.structure.mediaType, join(job.directory, 'clean'));
  else await decode(job.path);
  await writeThumbnail(job.path, thumbnailPath, job.smallPx);
  return { cleanPath, thumbnailPath };
}

/** No encoder of ours writes HEIC: it is cleaned without loss, and reviewers get a JPEG beside it. */
async function heicPassed(job: InspectionJob, read: Read): Promise<Partial<Passed>> {
  const picture = await decodeHeic(new Uint8Array(await read.file.arrayBuffer()));
  const [renditionPath, thumbnailPath] = [join(job.directory, 'rendition'), join(job.directory, 'thumbnail')];
  await writeRendition(picture, renditionPath);
  await writeThumbnail(picture, thumbnailPath, job.smallPx);
  return { cleanPath: await withoutHidden(job, read), renditionPath, thumbnailPath };
}

/** The same picture byte for byte, in a container without what one does not see; null where that is the file itself. */
async function withoutHidden({ directory, privacy }: InspectionJob, { file, structure: { pieces, hidden, tail } }: Read): Promise<string | null> {
  if (!privacy.stripMetadata || (hidden.length === 0 && tail === 'none')) return null;
  const path = join(directory, 'clean');
  const parts = pieces.map((piece) => (piece instanceof Uint8Array ? piece : file.slice(piece.from, piece.to)));
  await writeFile(path, new Blob(parts).stream());
  return path;
}
