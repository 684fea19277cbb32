/**
 * Sends what lies in the outbox, retrying with a growing pause.
 *
 * A mail is claimed (its next attempt moved into the future) before it is sent, so two senders never send the same one.
 * A kill between sending and noting it may send it twice; the same `Message-ID` lets mail servers drop the second.
 */
import { eq, sql } from 'drizzle-orm';
import { createTransport, type Transporter } from 'nodemailer';
import { rowsOf, type Database } from '../database/database.ts';
import { outbox } from '../database/schema.ts';

const longestPollMs = 15_000;
const longestPauseMs = 60 * 60 * 1000;

export interface MailSender {
  /** Something was put into the outbox. */
  wake(): void;
  stop(): Promise<void>;
}

/** Without a mail server mails stay in the outbox, where the provider's page shows them. */
export const noSender: MailSender = { wake: () => undefined, stop: async () => undefined };

interface Options {
  readonly smtpUrl: string;
  readonly from: string;
  /** Before the second attempt; doubles with each further one. */
  readonly retryMs: number;
  readonly log: (line: string) => void;
}

export function startSender(database: Database, options: Options): MailSender {
  const { smtpUrl, from, retryMs, log } = options;
  const transport = createTransport(smtpUrl, { from });
  let running: Promise<void> | null = null;
  let isWanted = false;
  const drain = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      while (await sendNext(database, transport, options)) continue;
    }
  };
  const wake = (): void => {
    isWanted = true;
    running ??= drain().catch(() => log('The outbox could not be read; trying again soon.')).finally(() => { running = null; });
  };
  const timer = setInterval(wake, Math.min(longestPollMs, Math.max(retryMs, 500)));
  wake();
  return {
    wake,
    stop: async () => {
      clearInterval(timer);
      await running;
      transport.close();
    },
  };
}

async function sendNext(database: Database, transport: Transporter, { retryMs, log }: Options): Promise<boolean> {
  const id = await claim(database, new Date(), retryMs);
  if (id === null) return false;
  const [mail] = await database.select().from(outbox).where(eq(outbox.id, id));
  if (!mail) return true;
  try {
    const { recipient, subject, text, html } = mail;
    await transport.sendMail({ to: { name: '', address: recipient }, subject, text, html, messageId: `<${id}@kyc.invalid>` });
    await database.update(outbox).set({ sentAt: new Date() }).where(eq(outbox.id, id));
  } catch {
    log(`Mail ${id} could not be sent (attempt ${mail.attempts}); it will be tried again.`);
  }
  return true;
}

async function claim(database: Database, now: Date, retryMs: number): Promise<string | null> {
  const nowText = now.toISOString();
  const rows = rowsOf(await database.execute(sql`
    UPDATE outbox SET attempts = attempts + 1,
      next_attempt_at = ${nowText}::timestamptz
        + LEAST(${longestPauseMs}::float8, ${retryMs}::float8 * power(2, LEAST(attempts, 16))) * interval '1 millisecond'
    WHERE id = (
      SELECT id FROM outbox WHERE sent_at IS NULL AND next_attempt_at <= ${nowText}::timestamptz
      ORDER BY next_attempt_at, number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`));
  const id = rows[0]?.['id'];
  return typeof id === 'string' ? id : null;
}
