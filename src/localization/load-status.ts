/** The texts of `<kyc-status>`: its own small file per language, not the page's catalogue. English is bundled with it. */
import { languageOf } from './load-messages.ts';
import { enStatus } from './locales/en-status.ts';
import type { StatusMessages } from './messages.ts';

export interface LoadedStatusMessages {
  /** The tag to format by. */
  readonly locale: string;
  readonly messages: StatusMessages;
}

const loaders: Readonly<Record<string, () => Promise<StatusMessages>>> = {
  de: async () => (await import('./locales/de-status.ts')).deStatus,
  ar: async () => (await import('./locales/ar-status.ts')).arStatus,
};

/** The texts for a BCP 47 tag. English when there are none for it, or when they can't be fetched. */
export async function loadStatusMessages(locale: string): Promise<LoadedStatusMessages> {
  const { tag, language } = languageOf(locale);
  const messages = await loaders[language]?.().catch(() => undefined) ?? enStatus;
  return { locale: tag.split('-')[0] === messages.lang ? tag : messages.lang, messages };
}
