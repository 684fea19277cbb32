import { expect } from '@open-wc/testing';
import { matchingGroups, previewOf, reasonGroups, textsFor } from '../../demo/review/reasons.ts';
import { reasonWords } from '../../demo/review/words.ts';
import { reviewerCodes } from '../../demo/server/texts/reasons.ts';

const codesOf = (query: string, texts: Parameters<typeof matchingGroups>[1]): string[] =>
  matchingGroups(query, texts).flatMap(({ codes }) => codes);

describe('the catalogue of reasons', () => {
  it('has every reviewer code once, each with a word', () => {
    const codes = reasonGroups.flatMap((group) => group.codes);
    expect([...codes].sort()).to.deep.equal([...reviewerCodes].sort());
    expect(codes.filter((code) => !reasonWords[code])).to.deep.equal([]);
  });

  it('previews in the customer’s language and in English, every code with words of its own', async () => {
    for (const locale of ['de-AT', 'ar']) {
      const texts = await textsFor(locale);
      expect(texts.map(({ lang }) => lang)).to.deep.equal([locale.slice(0, 2), 'en']);
      for (const one of texts) {
        const said = reviewerCodes.map((code) => previewOf(one, { code, message: '', final: false }).what);
        expect(new Set(said).size).to.equal(reviewerCodes.length);
      }
    }
    expect((await textsFor('fr')).map(({ lang }) => lang)).to.deep.equal(['en']);
  });

  it('adds the reviewer’s sentence, and says what final means instead of what to do', async () => {
    const [english] = await textsFor('en');
    const preview = previewOf(english, { code: 'glare', message: ' Tilt it. ', final: true });
    expect(preview.how).to.equal(english.reason_final);
    expect(preview.quote).to.deep.equal({ by: english.reviewer_says({ author: english.reviewer }), message: 'Tilt it.' });
    expect(previewOf(english, { code: 'glare', message: ' ', final: false }).quote).to.equal(null);
  });

  it('is found by the reviewer’s words and by the customer’s', async () => {
    const texts = await textsFor('de');
    expect(codesOf('gla hides', texts)).to.deep.equal(['glare']);
    expect(codesOf('blitz', texts)).to.deep.equal(['glare']);
    expect(codesOf('', texts)).to.have.lengthOf(reviewerCodes.length);
    expect(codesOf('zzz', null)).to.deep.equal([]);
  });
});
