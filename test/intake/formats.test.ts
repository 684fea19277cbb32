import { expect } from '@open-wc/testing';
import { readIsoBmff } from '../../src/intake/formats/iso-bmff.ts';
import { readJpeg } from '../../src/intake/formats/jpeg.ts';
import { readPng } from '../../src/intake/formats/png.ts';
import { Refused, type PictureStructure } from '../../src/intake/formats/structure.ts';
import { readWebp } from '../../src/intake/formats/webp.ts';
import { fetchSpecimen } from '../support/fixtures.ts';
import {
  box, exifOf, find, join, jpegSegment, pngChunk, pngHeader, riffChunk, splice, still, uint16, uint32, vp8x, webp, type Bytes, type Part,
} from '../support/pictures.ts';

const pace = { isDue: true, rest: () => Promise.resolve() };
const readers = { jpg: readJpeg, png: readPng, webp: readWebp, avif: readIsoBmff, heic: readIsoBmff };
type Format = keyof typeof readers;

const formatOf = (name: string) => name.slice(name.lastIndexOf('.') + 1) as Format;
const specimen = async (name: string) => new Uint8Array(await (await fetchSpecimen(name)).arrayBuffer());

/** As it would be sent. */
function cleaned(bytes: Bytes, { pieces }: PictureStructure): Bytes {
  return join(...pieces.map((piece) => (piece instanceof Uint8Array ? piece : bytes.subarray(piece.from, piece.to))));
}

async function clean(format: Format, bytes: Bytes) {
  const structure = await readers[format](bytes, pace);
  return { structure, sent: cleaned(bytes, structure) };
}

async function codeOf(format: Format, bytes: Bytes): Promise<string> {
  const error: unknown = await readers[format](bytes, pace).then(() => 'accept', (reason: unknown) => reason);
  if (error instanceof Refused) return error.refusal.code;
  if (error === 'accept') return error;
  throw error;
}

/** One number for each pixel. */
async function pixelsOf(bytes: Bytes): Promise<{ readonly size: readonly number[]; readonly values: Uint32Array }> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  if (!pixels) throw new Error('no canvas');
  return { size: [pixels.width, pixels.height], values: new Uint32Array(pixels.data.buffer) };
}

/** What a person sees is the same, pixel by pixel. */
async function expectSamePicture(before: Bytes, after: Bytes): Promise<void> {
  const [seen, sent] = [await pixelsOf(before), await pixelsOf(after)];
  expect(sent.size).to.deep.equal(seen.size);
  const different = seen.values.findIndex((value, index) => value !== sent.values[index]);
  expect(different, 'first different pixel').to.equal(-1);
}

/** At once, where comparing deeply takes a while for each file. */
const isSame = (one: Bytes, other: Bytes) => one.length === other.length && one.every((value, index) => value === other[index]);
const hasText = (bytes: Bytes, text: string) => find(bytes, text) >= 0;
/** Behind SOI. */
const intoJpeg = (bytes: Bytes, ...segments: Bytes[]) => splice(bytes, 2, 0, ...segments);
const exifSegment = (tiff: Bytes) => jpegSegment(0xe1, 'Exif\0\0', tiff);
/** Behind IHDR. */
const intoPng = (bytes: Bytes, ...chunks: Bytes[]) => splice(bytes, 33, 0, ...chunks);
const xmp = join('<x:xmpmeta exif:GPSLatitude="51,28N" tiff:Make="ACME">KYC-CANARY-XMP</x:xmpmeta>');

const plain = [
  'id-good.jpg', 'jpeg-progressive.jpg', 'jpeg-cmyk.jpg', 'jpeg-arithmetic.jpg', 'jpeg-gray.jpg', 'bill-scan-good.png', 'png-16bit-gray.png',
  'webp-lossy.webp', 'avif-still.avif', 'heic-still.heic',
];
const dirty = ['exif-gps-thumb.jpg', 'exif-orientation-6.jpg', 'polyglot-jpeg-zip.jpg', 'png-text-exif.png', 'apng-animated.png'];

