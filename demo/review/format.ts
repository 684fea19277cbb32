/** Times, ages and sizes in the reviewer's own locale. */

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'long' });
const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export function formatMoment(instant: string | null): string {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? '–' : moment.format(time);
}

/** How long ago, in the largest unit that fits: "3 hours ago". */
export function formatAge(instant: string | null, now = Date.now()): string {
  const time = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(time)) return '–';
  const minutes = Math.round((time - now) / 60_000);
  if (Math.abs(minutes) < 1) return 'just now';
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / (24 * 60)), 'day');
}

export function formatSize(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  if (sizeBytes < 1000 * 1000) return `${decimal.format(sizeBytes / 1024)} KB`;
  return `${decimal.format(sizeBytes / 1024 / 1024)} MB`;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** A calendar day, `2031-04-30` or an instant; what is none is shown as it is. */
export function formatDay(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : day.format(time);
}

export function isPast(text: string, now = Date.now()): boolean {
  return Date.parse(text) < now;
}
