/** Text from outside as the database and every reader can bear it. */

// Control characters other than tab and line feed; the database refuses some, terminals obey others.
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Line breaks become `\n`, control characters go, half characters become U+FFFD. Otherwise as typed. */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(controls, '').replace(loneSurrogates, '\ufffd');
}

/** Fit for a single line: a name, a mail's subject. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\n\t\u2028\u2029]+/g, ' ').trim();
}

/** Deeper than any body we know. */
const deepest = 64;

/** A parsed JSON value with every text in it clean, and without keys that could reach a prototype. @throws RangeError when nested too deep */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw new RangeError('nested too deep');
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map((entry) => cleanValue(entry, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, entry]) => [cleanText(key), cleanValue(entry, depth + 1)]));
}
