/** The texts of `<kyc-status>`: its own small file per language, not the page's catalogue. English is bundled with it. */
import { createFormatters, type Formatters } from './formatters.ts';
import { languageOf } from './load-messages.ts';
import { enStatus } from './locales/en-status.ts';
import type { StatusMessages } from './messages.ts';

export interface LoadedStatusMessages {
  readonly format: Formatters;
  readonly messages: StatusMessages;
}

const loaders: Readonly<Record<string, () => Promise<StatusMessages>>> = {
  de: async () => (await import('./locales/de-status.ts')).deStatus,
  ar: async () => (await import('./locales/ar-status.ts')).arStatus,
};

/** English without waiting. */
export const bundledStatusMessages: LoadedStatusMessages = { format: createFormatters('en'), messages: enStatus };

/** Whether the texts for a BCP 47 tag need no loading. */
export function isBundled(locale: string): boolean {
  return languageOf(locale).language === 'en';
}

/** The texts for a BCP 47 tag. English when there are none for it, or when they can't be fetched. */
export async function loadStatusMessages(locale: string): Promise<LoadedStatusMessages> {
  const { tag, language } = languageOf(locale);
  const messages = await loaders[language]?.().catch(() => undefined) ?? enStatus;
  const isSameLanguage = tag.split('-')[0] === messages.lang;
  return { format: createFormatters(isSameLanguage ? tag : messages.lang), messages };
}
