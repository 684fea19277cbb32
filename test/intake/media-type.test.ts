import { expect } from '@open-wc/testing';
import { mediaTypeOfBytes, peekRefusal } from '../../src/intake/formats/media-type.ts';
import { identityCategory } from '../../src/testing/specimens.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const typeOf = (text: string) => mediaTypeOfBytes(bytes(text));
const jpeg = '\xff\xd8\xff\xe0';

function refusal(name: string, type: string, content: string) {
  return peekRefusal({ name, type }, bytes(content), identityCategory)?.code;
}

describe('the type by content', () => {
  it('is told by the first bytes', () => {
    expect(typeOf(jpeg)).to.equal('image/jpeg');
    expect(typeOf('RIFF\0\0\0\0WEBPVP8 ')).to.equal('image/webp');
    expect(typeOf('%PDF-1.7')).to.equal('application/pdf');
    expect(typeOf('\ufeff <!DOCTYPE html>'.replace('\ufeff', '\xef\xbb\xbf'))).to.equal('text/html');
    expect(typeOf('<?xml version="1.0"?><svg>')).to.equal('image/svg+xml');
    expect(typeOf('')).to.equal('');
  });

  it('is PDF also behind what viewers skip', () => {
    for (const start of [' ', '\r\n', '\xef\xbb\xbf', `\x1b%-12345X@PJL JOB\r\n@PJL SET NAME="${'x'.repeat(200)}"\r\n@PJL ENTER LANGUAGE=PDF\r\n`]) {
      expect(typeOf(`${start}%PDF-1.7`), start).to.equal('application/pdf');
    }
    expect(typeOf('<!doctype html>\n%PDF-1.7')).to.equal('text/html');
    expect(typeOf('Dear all,\n%PDF-1.7')).to.equal('');
  });

  it('is PNG also with a signature that was damaged on the way', () => {
    for (const start of ['\x89PNG\r\n\x1a\n', '\x09PNG\r\n\x1a\n', '\x89QNG\r\n\x1a\n', '\x89PNG\n\x1a\n', '\x89PNG\r\r\n\x1a\r\n']) {
      expect(typeOf(`${start}\0\0\0\x0dIHDR`)).to.equal('image/png');
    }
  });

  it('is told by the brands, as far as their box goes', () => {
    expect(typeOf('\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf')).to.equal('image/heic');
    expect(typeOf('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf')).to.equal('image/avif');
    expect(typeOf('\0\0\0\x18ftypmif1\0\0\0\0mif1miafavif')).to.equal('image/heif');
    expect(typeOf('\0\0\0\x18ftypisom\0\0\0\0isommp41')).to.equal('video/mp4');
  });
});

describe('the first look', () => {
  it('takes what is allowed, under whatever name', () => {
    expect(refusal('card.png', 'image/png', jpeg)).to.equal(undefined);
    expect(refusal('passport', '', jpeg)).to.equal(undefined);
    expect(refusal('photo.php.jpg', 'image/jpeg', jpeg)).to.equal(undefined);
  });

  it('says whether it claims to be what it is not', () => {
    expect(refusal('card.jpg', 'image/jpeg', '<!doctype html>')).to.equal('type_mismatch');
    expect(refusal('card.jpg', '', 'GIF89a')).to.equal('type_mismatch');
    expect(refusal('card.gif', 'image/gif', 'GIF89a')).to.equal('type_not_allowed');
    expect(refusal('contract.docx', '', 'PK\x03\x04')).to.equal('type_not_allowed');
  });

  it('refuses a picture that a system would run', () => {
    for (const ending of ['exe', 'EXE', 'js', 'html', 'svg', 'hta', 'exe ', 'exe.']) {
      expect(refusal(`card.jpg.${ending}`, 'image/jpeg', jpeg), ending).to.equal('type_not_allowed');
    }
  });

  it('takes no drawing that can carry scripts, also where every image may come', () => {
    expect(peekRefusal({ name: 'a.svg', type: 'image/svg+xml' }, bytes('<svg '), { ...identityCategory, accept: ['image/*'] }))
      .to.deep.equal({ code: 'type_not_allowed', limit: 'image/*', actual: 'image/svg+xml' });
  });
});
