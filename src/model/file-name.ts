/** A chosen file's name as it is shown and sent: one line, in the order in which it is read, without a path. */

/** Longest name on the wire, in UTF-16 units. */
const maxLength = 255;
/** An ending longer than this, its dot included, is part of the name. */
const maxEnding = 20;

// Controls, line and paragraph separators, everything that reorders text (UAX #9) or marks a place in it unseen.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Last part of the path, in NFC, without controls and direction overrides, at most 255 UTF-16 units; never empty. */
export function displayName(name: string): string {
  const parts = name.replace(unseen, '').toWellFormed().normalize('NFC').split(/[\\/]/).map((part) => part.trim());
  return shortened(parts.findLast((part) => !/^\.*$/.test(part)) ?? 'file');
}

/** The ending with its dot, in lower case, as a system would take it (dots and spaces after it are nothing to Windows). */
export function endingOf(name: string): string {
  return /\.[^.]*$/.exec(displayName(name).replace(/[. ]+$/, '').toLowerCase())?.[0] ?? '';
}

/** What a person takes for one character each (UAX #29); code points where the browser cannot tell. */
export function graphemes(text: string): Iterable<string> {
  // Missing before Firefox 125, whatever the types say.
  const { Segmenter } = Intl as { readonly Segmenter?: typeof Intl.Segmenter };
  return Segmenter ? segmentsOf(new Segmenter().segment(text)) : text;
}

function* segmentsOf(segments: Intl.Segments): Iterable<string> {
  for (const { segment } of segments) yield segment;
}

/** Loses the end of its stem, never half a character. */
function shortened(name: string): string {
  if (name.length <= maxLength) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= maxEnding ? name.slice(dot) : '';
  const most = maxLength - ending.length;
  // Marks without end make one character longer than a name may be.
  return (fitting(graphemes(name), most) || fitting(name, most)) + ending;
}

function fitting(characters: Iterable<string>, most: number): string {
  let start = '';
  for (const character of characters) {
    if (start.length + character.length > most) break;
    start += character;
  }
  return start;
}
