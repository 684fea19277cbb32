/** Finds a language's texts: the exact tag, then its language, then English, which is bundled. */
import { enCore } from './locales/en-core.ts';
import type { CompleteCatalogue, Messages } from './messages.ts';

/** One language's texts, ready to draw with. `locale` is the tag to format by, `dir` the direction of its script. */
export interface LoadedMessages {
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly messages: Messages;
}

const loaders: Readonly<Record<string, () => Promise<{ default: CompleteCatalogue }>>> = {
  de: () => import('./locales/de.ts'),
  ar: () => import('./locales/ar.ts'),
};

/** The languages there are texts for. */
export const supportedLanguages: readonly string[] = ['en', ...Object.keys(loaders)];

/** English without waiting; what adding needs comes with the adding views. */
export const bundledMessages: LoadedMessages = { locale: 'en', dir: 'ltr', messages: enCore };

/** The texts for a BCP 47 tag. English when there are none for it, or when they can't be fetched. */
export async function loadMessages(locale: string): Promise<LoadedMessages> {
  const { tag, language } = languageOf(locale);
  const messages = await fetchLanguage(language);
  // Dates and numbers follow the region asked for, as long as the words are of the same language.
  const isSameLanguage = tag.split('-')[0] === messages.lang;
  return { locale: isSameLanguage ? tag : messages.lang, dir: messages.dir, messages };
}

/** The tag in its canonical form, and which of the languages there are texts for is nearest to it. */
export function languageOf(locale: string): { readonly tag: string; readonly language: string } {
  const tag = canonical(locale);
  const language = [tag, tag.split('-')[0] ?? ''].find((name) => supportedLanguages.includes(name)) ?? 'en';
  return { tag, language };
}

async function fetchLanguage(language: string): Promise<Messages> {
  const load = loaders[language];
  if (!load) return enCore;
  try {
    return (await load()).default;
  } catch {
    return enCore;
  }
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
