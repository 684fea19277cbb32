/**
 * A reminder for any calendar: one all-day event as RFC 5545 asks for it, with an alarm 14 days before. Lines end with
 * CRLF and are folded at 75 octets of UTF-8, never inside a character.
 */
import type { TextFile } from './context.ts';

export interface Reminder {
  /** The same reminder saved again takes the place of the first. */
  readonly uid: string;
  readonly title: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly now: number;
}

const lineLimit = 75;

export function calendarFile({ uid, title, text, dueAt, now }: Reminder): TextFile {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//kyc-verification//renewal//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART;VALUE=DATE:${localDay(dueAt)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:-P14D', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR',
  ];
  return { name: 'kyc-renewal.ics', mediaType: 'text/calendar', text: lines.map((line) => `${folded(line)}\r\n`).join('') };
}

/** `20261122T100000Z` */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The day as it is written on the page, `20261220`. */
function localDay(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('');
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma, line breaks. Other control characters have no place in a text. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n').replace(/\p{Cc}/gu, '');
}

/** RFC 5545, 3.1: continued lines begin with a space, which counts. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let sizeBytes = 0;
  let out = '';
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (sizeBytes + length > lineLimit) {
      out += '\r\n ';
      sizeBytes = 1;
    }
    out += character;
    sizeBytes += length;
  }
  return out;
}
