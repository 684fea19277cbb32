/** Numbers, sizes, dates and lists as one locale writes them. Formatters are made on first use and kept. */
import type { Count } from './plural.ts';

export interface Formatters {
  readonly locale: string;
  number(value: number): string;
  /** A number to choose a plural form by. */
  count(value: number): Count;
  /** 0 to 1. */
  percent(ratio: number): string;
  /** Decimal units, e.g. `2.4 MB`. */
  bytes(sizeBytes: number): string;
  /** A limit: whole mebibytes are said as that many MB, as people configure them. */
  sizeLimit(sizeBytes: number): string;
  /** RFC 3339 or epoch milliseconds; empty when it is no time. The same for `date` and `time`. */
  dateTime(at: string | number | null | undefined): string;
  date(at: string | number | null | undefined): string;
  time(at: string | number | null | undefined): string;
  /** A rounded length of time, e.g. `3 s`, `2 min`. */
  duration(ms: number): string;
  /** A range of hours; whole days from two days on. */
  hours(range: { readonly minHours: number; readonly maxHours: number }): string;
  list(parts: readonly string[]): string;
  /** Alternatives: `JPG, PNG or PDF`. */
  either(parts: readonly string[]): string;
}

export function createFormatters(locale: string): Formatters {
  const cached = cache();
  const numbers = (options: Intl.NumberFormatOptions) =>
    cached(JSON.stringify(options), () => new Intl.NumberFormat(locale, options));
  const dates = (options: Intl.DateTimeFormatOptions) =>
    cached(JSON.stringify(options), () => new Intl.DateTimeFormat(locale, options));
  const unit = (value: number, name: string, digits = 0) => numbers({
    style: 'unit', unit: name, unitDisplay: name === 'byte' ? 'long' : 'short', maximumFractionDigits: digits,
  }).format(value);
  const number = (value: number) => numbers({}).format(value);
  // People know the unit as KB; CLDR abbreviates by the standard.
  const bytes = (size: number) => unit(...scaleBytes(size)).replace('kB', 'KB');
  const at = (value: string | number | null | undefined, options: Intl.DateTimeFormatOptions) => {
    const date = new Date(value ?? NaN);
    return Number.isNaN(date.getTime()) ? '' : dates(options).format(date);
  };
  const list = (parts: readonly string[], type: 'conjunction' | 'disjunction') =>
    cached(type, () => new Intl.ListFormat(listLocale(locale), { type })).format(parts);

  return {
    locale,
    number,
    count: (value) => ({ value, text: number(value) }),
    percent: (ratio) => numbers({ style: 'percent', maximumFractionDigits: 0 }).format(ratio),
    bytes,
    sizeLimit: (size) => (size > 0 && size % 1_048_576 === 0 ? unit(size / 1_048_576, 'megabyte') : bytes(size)),
    dateTime: (value) => at(value, { dateStyle: 'medium', timeStyle: 'short' }),
    date: (value) => at(value, { dateStyle: 'medium' }),
    time: (value) => at(value, { timeStyle: 'short' }),
    duration: (ms) => unit(...scaleDuration(ms)),
    hours: ({ minHours, maxHours }) => {
      const isDays = minHours >= 48 || (minHours % 24 === 0 && maxHours >= 48);
      const options = { style: 'unit', unit: isDays ? 'day' : 'hour', unitDisplay: 'long', maximumFractionDigits: 0 } as const;
      const divisor = isDays ? 24 : 1;
      return range(numbers(options), minHours / divisor, maxHours / divisor);
    },
    list: (parts) => list(parts, 'conjunction'),
    either: (parts) => list(parts, 'disjunction'),
  };
}

/** Plain English lists go without the serial comma, as in the texts around them. */
function listLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

function range(format: Intl.NumberFormat, min: number, max: number): string {
  return min > 0 && min < max ? format.formatRange(min, max) : format.format(max);
}

function scaleBytes(size: number): [value: number, unit: string, digits: number] {
  if (size < 1000) return [size, 'byte', 0];
  if (size < 999_500) return [size / 1000, 'kilobyte', 0];
  if (size < 999_950_000) return [size / 1e6, 'megabyte', 1];
  return [size / 1e9, 'gigabyte', 1];
}

function scaleDuration(ms: number): [value: number, unit: string] {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return [seconds, 'second'];
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour'];
}

function cache() {
  const made = new Map<string, unknown>();
  return <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
}
