import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { ReviewFile, type LoadContent } from '../../demo/review/elements/review-file.ts';
import type { DocumentFile } from '../../src/model/verification.ts';

customElements.define('review-file', ReviewFile);
const patience = { timeout: 20_000 };

const fileOf = (mediaType: string): DocumentFile => ({
  id: 'fil_1', side: 'front', page: 1, status: 'pending', reason: null, fileName: 'a', mediaType, sizeBytes: 1, sha256: null,
  uploadedAt: '2026-11-22T10:00:00Z',
});

const fetched = (name: string, type: string): LoadContent => async () => {
  const bytes = await (await fetch(`/test/fixtures/corpus/files/${name}`)).blob();
  return new Blob([bytes], { type });
};

async function show(mediaType: string, loadContent: LoadContent): Promise<ReviewFile> {
  return fixture<ReviewFile>(html`<review-file .file=${fileOf(mediaType)} .label=${'Licence, Front'} .isOpen=${true} .loadContent=${loadContent}></review-file>`);
}

const canvasOf = (element: ReviewFile): HTMLCanvasElement => element.querySelector('canvas') as HTMLCanvasElement;
const isDrawn = (element: ReviewFile): boolean => {
  const canvas = element.querySelector('canvas');
  return canvas?.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[3] === 255;
};
const press = (element: ReviewFile, key: string): boolean => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  element.querySelector('.file-stage')?.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('a customer’s file', () => {
  it('is not fetched before it is opened', async () => {
    let calls = 0;
    const load: LoadContent = () => { calls += 1; return Promise.resolve(null); };
    const element = await fixture<ReviewFile>(html`<review-file .file=${fileOf('image/jpeg')} .label=${'x'} .loadContent=${load}></review-file>`);
    expect(calls).to.equal(0);
    element.isOpen = true;
    await element.updateComplete;
    expect(calls).to.equal(1);
  });

  it('is drawn, zoomed by keys, panned only when larger than its stage, turned and fitted', async () => {
    const element = await show('image/jpeg', fetched('id-good.jpg', 'image/jpeg'));
    await waitUntil(() => isDrawn(element), 'a picture', patience);
    expect(press(element, 'ArrowLeft')).to.equal(false);
    expect(press(element, '+')).to.equal(true);
    expect(canvasOf(element).hasAttribute('data-zoomed')).to.equal(true);
    expect(press(element, 'ArrowLeft')).to.equal(true);
    expect(press(element, '0')).to.equal(true);
    expect(canvasOf(element).hasAttribute('data-zoomed')).to.equal(false);
    expect(press(element, '.')).to.equal(true);
    expect(press(element, 'q')).to.equal(false);
  });

  it('zooms with Ctrl and the wheel; the wheel alone scrolls the page', async () => {
    const element = await show('image/jpeg', fetched('id-good.jpg', 'image/jpeg'));
    await waitUntil(() => isDrawn(element), 'a picture', patience);
    const wheel = (ctrlKey: boolean): boolean => !canvasOf(element).dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey, cancelable: true }));
    expect(wheel(false)).to.equal(false);
    expect(wheel(true)).to.equal(true);
    expect(canvasOf(element).hasAttribute('data-zoomed')).to.equal(true);
  });

  it('of several pages is turned page by page', async () => {
    const element = await show('application/pdf', fetched('pdf-bill.pdf', 'application/pdf'));
    await waitUntil(() => element.textContent.includes('Page 1 of 2'), 'the first page', patience);
    element.turn(-1);
    element.turn(1);
    await waitUntil(() => element.textContent.includes('Page 2 of 2'), 'the second page', patience);
    await waitUntil(() => isDrawn(element), 'paper', patience);
  });

  it('says so when it cannot be drawn, and when its bytes are erased', async () => {
    const broken = await show('application/pdf', () => Promise.resolve(new Blob(['%PDF-1.7 no'], { type: 'application/pdf' })));
    await waitUntil(() => broken.textContent.includes('cannot be shown'), 'a word', patience);
    const gone = await show('image/png', () => Promise.resolve(null));
    await waitUntil(() => gone.textContent.includes('erased'), 'a word', patience);
    expect(gone.querySelector('button')).to.equal(null);
  });

  it('forgets what it showed when it is closed', async () => {
    const element = await show('image/jpeg', fetched('id-good.jpg', 'image/jpeg'));
    await waitUntil(() => isDrawn(element), 'a picture', patience);
    element.isOpen = false;
    await element.updateComplete;
    expect(element.querySelector('canvas')).to.equal(null);
  });
});
