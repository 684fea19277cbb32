/** Pictures looked at and changed by hand: the viewer's zoom, turning and cropping by button, keys, numbers and pointer. */
import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { corners, movedBy, resizedBy, turnedBy, whole, withNumber } from '../../src/elements/crop.ts';
import '../../src/elements/editor.ts';
import type { KycVerificationEditor } from '../../src/elements/editor.ts';
import { createFormatters } from '../../src/localization/formatters.ts';
import en from '../../src/localization/locales/en.ts';
import type { Edits } from '../../src/model/edits.ts';
import { document as documentOf, file, gate, identityCategory, specimenPicture } from '../../src/testing/index.ts';
import { openPage, type KycPage } from '../support/kyc-page.ts';

const passport = documentOf({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', files: [file({ id: 'fil_passport', fileName: 'passport.png' })] });
const half = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

describe('the part that is kept', () => {
  it('stays inside the picture, however far it is pushed', () => {
    expect(movedBy(half, 2, -2)).to.deep.equal({ x: 0.5, y: 0, width: 0.5, height: 0.5 });
  });

  it('is resized at a corner while the one across stays', () => {
    expect(resizedBy(half, 'nw', [0.1, -0.1])).to.deep.equal({ x: 0.35, y: 0.15, width: 0.4, height: 0.6 });
    expect(resizedBy(half, 'se', [0.1, -0.1])).to.deep.equal({ x: 0.25, y: 0.25, width: 0.6, height: 0.4 });
  });

  for (const corner of corners) {
    it(`never gets smaller than can be seen, nor leaves the picture, pulled at ${corner}`, () => {
      for (const pull of [[2, 2], [-2, -2], [2, -2], [-2, 2]] as const) {
        const { x, y, width, height } = resizedBy(half, corner, pull);
        expect(Math.min(width, height)).to.be.at.least(0.05);
        expect([x >= 0, y >= 0, x + width <= 1, y + height <= 1]).to.deep.equal([true, true, true, true]);
      }
    });
  }

  it('takes numbers, and gives way where they do not fit together', () => {
    expect(withNumber(whole, 'x', 0.2)).to.deep.equal({ x: 0.2, y: 0, width: 0.8, height: 1 });
    expect(withNumber(half, 'height', 3)).to.deep.equal({ ...half, height: 0.75 });
    expect(withNumber(half, 'width', 0)).to.deep.equal({ ...half, width: 0.05 });
  });

  it('turns with the picture, and back again', () => {
    const part = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    expect(turnedBy(part, 1)).to.deep.equal({ x: 0.4, y: 0.1, width: 0.4, height: 0.3 });
    expect(turnedBy(turnedBy(part, 1), -1)).to.deep.equal(part);
  });
});

describe('the editor', () => {
  const root = document.createElement('div');
  const applied: Edits[] = [];
  let whenClosed: Promise<unknown>;
  const picture = () => Promise.resolve(new Blob([specimenPicture()], { type: 'image/png' }));
  const control = (name: string) => [...root.querySelectorAll<HTMLElement>('button, input')]
    .find((each) => (each.getAttribute('aria-label') ?? each.closest('label')?.textContent ?? each.textContent).trim() === name) ?? expect.fail(`no ${name}`);
  const box = () => [...root.querySelectorAll<HTMLInputElement>('input')].map(({ value }) => Number(value));
  const editor = () => root.querySelector<KycVerificationEditor>('kyc-verification-editor') ?? expect.fail('no editor');
  const updated = () => editor().updateComplete;

  function draw(load: () => Promise<Blob>): void {
    document.body.append(root);
    render(html`<kyc-verification-editor .texts=${en} .format=${createFormatters('en')} .name=${'card.png'} .source=${{ uploadId: 'upl_1' }} .load=${load}
      @apply=${({ detail }: CustomEvent<Edits>) => applied.push(detail)} ></kyc-verification-editor>`, root);
  }
  async function open(load: () => Promise<Blob> = picture): Promise<void> {
    draw(load);
    whenClosed = new Promise((resolve) => editor().addEventListener('close', resolve, { once: true }));
    await settled();
  }
  /** What it waits for is there: the picture or the word that there is none. */
  async function settled(): Promise<void> {
    for (let frame = 0; frame < 300 && !root.querySelector('canvas, [role="alert"]'); frame += 1) await new Promise(requestAnimationFrame);
    await updated();
  }
  async function type(name: string, value: string): Promise<void> {
    const input = control(name) as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await updated();
  }
  async function press(name: string): Promise<void> {
    control(name).click();
    await updated();
  }

  afterEach(() => {
    render(html``, root);
    root.remove();
    applied.length = 0;
  });

  it('turns by button and draws the picture as it will be', async () => {
    await open();
    const canvas = root.querySelector('canvas') ?? expect.fail('no canvas');
    const [width, height] = [canvas.width, canvas.height];
    await press('Turn right');
    expect([canvas.width, canvas.height]).to.deep.equal([height, width]);
    await press('Save');
    await whenClosed;
    expect(applied).to.deep.equal([{ turns: 1, crop: null }]);
  });

  it('crops by numbers, which correct themselves', async () => {
    await open();
    await type('Left', '20');
    await type('Height', '500');
    await type('Top', '10');
    expect(box()).to.deep.equal([20, 10, 80, 90]);
    await press('Save');
    expect(applied).to.deep.equal([{ turns: 0, crop: { x: 0.2, y: 0.1, width: 0.8, height: 0.9 } }]);
  });

  it('crops by the arrow keys, in small and large steps', async () => {
    await open();
    control('Bottom right corner').focus();
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ up: 'Shift' });
    control('Part to keep').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(box()).to.deep.equal([0, 1, 99, 90]);
  });

  it('crops by pulling', async () => {
    await open();
    const handle = control('Bottom right corner');
    const { left, top, width, height } = root.querySelector('.crop-stage')?.getBoundingClientRect() ?? expect.fail('no stage');
    handle.setPointerCapture = () => undefined;
    handle.dispatchEvent(new PointerEvent('pointerdown', { clientX: left + width, clientY: top + height, bubbles: true }));
    handle.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width / 2, clientY: top + height / 4, bubbles: true }));
    handle.dispatchEvent(new PointerEvent('lostpointercapture'));
    handle.dispatchEvent(new PointerEvent('pointermove', { clientX: left, clientY: top, bubbles: true }));
    await updated();
    expect(box()).to.deep.equal([0, 0, 50, 25]);
  });

  it('is as before after Reset, and saves nothing then', async () => {
    await open();
    await press('Turn left');
    await type('Width', '50');
    await press('Reset');
    expect(box()).to.deep.equal([0, 0, 100, 100]);
    await press('Save');
    await whenClosed;
    expect(applied).to.deep.equal([]);
  });

  it('changes nothing when it is cancelled or left by Escape', async () => {
    await open();
    await press('Turn left');
    await sendKeys({ press: 'Escape' });
    await whenClosed;
    expect(applied).to.deep.equal([]);
  });

  for (const [why, load] of [
    ['cannot be fetched', () => Promise.reject(new Error('gone'))], ['is none', () => Promise.resolve(new Blob(['text']))],
  ] as const) {
    it(`says so when the picture ${why}, and closes`, async () => {
      await open(load);
      expect(root.querySelector('[role="alert"]')?.textContent).to.equal(en.view_failed);
      await press('Close');
      await whenClosed;
      expect(applied).to.deep.equal([]);
    });
  }

  it('keeps no picture that is ready only after it was closed', async () => {
    const { createImageBitmap: original } = window;
    const held = gate();
    const decoded: ImageBitmap[] = [];
    window.createImageBitmap = async (blob: ImageBitmapSource) => {
      await held;
      const bitmap = await original(blob);
      decoded.push(bitmap);
      return bitmap;
    };
    try {
      draw(picture);
      await updated();
      editor().remove();
      held.open();
      await waitUntil(() => decoded.length === 1 && decoded[0]?.width === 0, 'the picture is let go', { timeout: 20_000 });
    } finally {
      window.createImageBitmap = original;
    }
  });

  it('says where the part is, and axe finds nothing to object to', async () => {
    await open();
    await type('Width', '50');
    expect(root.querySelector('[role="status"]')?.textContent).to.equal('Left 0%, Top 0%, Width 50%, Height 100%');
    await expect(root).to.be.accessible({ ignoredRules: ['region'] });
  });
});

