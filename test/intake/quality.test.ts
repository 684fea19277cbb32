/** Advice on pictures, their likeness, previews and edits: on the specimens, and on what light and hands do to them. */
import { expect } from '@open-wc/testing';
import { readStructure } from '../../src/intake/formats/read-structure.ts';
import type { PictureStructure, Refused } from '../../src/intake/formats/structure.ts';
import { edited, fitted } from '../../src/intake/picture/edit.ts';
import { look, type Look } from '../../src/intake/picture/look.ts';
import { isAlike } from '../../src/intake/quality/alike.ts';
import type { CategoryKind } from '../../src/model/verification.ts';
import { fetchSpecimen as specimen } from '../support/fixtures.ts';
import { cardOn, checks, cloth, granite, newspaper, plain, variantOf, type Paint } from '../support/picture-variants.ts';

const pace = { isDue: false, rest: () => Promise.resolve() };
const documents = ['id-good.jpg', 'id-good-plain-background.jpg', 'id-good-dark-desk.jpg', 'passport-good.jpg', 'bill-scan-good.png'];

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

async function codesOf(bytes: Blob, kind?: CategoryKind): Promise<readonly string[]> {
  return (await lookAt(bytes, kind)).codes;
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
  const told: readonly (readonly [string, string])[] = [
    ['id-blur-gauss.jpg', 'blurry'], ['id-dark.jpg', 'too_dark'], ['id-overexposed.jpg', 'too_bright'], ['id-glare.jpg', 'glare'],
    ['id-lowres.jpg', 'low_resolution'],
  ];

  it('has nothing to say about good ones', async () => {
    for (const name of silent) expect(await codesOf(await specimen(name)), name).to.deep.equal([]);
    expect(await codesOf(await specimen('selfie-good.jpg'), 'biometric')).to.deep.equal([]);
  });

  it('tells what is wrong with the others, and that alone', async () => {
    for (const [name, code] of told) expect(await codesOf(await specimen(name)), name).to.deep.equal([code]);
  });

  it('says the same where there is no ImageDecoder', () => withoutImageDecoder(async () => {
    for (const name of silent.slice(0, 8)) expect(await codesOf(await specimen(name)), name).to.deep.equal([]);
    for (const [name, code] of told) expect(await codesOf(await specimen(name)), name).to.deep.equal([code]);
  }));
});

describe('sharpness', () => {
  for (const name of documents) {
    it(`is told from blur: ${name}`, async () => {
      for (const sigma of [0.8, 1.5]) expect(await codesOf(await variantOf(await specimen(name), { blur: sigma })), `sigma ${sigma}`).to.deep.equal([]);
      for (const sigma of [3, 5, 9, 12]) expect(await codesOf(await variantOf(await specimen(name), { blur: sigma })), `sigma ${sigma}`).to.deep.equal(['blurry']);
    });
  }

  for (const name of ['id-good.jpg', 'passport-good.jpg', 'bill-scan-good.png']) {
    it(`is judged in every direction in which a camera moves: ${name}`, async () => {
      for (const moved of [[16, 0], [0, 16], [20, 20], [-20, 20], [30, 10]] as const) {
        expect(await codesOf(await variantOf(await specimen(name), { moved })), moved.join()).to.deep.equal(['blurry']);
      }
    });
  }

  it('does not depend on the size of the picture', async () => {
    for (const scale of [0.7, 2]) {
      expect(await codesOf(await variantOf(await specimen('id-good.jpg'), { scale })), `${scale}`).to.deep.equal([]);
      expect(await codesOf(await variantOf(await specimen('id-blur-gauss.jpg'), { scale })), `${scale}`).to.deep.equal(['blurry']);
    }
  });

  it('is not made up by noise, nor taken away by it', async () => {
    expect(await codesOf(await variantOf(await specimen('id-good.jpg'), { noise: 12 }))).to.deep.equal([]);
    expect(await codesOf(await variantOf(await specimen('id-blur-gauss.jpg'), { noise: 6 }))).to.deep.equal(['blurry']);
  });

  const tables: Readonly<Record<string, Paint>> = { checks, granite, cloth, newspaper, plain };
  for (const [name, table] of Object.entries(tables)) {
    it(`is the card's and not the table's: ${name}`, async () => {
      const card = await specimen('id-good-dark-desk.jpg');
      expect(await codesOf(await cardOn(card, table)), 'sharp card').to.deep.equal([]);
      expect(await codesOf(await cardOn(card, table, { tableBlur: 10 })), 'sharp card, table out of focus').to.deep.equal([]);
      expect(await codesOf(await cardOn(card, table, { scale: 0.55, tableBlur: 10 })), 'small sharp card').to.deep.equal([]);
      for (const cardBlur of [5, 9]) expect(await codesOf(await cardOn(card, table, { cardBlur })), `card blurred by ${cardBlur}`).to.deep.equal(['blurry']);
    });
  }

  it('of a face may be less, but not nothing', async () => {
    const face = await specimen('selfie-good.jpg');
    expect(await codesOf(await variantOf(face, { blur: 2 }), 'biometric')).to.deep.equal([]);
    expect(await codesOf(await variantOf(face, { blur: 9 }), 'biometric')).to.deep.equal(['blurry']);
  });
});

