/**
 * Loads a case, lets the rules change it, and saves it: one transaction, one locked row.
 *
 * What the rules noted on the draft (mails, audit entries, bytes to erase) is written in the same transaction, so that
 * either all of it happened or none.
 */
import { eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from './database/database.ts';
import { audit, customers, erasures, outbox, verifications } from './database/schema.ts';
import { keysIn, newCaseState, type CaseDraft, type CaseState, type CustomerRecord, type ReceivedBytes } from './domain/case.ts';
import { factsOf, happeningsOf } from './domain/happenings.ts';
import { presentedStatus } from './domain/present.ts';
import { erasableFrom } from './domain/retention.ts';
import { isUnderReview } from './domain/review.ts';
import { roundsSoFar } from './domain/rounds.ts';
import { searchTextOf } from './domain/search-text.ts';
import { bringUpToDate, nextClockChange } from './domain/sync.ts';
import { readConfiguration, type VersionedConfiguration } from './configuration-store.ts';
import { newId } from './identifiers.ts';
import { composeMail } from './mail/compose.ts';
import { notFound } from './problem.ts';
import type { MessageSettings } from './settings.ts';
import { recordHappenings } from './webhooks/record.ts';

/** Which case: by its own id (the provider) or by whose it is (the customer). */
export type CaseKey = { readonly verificationId: string } | { readonly customerId: string };

/** Who holds a clock and knows what messages say about this installation. */
export interface CaseKeeper {
  readonly settings: MessageSettings;
  readonly now: () => Date;
}

/** A case at a moment: time never comes from anywhere else. */
export interface CaseMoment {
  readonly key: CaseKey;
  readonly now: Date;
  readonly settings: MessageSettings;
}

export function caseNow({ settings, now }: CaseKeeper, key: CaseKey): CaseMoment {
  return { key, now: now(), settings };
}

export type NewCustomer = Omit<CustomerRecord, 'status' | 'restrictions' | 'people'> & Partial<Pick<CustomerRecord, 'people'>>;

/** The case as it stands now, brought up to date with the configuration and the clock. @throws Problem 404 */
export async function readCase(database: Database, moment: CaseMoment): Promise<CaseDraft> {
  const draft = await load(database, moment);
  if (!draft.isChanged) return draft;
  return changeCase(database, moment, (current) => current);
}

/**
 * Changes a case in a transaction of its own.
 * The draft the rules return is the saved one: its version is the new one.
 */
export function changeCase<T>(database: Database, moment: CaseMoment, act: (draft: CaseDraft) => T): Promise<T> {
  return database.transaction((transaction) => changeCaseIn(transaction, moment, act));
}

/** The same within a transaction that also does something else. `act` may look at the saved draft afterwards. */
export async function changeCaseIn<T>(
  transaction: Transaction,
  moment: CaseMoment,
  act: (draft: CaseDraft) => T,
): Promise<T> {
  const draft = await load(transaction, moment, { isLocked: true });
  const result = act(draft);
  await save(transaction, draft, moment.settings);
  return result;
}

/** Waits until nobody else changes the customer's case, and keeps it so until the transaction ends. */
export async function lockCase(transaction: Transaction, customerId: string): Promise<void> {
  await transaction.select({ id: verifications.id }).from(verifications).where(eq(verifications.customerId, customerId)).for('no key update');
}

/** Everybody the portal knows has exactly one case, made together with them. False when they were known already. */
export async function createCustomer(transaction: Transaction, customer: NewCustomer, keeper: CaseKeeper): Promise<boolean> {
  const now = keeper.now();
  const row = { ...customer, people: [...customer.people ?? []], status: 'approval_pending' as const, restrictions: [], createdAt: now };
  const made = await transaction.insert(customers).values(row).onConflictDoNothing().returning({ id: customers.id });
  if (made.length === 0) return false;
  const state = newCaseState();
  const dates = { createdAt: now, updatedAt: now };
  await transaction.insert(verifications)
    .values({ id: newId('ver'), customerId: customer.id, status: state.status, version: 1, state, ...dates });
  await changeCaseIn(transaction, { key: { customerId: customer.id }, now, settings: keeper.settings }, () => undefined);
  return true;
}

async function load(
  database: Database | Transaction,
  { key, now }: CaseMoment,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<CaseDraft> {
  const condition = 'customerId' in key ? eq(verifications.customerId, key.customerId) : eq(verifications.id, key.verificationId);
  const query = database.select().from(verifications).innerJoin(customers, eq(customers.id, verifications.customerId)).where(condition);
  // Not `update`: rows that refer to the customer (an answer, a mail) lock its key, and two of them would wait for each other.
  const [row] = isLocked ? await query.for('no key update') : await query;
  if (!row) throw notFound();
  const configuration = await readConfiguration(database);
  return draftOf(row, configuration, now);
}

type Row = { verifications: typeof verifications.$inferSelect; customers: typeof customers.$inferSelect };

/** A working copy: the rules change it freely. */
export function draftOf(row: Row, configuration: Awaited<ReturnType<typeof readConfiguration>>, now: Date): CaseDraft {
  const { createdAt: _createdAt, ...customer } = row.customers;
  const state = stateOf(row.verifications);
  const draft: CaseDraft = {
    id: row.verifications.id,
    version: row.verifications.version,
    state,
    customer,
    configuration: configuration.value,
    now,
    before: factsOf({ state, customer }),
    isChanged: false,
    mails: [],
    audit: [],
    erasedKeys: [],
  };
  bringUpToDate(draft, configuration.version);
  return draft;
}

/** A case may have been saved before there was all of it. */
function stateOf({ state: saved, version }: Row['verifications']): CaseState {
  const unsaved: Partial<CaseState> = { reviewerVersion: version };
  const state: CaseState = { ...newCaseState(), ...unsaved, ...saved };
  return 'rounds' in saved ? state : { ...state, rounds: roundsSoFar(state) };
}

async function save(transaction: Transaction, draft: CaseDraft, settings: MessageSettings): Promise<void> {
  const { id, state, customer, now } = draft;
  if (draft.isChanged) raiseVersion(draft);
  await transaction.update(verifications)
    .set({ state, version: draft.version, ...columnsOf(draft), ...(draft.isChanged ? { updatedAt: now, erasableFrom: erasableFrom(draft) } : {}) })
    .where(eq(verifications.id, id));
  const { name, email, status, restrictions } = customer;
  await transaction.update(customers).set({ name, email, status, restrictions }).where(eq(customers.id, customer.id));
  await saveNotes(transaction, draft, settings);
  await recordHappenings(transaction, happeningsOf(draft), { settings, now });
}

/** What lists sort, filter and search by, and the upkeep looks for. */
export function columnsOf(draft: CaseDraft): Pick<typeof verifications.$inferInsert, 'status' | 'waitingSince' | 'searchText' | 'clockAt'> {
  const { submittedAt } = draft.state.review;
  const waitingSince = isUnderReview(draft) && submittedAt !== null ? new Date(submittedAt) : null;
  return { status: presentedStatus(draft), waitingSince, searchText: searchTextOf(draft), clockAt: nextClockChange(draft) };
}

/** The one place that writes the version; the rules only read it. */
function raiseVersion(draft: CaseDraft): void {
  (draft as { version: number }).version += 1;
}

async function saveNotes(transaction: Transaction, draft: CaseDraft, settings: MessageSettings): Promise<void> {
  const { id, now } = draft;
  const mails = draft.mails.map((kind) => ({
    id: newId('mail'), event: `${kind}:${id}:${draft.version}`, customerId: draft.customer.id,
    ...composeMail(kind, draft, settings), createdAt: now, attempts: 0, nextAttemptAt: now,
  }));
  if (mails.length > 0) await transaction.insert(outbox).values(mails).onConflictDoNothing();
  const entries = draft.audit.map((entry) => ({ at: now, verificationId: id, version: draft.version, ...entry }));
  if (entries.length > 0) await transaction.insert(audit).values(entries);
  const keys = draft.erasedKeys.map((storageKey) => ({ storageKey, notedAt: now }));
  if (keys.length > 0) await transaction.insert(erasures).values(keys).onConflictDoNothing();
}

/** Every case, brought up to date but not saved, a few at a time: all at once may be more than fits. */
export async function* casesInBatches(database: Database, configuration: VersionedConfiguration, now: Date): AsyncGenerator<CaseDraft[]> {
  let last = '';
  for (;;) {
    const rows = await database.select().from(verifications)
      .innerJoin(customers, eq(customers.id, verifications.customerId))
      .where(gt(verifications.id, last)).orderBy(verifications.id).limit(200);
    if (rows.length === 0) return;
    yield rows.map((row) => draftOf(row, configuration, now));
    last = rows[rows.length - 1]?.verifications.id ?? last;
  }
}

/** Storage keys of every case, e.g. to find bytes that belong to none. */
export async function allStorageKeys(database: Database): Promise<Set<string>> {
  const received = sql<ReceivedBytes | null>`file -> 'received'`;
  const rows = await database.select({ received }).from(sql`${verifications},
    jsonb_array_elements(${verifications.state} -> 'documents') AS document,
    jsonb_array_elements(document -> 'files') AS file`);
  return new Set(rows.flatMap((row) => (row.received ? keysIn(row.received) : [])));
}