describe('a picture with nothing to hide', () => {
  for (const name of plain) {
    it(`${name} is sent byte for byte`, async () => {
      const bytes = await specimen(name);
      const { structure } = await clean(formatOf(name), bytes);
      expect(structure).to.deep.include({ pieces: [{ from: 0, to: bytes.length }], hidden: [], tail: 'none', isAnimated: false });
    });
  }

  for (const name of dirty) {
    it(`${name} is one after it was cleaned`, async () => {
      const { sent } = await clean(formatOf(name), await specimen(name));
      const again = await clean(formatOf(name), sent);
      expect(again.structure).to.deep.include({ pieces: [{ from: 0, to: sent.length }], hidden: [] });
    });
  }
});

describe('a cut picture', () => {
  for (const name of [...plain, ...dirty]) {
    it(`${name} is never taken, wherever it was cut`, async () => {
      const { sent } = await clean(formatOf(name), await specimen(name));
      for (let percent = 0; percent < 100; percent++) {
        const code = await codeOf(formatOf(name), sent.slice(0, Math.floor((sent.length * percent) / 100)));
        expect(code, `${percent} %`).to.be.oneOf(['truncated', 'unreadable_image']);
        if (percent > 2) expect(code, `${percent} %`).to.equal('truncated');
      }
    });
  }

  it('is known by the component no scan brings', async () => {
    const bytes = await specimen('jpeg-progressive.jpg');
    const scan = find(bytes, '\xff\xda');
    const length = 2 + (bytes[scan + 3] ?? 0);
    const one = jpegSegment(0xda, [1, 1, 0, 0, 0, 0]);
    expect(await codeOf('jpg', join(splice(bytes, scan, length, one).subarray(0, scan + 2000), [0xff, 0xd9]))).to.equal('truncated');
  });

  it('is known by data that cannot fill it', async () => {
    const file = join(pngHeader(5000, 5000), pngChunk('IDAT', new Uint8Array(2000)), pngChunk('IEND'));
    expect(await codeOf('png', file)).to.equal('truncated');
  });
});

