/** What somebody was writing when they were signed out, in this page's memory only, until the same person is back. */

type Words = ReadonlyMap<string, string>;

/** Text in a form, by where it stands. */
export function wordsIn(root: ParentNode): Words {
  return new Map(textsIn(root).filter(({ value }) => value.trim() !== '').map((text) => [placeOf(text), text.value]));
}

/** Puts words back where they stood, and unfolds what hides them. */
export function putBack(words: Words, root: ParentNode): void {
  for (const text of textsIn(root)) {
    const value = words.get(placeOf(text));
    if (value === undefined || text.value !== '') continue;
    text.value = value;
    text.dispatchEvent(new Event('input', { bubbles: true }));
    const folded = text.closest('details');
    if (folded) folded.open = true;
  }
}

function textsIn(root: ParentNode): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('form textarea, form input:not([type]), form input[type="text"]')];
}

/** The name of what surrounds it and its own. */
function placeOf(text: HTMLElement): string {
  const around = text.closest('[aria-labelledby], [aria-label], [id]:not(#main)');
  const name = around?.getAttribute('aria-label') ?? around?.getAttribute('aria-labelledby') ?? around?.id ?? '';
  return `${location.hash} ${name} ${text.getAttribute('name') ?? text.id}`;
}
