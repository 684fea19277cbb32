import { expect } from '@open-wc/testing';
import { hashBlob } from '../../src/intake/hash.ts';
import { inspectFile } from '../../src/intake/inspect-file.ts';
import { KycError } from '../../src/model/errors.ts';
import { addressCategory, specimenFile } from '../../src/testing/specimens.ts';
import { fetchSpecimen } from '../support/fixtures.ts';

const hex = (buffer: ArrayBuffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

const address = addressCategory;
const signal = new AbortController().signal;
const specimen = async (name: string) => new File([await fetchSpecimen(name)], name, { type: 'image/jpeg' });

/** Bytes no one sees, in segments after the first marker: comments, or what cameras write. */
async function padded(jpeg: Blob, sizeBytes: number, marker = 0xfe): Promise<File> {
  const parts: BlobPart[] = [jpeg.slice(0, 2)];
  for (let missing = sizeBytes - jpeg.size; missing > 0;) {
    // The length counts itself and fits in two bytes; a rest too short for a segment joins the last one.
    const length = missing <= 65_537 ? missing - 2 : Math.min(65_535, missing - 6);
    parts.push(new Uint8Array([0xff, marker, length >> 8, length & 255]), new Uint8Array(length - 2).fill(0x20));
    missing -= length + 2;
  }
  return new File([...parts, jpeg.slice(2)], 'photo.jpg', { type: 'image/jpeg' });
}

/** Large because it is a picture of noise. */
async function noisy(side: number): Promise<File> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  const pixels = new ImageData(side, side);
  const words = new Uint32Array(pixels.data.buffer);
  for (let at = 0, seed = 1; at < words.length; at++) words[at] = (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0) | 0xff000000;
  context?.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })], 'large.jpg', { type: 'image/jpeg' });
}

