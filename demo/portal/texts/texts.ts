/** Every text of the portal, per language. The widget brings its own. */
import type { Locale } from '../settings.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type Texts = typeof en;

const catalogues: Readonly<Record<Locale, Texts>> = { en, de, ar };

export function textsFor(locale: Locale): Texts {
  return catalogues[locale];
}

/** The word for a code, or the code itself when a newer server knows more words than this page. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
