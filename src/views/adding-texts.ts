/** The catalogue with the texts for adding, whose English comes with these views and is filled in where none is loaded. */
import { enAdding } from '../localization/locales/en-adding.ts';
import type { Catalogue, Messages } from '../localization/messages.ts';

const complete = new WeakMap<Messages, Catalogue>();

export function addingTexts(texts: Messages): Catalogue {
  const known = complete.get(texts);
  if (known) return known;
  const catalogue: Catalogue = { ...enAdding, ...texts };
  complete.set(texts, catalogue);
  return catalogue;
}