describe('inspectFile', () => {
  it('accepts a good picture with its hash, its picture and what it is like', async () => {
    const file = await specimen('id-good.jpg');
    const verdict = await inspectFile({ file, category: address }, signal);
    expect(verdict).to.include({ kind: 'accept', mediaType: 'image/jpeg', removed: undefined });
    if (verdict.kind === 'refuse') return;
    expect(verdict.bytes).to.equal(file);
    expect(verdict.sha256).to.equal(hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
    expect(verdict.thumbnail?.width).to.be.within(100, 400);
    expect(verdict.likeness).to.match(/^[0-9a-f]{16,}$/);
  });

  it('leaves out where a photo was taken, and says so', async () => {
    const verdict = await inspectFile({ file: await specimen('exif-gps-thumb.jpg'), category: address }, signal);
    expect(verdict).to.include({ kind: 'accept', removed: 'location_and_camera' });
    const sent = verdict.kind === 'refuse' ? '' : await verdict.bytes.text();
    for (const canary of ['SN-SECRET', 'KYC-CANARY', 'Exif']) expect(sent).not.to.include(canary);
  });

  it('sends a photo as it is where the provider wants to know everything', async () => {
    const file = await specimen('exif-gps-thumb.jpg');
    const category = { ...address, privacy: { stripMetadata: false, allowReencode: false } };
    const verdict = await inspectFile({ file, category }, signal);
    expect(verdict).to.include({ kind: 'accept', bytes: file, removed: undefined });
    const withTail = new File([file, 'PK\x03\x04 more'], 'photo.jpg', { type: 'image/jpeg' });
    expect(await inspectFile({ file: withTail, category }, signal)).to.include({ kind: 'accept', bytes: withTail, removed: undefined });
  });

  it('makes a large picture fit where it may, and legible still', async () => {
    const file = await noisy(1700);
    const maxSizeBytes = Math.round(file.size / 2);
    const verdict = await inspectFile({ file, category: { ...address, maxSizeBytes } }, signal);
    if (verdict.kind === 'refuse') throw new Error(verdict.refusal.code);
    expect(verdict.bytes.size).to.be.at.most(maxSizeBytes);
    const { width } = await createImageBitmap(verdict.bytes);
    expect(width).to.be.at.least(1600);
    const asIs = { ...address, maxSizeBytes, privacy: { stripMetadata: true, allowReencode: false } };
    expect(await inspectFile({ file, category: asIs }, signal)).to.deep.equal({ kind: 'refuse', refusal: { code: 'too_large', limit: maxSizeBytes, actual: file.size } });
    const tiny = { ...address, maxSizeBytes: 40_000 };
    expect(await inspectFile({ file, category: tiny }, signal)).to.deep.include({ kind: 'refuse' }).and.to.have.nested.property('refusal.code', 'too_large');
  });

  it('does not take ballast for a picture that is too large', async () => {
    const maxSizeBytes = 500_000;
    const verdictOf = async (sizeBytes: number) => {
      const file = await padded(await specimen('id-good.jpg'), sizeBytes);
      expect(file.size).to.equal(sizeBytes);
      return inspectFile({ file, category: { ...address, maxSizeBytes } }, signal);
    };
    expect(await verdictOf(maxSizeBytes)).to.include({ kind: 'accept' });
    expect(await verdictOf(maxSizeBytes + 1)).to.deep.equal({ kind: 'refuse', refusal: { code: 'too_large', limit: maxSizeBytes, actual: maxSizeBytes + 1 } });
  });

  it('takes a picture that is too large only by what its camera wrote', async () => {
    const maxSizeBytes = 500_000;
    const photo = await padded(await specimen('id-good.jpg'), 900_000, 0xe1);
    const verdict = await inspectFile({ file: photo, category: { ...address, maxSizeBytes } }, signal);
    expect(verdict).to.include({ kind: 'accept' }).and.to.have.nested.property('bytes.size').that.is.below(maxSizeBytes);
    const ballast = await padded(photo, 900_000 + maxSizeBytes);
    expect(await inspectFile({ file: ballast, category: { ...address, maxSizeBytes } }, signal)).to.have.nested.property('refusal.code', 'too_large');
  });

  it('turns and crops when asked to', async () => {
    const file = await specimen('id-good.jpg');
    const edits = { turns: 1, crop: { x: 0, y: 0, width: 1, height: 0.5 } } as const;
    const verdict = await inspectFile({ file, category: address, edits }, signal);
    if (verdict.kind === 'refuse') throw new Error(verdict.refusal.code);
    const { width, height } = await createImageBitmap(verdict.bytes);
    expect([width, height]).to.deep.equal([1200, 800]);
    expect(verdict.mediaType).to.equal('image/jpeg');
  });

  it('takes what the provider lists and no reader knows as it is, unless it is something else', async () => {
    const type = 'application/msword';
    const letter = new File(['\xd0\xcf\x11\xe0 a letter'], 'letter.doc', { type });
    const category = { ...address, accept: ['application/pdf', type] };
    expect(await inspectFile({ file: letter, category }, signal)).to.include({ kind: 'accept', bytes: letter, mediaType: type });
    expect(await inspectFile({ file: letter, category: address }, signal)).to.have.nested.property('refusal.code', 'type_not_allowed');
    const page = new File(['<!doctype html>'], 'letter.doc', { type });
    expect(await inspectFile({ file: page, category }, signal)).to.have.nested.property('refusal.code', 'type_mismatch');
    const program = new File(['MZ'], 'letter.doc.exe', { type });
    expect(await inspectFile({ file: program, category }, signal)).to.have.nested.property('refusal.code', 'type_not_allowed');
    expect(await inspectFile({ file: letter, category: { ...category, maxSizeBytes: 5 } }, signal)).to.have.nested.property('refusal.code', 'too_large');
  });

  it('takes a PDF as it is, up to the limit', async () => {
    const file = specimenFile('bill.pdf');
    expect(await inspectFile({ file, category: address }, signal)).to.include({ kind: 'accept', mediaType: 'application/pdf', bytes: file });
    const refusal = { code: 'too_large', limit: 100, actual: file.size };
    expect(await inspectFile({ file, category: { ...address, maxSizeBytes: 100 } }, signal)).to.deep.equal({ kind: 'refuse', refusal });
  });

  it('tells a file that can no longer be read', async () => {
    const file = specimenFile();
    const gone = () => Promise.reject(new DOMException('', 'NotReadableError'));
    Object.defineProperty(file, 'slice', { value: () => ({ arrayBuffer: gone }) });
    Object.defineProperty(file, 'arrayBuffer', { value: gone });
    expect(await inspectFile({ file, category: address }, signal)).to.deep.equal({ kind: 'refuse', refusal: { code: 'file_changed' } });
  });

  it('stops when nobody waits any more', async () => {
    const controller = new AbortController();
    controller.abort();
    const error = await inspectFile({ file: await specimen('id-good.jpg'), category: address }, controller.signal).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KycError).with.property('code', 'aborted');
  });
});

describe('hashBlob', () => {
  it('gives the SHA-256 of the bytes, over several slices', async () => {
    const bytes = new Uint8Array(2_500_001).map((_byte, index) => index % 251);
    expect(await hashBlob(new Blob([bytes]), new AbortController().signal)).to.equal(hex(await crypto.subtle.digest('SHA-256', bytes)));
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    controller.abort();
    const error = await hashBlob(new Blob(['x']), controller.signal).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KycError).with.property('code', 'aborted');
  });
});