describe('what is cleaned away', () => {
  it('leaves a photo without place, camera, texts and thumbnail, looking the same', async () => {
    const bytes = await specimen('exif-gps-thumb.jpg');
    const { structure, sent } = await clean('jpg', bytes);
    expect(structure.hidden).to.have.members(['location', 'camera', 'other']);
    for (const canary of ['SN-SECRET-4711', 'KYC-CANARY', 'GPSLatitude', 'Exif', 'Photoshop']) expect(hasText(sent, canary), canary).to.be.false;
    await expectSamePicture(bytes, sent);
  });

  it('leaves a PNG without texts, times and Exif, looking the same', async () => {
    const bytes = await specimen('png-text-exif.png');
    const { sent } = await clean('png', bytes);
    expect(hasText(sent, 'KYC-CANARY')).to.be.false;
    await expectSamePicture(bytes, sent);
  });

  it('names a place in XMP, in a PNG as in a JPEG', async () => {
    const png = intoPng(await specimen('bill-scan-good.png'), pngChunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', xmp));
    expect((await clean('png', png)).structure.hidden).to.deep.equal(['location', 'camera']);
    const jpeg = intoJpeg(await specimen('id-good.jpg'), jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp));
    expect((await clean('jpg', jpeg)).structure.hidden).to.deep.equal(['location', 'camera']);
  });

  it('says "other" where it was neither place nor camera', async () => {
    const { structure, sent } = await clean('jpg', intoJpeg(await specimen('id-good.jpg'), jpegSegment(0xfe, 'KYC-CANARY')));
    expect(structure.hidden).to.deep.equal(['other']);
    expect(sent).to.deep.equal(await specimen('id-good.jpg'));
  });

  it('keeps the colours of CMYK: Adobe\'s marker and the profile', async () => {
    const plainBytes = await specimen('jpeg-cmyk.jpg');
    const bytes = intoJpeg(plainBytes, exifSegment(exifOf.full(1)), jpegSegment(0xe2, 'MPF\0', new Uint8Array(80)), jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01', new Uint8Array(40)));
    const { sent } = await clean('jpg', bytes);
    expect([hasText(sent, 'ACM'), hasText(sent, 'MPF'), hasText(sent, 'ICC_PROFILE'), hasText(sent, 'Adobe')]).to.deep.equal([false, false, true, true]);
    await expectSamePicture(bytes, sent);
  });

  it('takes the thumbnail out of JFIF, and what hides behind Adobe\'s fields', async () => {
    const jfif = jpegSegment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 2, 2], 'KYC-CANARY12');
    const adobe = jpegSegment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1], 'KYC-CANARY');
    const bytes = await specimen('id-good.jpg');
    const { sent } = await clean('jpg', splice(bytes, 2, 2 + 16, jfif, adobe));
    expect(hasText(sent, 'KYC-CANARY')).to.be.false;
    await expectSamePicture(bytes, sent);
  });

  it('drops what follows the end, and knows a camera\'s video from anything else', async () => {
    const bytes = await specimen('id-good.jpg');
    for (const [behind, tail] of [[box('ftyp', 'isomKYC-CANARY'), 'camera'], [bytes, 'camera'], [join('KYC-CANARY', 'SEFT'), 'camera'],
      [join(new Uint8Array(3000), bytes), 'camera'], [join('PK\x03\x04'), 'unknown'], [new Uint8Array(3000), 'unknown']] as const) {
      const { structure, sent } = await clean('jpg', join(bytes, behind));
      const cameraBytes = tail === 'camera' ? behind.length : 0;
      expect(structure).to.deep.include({ tail, cameraBytes, hidden: ['other'], pieces: [{ from: 0, to: bytes.length }] });
      expect(sent.length).to.equal(bytes.length);
    }
  });

  it('drops it from PNG, WebP and AVIF too', async () => {
    for (const name of ['bill-scan-good.png', 'webp-lossy.webp', 'avif-still.avif']) {
      const bytes = await specimen(name);
      const { structure, sent } = await clean(formatOf(name), join(bytes, 'PK\x03\x04KYC-CANARY'));
      expect(structure.tail, name).to.equal('unknown');
      expect(sent, name).to.deep.equal(bytes);
    }
  });

  it('takes a HEIC\'s motion photo for a camera\'s', async () => {
    const bytes = await specimen('heic-still.heic');
    const { structure, sent } = await clean('heic', join(bytes, box('mpvd', new Uint8Array(5000))));
    expect(structure.tail).to.equal('camera');
    expect(sent).to.deep.equal(bytes);
  });

  it('leaves a WebP without Exif and XMP, its sizes and flags right', async () => {
    const bytes = await specimen('webp-lossy.webp');
    const dirtyWebp = webp(vp8x(0x0c, 1280, 960), bytes.slice(12), riffChunk('EXIF', exifOf.full(1)), riffChunk('XMP ', xmp), riffChunk('JUNK', 'KYC-CANARY'));
    const { structure, sent } = await clean('webp', dirtyWebp);
    expect(structure.hidden).to.have.members(['location', 'camera', 'other']);
    expect(sent).to.deep.equal(webp(vp8x(0, 1280, 960), bytes.slice(12)));
    await expectSamePicture(dirtyWebp, sent);
  });

  it('blanks Exif and XMP in AVIF and HEIC where they are', async () => {
    for (const brand of ['avif', 'heic']) {
      const bytes = still(exifOf.full(6), xmp, { brand });
      const { structure, sent } = await clean('avif', bytes);
      expect(structure.hidden, brand).to.deep.equal(['location', 'camera']);
      expect(hasText(sent, 'KYC-CANARY'), brand).to.be.false;
      expect(sent.length).to.equal(bytes.length);
      expect(await clean('avif', sent)).to.have.nested.property('structure.pieces.length', 1);
    }
  });

  it('leaves an AVIF as it looked', async () => {
    const original = await specimen('avif-still.avif');
    const boxNamed = (type: string) => {
      const at = find(original, type) - 4;
      return original.slice(at, at + new DataView(original.buffer).getUint32(at));
    };
    const bytes = still(exifOf.full(6), xmp, { primaryBytes: boxNamed('mdat').slice(8), ipco: boxNamed('ipco'), ipma: boxNamed('ipma') });
    const { sent } = await clean('avif', bytes);
    expect(hasText(sent, 'KYC-CANARY')).to.be.false;
    await expectSamePicture(original, bytes);
    await expectSamePicture(bytes, sent);
  });

  it('blanks no part of the picture that stands in a box for something else', async () => {
    const bytes = await specimen('heic-still.heic');
    bytes.set(join('uuid'), find(bytes, 'mdat'));
    expect(await codeOf('heic', bytes)).to.equal('unreadable_image');
  });

  it('blanks spare boxes between those that are needed', async () => {
    const spare = box('uuid', 'KYC-CANARY');
    const bytes = join(still(exifOf.bare(1), join('    ')), spare, box('mdat'));
    const { structure, sent } = await clean('avif', bytes);
    expect(structure.hidden).to.deep.equal(['other']);
    expect(hasText(sent, 'KYC-CANARY')).to.be.false;
    expect(sent.length).to.equal(bytes.length);
  });

  it('sends the still picture of an animated PNG, and says that it moves', async () => {
    const { structure, sent } = await clean('png', await specimen('apng-animated.png'));
    expect(structure.isAnimated).to.be.true;
    expect(['acTL', 'fcTL', 'fdAT'].filter((type) => hasText(sent, type))).to.deep.equal([]);
    expect((await pixelsOf(sent)).size[0]).to.equal(1000);
  });
});

