/**
 * What a PDF holds besides its pages, by walking its objects. Text is never searched: words about scripts are no scripts,
 * and scripts hide from a search in compressed objects, in escaped names and behind an empty password.
 *
 * Objects are taken in both ways readers find them: one after the other through the whole file, so that older revisions
 * and what no table names are seen too, and at the places its tables name, which may lie inside another object.
 */
import {
  PDFArray, PDFContext, PDFDict, PDFDocument, PDFInvalidObject, PDFName, PDFObjectParser, PDFObjectStreamParser, PDFRawStream,
  PDFStream, PDFXRefStreamParser, type PDFObject,
} from '@cantoo/pdf-lib';
import { Refused } from '../../../src/intake/formats/structure.ts';
import { contentLimits } from '../../../src/model/limits.ts';
import { isActive, namesActiveContent } from './pdf-active.ts';

/** @throws Refused `pdf_corrupt`, `pdf_encrypted`, `pdf_active_content`, `pdf_no_pages`, `pdf_too_many_pages` */
export async function inspectPdf(bytes: Uint8Array): Promise<void> {
  const { document, objects } = await readDocument(bytes);
  const found = [...objects, ...hiddenInStreams(objects), ...namedByTables(bytes, objects, document.context)];
  if (found.some(holdsActive)) throw new Refused('pdf_active_content');
  requirePages(countPages(document));
}

interface ReadDocument {
  readonly document: PDFDocument;
  /** Every object met, also those a later revision took the place of. */
  readonly objects: readonly PDFObject[];
}

async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const locked = await noting(() => load(bytes, { ignoreEncryption: true })).catch(() => {
    throw new Refused('pdf_corrupt');
  });
  if (!locked.document.isEncrypted) return locked;
  // An owner's password alone restricts printing and the like: such a file opens with an empty one.
  return noting(() => load(bytes, { password: '' })).catch(() => {
    throw new Refused('pdf_encrypted');
  });
}

function load(bytes: Uint8Array, options: { ignoreEncryption?: boolean; password?: string }): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { ...options, parseSpeed: Infinity, updateMetadata: false, preserveXFA: true });
}

/** The library keeps the last object of each number only; so it is watched while it reads. */
async function noting(read: () => Promise<PDFDocument>): Promise<ReadDocument> {
  const objects: PDFObject[] = [];
   
  const { assign } = PDFContext.prototype;
  PDFContext.prototype.assign = function (ref, object) {
    objects.push(object);
    assign.call(this, ref, object);
  };
  try {
    return { document: await read(), objects };
  } finally {
    PDFContext.prototype.assign = assign;
  }
}

/** Objects in streams that readers take for object streams although they do not say so. */
function hiddenInStreams(objects: readonly PDFObject[]): PDFObject[] {
  return objects.flatMap((object) => {
    if (!(object instanceof PDFRawStream) || !object.dict.has(PDFName.of('First')) || !object.dict.has(PDFName.of('N'))) return [];
    const before = new Set(object.dict.context.enumerateIndirectObjects().map(([, known]) => known));
    // Without a pause within, this runs to its end before the next line.
    void PDFObjectStreamParser.forStream(object).parseIntoContext().catch(() => undefined);
    return object.dict.context.enumerateIndirectObjects().map(([, known]) => known).filter((known) => !before.has(known));
  });
}

/** Objects at the offsets that cross-reference tables and streams name (ISO 32000-2, 7.5.4 and 7.5.8). */
function namedByTables(bytes: Uint8Array, objects: readonly PDFObject[], context: PDFContext): PDFObject[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const offsets = new Set([...offsetsInTables(text), ...objects.flatMap(offsetsInStream)]);
  return [...offsets].flatMap((offset) => {
    const header = /^\s*\d+\s+\d+\s+obj/.exec(text.slice(offset, offset + 64));
    if (!header) return [];
    try {
      return PDFObjectParser.forBytes(bytes.subarray(offset + header[0].length), context).parseObject();
    } catch {
      return PDFInvalidObject.of(bytes.subarray(offset, offset + 4096));
    }
  });
}

function offsetsInTables(text: string): number[] {
  return [...text.matchAll(/(\d{10})\s\d{5}\sn/g)].map(([, offset]) => Number(offset));
}

function offsetsInStream(object: PDFObject): number[] {
  if (!(object instanceof PDFRawStream) || !object.dict.has(PDFName.of('W'))) return [];
  try {
    const entries = PDFXRefStreamParser.forStream(object).parseIntoContext();
    return entries.flatMap(({ offset, deleted, inObjectStream }) => (deleted || inObjectStream ? [] : offset));
  } catch {
    return [];
  }
}

/** Looks into what the object itself holds; what it refers to is met on its own. */
function holdsActive(object: PDFObject): boolean {
  const waiting: PDFObject[] = [object];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next instanceof PDFInvalidObject && namesActiveContent(next)) return true;
    if (next instanceof PDFArray) waiting.push(...next.asArray());
    const dict = next instanceof PDFStream ? next.dict : next;
    if (!(dict instanceof PDFDict)) continue;
    if (isActive(dict)) return true;
    waiting.push(...dict.values());
  }
  return false;
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPageCount();
  } catch {
    throw new Refused('pdf_corrupt');
  }
}

function requirePages(count: number): void {
  const { maxPdfPages: limit } = contentLimits;
  if (count === 0) throw new Refused('pdf_no_pages');
  if (count > limit) throw new Refused('pdf_too_many_pages', { limit, actual: count });
}
