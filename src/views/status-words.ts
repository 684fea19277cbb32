/** What `<kyc-status>` says of a standing: details of the line, the banner's sentence, the gate's reason, the link's words. */
import type { Formatters } from '../localization/formatters.ts';
import type { StatusMessages } from '../localization/messages.ts';
import type { Standing } from '../model/standing.ts';
import type { Review } from '../model/verification.ts';

export interface StatusWords {
  readonly texts: StatusMessages;
  readonly format: Formatters;
  readonly standing: Standing;
  readonly review: Review;
  /** Epoch milliseconds. */
  readonly now: number;
}

const dayMs = 86_400_000;

/** The badge's word. */
export function wordOf({ status, kyc_status: words }: StatusMessages, { kind }: Standing): string {
  return kind === 'locked' || kind === 'restricted' ? words[kind] : status[kind];
}

/** What follows the word in a line, each a phrase of its own. */
export function detailsOf(about: StatusWords): string[] {
  return [...mainDetails(about), ...(about.standing.newComments > 0 ? [newComments(about)] : [])];
}

export function newComments({ texts, format, standing }: StatusWords): string {
  return texts.kyc_status.new_comments({ count: format.count(standing.newComments) });
}

function mainDetails(about: StatusWords): string[] {
  const { texts: { kyc_status: words }, standing } = about;
  switch (standing.kind) {
    case 'collecting': return toAddDetails(about);
    case 'pending': return waitingDetails(about);
    case 'action_required': return fixDetails(about);
    case 'completed': return renewalDetails(about);
    case 'expired': return [standing.isReady ? words.ready : words.renew];
    case 'rejected':
    case 'locked': return [words.ask_support];
    case 'restricted': return restrictionTexts(standing);
    default: return [];
  }
}

function toAddDetails({ texts: { kyc_status: words }, format, standing: { toAdd, required, isReady } }: StatusWords): string[] {
  if (isReady) return [words.ready];
  return toAdd > 0 ? [words.to_add({ count: format.number(toAdd), total: format.number(required) })] : [];
}

function waitingDetails({ texts: { kyc_status: words }, format, review: { expectedBy, usual } }: StatusWords): string[] {
  const date = format.dateTime(expectedBy);
  if (date) return [words.expected({ date })];
  return usual ? [words.usually({ range: format.hours(usual) })] : [];
}

function fixDetails({ texts: { kyc_status: words }, format, standing: { fixes, requests, isReady } }: StatusWords): string[] {
  return [
    ...(fixes > 0 ? [words.to_fix({ count: format.count(fixes) })] : []),
    ...(requests > 0 ? [words.requested({ count: format.count(requests) })] : []),
    ...(isReady ? [words.ready] : []),
  ];
}

function renewalDetails(about: StatusWords): string[] {
  const { texts: { kyc_status: words }, standing: { renewal } } = about;
  if (!renewal) return [];
  if (renewal.status === 'pending') return [words.renewal_pending];
  if (renewal.status === 'action_required') return fixDetails(about);
  const when = whenOf(about);
  return [when ? words.renewal_due({ when }) : words.renewal_overdue];
}

/** Each restriction in the provider's own words. */
export function restrictionTexts({ restrictions }: Standing): string[] {
  return restrictions.flatMap(({ message }) => message ?? []);
}

/** A moment to come in words, such as “in 4 weeks”; undefined when it has passed, or is none. */
function whenOf({ format, standing: { renewal }, now }: StatusWords): string | undefined {
  const days = Math.ceil((Date.parse(renewal?.dueAt ?? '') - now) / dayMs);
  if (!(days >= 0)) return undefined;
  const words = new Intl.RelativeTimeFormat(format.locale, { numeric: 'auto' });
  if (days < 14) return words.format(days, 'day');
  return days < 60 ? words.format(Math.round(days / 7), 'week') : words.format(Math.round(days / 30.4), 'month');
}

/** What there is to do or to know on every page: a key of `act`, a title and one sentence. */
export interface Notice {
  readonly act: keyof StatusMessages['kyc_status']['act'];
  readonly title: string;
  readonly sentence: string;
}

/** Undefined where all is quiet: nothing is asked of the customer and nothing is new. */
export function noticeOf(about: StatusWords): Notice | undefined {
  const { texts, standing } = about;
  const words = texts.kyc_status;
  const title = wordOf(texts, standing);
  switch (standing.kind) {
    case 'collecting': return { act: standing.isReady ? 'ready' : 'collecting', title, sentence: words.say[standing.isReady ? 'ready' : 'collecting'] };
    case 'action_required': return { title, ...fixNotice(about) };
    case 'expired': return { act: standing.isReady ? 'ready' : 'expired', title, sentence: words.say[standing.isReady ? 'ready' : 'expired'] };
    case 'rejected':
    case 'locked': return { act: standing.kind, title, sentence: words.say[standing.kind] };
    case 'restricted': return { act: 'restricted', title, sentence: restrictionTexts(standing).join(' ') || words.say.restricted };
    default: return renewalNotice(about) ?? commentNotice(about);
  }
}

function fixNotice({ texts: { kyc_status: words }, format, standing: { fixes, requests, isReady } }: StatusWords): Omit<Notice, 'title'> {
  if (fixes > 0) return { act: 'action_required', sentence: words.say_fix({ count: format.count(fixes) }) };
  if (requests > 0) return { act: 'requested', sentence: words.say_requested({ count: format.count(requests) }) };
  return isReady ? { act: 'ready', sentence: words.say.ready } : { act: 'action_required', sentence: words.say.action_required };
}

function renewalNotice(about: StatusWords): Notice | undefined {
  const { texts: { kyc_status: words }, standing: { renewal } } = about;
  if (!renewal || renewal.status === 'pending') return undefined;
  const title = words.renewal;
  if (renewal.status === 'action_required') return { act: 'action_required', title, sentence: words.say.renewal_fix };
  const when = whenOf(about);
  return { act: 'renewal', title, sentence: when ? words.say.renewal({ when }) : words.say.renewal_overdue };
}

function commentNotice(about: StatusWords): Notice | undefined {
  if (about.standing.newComments === 0) return undefined;
  return { act: 'comments', title: newComments(about), sentence: about.texts.kyc_status.say.comments };
}
