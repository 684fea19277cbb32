/** What a file is by its first bytes, and what these and its name say against it before anything more is read. */
import { displayName, endingOf } from '../../model/file-name.ts';
import { isTypeAllowed, mediaTypeOf } from '../../model/limits.ts';
import type { Refusal } from '../../model/upload.ts';
import type { Category } from '../../model/verification.ts';

/** As many of a file's first bytes as tell what it is: PDF readers look that far. */
export const headBytes = 1024;
/** All other types are told by these. */
const signatureBytes = 64;

/** White space, a byte order mark and a printer's job language (PJL) may come before a PDF; viewers skip them. */
const pdfStart = /^(\xef\xbb\xbf)?[\0\t\n\f\r ]*([^]%-12345X[\r\n]*(@PJL[^\n]*\n)*)?(?=%PDF-)/;

const signatures: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  // Also with a signature that was damaged on the way: the reader says what is wrong with it.
  [/^\x89PNG|^[^]{6,16}IHDR/, 'image/png'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^GIF8/, 'image/gif'],
  [/^(II[*+]\0|MM\0[*+])/, 'image/tiff'],
  [/^BM/, 'image/bmp'],
  [/^PK/, 'application/zip'],
  [/^\W*(<\?xml[^]*)?<svg/i, 'image/svg+xml'],
  [/^\W*<(!doctype )?\w/i, 'text/html'],
  // ISO/IEC 14496-12: the brands, of which the general ones say the least.
  [/^[^]{4}ftyp([^]{4})*?avi[fs]/, 'image/avif'],
  [/^[^]{4}ftyp([^]{4})*?he(i[cmsx]|v[cmsx])/, 'image/heic'],
  [/^[^]{4}ftyp([^]{4})*?m[is]f1/, 'image/heif'],
  [/^[^]{4}ftyp/, 'video/mp4'],
];

/** By content; empty when unknown. `head`: the first bytes, `headBytes` of them where there are as many. */
export function mediaTypeOfBytes(head: Uint8Array): string {
  if (pdfOffset(head) >= 0) return 'application/pdf';
  const text = String.fromCharCode(...head.subarray(0, signatureBytes));
  // Brands end where their box does.
  const brands = /^\0{3}([^])ftyp/.exec(text)?.[1];
  const known = brands ? text.slice(0, brands.charCodeAt(0)) : text;
  return signatures.find(([signature]) => signature.test(known))?.[1] ?? '';
}

/** Where a PDF begins, from which its own offsets count; -1 where none does. */
export function pdfOffset(head: Uint8Array): number {
  return pdfStart.exec(String.fromCharCode(...head.subarray(0, headBytes)))?.[0].length ?? -1;
}

/** Those of which a reader knows the structure. */
export const readable = /^(image\/(jpeg|png|webp|avif|hei[cf])|application\/pdf)$/;

// What a system or a browser would run, were it opened by its name.
const dangerous = /^\.(exe|com|scr|pif|cpl|dll|ms[ip]|bat|cmd|ps1|vb[es]?|ws[fh]?|hta|[cm]?jse?|jar|lnk|url|reg|sh|bash|command|app|apk|dmg|pkg|deb|rpm|desktop|[sx]?html?|svgz?|xml|xsl|php\d?|phtml|[aj]spx?|cgi|p[ly]|rb)$/;

/** Whether a system would run such a file, whatever is in it. */
export function isDangerousName(name: string): boolean {
  return dangerous.test(endingOf(name));
}

/** `type_mismatch` when it claims to be what the category takes, else `type_not_allowed`; undefined = nothing to say. */
export function peekRefusal(file: { readonly name: string; readonly type: string }, head: Uint8Array, { accept }: Pick<Category, 'accept'>): Refusal | undefined {
  // What no reader knows (a Word document) must be listed itself; its claim has to do, unless the content is known to be another.
  const isTaken = (type: string) => (readable.test(type) ? isTypeAllowed(accept, type) : type !== '' && accept.includes(type));
  const mediaType = mediaTypeOfBytes(head);
  const ending = endingOf(file.name);
  const isDangerous = isDangerousName(file.name);
  const isClaimed = /^(application\/zip)?$/.test(mediaType) && !readable.test(file.type) && isTaken(file.type);
  if ((isTaken(mediaType) || isClaimed) && !isDangerous) return undefined;
  const claims = [file.type, mediaTypeOf({ name: displayName(file.name), type: '' })];
  const code = !isDangerous && claims.some(isTaken) ? 'type_mismatch' : 'type_not_allowed';
  return { code, limit: accept.join(', '), actual: isTaken(mediaType) ? ending : mediaType || 'unknown' };
}
