/** The visitor's choices for this browser: language and theme. Owns `lang`, `dir` and `data-theme` of the page. */

export const locales = ['en', 'de', 'ar'] as const;
export type Locale = (typeof locales)[number];
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Settings {
  readonly locale: Locale;
  readonly theme: Theme;
}

const localeKey = 'nimbus-locale';
const themeKey = 'nimbus-theme';

export function readSettings(): Settings {
  const locale = read(localeKey) ?? navigator.language.slice(0, 2);
  return { locale: oneOf(locales, locale) ?? 'en', theme: oneOf(themes, read(themeKey)) ?? 'auto' };
}

/** Writes the settings to the page and keeps them for the next visit. */
export function applySettings({ locale, theme }: Settings): void {
  const root = document.documentElement;
  root.lang = locale;
  root.dir = locale === 'ar' ? 'rtl' : 'ltr';
  if (theme === 'auto') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  keep(localeKey, locale);
  keep(themeKey, theme);
}

export function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((candidate) => candidate === value);
}

/** Storage may be denied: the choice then lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the page itself already shows the choice.
  }
}
