/** How far a day is from now, in words: “in 4 weeks”, “tomorrow”, “3 days ago”. */

const dayMs = 86_400_000;

/** Days up to a fortnight, weeks up to two months, then months; by the calendar of where the person is. `at` and `now` in epoch milliseconds. */
export function timeLeft(locale: string, at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / dayMs);
  if (Number.isNaN(days)) return '';
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const far = Math.abs(days);
  if (far < 14) return words.format(days, 'day');
  return far < 61 ? words.format(Math.round(days / 7), 'week') : words.format(Math.round(days / 30.44), 'month');
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
