/**
 * Hands a mail to the mail server, up to its last bytes; those leave only when the caller says so.
 *
 * From the end of the data on it is the server that answers for the mail (RFC 5321 §4.2.5), and a lost answer means that
 * nobody knows (RFC 1047). So whoever must not send twice has to write down that the end is about to leave before it does.
 */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createTransport, type SendMailOptions } from 'nodemailer';

/** To reach the end of the data. */
const untilEndMs = 120_000;
const connectMs = 30_000;
/** RFC 5321 §4.5.3.2.6: a server may take ten minutes to take a mail; not to wait for it is what makes doubles. */
const answerMs = 600_000;
const endBytes = 64;

export interface Letter extends Pick<SendMailOptions, 'to' | 'subject' | 'text' | 'html' | 'messageId' | 'date' | 'headers'> {
  /** Called when all but the end has been sent. The end follows when it resolves; when it rejects, the server is left without. */
  readonly beforeEnd: () => Promise<void>;
}

export interface MailTransport {
  /** Resolves once the server has taken it. Until the end, `stopping` gives it up. @throws an error of nodemailer, or that of `beforeEnd` */
  send(letter: Letter, stopping: AbortSignal): Promise<void>;
  close(): void;
}

export function openTransport(smtpUrl: string, from: string): MailTransport {
  const limits = { connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs };
  const transport = createTransport({ url: smtpUrl, ...limits, disableFileAccess: true, disableUrlAccess: true }, { from });
  transport.use('stream', (mail, done) => {
    const { beforeEnd } = mail.data as Letter;
    mail.message.processFunc((message: Readable) => Readable.from(inTwoParts(message, beforeEnd), { objectMode: false }));
    done();
  });
  return {
    send: (letter, stopping) => withinLimit(letter, stopping, async (limited, signal) => {
      await transport.sendMail({ ...limited, signal });
    }),
    close: () => transport.close(),
  };
}

/** Nothing is read, and so nothing asked, before the server is ready for the data. */
async function* inTwoParts(message: Readable, beforeEnd: () => Promise<void>): AsyncGenerator<Buffer> {
  const whole = await buffer(message);
  yield whole.subarray(0, -endBytes);
  await beforeEnd();
  yield whole.subarray(-endBytes);
}

/** Until the end has to leave, a mail may be given up; after that, only its answer counts. */
async function withinLimit(letter: Letter, stopping: AbortSignal, act: (letter: Letter, signal: AbortSignal) => Promise<void>): Promise<void> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), untilEndMs);
  const onStop = (): void => giveUp.abort();
  stopping.addEventListener('abort', onStop, { once: true });
  const settle = (): void => {
    clearTimeout(timer);
    stopping.removeEventListener('abort', onStop);
  };
  if (stopping.aborted) giveUp.abort();
  const beforeEnd = (): Promise<void> => {
    settle();
    return letter.beforeEnd();
  };
  await act({ ...letter, beforeEnd }, giveUp.signal).finally(settle);
}
