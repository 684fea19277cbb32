/**
 * The catalogue of reasons: every reviewer code of the contract, in groups, and what the customer reads for each. Those
 * words come from the widget's own catalogue, by the widget's own rule: the preview is what will be shown.
 */
import { createFormatters } from '../../src/localization/formatters.ts';
import type { CompleteCatalogue } from '../../src/localization/messages.ts';
import { languageOf } from '../../src/localization/load-messages.ts';
import { adviceFor } from '../../src/views/reason-advice.ts';
import { reasonWords } from './words.ts';

export interface ReasonGroup {
  readonly title: string;
  readonly codes: readonly string[];
}

export const reasonGroups: readonly ReasonGroup[] = [
  { title: 'The picture', codes: ['blurred', 'glare', 'too_dark', 'cropped', 'covered', 'unreadable', 'wrong_side', 'missing_side', 'missing_page'] },
  { title: 'The document', codes: ['expired', 'damaged', 'wrong_type', 'wrong_category', 'not_accepted', 'duplicate'] },
  { title: 'The person', codes: ['name_mismatch', 'address_mismatch', 'dob_mismatch', 'photo_mismatch', 'underage', 'suspected_tampering'] },
  { title: 'The file, and the rest', codes: ['password_protected', 'corrupt', 'other'] },
];

/** Languages to preview in: the customer's own first, then English. */
export type Texts = readonly [CompleteCatalogue, ...CompleteCatalogue[]];

const loaders: Readonly<Record<string, () => Promise<{ default: CompleteCatalogue }>>> = {
  de: () => import('../../src/localization/locales/de.ts'),
  ar: () => import('../../src/localization/locales/ar.ts'),
};

/** @param locale the customer's, BCP 47 */
export async function textsFor(locale: string): Promise<Texts> {
  const { default: english } = await import('../../src/localization/locales/en.ts');
  const own = await loaders[languageOf(locale).language]?.();
  return own ? [own.default, english] : [english];
}

export interface GivenReason {
  readonly code: string;
  readonly message: string;
  readonly final: boolean;
}

export interface Preview {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly what: string;
  readonly how: string;
  /** Who says so, and the reviewer's own sentence; null without one. */
  readonly quote: { readonly by: string; readonly message: string } | null;
}

export function previewOf(texts: CompleteCatalogue, { code, message, final }: GivenReason): Preview {
  const { lang, dir } = texts;
  const { what, how } = adviceFor({ texts, format: createFormatters(lang) }, { code });
  const quote = message.trim() ? { by: texts.reviewer_says({ author: texts.reviewer }), message: message.trim() } : null;
  return { lang, dir, what, how: final ? texts.reason_final : how, quote };
}

/** The groups with the reasons whose words (the reviewer's or the customer's) hold every word of the query. */
export function matchingGroups(query: string, texts: Texts | null): ReasonGroup[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const said = (code: string): string => {
    const customers = (texts ?? []).map((one) => previewOf(one, { code, message: '', final: false }));
    return [code, reasonWords[code], ...customers.flatMap(({ what, how }) => [what, how])].join(' ').toLowerCase();
  };
  return reasonGroups
    .map(({ title, codes }) => ({ title, codes: codes.filter((code) => wanted.every((part) => said(code).includes(part))) }))
    .filter(({ codes }) => codes.length > 0);
}
