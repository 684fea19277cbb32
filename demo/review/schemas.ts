/** The reviewer's side of the wire, where it goes beyond the contract's own shapes. */
import * as z from 'zod/mini';
import { categorySchema, customerSchema, problemSchema, restrictionSchema } from '../../src/contract/index.ts';
import { customerTypes } from '../../src/model/verification.ts';

const text = z._default(z.nullable(z.string()), null);
/** RFC 3339. */
const when = text;

/** One line of the queue; the list may carry whole verifications, of which this reads what a line needs. */
export const summarySchema = z.object({
  id: z.string(),
  status: z.string(),
  customer: customerSchema,
  review: z.optional(z.object({ submittedAt: when, expectedBy: when })),
  renewal: z._default(z.nullable(z.object({ status: z.string() })), null),
  updatedAt: when,
});
export type Summary = z.output<typeof summarySchema>;

export const queuePageSchema = z.object({
  verifications: z.array(summarySchema),
  nextCursor: z._default(z.nullable(z.string()), null),
  /** Of all cases, by status. */
  counts: z._default(z.record(z.string(), z.number()), {}),
  /** Cases under review, renewals of completed ones among them. */
  waiting: z._default(z.number(), 0),
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
  consents: z._default(z.array(z.object({ id: z.string(), text: z.string(), version: z.string(), required: z._default(z.boolean(), false) })), []),
  privacyNotice: z._default(z.nullable(z.object({ url: z.string(), version: z.string() })), null),
});
export type Configuration = z.output<typeof configurationSchema>;

/** A configuration and which of them it is: changes name the one they were made from. */
export interface SavedConfiguration {
  readonly etag: string;
  readonly value: Configuration;
}

export const effectsSchema = z.object({
  openCases: z.number(),
  effects: z.array(z.object({ kind: z.string(), title: text, cases: z.number() })),
});
export type Effects = z.output<typeof effectsSchema>;

/** The address of a sample picture. */
export const exampleSchema = z.object({ url: z.string() });

export const outboxSchema = z.object({
  mails: z.array(z.object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z._default(z.string(), ''),
    createdAt: z.string(),
    sentAt: when,
    /** `waiting`, `sent` or `in_doubt`. */
    state: z.optional(z.string()),
    attempts: z._default(z.number(), 0),
    nextAttemptAt: when,
    /** Why the last attempt failed, in the mail server's code. */
    lastError: text,
  })),
});
export type Mail = z.output<typeof outboxSchema>['mails'][number];

export const webhooksSchema = z.object({
  webhooks: z.array(z.object({
    id: z.string(), type: z.string(), createdAt: z.string(), deliveredAt: when, givenUpAt: when, attempts: z.number(), nextAttemptAt: when, lastError: text,
  })),
});
export type Webhook = z.output<typeof webhooksSchema>['webhooks'][number];

export const customersPageSchema = z.object({
  customers: z.array(z.extend(customerSchema, {
    restrictions: z._default(z.array(restrictionSchema), []),
    verification: z.object({ id: z.string(), status: z.string(), renewal: z._default(z.nullable(z.object({ dueAt: z.string(), status: z.string() })), null) }),
  })),
  nextCursor: text,
});
export type ListedCustomer = z.output<typeof customersPageSchema>['customers'][number];

export const auditSchema = z.object({
  entries: z.array(
    z.object({
      /** Grows with every entry. */
      id: z._default(z.number(), 0),
      at: z.string(),
      actor: text,
      action: z.string(),
      verificationId: text,
      detail: z._default(z.nullable(z.record(z.string(), z.unknown())), null),
    }),
  ),
  nextCursor: text,
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

/** A problem also names the places of a body that did not fit. */
export const adminProblemSchema = z.extend(problemSchema, { paths: z._default(z.array(z.string()), []) });
export type AdminProblem = z.output<typeof adminProblemSchema>;

export type AuditEntry = z.output<typeof auditSchema>['entries'][number];
