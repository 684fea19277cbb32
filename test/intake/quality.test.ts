/** Advice on pictures, their likeness, previews and edits: on the specimens, and on what light and hands do to them. */
import { expect } from '@open-wc/testing';
import { readStructure } from '../../src/intake/formats/read-structure.ts';
import type { PictureStructure, Refused } from '../../src/intake/formats/structure.ts';
import { within } from '../../src/intake/picture/decode.ts';
import { edited, fitted } from '../../src/intake/picture/edit.ts';
import { look, type Look } from '../../src/intake/picture/look.ts';
import { codesOf } from '../../src/intake/quality/advice.ts';
import { isAlike } from '../../src/intake/quality/alike.ts';
import { Grid } from '../../src/intake/quality/grid.ts';
import { measure } from '../../src/intake/quality/measure.ts';
import type { CategoryKind } from '../../src/model/verification.ts';
import { fetchSpecimen } from '../support/fixtures.ts';
import {
  addNoise, cardOn, checks, cloth, granite, newspaper, painted, pictureOf, plain, saved, tableOf, variantOf, type Paint,
} from '../support/picture-variants.ts';

/** On the long side: no larger is any picture when it is measured. */
const measuredPx = 1024;
const pace = { isDue: false, rest: () => Promise.resolve() };
const documents = ['id-good.jpg', 'id-good-plain-background.jpg', 'id-good-dark-desk.jpg', 'passport-good.jpg', 'bill-scan-good.png'];

/** Made once for each name, because a machine that is busy takes its time over each. */
function once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const found = made.get(name) ?? make(name);
    made.set(name, found);
    return found;
  };
}

const specimen = once(fetchSpecimen);
/** As small as it is measured. */
const picture = once(async (name) => pictureOf(await specimen(name), measuredPx));

async function structureOf(bytes: Blob): Promise<PictureStructure> {
  const structure = await readStructure(bytes, pace);
  if (structure.kind !== 'picture') throw new Error('no picture');
  return structure;
}

async function lookAt(bytes: Blob, kind: CategoryKind = 'identity'): Promise<Look> {
  const seen = await look(bytes, { structure: await structureOf(bytes), kind }, pace);
  if (!seen) throw new Error('not drawn');
  seen.thumbnail.close();
  return seen;
}

/** Of a whole file. */
async function told(bytes: Blob, kind?: CategoryKind): Promise<readonly string[]> {
  return (await lookAt(bytes, kind)).codes;
}

/** Of what was drawn: there is no need to save and decode it first. */
async function toldOf(context: OffscreenCanvasRenderingContext2D, kind: CategoryKind = 'identity'): Promise<readonly string[]> {
  const { width, height } = within(context.canvas, measuredPx);
  const small = context.canvas.width === width ? context : painted(width, height, (sheet) => sheet.drawImage(context.canvas, 0, 0, width, height));
  const measures = await measure(new Grid(small.getImageData(0, 0, width, height)), pace);
  return codesOf(measures, { structure: { widthPx: Infinity, heightPx: Infinity }, kind });
}


/** Pixels of the bitmap, which is closed. */
function pixelsOf(bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/** Mean difference of two pictures of the same size, 0 … 255. */
function differenceOf(one: ImageData, other: ImageData): number {
  expect([one.width, one.height]).to.deep.equal([other.width, other.height]);
  return one.data.reduce((sum, value, at) => sum + Math.abs(value - (other.data[at] ?? 0)), 0) / one.data.length;
}

/** Without `ImageDecoder`, as in browsers that have none. */
async function withoutImageDecoder<T>(work: () => Promise<T>): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'ImageDecoder');
  delete (globalThis as { ImageDecoder?: unknown }).ImageDecoder;
  try {
    return await work();
  } finally {
    if (own) Object.defineProperty(globalThis, 'ImageDecoder', own);
  }
}

