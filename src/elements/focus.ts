/** Where a person goes on after an act, by the `id`s of places that may be gone. */
import type { InteractionHost } from './interaction.ts';

/** Shows and focuses the first of the places that is there. */
export function focusFirst(host: InteractionHost, places: readonly string[], block: ScrollLogicalPosition = 'center'): void {
  const place = places.filter(Boolean).map((id) => host.find(id)).find((element) => element !== null);
  place?.scrollIntoView({ block });
  place?.focus({ preventScroll: true });
}

/** Nothing on the whole page has it: what had it is gone. Else the person is somewhere, and is left there. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
