/** Which of the languages the backend speaks suits a request. */

export const locales = ['en', 'de', 'ar'] as const;
export type Locale = (typeof locales)[number];

/** The best known language of an `Accept-Language` header (RFC 9110 §12.5.4); null when none of them is ours. */
export function negotiateLocale(header: string | null | undefined): Locale | null {
  const wanted = (header ?? '').split(',').map(preference).filter((entry) => entry.quality > 0);
  wanted.sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const known = toLocale(tag);
    if (known) return known;
  }
  return null;
}

/** Our language for a BCP 47 tag: `de-AT` → `de`. */
export function toLocale(tag: string | null | undefined): Locale | null {
  const language = (tag ?? '').trim().toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? null;
}

function preference(entry: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q ? Number(q.slice(2)) : 1;
  return { tag, quality: Number.isFinite(quality) ? quality : 0 };
}
