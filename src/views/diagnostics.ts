/** Facts for support: how things stand, codes and the browser; never document content, file names, tokens or the customer's name. */
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Verification } from '../model/verification.ts';
import { version } from '../model/version.ts';

// Asking costs milliseconds, and every change on the page asks.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
/** More of a kind than anyone reads. */
const mostOfAKind = 20;

/** One fact a line, in English and in the contract's own words. `language` is the one of the page, BCP 47. */
export function diagnosticsOf({ verification, uploads, problem, isOnline }: State, language: string): string {
  return [
    ['status', verification?.status ?? 'none'],
    ['customer', verification?.customer.status ?? 'none'],
    ['reference', verification ? referenceOf(verification) : 'none'],
    ['version', verification?.version ?? 'none'],
    ...(verification ? reasonsOf(verification) : []),
    ...uploads.flatMap(checksOf).slice(0, mostOfAKind),
    ...(problem ? [['problem', problem.code]] : []),
    ['online', isOnline ? 'yes' : 'no'],
    ['browser', navigator.userAgent],
    ['language', language],
    ['time zone', timeZone],
    ['widget', version],
  ].map(([name, value]) => `${name}: ${oneLine(String(value))}`).join('\n');
}

/** What the provider knows the case by. */
export function referenceOf({ review, id }: Verification): string {
  return review.submissionId ?? id;
}

/** A text on one line: what separates lines or is not to be seen becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function reasonsOf({ documents, review }: Verification): string[][] {
  const returned = documents.filter(({ status, reason, files }) => status === 'rejected' && (reason ?? files.some((file) => file.reason)));
  const codes = returned.slice(0, mostOfAKind).map(({ id, reason, files }) => {
    const found = [reason?.code, ...files.map((file) => file.reason?.code)].filter((code) => code !== null && code !== undefined);
    return ['rejected', `${id} ${[...new Set(found)].join(' ')}${reason?.final ? ' final' : ''}`];
  });
  return review.reason?.code ? [...codes, ['decision', `${review.reason.code}${review.reason.final ? ' final' : ''}`]] : codes;
}

/** Codes of files that were not added, or not without a word. */
function checksOf({ categoryId, phase }: Upload): string[][] {
  switch (phase.kind) {
    case 'refused': return [['refused', `${categoryId} ${phase.refusal.code}`]];
    case 'warned': return [['warned', `${categoryId} ${phase.codes.join(' ')}`]];
    case 'failed': case 'waiting': return [[phase.kind, `${categoryId} ${phase.code}`]];
    default: return [];
  }
}
