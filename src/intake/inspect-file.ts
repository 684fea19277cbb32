/**
 * A chosen file becomes a verdict: its structure is walked, what one does not see is left out, it is edited or made to fit
 * where that is wanted, and what the browser can draw is looked at. Everything about the file is part of the verdict.
 */
import { isEdited, noEdits, type Edits } from '../model/edits.ts';
import type { RemovedDetails } from '../model/upload.ts';
import type { Category } from '../model/verification.ts';
import { headBytes, mediaTypeOfBytes, peekRefusal, readable } from './formats/media-type.ts';
import { readBytes } from './formats/read-bytes.ts';
import { readStructure } from './formats/read-structure.ts';
import { Refused, type PictureStructure, type Structure } from './formats/structure.ts';
import { hashBlob } from './hash.ts';
import type { Prepared, Verdict } from './intake.ts';
import { edited, fitted } from './picture/edit.ts';
import { look } from './picture/look.ts';
import { turns } from './turns.ts';

/** What of a category an inspection needs. */
export type InspectedFor = Pick<Category, 'kind' | 'accept' | 'maxSizeBytes' | 'privacy'>;

export interface Inspecting {
  readonly file: File;
  readonly category: InspectedFor;
  readonly edits?: Edits;
}

/** Hashed at once; the rest while it is sent. */
const hashedBytes = 16 * 1024 * 1024;

/** Rejects only when aborted (`KycError` `aborted`). */
export async function inspectFile(inspecting: Inspecting, signal: AbortSignal): Promise<Verdict> {
  try {
    const head = await readBytes(inspecting.file.slice(0, headBytes));
    const refusal = peekRefusal(inspecting.file, head, inspecting.category);
    if (refusal) return { kind: 'refuse', refusal };
    if (!readable.test(mediaTypeOfBytes(head))) return await asItIs(inspecting, signal);
    const structure = await readStructure(inspecting.file, turns(signal));
    const content = await contentOf(inspecting, structure);
    const { codes = [], ...seen } = structure.kind === 'picture' ? await seenIn(inspecting, { structure, content }, signal) : {};
    const prepared: Prepared = { ...content, ...seen, sha256: await sha256Of(content.bytes, signal) };
    return codes.length > 0 ? { kind: 'warn', codes, ...prepared } : { kind: 'accept', ...prepared };
  } catch (reason) {
    if (reason instanceof Refused) return { kind: 'refuse', refusal: reason.refusal };
    throw reason;
  }
}

/** What no reader knows, but the provider lists. */
async function asItIs({ file, category: { maxSizeBytes } }: Inspecting, signal: AbortSignal): Promise<Verdict> {
  if (maxSizeBytes !== null && file.size > maxSizeBytes) throw tooLarge(maxSizeBytes, file);
  return { kind: 'accept', bytes: file, mediaType: file.type, sha256: await sha256Of(file, signal) };
}

type Content = Pick<Prepared, 'bytes' | 'mediaType' | 'removed'>;

async function contentOf({ file, category, edits = noEdits }: Inspecting, structure: Structure): Promise<Content> {
  const { privacy, maxSizeBytes } = category;
  const limit = maxSizeBytes ?? Infinity;
  if (structure.kind === 'pdf') {
    if (file.size > limit) throw tooLarge(limit, file);
    return { bytes: file, mediaType: structure.mediaType };
  }
  const removed = privacy.stripMetadata ? removedFrom(structure) : undefined;
  const hasBallast = privacy.stripMetadata && structure.tail !== 'none';
  const bytes = removed || hasBallast ? cleaned(file, structure) : file;
  if (isEdited(edits) && privacy.allowReencode) return { ...jpeg(await edited(file, structure, { edits, maxSizeBytes })), removed };
  if (file.size <= limit) return { bytes, mediaType: structure.mediaType, removed };
  if (bytes.size > limit && privacy.allowReencode) return { ...jpeg(await fitted(file, structure, limit)), removed };
  // The video or the depths a phone hides in a photo are no picture to send; any other ballast is not what it claims to be.
  if (bytes.size <= limit && file.size - structure.cameraBytes <= limit) return { bytes, mediaType: structure.mediaType, removed };
  throw tooLarge(limit, file);
}

function jpeg(bytes: Blob) {
  return { bytes, mediaType: bytes.type };
}

function tooLarge(limit: number, { size }: Blob): Refused {
  return new Refused('too_large', { limit, actual: size });
}

function removedFrom({ hidden }: PictureStructure): RemovedDetails | undefined {
  if (hidden.length === 0) return undefined;
  return hidden.some((kind) => kind !== 'other') ? 'location_and_camera' : 'hidden_details';
}

function cleaned(file: Blob, { pieces, mediaType }: PictureStructure): Blob {
  return new Blob(pieces.map((piece) => (piece instanceof Uint8Array ? piece : file.slice(piece.from, piece.to))), { type: mediaType });
}

async function seenIn({ category: { kind }, edits = noEdits }: Inspecting, { structure, content }: { structure: PictureStructure; content: Content }, signal: AbortSignal) {
  const shown = isEdited(edits) ? await readStructure(content.bytes, turns(signal)) : structure;
  const seen = shown.kind === 'picture' ? await look(content.bytes, { structure: shown, kind }, turns(signal)) : undefined;
  const codes = [...(structure.isAnimated ? ['animated'] : []), ...(seen?.codes ?? [])];
  return { codes, thumbnail: seen?.thumbnail, likeness: seen?.likeness };
}

async function sha256Of(bytes: Blob, signal: AbortSignal): Promise<string | undefined> {
  return bytes.size > hashedBytes ? undefined : hashBlob(bytes, signal);
}
