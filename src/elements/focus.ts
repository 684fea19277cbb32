/** Where a person goes on after an act, by the `id`s of places that may be gone. */
import type { InteractionHost } from './interaction.ts';

/** Shows and focuses the first of the places that is there. */
export function focusFirst(host: InteractionHost, places: readonly string[]): void {
  const place = places.filter(Boolean).map((id) => host.find(id)).find((element) => element !== null);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}