describe('orientation', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`${orientation} stays upright, in a JPEG as in a PNG`, async () => {
      const jpeg = await specimen(`exif-orientation-${orientation}.jpg`);
      const { structure, sent } = await clean('jpg', jpeg);
      expect(structure.orientation).to.equal(orientation);
      await expectSamePicture(jpeg, sent);
      const png = intoPng(await specimen('bill-scan-good.png'), pngChunk('eXIf', exifOf.full(orientation)));
      const cleanedPng = await clean('png', png);
      expect(cleanedPng.structure.orientation).to.equal(orientation);
      expect(hasText(cleanedPng.sent, 'KYC-CANARY')).to.be.false;
      await expectSamePicture(png, cleanedPng.sent);
    });
  }

  it('alone hides nothing', async () => {
    const jpeg = intoJpeg(await specimen('id-good.jpg'), exifSegment(exifOf.bare(6)));
    expect((await clean('jpg', jpeg)).structure).to.deep.include({ hidden: [], orientation: 6, pieces: [{ from: 0, to: jpeg.length }] });
    const png = intoPng(await specimen('bill-scan-good.png'), pngChunk('eXIf', exifOf.bare(8)));
    expect((await clean('png', png)).structure).to.deep.include({ hidden: [], orientation: 8, pieces: [{ from: 0, to: png.length }] });
  });

  it('stays in a WebP for viewers that turn it, though browsers do not', async () => {
    const bytes = await specimen('webp-lossy.webp');
    const exif = (tiff: Bytes) => riffChunk('EXIF', tiff);
    const upright = webp(vp8x(8, 1280, 960), bytes.slice(12), exif(exifOf.bare(6)));
    for (const tiff of [exifOf.full(6), join('Exif\0\0', exifOf.full(6))]) {
      const turned = webp(vp8x(0x0c, 1280, 960), bytes.slice(12), exif(tiff), exif(exifOf.full(3)), riffChunk('XMP ', xmp));
      const { structure, sent } = await clean('webp', turned);
      expect(structure).to.deep.include({ orientation: 1, hidden: ['location', 'camera'] });
      expect(sent).to.deep.equal(upright);
      await expectSamePicture(turned, sent);
    }
    expect((await clean('webp', upright)).structure).to.deep.include({ hidden: [], pieces: [{ from: 0, to: upright.length }] });
    // Without a header that announces it, nobody looks for it.
    expect((await clean('webp', webp(bytes.slice(12), exif(exifOf.bare(6))))).sent).to.deep.equal(bytes);
  });

  it('is the first Exif\'s; a second one goes', async () => {
    const { structure, sent } = await clean('jpg', intoJpeg(await specimen('id-good.jpg'), exifSegment(exifOf.full(3)), exifSegment(exifOf.bare(6))));
    expect(structure.orientation).to.equal(3);
    expect(find(sent, 'Exif', find(sent, 'Exif') + 1)).to.equal(-1);
  });
});

