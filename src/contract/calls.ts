/** Bodies and answers of the calls that change something. */
import * as z from 'zod/mini';
import { sides } from '../model/verification.ts';
import { id, instant, orNull, sha256, sizeBytes } from './primitives.ts';
import { documentSchema, fileSchema, verificationSchema } from './verification.ts';

/** An optional member of a request; null counts as absent, because many languages write what is not there as null. */
/* @__NO_SIDE_EFFECTS__ */
export function orAbsent<T extends z.ZodMiniType>(schema: T) {
  return z.optional(z.pipe(z.nullable(schema), z.transform((value): z.output<T> | undefined => (value ?? undefined) as z.output<T> | undefined)));
}

const fields = z.record(z.string(), z.string().check(z.maxLength(500)));

/** A file announced before its bytes are sent. */
export const newFileSchema = z.object({
  side: z.enum(sides),
  page: orAbsent(z.int().check(z.positive())),
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  mediaType: z.string().check(z.maxLength(127)),
  sizeBytes,
});

/** `POST /documents` */
export const createDocumentSchema = z.union([
  z.object({
    categoryId: id,
    documentTypeId: id,
    replaces: orAbsent(id),
    fields: orAbsent(fields),
    file: newFileSchema,
  }),
  z.object({ categoryId: id, documentTypeId: id, copyOf: id }),
]);

/** `POST /documents/{id}/files` */
export const addFileSchema = z.extend(newFileSchema, { replaces: orAbsent(id) });

export const uploadTargetSchema = z.union([
  z.object({ protocol: z.enum(['tus']), url: z.string(), expiresAt: orNull(instant) }),
  z.object({
    protocol: z.enum(['put']),
    url: z.string(),
    headers: z.optional(z.record(z.string(), z.string())),
    expiresAt: orNull(instant),
  }),
  z.object({
    protocol: z.enum(['form']),
    url: z.string(),
    fields: z.optional(z.record(z.string(), z.string())),
    fileField: z.string(),
    expiresAt: orNull(instant),
  }),
]);

/** 201 of `POST /documents` and `POST /documents/{id}/files`. */
export const startedUploadSchema = z.object({
  document: documentSchema,
  file: fileSchema,
  upload: uploadTargetSchema,
});

/** 201 of `POST /documents` with `copyOf`: nothing is left to send. */
export const copiedDocumentSchema = z.object({ document: documentSchema });

/** 201 of `POST /documents`, whichever was asked for. */
export const createdDocumentSchema = z.union([startedUploadSchema, copiedDocumentSchema]);

/** Answer of `POST …/upload`: a fresh target. */
export const renewedUploadSchema = z.union([
  uploadTargetSchema,
  z.pipe(z.object({ upload: uploadTargetSchema }), z.transform((answer) => answer.upload)),
]);

/** `POST …/complete` */
export const completeUploadSchema = z.object({ sha256 });
export const completedUploadSchema = z.object({ document: documentSchema, file: fileSchema });

/** `PATCH /documents/{id}` */
export const updateDocumentSchema = z.object({
  documentTypeId: orAbsent(id),
  fields: orAbsent(fields),
  /** Ids of all files of a document of pages, in the order wanted. */
  pageOrder: orAbsent(z.array(id)),
});

/** `POST /submissions` */
export const submitSchema = z.object({
  version: z.int().check(z.nonnegative()),
  documentIds: z.array(id),
  consents: orAbsent(z.array(z.object({ id, version: z.string() }))),
});
export const submittedSchema = z.object({ submissionId: z.string(), verification: verificationSchema });

/** `POST …/view`: a single-use link for a new tab. */
export const viewSchema = z.object({ url: z.string(), expiresAt: instant });

const json = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()), z.number(), z.boolean()]);

/** What support wants to know about the page: a text of at most 5000 characters, or JSON that becomes one. */
const diagnostics = z.pipe(
  z.union([z.string(), z.pipe(json, z.transform((facts) => JSON.stringify(facts)))]),
  z.string().check(z.maxLength(5000)),
);

/** `POST /tickets` */
export const createTicketSchema = z.object({
  subject: z.string().check(z.minLength(1), z.maxLength(200)),
  message: z.string().check(z.minLength(1), z.maxLength(5000)),
  categoryId: orAbsent(id),
  documentId: orAbsent(id),
  diagnostics: orAbsent(diagnostics),
});
export const createdTicketSchema = z.object({ ticketId: z.string(), url: z.optional(z.nullable(z.string())) });

/** `POST /handoffs` */
export const createdHandoffSchema = z.object({ id, url: z.string(), code: z.string(), expiresAt: instant });
