/** Which objects of a PDF do something, carry something along, or lead out of it. Links into the web are normal. */
import { type PDFDict, PDFHexString, PDFName, PDFString, type PDFInvalidObject } from '@cantoo/pdf-lib';

/** Actions (ISO 32000-2, 12.6.4) that run code, start programs, send data, open other files or play media. */
const actions = new Set([
  'JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'RichMediaExecute', 'Movie', 'Sound', 'GoTo3DView',
]);
/** Annotations (12.5.6) that carry files, media or scripts. */
const annotations = new Set(['FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D']);
/** Keys that only scripts, attached files (7.11.3) and XFA forms (ISO 32000-1, 12.7.8) have. */
const keys = ['JS', 'EF', 'XFA'];
/** What a link may lead to; one without a scheme leads to a page. */
const schemes = /^(?:https?|mailto|tel):/i;
const anyScheme = /^(?:[a-z][a-z0-9+.-]*:|\\\\)/i;

export function isActive(dict: PDFDict): boolean {
  const action = nameIn(dict, 'S');
  return keys.some((key) => dict.has(PDFName.of(key)))
    || (action !== undefined && actions.has(action))
    || annotations.has(nameIn(dict, 'Subtype') ?? '')
    || nameIn(dict, 'Type') === 'EmbeddedFile'
    || (action === 'URI' && leadsOut(dict));
}

/** The same for an object nobody could read: its names alone, escapes undone. */
export function namesActiveContent(object: PDFInvalidObject): boolean {
  const bytes = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  const text = bytes.toString('latin1').replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const names = new Set([...text.matchAll(/\/([A-Za-z0-9]+)/g)].map(([, name]) => name ?? ''));
  return [...actions, ...keys, 'FileAttachment', 'RichMedia', 'EmbeddedFile'].some((name) => names.has(name));
}

function leadsOut(dict: PDFDict): boolean {
  const target = dict.lookup(PDFName.of('URI'));
  const isText = target instanceof PDFString || target instanceof PDFHexString;
  // Readers skip what stands before the scheme and within it.
  const address = isText ? target.decodeText().replace(/[\p{Cc} ]/gu, '') : '';
  return anyScheme.test(address) && !schemes.test(address);
}

function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}