describe('size and movement, before anything is decoded', () => {
  it('refuses too many pixels, whatever else is wrong', async () => {
    const frame = jpegSegment(0xc0, [8], uint16(60_000), uint16(60_000), [1, 1, 0x11, 0]);
    expect(await codeOf('jpg', join([0xff, 0xd8], frame))).to.equal('too_many_pixels');
    expect(await codeOf('png', pngHeader(50_000, 50_000, [1, 0]))).to.equal('too_many_pixels');
    expect(await codeOf('png', pngHeader(40_000, 1))).to.equal('too_many_pixels');
    expect(await codeOf('webp', webp(vp8x(0, 1 << 24, 1 << 24)))).to.equal('too_many_pixels');
    expect(await codeOf('avif', still(exifOf.bare(1), xmp, { size: [40_000, 40_000] }))).to.equal('too_many_pixels');
  });

  it('states the numbers', async () => {
    const error: unknown = await readPng(pngHeader(20_000, 20_000), pace).catch((reason: unknown) => reason);
    expect(error).to.have.deep.property('refusal', { code: 'too_many_pixels', limit: 100_000_000, actual: 400_000_000 });
  });

  it('refuses too few', async () => {
    expect(await codeOf('jpg', await specimen('id-thumbnail.jpg'))).to.equal('too_few_pixels');
    expect(await codeOf('avif', still(exifOf.bare(1), xmp, { size: [199, 150] }))).to.equal('too_few_pixels');
  });

  it('sees movement in WebP and AVIF', async () => {
    const frame = riffChunk('ANMF', new Uint8Array(16), riffChunk('VP8L', [0x2f, 0, 0, 0, 0]));
    const moving = webp(vp8x(2, 400, 300), riffChunk('ANIM', new Uint8Array(6)), frame, frame);
    expect((await clean('webp', moving)).structure).to.include({ isAnimated: true, widthPx: 400, heightPx: 300 });
    expect((await clean('avif', still(exifOf.bare(1), xmp, { brand: 'avis' }))).structure.isAnimated).to.be.true;
    expect(await codeOf('avif', join(box('ftyp', 'msf1', uint32(0), 'msf1'), box('moov', new Uint8Array(90))))).to.equal('animated');
  });

  it('knows HEIC, AVIF and HEIF apart', async () => {
    const typeOf = async (brand: string) => (await clean('avif', still(exifOf.bare(1), xmp, { brand }))).structure.mediaType;
    expect(await Promise.all(['avif', 'heix', 'mif1'].map(typeOf))).to.deep.equal(['image/avif', 'image/heic', 'image/heif']);
  });

  it('reads a lossless WebP', async () => {
    const size = (399 | (299 << 14)) >>> 0;
    expect((await clean('webp', webp(riffChunk('VP8L', [0x2f], uint32(size, true), [1, 2, 3])))).structure).to.include({ widthPx: 400, heightPx: 300 });
  });
});

