/** The configuration's draft: changes by place, ids that stay, and what is said about it. */
import { expect } from '@open-wc/testing';
import { differencesOf, draftOf, isChanged, keyOf, moved, newCategory, withIds, withValue } from '../../demo/review/configuration-draft.ts';
import { effectSentences, ownerOf, sentenceOf } from '../../demo/review/configuration-words.ts';
import type { Configuration } from '../../demo/review/schemas.ts';

const configuration: Configuration = {
  enabled: true, availability: 'both', automaticApproval: false, rejectedCustomerStatus: 'locked', consents: [], privacyNotice: null,
  categories: [{ ...newCategory(), id: 'identity', title: 'ID Proof', documentTypes: [{ id: 'passport', title: 'Passport', sides: ['single'], exampleUrl: null, instructions: [], fields: [] }] }],
};

describe('the draft of a configuration', () => {
  it('changes one place and keeps everything beside it', () => {
    const next = withValue(configuration, 'categories.0.documentTypes.0.title', 'Travel document');
    expect(next.categories[0]?.documentTypes[0]?.title).to.equal('Travel document');
    expect(configuration.categories[0]?.documentTypes[0]?.title).to.equal('Passport');
    expect(next.consents).to.equal(configuration.consents);
  });

  it('is unchanged once everything is as it was saved', () => {
    const draft = draftOf({ etag: '"1"', value: configuration });
    const other = withValue(configuration, 'enabled', false);
    expect(isChanged({ ...draft, configuration: other })).to.equal(true);
    expect(isChanged({ ...draft, configuration: withValue(other, 'enabled', true) })).to.equal(false);
  });

  it('makes ids of titles once, and never changes one that is there', () => {
    const added = withValue(configuration, 'categories', [...configuration.categories,
      { ...newCategory(), title: 'Identity' }, { ...newCategory(), title: 'Réception (2)' }, { ...newCategory(), title: 'عنوان' }]);
    const named = withIds(added);
    expect(named.categories.map(({ id }) => id)).to.deep.equal(['identity', 'identity_2', 'reception_2', 'item']);
    const renamed = withIds(withValue(named, 'categories.2.title', 'Front desk'));
    expect(renamed.categories[2]?.id).to.equal('reception_2');
  });

  it('keeps the row of what was new when it gets its id', () => {
    const category = { ...newCategory(), title: 'Selfie' };
    const [saved] = withIds({ ...configuration, categories: [category] }).categories;
    expect(saved && keyOf(saved)).to.equal(keyOf(category));
  });

  it('moves a thing one place', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).to.deep.equal(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).to.deep.equal(['b', 'a', 'c']);
  });

  it('names what somebody else changed', () => {
    const other = withValue(withValue(configuration, 'categories.0.minDocuments', 2), 'enabled', false);
    expect(differencesOf(configuration, other)).to.deep.equal(['ID Proof', 'General settings or the order']);
    expect(differencesOf(configuration, { ...configuration, categories: [] })).to.deep.equal(['ID Proof (removed)', 'General settings or the order']);
  });

  it('says where something does not fit, and what to do', () => {
    expect([ownerOf('categories.0.documentTypes.0.title', configuration), sentenceOf('categories.0.documentTypes.0.title')]).to.deep.equal(['ID Proof, Passport', 'Give it a title.']);
    expect(ownerOf('categories.0.maxSizeBytes', configuration)).to.equal('ID Proof');
    expect(sentenceOf('categories.0.something')).to.equal('This does not fit. Please look at it again.');
  });

  it('says what a change means for open cases', () => {
    expect(effectSentences({ openCases: 12, effects: [{ kind: 'asked', title: 'Selfie', cases: 12 }, { kind: 'kept', title: 'Address', cases: 1 }] }))
      .to.deep.equal(['12 open cases will ask for Selfie at their next visit.', '1 open case holds documents of Address: they stay visible, and no more are taken.']);
  });
});
