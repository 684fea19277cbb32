/**
 * A customer's PDF, page by page as a drawing. The server refuses PDFs that do more than show pages; this is the second
 * wall, for one that got past it:
 *
 * - it is read in a worker of its own, whose policy lets it fetch and run nothing, and which ends with the view;
 * - no scripting, no forms of XFA, no fonts for the page, no links: only strokes on a canvas come out;
 * - fonts and character maps that a PDF may take for granted are files of ours.
 */
import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Sheets } from './sheets.ts';

/** Pixels of the longer edge: small print stays readable when zoomed. */
const longestEdge = 3000;
const mostPixels = 64_000_000;
/** A page that takes longer does so on purpose. */
const timeLimitMs = 30_000;
const workerUrl = new URL('../../../node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;

class CharacterMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    const url = new URL(`../../../node_modules/pdfjs-dist/cmaps/${name}.bcmap`, import.meta.url);
    return { cMapData: await bytesOf(url), isCompressed: true };
  }
}

class StandardFonts {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const [, name = '', ending = ''] = /^([\w-]+)\.(pfb|ttf)$/.exec(filename) ?? [];
    return bytesOf(ending === 'ttf'
      ? new URL(`../../../node_modules/pdfjs-dist/standard_fonts/${name}.ttf`, import.meta.url)
      : new URL(`../../../node_modules/pdfjs-dist/standard_fonts/${name}.pfb`, import.meta.url));
  }
}

export async function openPdf(bytes: Blob): Promise<Sheets> {
  const port = startWorker();
  try {
    const task = getDocument({
      data: new Uint8Array(await bytes.arrayBuffer()),
      worker: PDFWorker.create({ port }),
      CMapReaderFactory: CharacterMaps,
      StandardFontDataFactory: StandardFonts,
      isEvalSupported: false,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      // Both would take more than the page's policy gives: JPEG 2000 is left out, everything else has a decoder in JS.
      useWasm: false,
      isImageDecoderSupported: false,
      maxImageSize: mostPixels,
      verbosity: 0,
    });
    const pdf = await inTime(task.promise, port);
    return { count: pdf.numPages, sheet: (page) => inTime(draw(pdf, page), port), close: () => port.terminate() };
  } catch (reason) {
    port.terminate();
    throw reason;
  }
}

async function draw(pdf: PDFDocumentProxy, number: number): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longestEdge / Math.max(width, height) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  // Annotations are drawn as they look (a stamp, a filled-in field); nothing of them can be pressed.
  await page.render({ canvas, viewport }).promise;
  return canvas;
}

interface UrlPolicy {
  createScriptURL(url: string): string;
}
const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: UrlPolicy): UrlPolicy } };
/** Trusts one address and no other. */
const policy = trustedTypes?.createPolicy('kyc-review-pdf', { createScriptURL: () => workerUrl });

function startWorker(): Worker {
  return new Worker(policy?.createScriptURL('') ?? workerUrl, { type: 'module', name: 'pdf' });
}

/** Ends with the result, when the worker fails, or when it takes too long. */
async function inTime<T>(result: Promise<T>, worker: Worker): Promise<T> {
  const done = new AbortController();
  const failed = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new Error('the PDF could not be read'));
    worker.addEventListener('error', fail, { signal: done.signal });
    const timer = setTimeout(fail, timeLimitMs);
    done.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([result, failed]);
  } finally {
    done.abort();
  }
}

async function bytesOf(url: URL): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
