/** Every language says everything English says, in its own words and forms. */
import { expect } from '@open-wc/testing';
import { createFormatters } from '../../src/localization/formatters.ts';
import { bundledMessages, loadMessages, supportedLanguages } from '../../src/localization/load-messages.ts';
import ar from '../../src/localization/locales/ar.ts';
import de from '../../src/localization/locales/de.ts';
import en from '../../src/localization/locales/en.ts';
import { lookUp, withOverrides, type Catalogue } from '../../src/localization/messages.ts';
import { mediaTypesText } from '../../src/localization/media-types.ts';
import { pluralIn } from '../../src/localization/plural.ts';
import { sentences } from '../../src/localization/sentences.ts';

type Entry = readonly [path: string, value: unknown];

/** Every text with its path; functions are called with parameters that name themselves. */
function entries(value: unknown, path = ''): Entry[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => entries(item, `${path}.${index}`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => entries(item, path ? `${path}.${key}` : key));
  }
  return [[path, value]];
}

const named = (count: number) => new Proxy({}, {
  get: (_target, key) => (key === 'count' ? { value: count, text: `<${count}>` } : `<${String(key)}>`),
});
const say = (value: unknown, count = 3): string => (typeof value === 'function' ? (value as (p: object) => string)(named(count)) : String(value));
const pathsOf = (catalogue: Catalogue) => entries(catalogue).map(([path]) => path);
/** Parameters a text names. Counts may be left out where a language has a word for one and two. */
const parameters = (text: string) => [...new Set(text.match(/<[a-z]+>/g) ?? [])].toSorted();

const languages: readonly (readonly [string, Catalogue])[] = [['de', de], ['ar', ar]];

/** The reasons of the corpus' manifest, and `hash_mismatch`. */
const intakeCodes = ['animated', 'blurry', 'cropped', 'duplicate', 'empty_file', 'file_changed', 'glare', 'low_resolution', 'not_a_file',
  'pdf_active_content', 'pdf_corrupt', 'pdf_encrypted', 'pdf_no_pages', 'pdf_too_many_pages', 'tilted', 'too_bright', 'too_dark',
  'too_few_pixels', 'too_large', 'too_many_files', 'too_many_pixels', 'truncated', 'type_mismatch', 'type_not_allowed',
  'unreadable_image', 'hash_mismatch'];

