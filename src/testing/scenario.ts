/** What a scenario is. */
import type { KycEventName } from '../model/events.ts';
import type { Verification } from '../model/verification.ts';
import { MemoryKycClient } from './memory-client.ts';
import { specimenNow, verification } from './specimens.ts';

/** The part of `<kyc-verification>` that a scenario acts on. */
export interface ScenarioElement extends Pick<EventTarget, 'addEventListener'> {
  addFiles(
    categoryId: string, files: Iterable<File>,
    options?: { documentTypeId?: string; side?: 'single' | 'front' | 'back' | 'page'; documentId?: string; replaces?: string },
  ): Promise<readonly { readonly uploadId: string }[]>;
  pause(uploadId?: string): Promise<void>;
  submit(): Promise<void>;
  /** For what people do with the page itself. */
  readonly shadowRoot?: ShadowRoot | null;
}

export interface ScenarioRun {
  readonly client: MemoryKycClient;
  /** Attributes and properties of the element besides `client`. */
  readonly properties?: { readonly readonly?: boolean; readonly disabled?: boolean };
  /** What the customer does once the verification is there. Resolves when the state is reached or on its way. */
  readonly act?: (element: ScenarioElement) => Promise<void>;
}

export interface Scenario {
  /** Kebab case, unique. */
  readonly name: string;
  readonly title: string;
  /** One sentence: who is where. */
  readonly description: string;
  /** A fresh run; runs share nothing. */
  create(): ScenarioRun;
}

/** A client at the scenarios' instant. */
export function clientWith(values: Partial<Verification> = {}): MemoryKycClient {
  return new MemoryKycClient({ verification: verification(values), now: () => Date.parse(specimenNow) });
}

/** Resolves with the next event of that name. */
export function nextEvent(element: ScenarioElement, name: KycEventName): Promise<unknown> {
  return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
}