describe('advice on the specimens', () => {
  const silent = [
    ...documents, 'id-tilted.jpg', 'id-cropped.jpg', 'exif-orientation-6.jpg', 'exif-gps-thumb.jpg', 'png-text-exif.png', 'jpeg-progressive.jpg',
    'jpeg-cmyk.jpg', 'jpeg-gray.jpg', 'png-16bit-gray.png', 'webp-lossy.webp', 'avif-still.avif', 'png-as-jpg.jpg',
  ];
  const flawed: readonly (readonly [string, string])[] = [
    ['id-blur-gauss.jpg', 'blurry'], ['id-dark.jpg', 'too_dark'], ['id-overexposed.jpg', 'too_bright'], ['id-glare.jpg', 'glare'],
    ['id-lowres.jpg', 'low_resolution'],
  ];

  for (const name of silent) {
    it(`is none for a good one: ${name}`, async () => {
      expect(await told(await specimen(name))).to.deep.equal([]);
    });
  }

  it('is none for a good portrait', async () => {
    expect(await told(await specimen('selfie-good.jpg'), 'biometric')).to.deep.equal([]);
  });

  for (const [name, code] of flawed) {
    it(`is what is wrong, and that alone: ${name}`, async () => {
      expect(await told(await specimen(name))).to.deep.equal([code]);
    });
  }

  for (const [name, ...codes] of [...silent.slice(0, 8).map((good) => [good] as const), ...flawed]) {
    it(`is the same where there is no ImageDecoder: ${name}`, () => withoutImageDecoder(async () => {
      expect(await told(await specimen(name))).to.deep.equal(codes);
    }));
  }
});

describe('sharpness', () => {
  for (const name of documents) {
    it(`is told from blur: ${name}`, async () => {
      // Near the limit it matters what is done first, blurring or making smaller.
      const [whole, small] = [await pictureOf(await specimen(name)), await picture(name)];
      for (const [from, blur] of [[small, 0.8], [whole, 1.5]] as const) expect(await toldOf(variantOf(from, { blur })), `sigma ${blur}`).to.deep.equal([]);
      for (const [from, blur] of [[whole, 3], [small, 5], [small, 12]] as const) expect(await toldOf(variantOf(from, { blur })), `sigma ${blur}`).to.deep.equal(['blurry']);
    });
  }

  for (const name of ['id-good.jpg', 'passport-good.jpg', 'bill-scan-good.png']) {
    it(`is judged in every direction in which a camera moves: ${name}`, async () => {
      const whole = await picture(name);
      for (const moved of [[16, 0], [0, 16], [20, 20], [-20, 20], [30, 10]] as const) {
        expect(await toldOf(variantOf(whole, { moved })), moved.join()).to.deep.equal(['blurry']);
      }
    });
  }

  for (const scale of [0.7, 2]) {
    it(`does not depend on the size of the picture: ${scale}`, async () => {
      const [good, blurred] = [await specimen('id-good.jpg'), await specimen('id-blur-gauss.jpg')];
      expect(await told(await saved(variantOf(await pictureOf(good), { scale })))).to.deep.equal([]);
      expect(await told(await saved(variantOf(await pictureOf(blurred), { scale })))).to.deep.equal(['blurry']);
    });
  }

  it('is not made up by noise, nor taken away by it', async () => {
    const [good, blurred] = [await specimen('id-good.jpg'), await specimen('id-blur-gauss.jpg')];
    expect(await told(await saved(variantOf(await pictureOf(good), { noise: 12 })))).to.deep.equal([]);
    expect(await told(await saved(variantOf(await pictureOf(blurred), { noise: 6 })))).to.deep.equal(['blurry']);
  });

  const tables: Readonly<Record<string, Paint>> = { checks, granite, cloth, newspaper, plain };
  for (const [name, paint] of Object.entries(tables)) {
    it(`is the card's and not the table's: ${name}`, async () => {
      const [card, table] = [await picture('id-good-dark-desk.jpg'), tableOf(paint)];
      expect(await toldOf(cardOn(card, table)), 'sharp card').to.deep.equal([]);
      expect(await toldOf(cardOn(card, table, { tableBlur: 10 })), 'sharp card, table out of focus').to.deep.equal([]);
      expect(await toldOf(cardOn(card, table, { scale: 0.55, tableBlur: 10 })), 'small sharp card').to.deep.equal([]);
      for (const cardBlur of [5, 9]) expect(await toldOf(cardOn(card, table, { cardBlur })), `card blurred by ${cardBlur}`).to.deep.equal(['blurry']);
    });
  }

  it('of a face may be less, but not nothing', async () => {
    const face = await picture('selfie-good.jpg');
    expect(await toldOf(variantOf(face, { blur: 2 }), 'biometric')).to.deep.equal([]);
    expect(await toldOf(variantOf(face, { blur: 9 }), 'biometric')).to.deep.equal(['blurry']);
  });
});