describe('catalogues', () => {
  for (const [language, catalogue] of languages) {
    describe(language, () => {
      it('has the texts of English, no more and no fewer', () => {
        const isPlace = (path: string) => !path.startsWith('instruction.');
        expect(pathsOf(catalogue).filter(isPlace).toSorted()).to.deep.equal(pathsOf(en).filter(isPlace).toSorted());
      });

      it('leaves no text empty or in English', () => {
        const english = new Map(entries(en));
        const same = entries(catalogue).filter(([path, value]) => {
          const text = say(value);
          const original = say(english.get(path));
          return original !== '' && (text.trim() === '' || text === original);
        });
        const alike = ['dir', 'failure_code', 'reviewer_says', 'add_for', 'of_file', 'missing.side_missing', 'support_about.document', 'reviewer', 'status.rejected'];
        expect(same.map(([path]) => path).filter((path) => !alike.includes(path))).to.deep.equal([]);
      });

      it('names the same parameters as English', () => {
        const english = new Map(entries(en));
        const wrong = entries(catalogue).filter(([path, value]) =>
          typeof value === 'function' && String(parameters(say(value))) !== String(parameters(say(english.get(path)))));
        expect(wrong.map(([path]) => path)).to.deep.equal([]);
      });

      it('says every phrase for 0, 1, 2, 3, 11 and 100', () => {
        const odd = entries(catalogue).filter(([, value]) => typeof value === 'function')
          .flatMap(([path, value]) => [0, 1, 2, 3, 11, 100].map((count) => [path, say(value, count)] as const))
          .filter(([, text]) => text.trim() === '' || /undefined|null|\[object|#/.test(text));
        expect(odd).to.deep.equal([]);
      });
    });
  }

  it('keeps English sentences at 15 words or fewer', () => {
    const long = entries(en).flatMap(([path, value]) => say(value).split(/(?<=[.?!;])\s+/).map((sentence) => [path, sentence] as const))
      .filter(([, sentence]) => sentence.split(/\s+/).length > 15);
    expect(long).to.deep.equal([]);
  });

  it('never says “invalid” and does not blame', () => {
    const words = entries(en).filter(([, value]) => /invalid|illegal|you failed|your fault|error/i.test(say(value)));
    expect(words.map(([path]) => path)).to.deep.equal([]);
  });

  it('has advice for every reviewer code of the contract', () => {
    const codes = ['blurred', 'glare', 'too_dark', 'cropped', 'covered', 'damaged', 'unreadable', 'wrong_side', 'missing_side',
      'missing_page', 'wrong_type', 'wrong_category', 'not_accepted', 'expired', 'name_mismatch', 'address_mismatch', 'dob_mismatch',
      'photo_mismatch', 'password_protected', 'corrupt', 'duplicate', 'suspected_tampering', 'underage', 'other'];
    expect(Object.keys(en.reason).toSorted()).to.deep.equal(codes.toSorted());
  });

  for (const [language, catalogue] of [['en', en], ...languages] as const) {
    it(`says in ${language} for every intake code what is wrong, with its numbers, and the way out`, () => {
      const numbered = ['pdf_too_many_pages', 'too_few_pixels', 'too_large', 'too_many_files', 'too_many_pixels', 'type_mismatch', 'type_not_allowed'];
      for (const code of intakeCodes) {
        const said = lookUp(catalogue.intake, code)?.({ limit: '<limit>', actual: '<actual>' }) ?? '';
        // What is wrong is one sentence, what to do another.
        expect(said.match(/[.:;] \S/g)?.length ?? 0, `${code}: ${said}`).to.be.above(0);
        expect([said.includes('<limit>'), said.includes('<actual>')], code).to.deep.equal([numbered.includes(code), numbered.includes(code)]);
      }
    });
  }

  it('knows every reason that a case of the corpus has', async () => {
    const { cases } = await (await fetch('/test/fixtures/corpus/manifest.json')).json() as { readonly cases: readonly { readonly expect: { readonly reason?: string } }[] };
    const reasons = cases.flatMap(({ expect: { reason } }) => reason ?? []);
    expect(reasons).to.have.length.above(10);
    expect(intakeCodes).to.include.members(reasons);
  });

  it('has a text for every intake code and every problem code', () => {
    const problems = ['unauthorized', 'not_found', 'too_many_files', 'too_many_documents', 'too_large', 'type_not_allowed', 'customer_locked',
      'not_open', 'not_asked_for', 'rate_limited', 'storage_full', 'version_conflict', 'incomplete', 'upload_incomplete',
      'consent_missing', 'prevented', 'connection_error', 'server_error', 'contract_error', 'session_error', 'hash_mismatch', 'other_tab', 'file_changed'];
    expect(Object.keys(en.intake)).to.include.members(intakeCodes);
    expect(Object.keys(en.problem)).to.include.members(problems);
  });

  it('says for everything that is waited for what it is', () => {
    const codes = ['connection_error', 'server_error', 'rate_limited', 'storage_full', 'session_error', 'unauthorized', 'contract_error', 'other_tab',
      'unexpected_redirect', 'upload_incomplete', 'hash_mismatch'];
    expect(Object.keys(en.waiting_for)).to.include.members(codes);
  });

  it('names the actual value and the limit of a file that is too large', () => {
    expect(en.intake.too_large({ actual: '14 MB', limit: '10 MB' }))
      .to.equal('This file is 14 MB. The limit is 10 MB. Try a photo instead of a scan.');
  });
});

describe('plural', () => {
  it('chooses the form by the language, with the number as written by the locale', () => {
    const inArabic = pluralIn('ar');
    const forms = { zero: 'z', one: 'o', two: 't', few: 'f #', many: 'm #', other: 'x #' };
    expect([0, 1, 2, 3, 11, 100].map((value) => inArabic({ value, text: `«${value}»` }, forms)))
      .to.deep.equal(['z', 'o', 't', 'f «3»', 'm «11»', 'x «100»']);
  });

  it('falls back to the form every language has', () => {
    expect(pluralIn('de')({ value: 1, text: '1' }, { other: '# Stück' })).to.equal('1 Stück');
  });

  it('takes text with dollar signs as text', () => {
    expect(pluralIn('en')({ value: 2, text: '$&' }, { other: '#!' })).to.equal('$&!');
  });
});

describe('sentences', () => {
  it('leaves out what is not known', () => {
    expect(sentences({ limit: '5' }, { actual: 'Has #.', limit: 'At most #.', advice: 'Choose fewer.' })).to.equal('At most 5. Choose fewer.');
  });
});

describe('loading a language', () => {
  it('takes the language of a regional tag and formats by the region', async () => {
    const { messages, locale, dir } = await loadMessages('de-AT');
    expect([messages.lang, locale, dir]).to.deep.equal(['de', 'de-AT', 'ltr']);
  });

  it('writes Arabic from right to left', async () => {
    const { dir, messages } = await loadMessages('ar-EG');
    expect([dir, messages.lang]).to.deep.equal(['rtl', 'ar']);
  });

  for (const tag of ['fr', 'xx-invalid-tag-that-is-too-long', '', 'constructor']) {
    it(`falls back to English words and formats for “${tag}”`, async () => {
      const { messages, locale, dir } = await loadMessages(tag);
      expect([messages.lang, locale, dir]).to.deep.equal(['en', 'en', 'ltr']);
    });
  }

  it('has English without waiting, and says which languages there are', () => {
    expect(bundledMessages.messages.lang).to.equal('en');
    expect(supportedLanguages).to.have.members(['en', 'de', 'ar']);
  });
});

describe('overrides', () => {
  it('replace single texts and leave the rest of a group', () => {
    const own = withOverrides(en, { support_title: 'Ask us', status: { pending: 'In review' } });
    expect([own.support_title, own.status.pending, own.status.completed]).to.deep.equal(['Ask us', 'In review', 'Completed']);
    expect(en.status.pending).to.equal('Pending');
  });

  it('that are absent change nothing', () => {
    expect(withOverrides(en, undefined)).to.equal(en);
  });
});

describe('looking up a code from outside', () => {
  it('knows its own keys only', () => {
    expect(lookUp(en.reason, 'constructor')).to.equal(undefined);
    expect(lookUp(en.reason, null)).to.equal(undefined);
    expect(lookUp(en.reason, 'glare')?.what).to.equal('Light reflects on the document.');
  });
});

describe('formatters', () => {
  const english = createFormatters('en');
  const german = createFormatters('de');

  it('write sizes in decimal units', () => {
    expect([0, 999, 312_000, 999_600, 2_400_000, 1_500_000_000].map((size) => english.bytes(size)))
      .to.deep.equal(['0 bytes', '999 bytes', '312 KB', '1 MB', '2.4 MB', '1.5 GB']);
    expect(german.bytes(2_400_000)).to.equal('2,4 MB');
  });

  it('say a limit the way it was configured', () => {
    expect([10_485_760, 10_000_000, 500_000].map((size) => english.sizeLimit(size))).to.deep.equal(['10 MB', '10 MB', '500 KB']);
  });

  it('write ranges of hours, in days from two days on', () => {
    const ranges = [{ minHours: 2, maxHours: 24 }, { minHours: 24, maxHours: 72 }, { minHours: 0, maxHours: 1 }, { minHours: 4, maxHours: 4 }];
    expect(ranges.map((range) => english.hours(range))).to.deep.equal(['2–24 hours', '1–3 days', '1 hour', '4 hours']);
  });

  it('round lengths of time up, never to nothing', () => {
    expect([0, 2_400, 61_000, 5_400_000].map((ms) => english.duration(ms))).to.deep.equal(['1 sec', '3 sec', '2 min', '2 hr']);
  });

  it('say nothing for what is no time', () => {
    expect([english.dateTime(null), english.date('soon'), english.time(undefined)]).to.deep.equal(['', '', '']);
    expect(english.date('2026-11-22T10:00:00Z')).to.equal('Nov 22, 2026');
  });

  it('name media types as people do', () => {
    expect(mediaTypesText(english, ['image/jpeg', 'image/png', 'application/pdf'])).to.equal('JPG, PNG or PDF');
    expect(mediaTypesText(german, ['image/jpeg', 'application/x-foo'])).to.equal('JPG oder FOO');
  });

  it('give a count both as number and as written', () => {
    expect(createFormatters('de').count(1234)).to.deep.equal({ value: 1234, text: '1.234' });
  });
});
