import { expect } from '@open-wc/testing';
import { hashBlob } from '../../src/intake/hash.ts';
import { inspectFile } from '../../src/intake/inspect-file.ts';
import { KycError } from '../../src/model/errors.ts';

const hex = (buffer: ArrayBuffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('inspectFile', () => {
  it('accepts what the server takes', async () => {
    const verdict = await inspectFile(new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' }));
    expect(verdict).to.include({ kind: 'accept', mediaType: 'application/pdf' });
  });

  it('knows the type by the ending where the system knows none', async () => {
    expect(await inspectFile(new File(['x'], 'photo.JPG'))).to.include({ kind: 'accept', mediaType: 'image/jpeg' });
  });

  it('tells a file that can no longer be read', async () => {
    const file = new File(['x'], 'a.jpg', { type: 'image/jpeg' });
    Object.defineProperty(file, 'slice', { value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) });
    expect(await inspectFile(file)).to.deep.equal({ kind: 'refuse', refusal: { code: 'file_changed' } });
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
