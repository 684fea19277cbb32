import { expect } from '@open-wc/testing';
import { displayName, endingOf, graphemes } from '../../src/model/file-name.ts';
import { naughtyStrings } from '../support/fixtures.ts';

const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';

describe('the name that is shown', () => {
  it('is the last part of a path, whatever the slashes', () => {
    expect(displayName('../../../../etc/cron.d/kyc.jpg')).to.equal('kyc.jpg');
    expect(displayName('C:\\fakepath\\..\\win.jpg')).to.equal('win.jpg');
    expect(displayName('scans/')).to.equal('scans');
  });

  it('has no controls and nothing that reorders it', () => {
    expect(displayName('nul\u0000byte.jpg')).to.equal('nulbyte.jpg');
    expect(displayName('passport\u202egpj.exe')).to.equal('passportgpj.exe');
    expect(displayName('a\u0085\u2028\u2029\u061c\u200e\u200f\u202a\u2066\u2069\ufeffb.pdf')).to.equal('ab.pdf');
  });

  it('keeps what belongs to its characters', () => {
    expect(displayName(`${family} passport \u{1f1fa}\u{1f1f3}.jpg`)).to.equal(`${family} passport \u{1f1fa}\u{1f1f3}.jpg`);
    expect(displayName('\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.jpg')).to.contain('\u200c');
  });

  it('is composed, and whole', () => {
    expect(displayName('Ausweis mu\u0308ller.jpg')).to.equal('Ausweis m\u00fcller.jpg');
    expect(displayName('half \ud83d.jpg')).to.equal('half \ufffd.jpg');
  });

  it('is never empty', () => {
    for (const name of ['', ' ', '..', '/', '\u202e', '///..\\', '\u0000']) expect(displayName(name)).to.equal('file');
    expect(displayName('.jpg')).to.equal('.jpg');
  });

  it('fits the wire without a cut character, and keeps its ending', () => {
    const long = displayName(`${family.repeat(40)}.jpg`);
    expect(long).to.match(/\.jpg$/).and.to.have.length.within(245, 255);
    expect([...graphemes(long)].slice(0, -4)).to.satisfy((characters: string[]) => characters.every((each) => each === family));
    expect(displayName(`${'a'.repeat(300)}.jpg`)).to.equal(`${'a'.repeat(251)}.jpg`);
    expect(displayName(`a${'\u0301'.repeat(400)}.jpg`)).to.have.length(255).and.to.match(/\.jpg$/);
  });

  it('stays as it is when shown again, for every naughty string', async () => {
    for (const { value } of await naughtyStrings()) {
      const name = displayName(value);
      expect(name).to.match(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
      expect(displayName(name)).to.equal(name);
    }
  });
});

describe('the ending', () => {
  it('is the last one, as a system takes it', () => {
    expect(endingOf('photo.jpg.EXE')).to.equal('.exe');
    expect(endingOf('passport\u202egpj.exe')).to.equal('.exe');
    expect(endingOf('photo.exe. .')).to.equal('.exe');
    expect(endingOf('passport')).to.equal('');
  });
});