describe('a PNG that breaks the rules', () => {
  const data = pngChunk('IDAT', new Uint8Array(1000));
  const end = pngChunk('IEND');
  const cases: Readonly<Record<string, Bytes>> = {
    'a damaged signature': splice(join(pngHeader(400, 300), data, end), 4, 1, [0x0a]),
    'a wrong checksum': splice(join(pngHeader(400, 300), data, end), 29, 1, [7]),
    'an unknown depth': join(pngHeader(400, 300, [3, 0]), data, end),
    'an unknown colour type': join(pngHeader(400, 300, [8, 1]), data, end),
    'no data': join(pngHeader(400, 300), end),
    'no palette': join(pngHeader(400, 300, [8, 3]), data, end),
    'a palette too long': join(pngHeader(400, 300, [8, 3]), pngChunk('PLTE', new Uint8Array(771)), data, end),
    'data in two places': join(pngHeader(400, 300), data, pngChunk('tIME', new Uint8Array(7)), data, end),
    'two headers': join(pngHeader(400, 300), pngHeader(400, 300).slice(8), data, end),
    'an unknown critical chunk': join(pngHeader(400, 300), pngChunk('CgBI', [1]), data, end),
    'no pixels': join(pngHeader(0, 300), data, end),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    it(`has ${name}`, async () => expect(await codeOf('png', bytes)).to.equal('unreadable_image'));
  }

  it('is not one whose wrong checksum goes with what is left out', async () => {
    const bytes = await specimen('bill-scan-good.png');
    const damaged = (type: string) => intoPng(bytes, splice(pngChunk(type, 'a\0b'), 8, 1, 'c'));
    expect((await clean('png', damaged('tEXt'))).sent).to.deep.equal(bytes);
    for (const type of ['eXIf', 'gAMA', 'tRNS']) expect(await codeOf('png', damaged(type)), type).to.equal('unreadable_image');
  });

  it('is not this one', async () => expect(await codeOf('png', join(pngHeader(400, 300), data, end))).to.equal('accept'));
});