describe('light', () => {
  for (const name of documents) {
    it(`is too little below a quarter of it, not at a third: ${name}`, async () => {
      const whole = await picture(name);
      for (const brightness of [0.05, 0.2]) {
        expect(await toldOf(variantOf(whole, { brightness, noise: 3 })), `${brightness}`).to.deep.equal(['too_dark']);
      }
      expect(await toldOf(variantOf(whole, { brightness: 0.38 }))).to.deep.equal([]);
    });
  }

  for (const name of ['id-good.jpg', 'passport-good.jpg']) {
    it(`is too much when colours are gone: ${name}`, async () => {
      expect(await toldOf(variantOf(await picture(name), { brightness: 3.4, haze: 0.1 }))).to.deep.equal(['too_bright']);
      expect(await toldOf(variantOf(await picture(name), { brightness: 1.2 }))).to.deep.equal([]);
    });
  }

  it('is not too much when paper is white', async () => {
    const bill = await picture('bill-scan-good.png');
    const letterhead: Paint = (context, { width }) => {
      context.fillStyle = '#f60';
      context.fillRect(0, 0, width, 120 * bill.scale);
    };
    expect(await toldOf(variantOf(bill, { paint: letterhead }), 'address')).to.deep.equal([]);
    expect(await toldOf(variantOf(bill, { brightness: 1.6 }), 'address')).to.deep.equal([]);
    expect(await toldOf(variantOf(bill, { brightness: 3.4, haze: 0.1 }), 'address')).to.deep.equal(['too_bright']);
    expect(await toldOf(cardOn(await picture('id-good-dark-desk.jpg'), tableOf(plain, '#fff')))).to.deep.equal([]);
  });
});

describe('glare', () => {
  for (const name of ['id-good.jpg', 'id-good-dark-desk.jpg', 'id-tilted.jpg', 'id-cropped.jpg']) {
    it(`is found at several places and sizes: ${name}`, async () => {
      for (const spot of [[0.62, 0.55, 0.1], [0.45, 0.45, 0.1], [0.65, 0.45, 0.16], [0.35, 0.5, 0.16]] as const) {
        expect(await toldOf(variantOf(await picture(name), { spot })), spot.join()).to.deep.equal(['glare']);
      }
    });
  }

  for (const name of documents) {
    it(`is not light that comes from one side: ${name}`, async () => {
      expect(await toldOf(variantOf(await picture(name), { shade: 0.4 }))).to.deep.equal([]);
    });
  }

  it('is none of a portrait’s business', async () => {
    expect(await toldOf(variantOf(await picture('selfie-good.jpg'), { spot: [0.5, 0.3, 0.1] }), 'biometric')).to.deep.equal([]);
  });
});

