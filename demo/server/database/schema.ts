/** The tables as drizzle sees them. `migrations/` makes them; the two are kept alike by hand. */
import { bigint, boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Restriction, Subject } from '../../../src/model/verification.ts';
import type { CaseState, CustomerRecord } from '../domain/case.ts';
import type { Configuration, CustomerKind } from '../domain/configuration.ts';
import type { Locale } from '../texts/locale.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const customers = pgTable('customers', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  type: text('type').$type<CustomerKind>().notNull(),
  locale: text('locale').$type<Locale>().notNull(),
  status: text('status').$type<CustomerRecord['status']>().notNull(),
  restrictions: jsonb('restrictions').$type<Restriction[]>().notNull(),
  /** Of an organisation. */
  people: jsonb('people').$type<Subject[]>().notNull().default([]),
  createdAt: instant('created_at').notNull(),
}, (table) => [index('customers_by_status').on(table.status, table.id)]);

/** One row per case; `state` is the case itself, the other columns are what lists sort and filter by. */
export const verifications = pgTable('verifications', {
  id: text('id').primaryKey(),
  customerId: text('customer_id').notNull().unique().references(() => customers.id, { onDelete: 'cascade' }),
  status: text('status').notNull(),
  version: integer('version').notNull(),
  state: jsonb('state').$type<CaseState>().notNull(),
  /** When the submission under review came, of a renewal too; null while nothing waits for the provider. */
  waitingSince: instant('waiting_since'),
  /** All a case is found by; see `domain/search-text.ts`. */
  searchText: text('search_text').notNull().default(''),
  /** When time alone changes the case; see `domain/sync.ts`. */
  clockAt: instant('clock_at'),
  /** Since when its content has been kept without anybody working on it; null: kept whatever its age, or nothing left to erase. */
  erasableFrom: instant('erasable_from'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  index('verifications_by_status').on(table.status, table.createdAt),
  index('verifications_by_age').on(table.createdAt, table.id),
  index('verifications_by_wait').on(table.waitingSince, table.id),
]);

/** Bearer secrets by their hash: portal sessions, contract tokens, single-use links. */
export const accesses = pgTable('accesses', {
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<'portal' | 'kyc' | 'view'>().notNull(),
  customerId: text('customer_id').notNull().references(() => customers.id, { onDelete: 'cascade' }),
  target: jsonb('target').$type<Readonly<Record<string, string>>>(),
  expiresAt: instant('expires_at').notNull(),
});

export const idempotentAnswers = pgTable('idempotent_answers', {
  customerId: text('customer_id').notNull().references(() => customers.id, { onDelete: 'cascade' }),
  route: text('route').notNull(),
  key: text('key').notNull(),
  bodyHash: text('body_hash').notNull(),
  status: integer('status').notNull(),
  /** JSON as it was sent: jsonb would reorder it. */
  body: text('body'),
  createdAt: instant('created_at').notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.route, table.key] })]);

export const outbox = pgTable('outbox', {
  id: text('id').primaryKey(),
  /** Unique per happening: the same one never makes a second mail. */
  event: text('event').notNull().unique(),
  customerId: text('customer_id').notNull().references(() => customers.id, { onDelete: 'cascade' }),
  recipient: text('recipient').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  /** The language it is written in: the customer's at that moment. */
  locale: text('locale').$type<Locale>().notNull().default('en'),
  createdAt: instant('created_at').notNull(),
  sentAt: instant('sent_at'),
  attempts: integer('attempts').notNull(),
  nextAttemptAt: instant('next_attempt_at').notNull(),
  /** Its last bytes were about to leave. Without `sentAt`, nobody knows whether the mail server took it: it never goes out again by itself. */
  handedOverAt: instant('handed_over_at'),
  /** What the last attempt failed by: a reply's or a system's code, never words. */
  lastError: text('last_error'),
  /** The order they were written in, also within one moment. */
  number: integer('number').generatedAlwaysAsIdentity(),
});

/** What the host's server is told. Outlives the customer: ids and codes only. */
export const webhooks = pgTable('webhooks', {
  id: text('id').primaryKey(),
  /** Unique per happening, like a mail's. */
  event: text('event').notNull().unique(),
  type: text('type').notNull(),
  /** JSON as it is signed and sent. */
  payload: text('payload').notNull(),
  createdAt: instant('created_at').notNull(),
  deliveredAt: instant('delivered_at'),
  givenUpAt: instant('given_up_at'),
  attempts: integer('attempts').notNull(),
  nextAttemptAt: instant('next_attempt_at').notNull(),
  /** An HTTP status or a system's code. */
  lastError: text('last_error'),
  number: integer('number').generatedAlwaysAsIdentity(),
});

/** Outlives the customer: ids and codes only. The database refuses to change or remove an entry. */
export const audit = pgTable('audit', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  verificationId: text('verification_id'),
  /** Of the case, as this made it; null for what changed nothing in it. */
  version: integer('version'),
  detail: jsonb('detail').$type<Readonly<Record<string, unknown>>>().notNull(),
});

export const configurations = pgTable('configurations', {
  /** There is one row. */
  isCurrent: boolean('is_current').primaryKey(),
  version: integer('version').notNull(),
  value: jsonb('value').$type<Configuration>().notNull(),
});

/** Sample pictures the provider uploaded, as this backend wrote them: here they survive wherever documents lie, and however many processes serve. */
export const examples = pgTable('examples', {
  /** By its content, e.g. `3f….webp`: the same picture is kept once. */
  name: text('name').primaryKey(),
  content: bytes('content').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const tickets = pgTable('tickets', {
  id: text('id').primaryKey(),
  customerId: text('customer_id').notNull().references(() => customers.id, { onDelete: 'cascade' }),
  subject: text('subject').notNull(),
  message: text('message').notNull(),
  categoryId: text('category_id'),
  documentId: text('document_id'),
  diagnostics: text('diagnostics'),
  createdAt: instant('created_at').notNull(),
});

/** Which key everything stored in a place is encrypted with: a hash of it, from which nothing follows. */
export const documentKeys = pgTable('document_keys', {
  place: text('place').primaryKey(),
  keyId: text('key_id').notNull(),
});

/** Bytes nobody refers to any more, noted in the transaction that let them go and erased after it. */
export const erasures = pgTable('erasures', {
  storageKey: text('storage_key').primaryKey(),
  notedAt: instant('noted_at').notNull(),
});

/** What a customer announced and sent on a day. */
export const usage = pgTable('usage', {
  customerId: text('customer_id').notNull().references(() => customers.id, { onDelete: 'cascade' }),
  /** UTC. */
  day: date('day', { mode: 'string' }).notNull(),
  files: integer('files').notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
}, (table) => [primaryKey({ columns: [table.customerId, table.day] })]);
