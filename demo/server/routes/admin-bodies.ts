/** Bodies of the provider's calls. */
import * as z from 'zod/mini';
import { categorySchema, id, instant, restrictionSchema } from '../../../src/contract/index.ts';
import { customerStatuses, renewalReasons } from '../../../src/model/verification.ts';
import { isMoment } from '../domain/moment.ts';
import { reviewerCodes } from '../texts/reasons.ts';

/** One that comes: the database and the clock have to be able to compare it. */
const moment = instant.check(z.refine(isMoment));
/** Something to read, not only spaces. */
const sentence = z.string().check(z.trim(), z.minLength(1), z.maxLength(5000));
/** An empty message is no message. */
const message = z.optional(z.pipe(
  z.nullable(z.string().check(z.trim(), z.maxLength(5000))),
  z.transform((text) => (text === null || text === '' ? undefined : text)),
));
const optionalId = z.optional(z.pipe(z.nullable(id), z.transform((value) => value ?? undefined)));
const reason = z.optional(z.pipe(z.nullable(z.enum(reviewerCodes)), z.transform((code) => code ?? undefined)));

export const documentDecisionSchema = z.object({
  decision: z.enum(['accept', 'reject']),
  fileId: optionalId,
  reason,
  message,
  final: z.optional(z.boolean()),
  expiresAt: z.optional(z.nullable(moment)),
});

export const wholeDecisionSchema = z.object({
  decision: z.enum(['complete', 'request_changes', 'reject']),
  reason,
  message,
});

export const commentSchema = z.object({ body: sentence, categoryId: optionalId, documentId: optionalId });

/** A category of the case, by id, or one made for this case: its title is enough. */
const ownCategorySchema = z.extend(z.partial(categorySchema), { title: sentence });
export type OwnCategory = z.output<typeof ownCategorySchema>;

export const requestSchema = z.union([
  z.object({ categoryId: id, documentTypeId: optionalId, message }),
  z.object({ category: z.union([id, ownCategorySchema]), documentTypeId: optionalId, message }),
]);

export const renewalSchema = z.object({
  dueAt: moment,
  reason: z.enum(renewalReasons),
  categoryIds: z.optional(z.array(id).check(z.minLength(1))),
});

export const customerStatusSchema = z.object({
  status: z.enum(customerStatuses),
  restrictions: z.optional(z.array(restrictionSchema).check(z.maxLength(20))),
});