describe('light', () => {
  for (const name of documents) {
    it(`is too little below a quarter of it, not at a third: ${name}`, async () => {
      for (const brightness of [0.05, 0.1, 0.2]) {
        expect(await codesOf(await variantOf(await specimen(name), { brightness, noise: 3 })), `${name} ${brightness}`).to.deep.equal(['too_dark']);
      }
      expect(await codesOf(await variantOf(await specimen(name), { brightness: 0.38 })), name).to.deep.equal([]);
    });
  }

  it('is too much when colours are gone, not when paper is white', async () => {
    for (const name of ['id-good.jpg', 'passport-good.jpg']) {
      expect(await codesOf(await variantOf(await specimen(name), { brightness: 3.4, haze: 0.1 })), name).to.deep.equal(['too_bright']);
      expect(await codesOf(await variantOf(await specimen(name), { brightness: 1.2 })), name).to.deep.equal([]);
    }
    const bill = await specimen('bill-scan-good.png');
    const letterhead: Paint = (context, { width }) => {
      context.fillStyle = '#f60';
      context.fillRect(0, 0, width, 120);
    };
    expect(await codesOf(await variantOf(bill, { paint: letterhead }), 'address')).to.deep.equal([]);
    expect(await codesOf(await variantOf(bill, { brightness: 1.6 }), 'address')).to.deep.equal([]);
    expect(await codesOf(await variantOf(bill, { brightness: 3.4, haze: 0.1 }), 'address')).to.deep.equal(['too_bright']);
    expect(await codesOf(await cardOn(await specimen('id-good-dark-desk.jpg'), plain, { tableColor: '#fff' }))).to.deep.equal([]);
  });
});

describe('glare', () => {
  for (const name of ['id-good.jpg', 'id-good-dark-desk.jpg', 'id-tilted.jpg', 'id-cropped.jpg']) {
    it(`is found at several places and sizes: ${name}`, async () => {
      for (const spot of [[0.62, 0.55, 0.1], [0.45, 0.45, 0.1], [0.65, 0.45, 0.16], [0.35, 0.5, 0.16]] as const) {
        expect(await codesOf(await variantOf(await specimen(name), { spot })), spot.join()).to.deep.equal(['glare']);
      }
    });
  }

  it('is not light that comes from one side', async () => {
    for (const name of documents) {
      expect(await codesOf(await variantOf(await specimen(name), { shade: 0.4 })), name).to.deep.equal([]);
    }
  });

  it('is none of a portrait’s business', async () => {
    expect(await codesOf(await variantOf(await specimen('selfie-good.jpg'), { spot: [0.5, 0.3, 0.1] }), 'biometric')).to.deep.equal([]);
  });
});

describe('likeness', () => {
  it('finds a picture that was saved anew or made smaller', async () => {
    for (const name of documents) {
      const { likeness } = await lookAt(await specimen(name));
      for (const change of [{ quality: 0.5 }, { scale: 0.5 }, { scale: 2 }]) {
        const other = await lookAt(await variantOf(await specimen(name), change));
        expect(isAlike(likeness, other.likeness), `${name} ${JSON.stringify(change)}`).to.equal(true);
      }
    }
  });

  it('finds it whichever way it lies in the file', async () => {
    const { likeness } = await lookAt(await specimen('exif-orientation-1.jpg'));
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const other = await lookAt(await specimen(`exif-orientation-${orientation}.jpg`));
      expect(isAlike(likeness, other.likeness), `orientation ${orientation}`).to.equal(true);
    }
  });

  it('keeps different documents apart, on the same table too', async () => {
    const card = await specimen('id-good-dark-desk.jpg');
    const pictures = await Promise.all([...documents, 'selfie-good.jpg'].map(specimen));
    pictures.push(await cardOn(card, cloth), await cardOn(await specimen('passport-good.jpg'), cloth));
    const seen = [];
    for (const picture of pictures) seen.push((await lookAt(picture)).likeness);
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

  async function quarters(): Promise<Blob> {
    return variantOf(new Blob([]), { size: [1600, 1200], paint: (context) => {
      for (const [index, color] of ['rgb(20 0 0)', 'rgb(80 0 0)', 'rgb(140 0 0)', 'rgb(220 0 0)'].entries()) {
        context.fillStyle = color;
        context.fillRect((index % 2) * 800, Math.floor(index / 2) * 600, 800, 600);
      }
    } });
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
    const [one, six] = await Promise.all(['exif-orientation-1.jpg', 'exif-orientation-6.jpg'].map(specimen));
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
  it('lowers the quality first, then the size, and says when it would not be legible', async () => {
    const bytes = await variantOf(await specimen('id-good.jpg'), { scale: 1.5, noise: 20, quality: 0.95 });
    const structure = await structureOf(bytes);
    const same = await fitted(bytes, structure, Math.round(bytes.size * 0.7));
    expect(same.size).to.be.at.most(bytes.size * 0.7);
    expect((await structureOf(same)).widthPx).to.equal(2400);
    const smaller = await fitted(bytes, structure, Math.round(bytes.size * 0.25));
    expect(smaller.size).to.be.at.most(bytes.size * 0.25);
    expect((await structureOf(smaller)).widthPx).to.be.within(1600, 2399);
    const refused = await fitted(bytes, structure, 20_000).catch((reason: unknown) => reason);
    expect((refused as Refused).refusal).to.include({ code: 'too_large', limit: 20_000 });
  });
});
