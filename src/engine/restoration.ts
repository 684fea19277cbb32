/** Uploads an earlier page, or an earlier engine of this one, began: their rows, and knowing their files again. */
import type { Intake } from '../intake/intake.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { ResumeRecord } from '../storage/resume-store.ts';
import type { UploadTarget } from '../model/verification.ts';
import type { UploadJourney } from './upload-journey.ts';

/** The row of a record whose file the server still waits for; undefined when there is nothing to go on with. */
export function rowOf(record: ResumeRecord, { verification, uploads }: State): Upload | undefined {
  const { uploadId, documentId, fileId, categoryId, documentTypeId, side, page, sizeBytes, mediaType } = record;
  // Only a resumable upload goes on where it was.
  const loadedBytes = record.uploadUrl === null ? 0 : record.loadedBytes;
  const found = findFile(verification, fileId);
  const isShown = uploads.some((upload) => upload.uploadId === uploadId || upload.fileId === fileId);
  if (found?.file.status !== 'uploading' || isShown || !verification?.categories.some(({ id }) => id === categoryId)) return undefined;
  return {
    uploadId, documentId, fileId, categoryId, documentTypeId, side, page, sizeBytes, mediaType, draftId: documentId,
    name: found.file.fileName, ...(record.replaces && { replaces: record.replaces }), phase: { kind: 'needs_file', loadedBytes },
  };
}

export function targetOf({ uploadUrl }: ResumeRecord): UploadTarget | undefined {
  return uploadUrl === null ? undefined : { protocol: 'tus', url: uploadUrl, expiresAt: null };
}

interface Looking {
  readonly intake: Intake;
  readonly signal: AbortSignal;
}

/** The unfinished upload whose file this is, by size and fingerprint. */
export async function recognise(
  file: File, candidates: readonly UploadJourney[], { intake, signal }: Looking,
): Promise<UploadJourney | undefined> {
  const ofThisSize = candidates.filter(({ memory }) => memory.record?.sizeBytes === file.size);
  if (ofThisSize.length === 0) return undefined;
  const fingerprint = await intake.fingerprint(file, signal).catch(() => undefined);
  return ofThisSize.find(({ memory }) => memory.record?.fingerprint === fingerprint);
}

/** Whether these are the bytes that were being sent; `isSameSize` when at least the place for them fits. */
export async function compare(bytes: Blob, record: ResumeRecord, { intake, signal }: Looking) {
  const isSameSize = bytes.size === record.sentSizeBytes;
  return { isSameSize, isSame: isSameSize && (await intake.fingerprint(bytes, signal)) === record.sentFingerprint };
}
