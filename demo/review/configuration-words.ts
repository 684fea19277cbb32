/** What the server says does not fit, and what a change means, in words that say what to do. */
import type { Configuration, Effects } from './schemas.ts';

const sentences: readonly (readonly [RegExp, string])[] = [
  [/\.title$/, 'Give it a title.'],
  [/\.label$/, 'Give it a name.'],
  [/\.minDocuments$/, 'Use a whole number, 0 or more.'],
  [/\.maxDocuments$/, 'Use a whole number, not below the least.'],
  [/\.maxSizeBytes$/, 'Use a number above 0.'],
  [/\.customerTypes$/, 'Choose at least one, or switch the category off.'],
  [/\.documentTypes$/, 'Add at least one document type.'],
  [/\.dueAt$/, 'Choose a day, or none.'],
  [/^consents\.\d+\.text$/, 'Write what the customer agrees to.'],
  [/^consents\.\d+\.version$/, 'Name the version of this wording.'],
  [/^privacyNotice\.url$/, 'Use a web address that begins with https://.'],
  [/^privacyNotice\.version$/, 'Name the version of the notice.'],
];

export function sentenceOf(place: string): string {
  return sentences.find(([pattern]) => pattern.test(place))?.[1] ?? 'This does not fit. Please look at it again.';
}

/** Whose place it is: "Selfie", "Selfie, Passport", "Consent 1". */
export function ownerOf(place: string, { categories }: Configuration): string {
  const [room, index, list, at] = place.split('.');
  const number = (text: string | undefined): number => Number(text) + 1;
  if (room === 'consents') return `Consent ${number(index)}`;
  if (room === 'privacyNotice') return 'Privacy notice';
  const category = categories[Number(index)];
  if (room !== 'categories' || !category) return 'Configuration';
  const name = category.title.trim() || `Category ${number(index)}`;
  if (list !== 'documentTypes' || at === undefined) return name;
  return `${name}, ${category.documentTypes[Number(at)]?.title.trim() || `document type ${number(at)}`}`;
}

/** One sentence for each thing that happens to open cases. */
export function effectSentences({ effects }: Effects): string[] {
  return effects.map(({ kind, title, cases }) => {
    const [who, verb] = cases === 1 ? ['1 open case', 's'] : [`${cases} open cases`, ''];
    const what = title ?? '';
    switch (kind) {
      case 'asked': return `${who} will ask for ${what} at their next visit.`;
      case 'more': return `${who} will ask for more documents of ${what} at their next visit.`;
      case 'kept': return `${who} hold${verb} documents of ${what}: they stay visible, and no more are taken.`;
      case 'dropped': return `${who} will not ask for ${what} any more.`;
      case 'not_required': return `${who} will ask for nothing any more. What was added is kept.`;
      case 'required': return `${who} will ask for documents again. What was added counts.`;
      default: return `${who}: ${kind.replaceAll('_', ' ')} ${what}`.trim();
    }
  });
}