describe('likeness', () => {
  for (const name of documents) {
    it(`finds a picture that was saved anew, made smaller or larger: ${name}`, async () => {
      const bytes = await specimen(name);
      const whole = await pictureOf(bytes);
      const { likeness } = await lookAt(bytes);
      for (const [scale, quality] of [[1, 0.5], [0.5, 0.9], [2, 0.9]] as const) {
        const other = await lookAt(await saved(variantOf(whole, { scale }), quality));
        expect(isAlike(likeness, other.likeness), `${scale}, ${quality}`).to.equal(true);
      }
    });
  }

  it('finds it whichever way it lies in the file', async () => {
    const { likeness } = await lookAt(await specimen('exif-orientation-1.jpg'));
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const other = await lookAt(await specimen(`exif-orientation-${orientation}.jpg`));
      expect(isAlike(likeness, other.likeness), `orientation ${orientation}`).to.equal(true);
    }
  });

  it('keeps different documents apart, on the same table too', async () => {
    const table = tableOf(cloth);
    const files = await Promise.all([...documents, 'selfie-good.jpg'].map((name) => specimen(name)));
    for (const name of ['id-good-dark-desk.jpg', 'passport-good.jpg']) files.push(await saved(cardOn(await picture(name), table)));
    const seen = [];
    for (const bytes of files) seen.push((await lookAt(bytes)).likeness);
    for (const [index, likeness] of seen.entries()) {
      for (const other of seen.slice(index + 1)) expect(isAlike(likeness, other)).to.equal(false);
    }
  });
});

describe('previews', () => {
  for (const [how, run] of [['with ImageDecoder', (work: () => Promise<void>) => work()], ['without', withoutImageDecoder]] as const) {
    it(`are small and upright in all eight orientations, ${how}`, () => run(async () => {
      const upright = await specimen('exif-orientation-1.jpg');
      const expected = pixelsOf(await createImageBitmap(upright, { resizeWidth: 256, resizeHeight: 192, resizeQuality: 'medium' }));
      for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const bytes = await specimen(`exif-orientation-${orientation}.jpg`);
        const seen = await look(bytes, { structure: await structureOf(bytes), kind: 'identity' }, pace);
        if (!seen) throw new Error('not drawn');
        expect(differenceOf(pixelsOf(seen.thumbnail), expected), `orientation ${orientation}`).to.be.below(6);
      }
    }));
  }

  it('show a CMYK picture in its colours', async () => {
    const bytes = await specimen('jpeg-cmyk.jpg');
    const seen = await look(bytes, { structure: await structureOf(bytes), kind: 'identity' }, pace);
    const rgb = await createImageBitmap(await specimen('jpeg-progressive.jpg'), { resizeWidth: 256, resizeHeight: 192, resizeQuality: 'medium' });
    if (!seen) throw new Error('not drawn');
    expect(differenceOf(pixelsOf(seen.thumbnail), pixelsOf(rgb))).to.be.below(8);
  });

  it('are left out where the browser cannot draw the picture', async () => {
    const bytes = await specimen('heic-still.heic');
    expect(await look(bytes, { structure: await structureOf(bytes), kind: 'identity' }, pace)).to.equal(undefined);
  });

});

