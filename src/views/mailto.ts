/** A `mailto:` link (RFC 6068) that can hold one address, a subject and a text, and nothing else. */
import { oneLine } from './diagnostics.ts';
import { wellFormed } from './topic.ts';

/** Browsers on Windows open no longer one. */
const longestLink = 2000;

export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** Undefined for what is no address. A text that is too long is cut. */
export function mailto(address: string | null, { subject, body }: Mail): string | undefined {
  if (!address || !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(address)) return undefined;
  const [local = '', domain = ''] = address.split('@').map((part) => encodeURIComponent(wellFormed(part)));
  const link = `mailto:${local}@${domain}?subject=${encodeURIComponent(oneLine(wellFormed(subject)))}`;
  const room = longestLink - link.length - '&body='.length;
  return body.trim() ? `${link}&body=${fitting(plainText(body), room)}` : link;
}

/** Lines end as in mails; other characters that are not to be seen go. */
function plainText(text: string): string {
  return wellFormed(text).replace(/\r\n?|\n/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').replaceAll('\n', '\r\n');
}

/** As much of it as fits, encoded; whole characters only. */
function fitting(text: string, room: number): string {
  const encoded = encodeURIComponent(text);
  if (encoded.length <= room) return encoded;
  let fit = '';
  const ellipsis = encodeURIComponent('…');
  for (const character of text) {
    const next = encodeURIComponent(character);
    if (fit.length + next.length + ellipsis.length > room) break;
    fit += next;
  }
  return fit + ellipsis;
}
