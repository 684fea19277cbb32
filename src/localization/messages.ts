/**
 * The catalogue's types. English is the source: its objects are the types, so a missing key in another language does
 * not compile. The core is what the entry shows; the page's texts load with the page's views.
 */
import type { enAfter } from './locales/en-after.ts';
import type { enCamera } from './locales/en-camera.ts';
import type { enCore } from './locales/en-core.ts';
import type { enDecisions } from './locales/en-decisions.ts';
import type { enPage } from './locales/en-page.ts';
import type { enStatus } from './locales/en-status.ts';
import type { enTicket } from './locales/en-ticket.ts';
import type { enUploads } from './locales/en-uploads.ts';

export type CoreMessages = typeof enCore;
export type PageMessages = typeof enPage;
/** Part of the page's: what is said about a file on its way. */
export type UploadMessages = typeof enUploads;
/** Part of the page's: decisions, comments, requests. */
export type DecisionMessages = typeof enDecisions;

/** What loads later says; its English comes with it, other languages bring it along. */
export type AfterMessages = typeof enAfter;
export type CameraMessages = typeof enCamera;
export type TicketMessages = typeof enTicket;
/** What `<kyc-status>` says: a small file of its own in each language. */
export type StatusMessages = typeof enStatus;
type LateMessages = AfterMessages & CameraMessages & TicketMessages;

/** What the page is drawn with. */
export type Catalogue = CoreMessages & PageMessages;
/** One language, complete. */
export type CompleteCatalogue = Catalogue & LateMessages;

/** What is there from the start, and the page's texts once they are loaded. */
export interface Messages extends CoreMessages, Partial<PageMessages & LateMessages> {}

type Overridable = CompleteCatalogue & StatusMessages;
/** Single texts of a host's own, the same for both elements; groups may be given in part. */
export type MessageOverrides = {
  readonly [Key in keyof Overridable]?: Overridable[Key] extends Record<string, unknown> ? Partial<Overridable[Key]> : Overridable[Key];
};

/** The catalogue with a host's own texts in place; groups are merged one level deep. */
export function withOverrides<T extends object>(messages: T, overrides: MessageOverrides | undefined): T {
  if (!overrides) return messages;
  const merged: Record<string, unknown> = { ...(messages as object) };
  for (const [key, text] of Object.entries(overrides)) {
    if (text !== undefined) merged[key] = isGroup(text) && isGroup(merged[key]) ? { ...merged[key], ...text } : text;
  }
  return merged as T;
}

/** The entry of a group for a code from outside; undefined when the catalogue does not know it. */
export function lookUp<T extends object>(group: T, code: string | null | undefined): T[keyof T] | undefined {
  return code && Object.hasOwn(group, code) ? group[code as keyof T] : undefined;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