describe('a file made to do harm', () => {
  const soi = [0xff, 0xd8];
  const frame = jpegSegment(0xc0, [8], uint16(300), uint16(400), [1, 1, 0x11, 0]);
  const repeated = (bytes: Bytes, times: number) => new Uint8Array(bytes.length * times).map((_, index) => bytes[index % bytes.length] ?? 0);
  const ftyp = box('ftyp', 'avif', uint32(0));
  const iloc = (...body: readonly Part[]) => still(exifOf.full(1), xmp, { iloc: box('iloc', ...body) });
  const overlapping = (start: number) => join(...Array.from({ length: 60 }, () => [uint16(2), uint16(0), uint16(1), uint32(start), uint32(500_000)]).flat());
  const cases: Readonly<Record<string, readonly [Format, () => Bytes]>> = {
    'fill bytes without end': ['jpg', () => join(soi, new Uint8Array(4_000_000).fill(0xff))],
    'restart markers without end': ['jpg', () => join(soi, repeated(join([0xff, 0xd0]), 2_000_000))],
    'a million empty segments': ['jpg', () => join(soi, repeated(join([0xff, 0xe1, 0, 2]), 1_000_000))],
    'a million small segments': ['jpg', () => join(soi, repeated(jpegSegment(0xe1, 'x'), 1_000_000))],
    'segments kept and dropped in turn': ['jpg', () => join(soi, repeated(join(jpegSegment(0xfe, 'x'), jpegSegment(0xdb, 'x')), 300_000))],
    'a length of nothing': ['jpg', () => join(soi, [0xff, 0xdb, 0, 0], new Uint8Array(100))],
    'a length behind the end': ['jpg', () => join(soi, frame, [0xff, 0xda, 0xff, 0xff])],
    'a scan before its frame': ['jpg', () => join(soi, jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), [1, 2, 3, 0xff, 0xd9])],
    'two frames': ['jpg', () => join(soi, frame, frame, jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), [1, 0xff, 0xd9])],
    'no frame': ['jpg', () => join(soi, [0xff, 0xd9])],
    'an Exif that points to itself': ['jpg', () => join(soi, exifSegment(join('MM\0*', uint32(8), uint16(65_535), repeated(join([0x87, 0x69, 0, 4], uint32(1), uint32(8)), 5000))), [0xff, 0xd9])],
    'a chunk of 4 GiB': ['png', () => join(pngHeader(400, 300), uint32(0xffffffff), 'IDAT', new Uint8Array(100))],
    'a million texts': ['png', () => join(pngHeader(400, 300), repeated(pngChunk('tEXt', 'a\0b'), 200_000))],
    'a million empty data chunks': ['png', () => join(pngHeader(400, 300), repeated(pngChunk('IDAT'), 300_000))],
    'frames without end': ['webp', () => webp(vp8x(2, 400, 300), repeated(riffChunk('ANMF'), 500_000))],
    'a RIFF of 4 GiB': ['webp', () => join('RIFF', uint32(0xffffffff), 'WEBPVP8 ', new Uint8Array(50))],
    'a chunk longer than its RIFF': ['webp', () => webp(join('VP8 ', uint32(0xffffff, true), new Uint8Array(50)))],
    'a million empty RIFF chunks': ['webp', () => webp(vp8x(0, 400, 300), repeated(riffChunk('JUNK'), 500_000))],
    'a frame that promises more than it has': ['webp', () => webp(riffChunk('VP8 ', [0xf0, 0xff, 0xff, 0x9d, 1, 0x2a], uint16(400), uint16(300), [0, 0]))],
    'a box of no size': ['avif', () => join(ftyp, uint32(4), 'meta', new Uint8Array(100))],
    'a box larger than numbers': ['avif', () => join(ftyp, uint32(1), 'meta', uint32(0xffffffff), uint32(0xffffffff))],
    'half a million boxes': ['avif', () => join(ftyp, repeated(box('free'), 500_000))],
    'boxes within boxes': ['avif', () => join(ftyp, Array.from({ length: 2000 }).reduce<Bytes>((inner) => box('meta', uint32(0), inner), box('free')))],
    'four milliard items': ['avif', () => iloc([2, 0, 0, 0], [0, 0], uint32(0xffffffff), new Uint8Array(500_000))],
    'parts that take no room': ['avif', () => iloc(uint32(0), [0, 0], uint16(0xffff), repeated(join(uint16(1), uint16(0), uint16(0xffff)), 60_000))],
    'data behind the end': ['avif', () => iloc(uint32(0), [0x44, 0], uint16(1), uint16(1), uint16(0), uint16(1), uint32(50), uint32(0x7fffffff))],
    'one place hidden sixty times': ['avif', () => join(iloc(uint32(0), [0x44, 0], uint16(61), uint16(1), uint16(0), uint16(1), uint32(9), uint32(9), overlapping(0)), box('mdat', new Uint8Array(500_000).fill(7)))],
    'four milliard properties': ['avif', () => still(exifOf.full(1), xmp, { ipma: box('ipma', uint32(0), uint32(0xffffffff), repeated(join(uint16(9), [255], new Uint8Array(255)), 4000)) })],
  };
  for (const [name, [format, make]] of Object.entries(cases)) {
    it(`with ${name} is refused at once`, async () => {
      const bytes = make();
      const start = performance.now();
      expect(await codeOf(format, bytes)).to.be.oneOf(['unreadable_image', 'truncated']);
      // Wide, for a busy machine: a loop that is not bounded takes minutes.
      expect(performance.now() - start).to.be.below(1000);
    });
  }

  for (const name of ['exif-gps-thumb.jpg', 'png-text-exif.png', 'avif-still.avif', 'heic-still.heic', 'webp-lossy.webp']) {
    it(`changed at random is refused, or taken with pieces that are parts of it: ${name}`, async () => {
      let seed = 20261122;
      const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
      const original = await specimen(name);
      for (let run = 0; run < 200; run++) {
        const bytes = original.slice();
        for (let change = 0; change < 4; change++) bytes[random(change % 2 ? bytes.length : 600)] = random(256);
        const structure = await readers[formatOf(name)](bytes, pace).catch((error: unknown) => expect(error).to.be.instanceOf(Refused) && undefined);
        if (structure) expect(cleaned(bytes, structure).length).to.be.at.most(bytes.length + 64);
        if (structure?.hidden.length === 0) expect(isSame(cleaned(bytes, structure), bytes), `run ${run}`).to.equal(true);
      }
    });
  }
});
