/** Bodies and answers of the calls that change something. */
import * as z from 'zod/mini';
import { sides } from '../model/verification.ts';
import { id, instant, orNull, sha256, sizeBytes } from './primitives.ts';
import { documentSchema, fileSchema, verificationSchema } from './verification.ts';

/** A file announced before its bytes are sent. */
export const newFileSchema = z.object({
  side: z.enum(sides),
  page: z.optional(z.int().check(z.positive())),
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  mediaType: z.string().check(z.maxLength(127)),
  sizeBytes,
});

/** `POST /documents` */
export const createDocumentSchema = z.union([
  z.object({
    categoryId: id,
    documentTypeId: id,
    replaces: z.optional(id),
    fields: z.optional(z.record(z.string(), z.string().check(z.maxLength(500)))),
    file: newFileSchema,
  }),
  z.object({ categoryId: id, documentTypeId: id, copyOf: id }),
]);

/** `POST /documents/{id}/files` */
export const addFileSchema = z.extend(newFileSchema, { replaces: z.optional(id) });

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

/** 201 of `POST /documents` and `POST /documents/{id}/files`; no file and no upload for `copyOf`. */
export const startedUploadSchema = z.object({
  document: documentSchema,
  file: fileSchema,
  upload: uploadTargetSchema,
});

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
  documentTypeId: z.optional(id),
  fields: z.optional(z.record(z.string(), z.string().check(z.maxLength(500)))),
});

/** `POST /submissions` */
export const submitSchema = z.object({
  version: z.int().check(z.nonnegative()),
  documentIds: z.array(id),
  consents: z.optional(z.array(z.object({ id, version: z.string() }))),
});
export const submittedSchema = z.object({ submissionId: z.string(), verification: verificationSchema });

/** `POST …/view`: a single-use link for a new tab. */
export const viewSchema = z.object({ url: z.string(), expiresAt: instant });

/** `POST /tickets` */
export const createTicketSchema = z.object({
  subject: z.string().check(z.minLength(1), z.maxLength(200)),
  message: z.string().check(z.minLength(1), z.maxLength(5000)),
  categoryId: z.optional(id),
  documentId: z.optional(id),
  diagnostics: z.optional(z.string().check(z.maxLength(5000))),
});
export const createdTicketSchema = z.object({ ticketId: z.string(), url: z.optional(z.nullable(z.string())) });

/** `POST /handoffs` */
export const createdHandoffSchema = z.object({ id, url: z.string(), code: z.string(), expiresAt: instant });
