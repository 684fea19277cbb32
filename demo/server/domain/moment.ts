/** Moments as text: the wire's pattern tells their shape, this tells whether they ever come. */

/** True for an RFC 3339 date-time whose day is in the calendar, e.g. not 30 February; the year 0 is none. */
export function isMoment(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || Number.isNaN(Date.parse(text)) || day.startsWith('0000')) return false;
  return new Date(midnight).toISOString().slice(0, 10) === day;
}
