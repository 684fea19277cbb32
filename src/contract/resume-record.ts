/** What the browser keeps of an unfinished upload. Never document bytes, never a file name. */
import * as z from 'zod/mini';
import { sides } from '../model/verification.ts';
import { id, openEnum, sha256, sizeBytes } from './primitives.ts';

export const resumeRecordSchema = z.readonly(z.object({
  uploadId: id,
  customerId: id,
  documentId: id,
  fileId: id,
  categoryId: id,
  documentTypeId: id,
  side: openEnum(sides),
  page: z.int().check(z.positive()),
  /** The document or file this one takes the place of. */
  replaces: z.nullable(id),
  mediaType: z.string(),
  /** Of the file as it was chosen: by these the same file is known again. */
  sizeBytes,
  /** SHA-256 of the chosen file's first and last MiB. */
  fingerprint: sha256,
  /** Of the bytes that are sent, after edits. */
  sentSizeBytes: sizeBytes,
  sentFingerprint: sha256,
  /** The edits between the two, in their order. */
  edits: z.readonly(z.array(z.string())),
  /** The tus resource; null for other protocols, whose presigned addresses are secrets. */
  uploadUrl: z.nullable(z.string()),
  /** Acknowledged as far as the page knew: for showing, never for sending. */
  loadedBytes: sizeBytes,
  /** Epoch milliseconds. */
  createdAt: z.int(),
}));

export type ResumeRecord = z.output<typeof resumeRecordSchema>;

/** The record without anything that does not belong into one, or undefined when it is none. */
export function readResumeRecord(value: unknown): ResumeRecord | undefined {
  const result = z.safeParse(resumeRecordSchema, value);
  return result.success ? result.data : undefined;
}
