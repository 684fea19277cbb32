/** What the first bytes of a file say about it, the way the reference backend looks at them. */
import type { KycError } from '../model/errors.ts';
import { isTypeAllowed } from '../model/limits.ts';
import { problem } from './memory-rules.ts';

const marks: readonly (readonly [mediaType: string, offset: number, text: string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/webp', 8, 'WEBP'],
  ['application/pdf', 0, '%PDF-'],
  ['image/avif', 4, 'ftypavif'],
  ['image/heic', 4, 'ftypheic'],
];

/** The media type, or undefined when it is none that can be told. */
export function sniff(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return marks.find(([, offset, text]) => head.startsWith(text, offset))?.[0];
}

/**
 * What the content says against a file. A picture of another allowed kind than declared is no harm: phones and chat
 * programs name files carelessly.
 */
export function contentProblem(
  accept: readonly string[], content: { readonly declared: string; readonly found: string | undefined; readonly sizeBytes: number },
): KycError | undefined {
  const { declared, found, sizeBytes } = content;
  if (sizeBytes === 0) return problem('empty_file', { actual: 0 });
  if (found === undefined) return problem('type_mismatch', { limit: declared });
  if (!isTypeAllowed(accept, found)) return problem('type_not_allowed', { limit: accept.join(', '), actual: found });
  return family(found) === family(declared) ? undefined : problem('type_mismatch', { limit: declared, actual: found });
}

function family(mediaType: string): string | undefined {
  return mediaType.split('/')[0];
}