describe('the viewer', () => {
  async function view(values: Parameters<typeof openPage>[0] = {}): Promise<KycPage> {
    const page = await openPage({ documents: [passport], ...values });
    await page.press('View passport.png');
    await page.until(() => page.root.querySelector<HTMLCanvasElement>('dialog.viewer canvas')?.width === 1016, 'the picture is drawn');
    return page;
  }
  const stage = (page: KycPage) => page.one('.viewer-stage');
  const width = (page: KycPage) => page.one('canvas', stage(page)).clientWidth;

  it('zooms by buttons, at its full size, and fits again', async () => {
    const page = await view();
    const fit = width(page);
    await page.press(en.zoom_in);
    await page.until(() => Math.abs(width(page) - fit * 1.5) < 2, 'it is larger');
    expect(page.control(en.zoom_fit).getAttribute('aria-disabled')).to.equal('false');
    await page.press(en.zoom_fit);
    await page.until(() => width(page) === fit, 'all of it is seen');
    expect(page.control(en.zoom_out).getAttribute('aria-disabled')).to.equal('true');
  });

  it('zooms and pans by keys', async () => {
    const page = await view();
    const fit = width(page);
    stage(page).focus();
    for (const key of ['+', '+', '+']) await sendKeys({ press: key });
    await page.until(() => width(page) > fit * 3, 'it is large');
    const before = stage(page).scrollLeft;
    await sendKeys({ press: 'ArrowRight' });
    await page.until(() => stage(page).scrollLeft > before, 'it moved');
    await sendKeys({ press: '0' });
    await page.until(() => width(page) === fit, 'all of it is seen');
  });

  it('leads to the editor where the document may still change', async () => {
    const page = await view();
    await page.press(en.turn_or_crop);
    await page.until(() => page.root.querySelector('dialog.editor canvas') !== null, 'the editor is open');
    expect(page.root.querySelector('dialog.viewer:not(.editor)')).to.equal(null);
    await page.press(en.editor.cancel);
    await page.until(() => page.root.querySelector('dialog.editor') === null, 'the editor is closed');
    await page.until(() => page.focused?.id === 'view-fil_passport', 'the focus is back');
  });

  for (const [why, values] of [
    ['is with the provider', { status: 'pending', documents: [{ ...passport, status: 'pending' }] }],
    ['must stay as it is', { categories: [{ ...identityCategory, privacy: { stripMetadata: true, allowReencode: false } }] }],
  ] as const) {
    it(`edits nothing that ${why}`, async () => {
      const page = await view(values);
      expect(page.root.querySelector('[part~="edit-button"]')).to.equal(null);
    });
  }
});
