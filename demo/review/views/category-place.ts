/** Which category of the draft an editor works on, and how its controls are named and read. */
import type { Configuration, ConfiguredCategory } from '../schemas.ts';

export interface CategoryPlace {
  readonly configuration: Configuration;
  readonly index: number;
  readonly edit: (next: Configuration) => void;
}

export function categoryOf({ configuration, index }: CategoryPlace): ConfiguredCategory {
  const category = configuration.categories[index];
  if (!category) throw new RangeError(`There is no category ${index}.`);
  return category;
}

export function control({ index }: CategoryPlace, name: string): string {
  return `category-${index}-${name}`;
}

export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}
