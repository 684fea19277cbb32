/** Why a mail was not sent: whose fault it is, whether the server may have it all the same, and a code without addresses. */

export interface MailFailure {
  /** `550` (a reply, RFC 5321 §4.2.1), or a system's code: `ECONNREFUSED`. */
  readonly code: string;
  /** The end of the mail had left, and no answer came. */
  readonly isInDoubt: boolean;
  /** Who is concerned: everybody's mail, this one for now, or this one until something is changed. */
  readonly concerns: 'server' | 'mail' | 'mailForGood';
}

/** The customer's record holds no address one could send to. */
export class NotAMailbox extends Error {
  override readonly name = 'NotAMailbox';
}

/** `isHandedOver`: the end was about to leave. */
export function failureOf(reason: unknown, isHandedOver: boolean): MailFailure {
  if (reason instanceof NotAMailbox) return { code: '553', isInDoubt: false, concerns: 'mailForGood' };
  const { responseCode, command, code, originalCode } = reason as SmtpError;
  const isRefused = typeof responseCode === 'number' && responseCode >= 400;
  const isInDoubt = isHandedOver && !isRefused;
  if (!isRefused) return { code: originalCode ?? code ?? 'unknown', isInDoubt, concerns: 'server' };
  return { code: String(responseCode), isInDoubt, concerns: concernedBy(responseCode, command) };
}

/** What nodemailer adds to an error. */
interface SmtpError {
  readonly responseCode?: number;
  readonly command?: string;
  readonly code?: string;
  /** Of the system, where nodemailer's own is more general. */
  readonly originalCode?: string;
}

/** What is said to the recipient or the text concerns this mail; all else (greeting, sign-in, sender, 421) all of them. */
function concernedBy(responseCode: number, command: string | undefined): MailFailure['concerns'] {
  if (responseCode === 421 || (command !== 'RCPT TO' && command !== 'DATA')) return 'server';
  return responseCode >= 500 ? 'mailForGood' : 'mail';
}
