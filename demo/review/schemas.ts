/** The reviewer's side of the wire, where it goes beyond the contract's own shapes. */
import * as z from 'zod/mini';
import { categorySchema, customerSchema, problemSchema } from '../../src/contract/index.ts';
import { customerTypes } from '../../src/model/verification.ts';

const when = z._default(z.nullable(z.string()), null);

/** One line of the queue; the list may carry whole verifications, of which this reads what a line needs. */
export const summarySchema = z.object({
  id: z.string(),
  status: z.string(),
  customer: customerSchema,
  review: z.optional(z.object({ submittedAt: when, expectedBy: when })),
  updatedAt: when,
});
export type Summary = z.output<typeof summarySchema>;

export const queuePageSchema = z.object({
  verifications: z.array(summarySchema),
  nextCursor: z._default(z.nullable(z.string()), null),
  /** Of all cases, by status. */
  counts: z._default(z.record(z.string(), z.number()), {}),
});
export type QueuePage = z.output<typeof queuePageSchema>;

const configuredCategorySchema = z.extend(categorySchema, {
  enabled: z._default(z.boolean(), true),
  customerTypes: z._default(z.array(z.enum(customerTypes)), [...customerTypes]),
  perPerson: z.optional(z.boolean()),
});
export type ConfiguredCategory = z.output<typeof configuredCategorySchema>;

export const availabilities = ['both', 'individual', 'organization'] as const;
export const rejectedStatuses = ['locked', 'restricted'] as const;
export const configurationSchema = z.object({
  enabled: z.boolean(),
  availability: z.enum(availabilities),
  automaticApproval: z.boolean(),
  rejectedCustomerStatus: z._default(z.enum(rejectedStatuses), 'locked'),
  categories: z.array(configuredCategorySchema),
});
export type Configuration = z.output<typeof configurationSchema>;

export const outboxSchema = z.object({
  mails: z.array(
    z.object({ to: z.string(), subject: z.string(), text: z.string(), createdAt: z.string(), sentAt: when }),
  ),
});
export type Mail = z.output<typeof outboxSchema>['mails'][number];

const text = z._default(z.nullable(z.string()), null);
export const auditSchema = z.object({
  entries: z.array(
    z.object({
      /** Grows with every entry. */
      id: z._default(z.number(), 0),
      at: z.string(),
      actor: text,
      action: z.string(),
      detail: z._default(z.nullable(z.record(z.string(), z.unknown())), null),
    }),
  ),
});
/** Beside the contract's shape, a case carries what the customer asked the support. */
export const ticketsSchema = z.object({
  tickets: z._default(z.array(z.object({ id: z.string(), subject: z.string(), message: z.string(), diagnostics: z.nullish(z.string()), createdAt: z.string() })), []),
});
export type Ticket = z.output<typeof ticketsSchema>['tickets'][number];

/** How the provider writes to the customer. */
export const contactSchema = z.object({
  customer: z.object({ email: text, locale: z._default(z.string(), 'en') }),
});
export type Contact = z.output<typeof contactSchema>['customer'];

const reasonSchema = z._default(z.nullable(z.object({
  code: z.nullish(z.string()), message: z.nullish(z.string()), final: z.optional(z.boolean()),
})), null);
const roundSchema = z.object({
  submissionId: z.string(),
  submittedAt: when,
  decidedAt: when,
  /** `completed`, `action_required`, `rejected`, `withdrawn`; null while it is under review. */
  outcome: when,
  reason: reasonSchema,
  documents: z._default(z.array(z.object({
    documentId: z.string(),
    status: z.string(),
    reason: reasonSchema,
    decidedBy: when,
    files: z._default(z.array(z.object({
      fileId: z.string(), side: z.string(), page: z._default(z.number(), 1), status: z.string(), reason: reasonSchema,
    })), []),
  })), []),
});
export type Round = z.output<typeof roundSchema>;
/** Every submission of the case, oldest first. */
export const roundsSchema = z.object({ rounds: z._default(z.array(roundSchema), []) });

/** A problem also names the places of a body that did not fit, or who was faster and what they did. */
export const adminProblemSchema = z.extend(problemSchema, {
  paths: z._default(z.array(z.string()), []),
  changedBy: text,
  changedAt: text,
  actions: z._default(z.array(z.object({ action: z.string(), actor: text })), []),
});
export type AdminProblem = z.output<typeof adminProblemSchema>;

export type AuditEntry = z.output<typeof auditSchema>['entries'][number];
