/**
 * Sends what lies in the outbox: each mail once, a customer's mails in the order they were written.
 *
 * `handed_over_at` is committed before the end of a mail leaves. What fails before that is tried again, and so is what the
 * server refuses in so many words. A mail whose answer never came is in doubt: it may have arrived, so it never goes out
 * again by itself; a person decides.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { outbox } from '../database/schema.ts';
import { claimNext, growingPauseMs, whileClaimed, type Claim } from '../delivery/claims.ts';
import { startCourier, type Courier } from '../delivery/courier.ts';
import { failureOf, NotAMailbox, type MailFailure } from './failures.ts';
import { openTransport, type MailTransport } from './transport.ts';

const longestPauseMs = 60 * 60 * 1000;
/** A server that is down is asked again soon enough: everybody's mail waits for it. */
const longestRestMs = 5 * 60 * 1000;
/** An answer under way when the process is asked to stop. */
const graceMs = 5000;

interface Options {
  readonly smtpUrl: string;
  readonly from: string;
  /** Before the second attempt; doubles with each further one. */
  readonly retryMs: number;
  readonly log: (line: string) => void;
}

type Mail = typeof outbox.$inferSelect;

export function startSender(database: Database, options: Options): Courier {
  const transport = openTransport(options.smtpUrl, options.from);
  const sender = new Sender(database, transport, options);
  const courier = startCourier({ what: 'The outbox', log: options.log, next: (stopping) => sender.next(stopping) });
  return {
    ...courier,
    stop: async () => {
      await Promise.race([courier.stop(), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      transport.close();
    },
  };
}

class Sender {
  readonly #database: Database;
  readonly #transport: MailTransport;
  readonly #options: Options;
  /** Attempts in a row that did not reach a server that works. */
  #outages = 0;

  constructor(database: Database, transport: MailTransport, options: Options) {
    this.#database = database;
    this.#transport = transport;
    this.#options = options;
  }

  async next(stopping: AbortSignal): Promise<number | null> {
    const claim = await claimNext(this.#database, outbox, isWaiting);
    if (!claim) return null;
    const [mail] = await this.#database.select().from(outbox).where(eq(outbox.id, claim.id));
    if (!mail) return 0;
    const outcome = await whileClaimed(this.#database, outbox, { claim, work: () => this.#attempt(mail, claim, stopping) });
    if (outcome === 'sent') {
      this.#outages = 0;
      await this.#note(claim, { sentAt: new Date(), lastError: null });
      return 0;
    }
    return stopping.aborted && !outcome.isInDoubt ? this.#release(claim) : this.#fail(claim, outcome);
  }

  async #attempt(mail: Mail, claim: Claim, stopping: AbortSignal): Promise<'sent' | MailFailure> {
    let handingOver = Promise.resolve(false);
    const beforeEnd = async (): Promise<void> => {
      handingOver = this.#note(claim, { handedOverAt: new Date() });
      if (!(await handingOver)) throw new Error('somebody else has it');
    };
    try {
      await this.#transport.send({ ...letterOf(mail, this.#options.from), beforeEnd }, stopping);
      return 'sent';
    } catch (reason) {
      return failureOf(reason, await handingOver.catch(() => false));
    }
  }

  /** Tried again: soon, when it is the mail's own fault after a growing pause, in doubt not at all. */
  async #fail(claim: Claim, { code, isInDoubt, concerns }: MailFailure): Promise<number> {
    const { retryMs, log } = this.#options;
    const { id, attempts } = claim;
    this.#outages = concerns === 'server' ? this.#outages + 1 : 0;
    const restMs = concerns === 'server' ? growingPauseMs(this.#outages, retryMs, longestRestMs) : 0;
    const pauses = { server: restMs, mail: growingPauseMs(attempts, retryMs, longestPauseMs), mailForGood: longestPauseMs };
    const nextAttemptAt = new Date(Date.now() + (isInDoubt ? 0 : pauses[concerns]));
    await this.#note(claim, { lastError: code, nextAttemptAt, ...(isInDoubt ? {} : { handedOverAt: null }) });
    log(isInDoubt
      ? `Nobody knows whether mail ${id} arrived (${code}); it waits for a person on the admin page.`
      : `Mail ${id} could not be sent (${code}, attempt ${attempts}); it will be tried again.`);
    return restMs;
  }

  async #release(claim: Claim): Promise<number> {
    await this.#note(claim, { nextAttemptAt: new Date(), handedOverAt: null });
    return 0;
  }

  /** False when the mail is somebody else's by now, or gone with its customer. */
  async #note(claim: Claim, values: Partial<Mail>): Promise<boolean> {
    const rows = await this.#database.update(outbox).set(values)
      .where(and(eq(outbox.id, claim.id), eq(outbox.attempts, claim.attempts))).returning({ id: outbox.id });
    return rows.length > 0;
  }
}

/**
 * Not sent, not in doubt, and nothing older for the same customer under way. One that the server refused for good keeps
 * nobody waiting.
 */
const isWaiting = sql`candidate.sent_at IS NULL AND candidate.handed_over_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.customer_id = candidate.customer_id AND earlier.number < candidate.number AND earlier.sent_at IS NULL
    AND (earlier.handed_over_at IS NULL OR earlier.next_attempt_at > now()) AND coalesce(earlier.last_error, '') NOT LIKE '5%')`;

/** One address, no name: nothing a person typed gets into a header but the subject, which is ours. */
function letterOf({ id, recipient, subject, text, html, locale, createdAt }: Mail, from: string) {
  if (!isMailbox(recipient)) throw new NotAMailbox();
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'kyc.invalid';
  // RFC 3834: no out-of-office notes in answer, please.
  const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale };
  return { to: { name: '', address: recipient }, subject, text, html, headers, date: createdAt, messageId: `<${id}@${domain}>` };
}

/** RFC 5321's mailbox without its oddities: nothing that separates, quotes or comments. */
function isMailbox(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u.test(address);
}
