/** Erases what is older than `KYC_RETENTION_DAYS`: a case at a time, so that no lock is held for long and a kill costs nothing. */
import { and, eq, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { changeCaseIn, type CaseMoment } from './cases.ts';
import type { Transaction } from './database/database.ts';
import { outbox, tickets, verifications } from './database/schema.ts';
import { eraseContent } from './domain/retention.ts';
import type { Services } from './services.ts';

const dayMs = 24 * 60 * 60 * 1000;
const casesPerRound = 100;
const rowsPerRound = 1000;
/** With 0 days as well: nobody is robbed of what they are just adding. */
const leastOpenDays = 1;
/** A mail that has not gone out yet is given this long, whatever the setting. */
const leastUnsentDays = 7;

interface Overdue extends Omit<CaseMoment, 'key'> {
  readonly decidedBefore: Date;
  readonly openBefore: Date;
  readonly unsentBefore: Date;
}

/** One round; what is left over comes in the next. */
export async function eraseOverdue({ settings, database, now }: Services): Promise<void> {
  if (settings.retentionDays === null) return;
  const overdue = overdueAt({ now: now(), settings }, settings.retentionDays);
  const cases = await database.select({ id: verifications.id }).from(verifications)
    .where(isOverdue(overdue)).orderBy(verifications.erasableFrom).limit(casesPerRound);
  for (const { id } of cases) await database.transaction((transaction) => eraseCase(transaction, id, overdue));
  await eraseLetters(database, overdue);
}

function overdueAt(moment: Omit<CaseMoment, 'key'>, days: number): Overdue {
  const before = (least: number): Date => new Date(moment.now.getTime() - Math.max(days, least) * dayMs);
  return { decidedBefore: before(0), openBefore: before(leastOpenDays), unsentBefore: before(leastUnsentDays), ...moment };
}

function isOverdue({ decidedBefore, openBefore }: Overdue) {
  const { erasableFrom, status } = verifications;
  return and(lte(erasableFrom, decidedBefore), or(inArray(status, ['completed', 'rejected']), lte(erasableFrom, openBefore)));
}

/** Asked again once the case is locked: the customer may have come back. */
async function eraseCase(transaction: Transaction, id: string, overdue: Overdue): Promise<void> {
  const [row] = await transaction.select({ id: verifications.id }).from(verifications)
    .where(and(eq(verifications.id, id), isOverdue(overdue))).for('no key update');
  if (row) await changeCaseIn(transaction, { key: { verificationId: id }, now: overdue.now, settings: overdue.settings }, eraseContent);
}

/** Tickets and mails of customers whose case holds nothing any more and is not being worked on. */
async function eraseLetters(database: Services['database'], { decidedBefore, unsentBefore }: Overdue): Promise<void> {
  const isErased = and(isNull(verifications.erasableFrom), ne(verifications.status, 'pending'), sql`coalesce(${verifications.state} ->> 'renewal', '') = ''`);
  const oldTickets = database.select({ id: tickets.id }).from(tickets).innerJoin(verifications, eq(verifications.customerId, tickets.customerId))
    .where(and(lte(tickets.createdAt, decidedBefore), isErased)).limit(rowsPerRound);
  await database.delete(tickets).where(inArray(tickets.id, oldTickets));
  const isOld = and(lte(outbox.createdAt, decidedBefore), or(isNotNull(outbox.sentAt), lte(outbox.createdAt, unsentBefore)));
  const oldMails = database.select({ id: outbox.id }).from(outbox).innerJoin(verifications, eq(verifications.customerId, outbox.customerId))
    .where(and(isOld, isErased)).limit(rowsPerRound);
  await database.delete(outbox).where(inArray(outbox.id, oldMails));
}
