/** What has to happen without anyone asking: erasing what was let go, forgetting what ended, noticing what is overdue. */
import { inArray, lt, lte } from 'drizzle-orm';
import { forgetEnded } from './accesses.ts';
import { casesForRules, decideByRules } from './automatic-reviews.ts';
import { allStorageKeys, changeCase } from './cases.ts';
import type { Database } from './database/database.ts';
import { erasures, idempotentAnswers, verifications } from './database/schema.ts';
import { uploadLifeMs } from './domain/documents.ts';
import { answerLifeMs } from './idempotency.ts';
import { isUploadId } from './identifiers.ts';
import { forgetUsage } from './quotas.ts';
import { eraseOverdue } from './retention.ts';
import type { Services } from './services.ts';
import { forgetWebhooks } from './webhooks/record.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;
/** Longer than bytes may wait for `complete`, which gives old bytes a new key just before it saves the case. */
const strayAgeMs = 2 * dayMs;
/** Cases brought up to date a minute; the rest in the next. */
const casesPerRound = 100;

/** Erases bytes noted for erasure, then the notes. Repeatable, so a kill between the two does no harm. */
export async function eraseNoted({ database, store, uploads, uploadLocks }: Services): Promise<void> {
  const noted = await database.select().from(erasures).limit(200);
  if (noted.length === 0) return;
  const keys = noted.map((row) => row.storageKey);
  await Promise.all(keys.map((key) =>
    isUploadId(key) ? uploadLocks.hold(key, () => uploads.forget(key)) : store.erase(key)));
  await database.delete(erasures).where(inArray(erasures.storageKey, keys));
}

/** Bytes a kill left behind before the database heard of them. */
async function eraseStrays({ database, store }: Services): Promise<void> {
  const known = await allStorageKeys(database);
  for (const key of await store.strays((candidate) => known.has(candidate), strayAgeMs)) await store.erase(key);
}

export function startUpkeep(services: Services): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const repeat = (act: (services: Services) => Promise<void>, everyMs: number): NodeJS.Timeout => {
    const run = (): void => {
      running = running.then(() => act(services)).catch(() => services.log('The upkeep could not run; trying again later.'));
    };
    run();
    return setInterval(run, everyMs);
  };
  const timers = [repeat(keepUp, minuteMs), repeat(eraseStrays, dayMs)];
  return {
    stop: async () => {
      timers.forEach((timer) => clearInterval(timer));
      await running;
    },
  };
}

/** One round. What fails is logged and tried again in the next; it never keeps the rest from being done. */
export async function keepUp(services: Services): Promise<void> {
  const { settings, database, uploads, checks, mails, webhooks, events, metrics, now, log } = services;
  const time = now();
  const attempt = (what: string, step: () => Promise<unknown>): Promise<unknown> =>
    step().catch(() => log(`The upkeep could not ${what}; trying again in a minute.`));
  const forgetAnswers = (): Promise<unknown> =>
    database.delete(idempotentAnswers).where(lt(idempotentAnswers.createdAt, new Date(time.getTime() - answerLifeMs))).execute();
  await attempt('forget what ended', () => forgetEnded(database, time));
  await attempt('forget old answers', forgetAnswers);
  await attempt('forget what was counted for quotas', () => forgetUsage(database, time));
  await attempt('forget what the host was told', () => forgetWebhooks(database, time));
  await attempt('look for what ran out', async () => {
    // Saved also when nothing changed, so that it is not looked at again and again.
    for (const verificationId of await casesOfClock(database, time)) {
      await attempt('bring a case up to date', () => changeCase(database, { key: { verificationId }, now: time, settings }, () => undefined));
    }
  });
  await attempt('look at files again', () => checks.resume());
  await attempt('have the rules decide', async () => {
    for (const key of await casesForRules(database)) await attempt('have the rules decide a case', () => decideByRules(services, key));
  });
  await attempt('erase what is too old to keep', () => eraseOverdue(services));
  await attempt('erase what was let go', () => eraseNoted(services));
  await attempt('erase uploads that were given up', () => uploads.forgetOld(new Date(time.getTime() - uploadLifeMs)));
  events.look();
  mails.wake();
  webhooks.wake();
  metrics.upkeepDone(now());
}

/** Cases that time alone has changed since they were saved: the customer is written to, whether or not anybody looks. */
async function casesOfClock(database: Database, now: Date): Promise<string[]> {
  const { id, clockAt } = verifications;
  const rows = await database.select({ id }).from(verifications).where(lte(clockAt, now)).orderBy(clockAt).limit(casesPerRound);
  return rows.map((row) => row.id);
}
