/**
 * Whether a PDF is whole, opens without a password, has pages and does nothing by itself, as far as its objects can be
 * walked with a bounded effort. What cannot be told here is left to the server, which has a full parser.
 */
import { contentLimits } from '../../model/limits.ts';
import type { Pace } from '../pace.ts';
import { headBytes, pdfOffset } from './media-type.ts';
import { PdfFile, wholeBytes } from './pdf-file.ts';
import { isDict, isRef, Unreadable, type PdfDict, type PdfValue } from './pdf-objects.ts';
import { opensWithoutPassword } from './pdf-password.ts';
import { readBytes } from './read-bytes.ts';
import { Refused, type PdfStructure } from './structure.ts';

/** As far from the end of a large file as readers look for what stands there. */
const tailBytes = 4096;
const maxWalked = 1500;
const maxQueued = 20_000;

/** @throws Refused `pdf_*`, `file_changed`; whatever `pace` rejects with. */
export async function readPdf(blob: Blob, pace: Pace): Promise<PdfStructure> {
  const offset = pdfOffset(await readBytes(blob.slice(0, headBytes)));
  const pdf = offset > 0 ? blob.slice(offset) : blob;
  const file = new PdfFile(pdf, pace);
  const searched = pdf.size > wholeBytes ? tailBytes : pdf.size;
  const startXref = startXrefIn(await file.text(pdf.size - searched, searched));
  if (startXref === undefined) throw new Refused('pdf_corrupt');
  const pageCount = await unless(judge(file, () => file.open(startXref))) ?? await unless(judge(file, () => file.search()));
  return { kind: 'pdf', mediaType: 'application/pdf', pageCount: pageCount ?? null };
}

/** The last one; whatever stands behind it is passed over, unless it is the beginning of more, which was cut. */
function startXrefIn(tail: string): number | undefined {
  const found = Array.from(tail.matchAll(/startxref[\0\t\n\f\r ]*(\d+)[\0\t\n\f\r %]/g)).at(-1);
  if (!found || /\d[\0\t\n\f\r ]{1,9}obj|xref/.test(tail.slice(found.index + found[0].length))) return undefined;
  return Number(found[1]);
}

/** What could not be read is nothing to refuse a file for: viewers repair much. */
async function unless<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (reason) {
    if (reason instanceof Unreadable) return undefined;
    throw reason;
  }
}

/** Its pages; null when there are some and nobody says how many. @throws Unreadable, Refused */
async function judge(file: PdfFile, open: () => Promise<PdfDict>): Promise<number | null> {
  const trailer = await open();
  const encrypt = await file.resolve(trailer.get('/Encrypt'));
  if (isDict(encrypt)) await checkPassword(file, encrypt, trailer);
  const catalog = await file.resolve(trailer.get('/Root'));
  const pages = isDict(catalog) ? await file.resolve(catalog.get('/Pages')) : 'null';
  if (!isDict(pages)) throw new Unreadable();
  const pageCount = await countPages(file, pages);
  await checkActions(file, catalog);
  return pageCount;
}

async function checkPassword(file: PdfFile, encrypt: PdfDict, trailer: PdfDict): Promise<void> {
  const ids = await file.resolve(trailer.get('/ID'));
  const id = Array.isArray(ids) ? await file.resolve((ids as PdfValue[])[0]) : undefined;
  if (!await opensWithoutPassword(encrypt, id)) throw new Refused('pdf_encrypted');
}

async function countPages(file: PdfFile, pages: PdfDict): Promise<number | null> {
  const count = await file.resolve(pages.get('/Count'));
  const kids = await file.resolve(pages.get('/Kids'));
  const limit = contentLimits.maxPdfPages;
  if (typeof count === 'number' && count > limit) throw new Refused('pdf_too_many_pages', { limit, actual: count });
  if (typeof count === 'number' && count > 0) return count;
  if (Array.isArray(kids) && kids.length > 0) return null;
  throw new Refused('pdf_no_pages');
}

/** What leads back, or to what is only drawn. */
const unwalked = new Set(['/Parent', '/P', '/Resources', '/Contents', '/AP', '/StructTreeRoot', '/Metadata', '/Dest', '/Popup']);

/** Looks at what can be reached from the catalog, nearest first, until it has seen enough. */
async function checkActions(file: PdfFile, catalog: PdfValue): Promise<void> {
  const seen = new Set<number>();
  const queue: PdfValue[] = [catalog];
  for (const next of queue) {
    if (isRef(next) && (seen.size >= maxWalked || seen.has(next.ref))) continue;
    if (isRef(next)) seen.add(next.ref);
    const value = await unless(file.resolve(next)) ?? 'null';
    if (isDict(value) && isActive(value)) throw new Refused('pdf_active_content');
    for (const entry of inside(value)) if (queue.length < maxQueued) queue.push(entry);
  }
}

function inside(value: PdfValue): PdfValue[] {
  const entries = isDict(value) ? [...value].flatMap(([key, entry]) => unwalked.has(key) ? [] : [entry]) : value;
  return Array.isArray(entries) ? (entries as PdfValue[]).filter((entry) => typeof entry === 'object') : [];
}

/** A script, a program to start, an attachment, or an XFA form. */
function isActive(dict: PdfDict): boolean {
  const action = dict.get('/S');
  return action === '/JavaScript' || action === '/Launch' || dict.has('/EF') || dict.has('/XFA');
}