describe('edits', () => {
  /** The red channel in the middle of each quarter, row by row: enough to see how it lies. */
  async function cornersOf(bytes: Blob): Promise<number[]> {
    const { data, width, height } = pixelsOf(await createImageBitmap(bytes));
    return [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([x = 0, y = 0]) => data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4] ?? 0);
  }

  function quarters(): Promise<Blob> {
    return saved(painted(1600, 1200, (context) => {
      for (const [index, color] of ['rgb(20 0 0)', 'rgb(80 0 0)', 'rgb(140 0 0)', 'rgb(220 0 0)'].entries()) {
        context.fillStyle = color;
        context.fillRect((index % 2) * 800, Math.floor(index / 2) * 600, 800, 600);
      }
    }));
  }

  function expectNear(values: readonly number[], expected: readonly number[]): void {
    for (const [index, value] of values.entries()) expect(value, `quarter ${index} of ${values.join()}`).to.be.closeTo(expected[index] ?? -99, 6);
  }

  it('turn by quarters clockwise', async () => {
    const bytes = await quarters();
    const structure = await structureOf(bytes);
    for (const [turns, corners] of [[1, [140, 20, 220, 80]], [2, [220, 140, 80, 20]], [3, [80, 220, 20, 140]]] as const) {
      const turned = await edited(bytes, structure, { edits: { turns, crop: null }, maxSizeBytes: null });
      const { widthPx, heightPx } = await structureOf(turned);
      expect([widthPx, heightPx]).to.deep.equal(turns === 2 ? [1600, 1200] : [1200, 1600]);
      expectNear(await cornersOf(turned), corners);
    }
  });

  it('crop what was turned, at full resolution', async () => {
    const bytes = await quarters();
    const crop = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
    const cropped = await edited(bytes, await structureOf(bytes), { edits: { turns: 1, crop }, maxSizeBytes: null });
    const { widthPx, heightPx, orientation } = await structureOf(cropped);
    expect([widthPx, heightPx, orientation]).to.deep.equal([600, 800, 1]);
    expectNear(await cornersOf(cropped), [20, 20, 20, 20]);
  });

  it('start from what one sees, whichever way it lies in the file', async () => {
    const [one, six] = await Promise.all(['exif-orientation-1.jpg', 'exif-orientation-6.jpg'].map((name) => specimen(name)));
    if (!one || !six) throw new Error('no specimens');
    const edits = { turns: 1, crop: { x: 0, y: 0, width: 1, height: 0.5 } } as const;
    const [expected, actual] = [await edited(one, await structureOf(one), { edits, maxSizeBytes: null }), await edited(six, await structureOf(six), { edits, maxSizeBytes: null })];
    expect(differenceOf(pixelsOf(await createImageBitmap(actual)), pixelsOf(await createImageBitmap(expected)))).to.be.below(6);
  });

  it('give the same bytes each time, without what was hidden in them', async () => {
    const bytes = await specimen('exif-gps-thumb.jpg');
    const options = { edits: { turns: 1, crop: null }, maxSizeBytes: null } as const;
    const [once, again] = [await edited(bytes, await structureOf(bytes), options), await edited(bytes, await structureOf(bytes), options)];
    expect(new Uint8Array(await once.arrayBuffer())).to.deep.equal(new Uint8Array(await again.arrayBuffer()));
    expect((await structureOf(once)).hidden).to.deep.equal([]);
    expect(await once.text()).not.to.contain('SECRET');
  });

  it('refuse what cannot be drawn', async () => {
    const bytes = await specimen('heic-still.heic');
    const refused = await edited(bytes, await structureOf(bytes), { edits: { turns: 1, crop: null }, maxSizeBytes: null }).catch((reason: unknown) => reason);
    expect((refused as Refused).refusal).to.deep.equal({ code: 'unreadable_image' });
  });
});

describe('making it fit', () => {
  it('lowers the quality first, then the size, and says when it would not be legible', async function () {
    // Every try is an encoding at full size.
    this.timeout(30_000);
    const strip = painted(2000, 400, (context, size) => {
      context.fillStyle = '#ddd';
      context.fillRect(0, 0, size.width, size.height);
      addNoise(context, 20);
    });
    const bytes = await saved(strip, 0.95);
    const structure = await structureOf(bytes);
    const same = await fitted(bytes, structure, Math.round(bytes.size * 0.7));
    expect(same.size).to.be.at.most(bytes.size * 0.7);
    expect((await structureOf(same)).widthPx).to.equal(2000);
    const smaller = await fitted(bytes, structure, Math.round(bytes.size * 0.25));
    expect(smaller.size).to.be.at.most(bytes.size * 0.25);
    expect((await structureOf(smaller)).widthPx).to.equal(1600);
    const refused = await fitted(bytes, structure, 5_000).catch((reason: unknown) => reason);
    expect((refused as Refused).refusal).to.include({ code: 'too_large', limit: 5_000 });
  });
});
