/** The event map for hosts: `addEventListener('kyc-…')` knows its detail, on the element and above it. */
import type { KycEventDetails } from '../model/events.ts';

export type KycEventMap = { [Name in keyof KycEventDetails]: CustomEvent<KycEventDetails[Name]> };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into the DOM's own map
  interface GlobalEventHandlersEventMap extends KycEventMap {}
}
