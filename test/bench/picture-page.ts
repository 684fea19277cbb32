/**
 * The page of the figures about pictures: looks at photos through the intake alone, and chooses them in the widget and in
 * Uppy, and notes when the list and the previews are there.
 */
import Uppy from '@uppy/core';
import ThumbnailGenerator from '@uppy/thumbnail-generator';
import { KycVerification } from '../../src/elements/kyc-verification.ts';
import { createIntake } from '../../src/intake/index.ts';
import { individualCategories, MemoryKycClient, verification } from '../../src/testing/index.ts';

export interface Looked {
  /** File to verdict, of each photo, one after the other. */
  readonly verdictMs: number[];
  /** The longest time for which the main thread could do nothing else. */
  readonly stallMs: number;
}

export interface Listed {
  /** From the choice to a painted list; 0 for Uppy, whose list is drawn elsewhere. */
  readonly listMs: number;
  /** From the choice to the first eight previews. */
  readonly previewsMs: number;
  /** Of the main thread, over 50 ms; 0 = none. */
  readonly longestTaskMs: number;
}

export interface PictureBench {
  /** Makes the photos all figures use; resolves to the size of one in bytes. */
  prepare(count: number): Promise<number>;
  /** In the worker of this path. */
  look(workerUrl: string): Promise<Looked>;
  list(contender: 'widget' | 'uppy'): Promise<Listed>;
}

declare global {
  interface Window {
    pictureBench?: PictureBench;
  }
}

const never = new AbortController().signal;
const [identity] = individualCategories;
const category = { ...identity, maxDocuments: null, maxSizeBytes: 20_000_000 } as NonNullable<typeof identity>;
const previewCount = 8;
let photos: File[] = [];

customElements.define('kyc-verification', KycVerification);
window.pictureBench = { prepare, look, list: (contender) => (contender === 'uppy' ? listInUppy() : listInWidget()) };

/** 4032 × 3024 px with grain, some 4 MB. All different, as if they had been taken one after the other. */
async function prepare(count: number): Promise<number> {
  const { canvas } = drawPhoto();
  const photo = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.88 });
  photos = Array.from({ length: count }, (_, index) => {
    const comment = Uint8Array.of(0xff, 0xfe, 0, 4, index >> 8, index & 255);
    return new File([photo.slice(0, 2), comment, photo.slice(2)], `IMG_${1000 + index}.jpg`, { type: 'image/jpeg' });
  });
  return photo.size;
}

function drawPhoto(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(4032, 3024).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#a9825a';
  context.fillRect(0, 0, 4032, 3024);
  context.fillStyle = '#eef4fb';
  context.fillRect(400, 500, 3200, 2000);
  context.fillStyle = '#111';
  context.font = 'bold 90px sans-serif';
  for (let y = 700; y < 2400; y += 130) context.fillText('SPECIMEN<<ALEX<TEST<<<<<<01 JAN 1990<<X00000001<<<<', 480, y, 3000);
  addGrain(context);
  return context;
}

function addGrain(context: OffscreenCanvasRenderingContext2D): void {
  const picture = context.getImageData(0, 0, 4032, 3024);
  let state = 7;
  for (let at = 0; at < picture.data.length; at += 4) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    const change = ((state >> 16) % 21) - 10;
    for (let channel = at; channel < at + 3; channel += 1) picture.data[channel] = (picture.data[channel] ?? 0) + change;
  }
  context.putImageData(picture, 0, 0);
}

async function look(workerUrl: string): Promise<Looked> {
  const intake = createIntake({ workerUrl });
  await inspect(photos[0] ?? new File([], ''));
  const stalls = watchStalls();
  const verdictMs: number[] = [];
  for (const photo of photos) verdictMs.push(await inspect(photo));
  const stallMs = stalls.end();
  intake.rest();
  return { verdictMs, stallMs };

  async function inspect(file: File): Promise<number> {
    const start = performance.now();
    const verdict = await intake.inspect(file, { category }, never);
    if (verdict.kind !== 'accept' || !verdict.thumbnail) throw new Error(`not accepted: ${JSON.stringify(verdict)}`);
    verdict.thumbnail.close();
    return performance.now() - start;
  }
}

/** A task every few milliseconds: what comes late was held up. */
function watchStalls(): { end(): number } {
  const everyMs = 4;
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - everyMs);
    last = now;
  }, everyMs);
  return { end: () => {
    clearInterval(timer);
    return longest;
  } };
}

async function listInWidget(): Promise<Listed> {
  const element = new KycVerification();
  const client = new MemoryKycClient({ verification: verification({ categories: [category] }) });
  Object.assign(element, { client, updates: 'off', workerUrl: '/intake-worker.js' });
  const ready = new Promise((resolve, reject) => {
    element.addEventListener('kyc-ready', resolve, { once: true });
    setTimeout(reject, 20_000, new Error('the widget was not ready after 20 s'));
  });
  document.body.append(element);
  await ready;
  const tasks = watchTasks();
  const start = performance.now();
  void element.addFiles(category.id, photos, { documentTypeId: category.documentTypes[0]?.id });
  const listMs = await untilThere(element, '[part~="thumbnail"]', photos.length) - start;
  const previewsMs = await untilThere(element, 'kyc-verification-thumbnail canvas:not([hidden])', previewCount) - start;
  const longestTaskMs = tasks.end();
  element.remove();
  return { listMs, previewsMs, longestTaskMs };
}

/** Resolves to the time of the first frame with so many of them. */
async function untilThere(element: HTMLElement, selector: string, count: number): Promise<number> {
  const giveUp = performance.now() + 60_000;
  for (;;) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const found = element.shadowRoot?.querySelectorAll(selector).length ?? 0;
    if (found >= count) return now;
    if (now > giveUp) throw new Error(`${found} of ${count} ${selector} after 60 s`);
  }
}

/** As its Dashboard sets it up. */
async function listInUppy(): Promise<Listed> {
  const uppy = new Uppy().use(ThumbnailGenerator, { thumbnailWidth: 280, thumbnailType: 'image/jpeg', waitForThumbnailsBeforeUpload: false });
  const tasks = watchTasks();
  const start = performance.now();
  const previewsMs = await new Promise<number>((resolve) => {
    let missing = previewCount;
    uppy.on('thumbnail:generated', () => {
      missing -= 1;
      if (missing === 0) resolve(performance.now() - start);
    });
    uppy.addFiles(photos.map((data) => ({ name: data.name, type: data.type, data })));
  });
  const longestTaskMs = tasks.end();
  uppy.destroy();
  return { listMs: 0, previewsMs, longestTaskMs };
}

function watchTasks(): { end(): number } {
  const tasks: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  return { end: () => {
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    return Math.max(0, ...tasks.map(({ duration }) => duration));
  } };
}
