/** `GET /verification`: the snapshot as the server sends it. The types it parses to stand in `model/verification`. */
import * as z from 'zod/mini';
import {
  categoryKinds, customerStatuses, customerTypes, documentStatuses, fieldKinds, fileStatuses, handoffModes,
  renewalReasons, renewalStatuses, reviewModes, sides, verificationStatuses,
} from '../model/verification.ts';
import { id, instant, list, openEnum, orElse, orNull, sizeBytes } from './primitives.ts';

export const reasonSchema = z.object({
  code: z.optional(z.nullable(z.string())),
  message: z.optional(z.nullable(z.string())),
  final: orElse(z.boolean(), false),
});

export const customerSchema = z.object({
  id,
  name: z.string(),
  type: orElse(openEnum(customerTypes), 'individual'),
  status: openEnum(customerStatuses),
});

export const restrictionSchema = z.object({
  code: z.string(),
  message: z.optional(z.nullable(z.string())),
  liftedBy: z.optional(z.nullable(z.string())),
});

const fieldSchema = z.object({
  id,
  kind: openEnum(fieldKinds),
  label: z.string(),
  required: orElse(z.boolean(), false),
});

export const documentTypeSchema = z.object({
  id,
  title: z.string(),
  sides: z.array(openEnum(sides)).check(z.minLength(1)),
  exampleUrl: orNull(z.string()),
  instructions: list(z.string()),
  fields: list(fieldSchema),
});

export const categorySchema = z.object({
  id,
  title: z.string(),
  description: orNull(z.string()),
  kind: openEnum(categoryKinds),
  minDocuments: z.int().check(z.nonnegative()),
  maxDocuments: orNull(z.int().check(z.nonnegative())),
  satisfied: orNull(z.boolean()),
  dueAt: orNull(instant),
  subject: orNull(z.object({ id, label: z.string(), role: z.optional(z.nullable(z.string())) })),
  instructions: list(z.string()),
  accept: list(z.string()),
  maxSizeBytes: orNull(sizeBytes),
  privacy: orElse(
    z.object({ stripMetadata: orElse(z.boolean(), true), allowReencode: orElse(z.boolean(), true) }),
    { stripMetadata: true, allowReencode: true },
  ),
  documentTypes: z.array(documentTypeSchema),
});

export const fileSchema = z.object({
  id,
  side: openEnum(sides),
  page: orElse(z.int().check(z.positive()), 1),
  status: openEnum(fileStatuses),
  reason: orNull(reasonSchema),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes,
  sha256: orNull(z.string()),
  uploadedAt: orNull(instant),
});

export const documentSchema = z.object({
  id,
  categoryId: id,
  documentTypeId: id,
  fields: orElse(z.record(z.string(), z.string()), {}),
  status: openEnum(documentStatuses),
  reason: orNull(reasonSchema),
  expiresAt: orNull(instant),
  replaces: orNull(z.string()),
  files: z.array(fileSchema),
});

export const requestSchema = z.object({
  id,
  categoryId: id,
  documentTypeId: orNull(z.string()),
  message: orNull(z.string()),
  createdAt: instant,
  fulfilledBy: orNull(z.string()),
});

export const commentSchema = z.object({
  id,
  author: z.object({ name: z.string(), role: orElse(z.string(), 'admin') }),
  body: z.string(),
  createdAt: instant,
  readAt: orNull(instant),
  categoryId: orNull(z.string()),
  documentId: orNull(z.string()),
});

export const reviewSchema = z.object({
  mode: orElse(openEnum(reviewModes), 'manual'),
  usual: orNull(z.object({ minHours: z.number(), maxHours: z.number() })),
  submissionId: orNull(z.string()),
  submittedAt: orNull(instant),
  startedAt: orNull(instant),
  expectedBy: orNull(instant),
  decidedAt: orNull(instant),
  withdrawable: orElse(z.boolean(), false),
  reason: orNull(reasonSchema),
});

export const renewalSchema = z.object({
  dueAt: instant,
  reason: openEnum(renewalReasons),
  status: openEnum(renewalStatuses),
  categoryIds: list(z.string()),
});

export const consentSchema = z.object({
  id,
  text: z.string(),
  version: z.string(),
  required: orElse(z.boolean(), false),
  givenAt: orNull(instant),
});

export const verificationSchema = z.object({
  id,
  version: z.int().check(z.nonnegative()),
  status: openEnum(verificationStatuses),
  customer: customerSchema,
  restrictions: list(restrictionSchema),
  categories: z.array(categorySchema),
  documents: z.array(documentSchema),
  requests: list(requestSchema),
  comments: list(commentSchema),
  review: reviewSchema,
  renewal: orNull(renewalSchema),
  consents: list(consentSchema),
  privacyNotice: orNull(z.object({ url: z.string(), version: z.string() })),
  handoff: orElse(openEnum(handoffModes), 'off'),
  support: orElse(
    z.object({ email: orNull(z.string()), tickets: orElse(z.boolean(), false), ticketUrl: orNull(z.string()) }),
    { email: null, tickets: false, ticketUrl: null },
  ),
});
