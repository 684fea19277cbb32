/** What the portal shows: one immutable object, changed only by `app.ts`. */
import type { Customer, Failure } from './api.ts';
import type { Settings } from './settings.ts';

export const pages = ['servers', 'profile', 'languages', 'password', 'payment', 'kyc', 'keys', 'notifications'] as const;
export type Page = (typeof pages)[number];

export interface State {
  readonly phase: 'loading' | 'unreachable' | 'signed_out' | 'signed_in';
  readonly customer: Customer | null;
  readonly page: Page;
  readonly settings: Settings;
  readonly menuOpen: boolean;
  readonly signingIn: boolean;
  readonly failure: Failure | null;
  /** How far saving the profile is. */
  readonly saving: 'busy' | 'done' | Failure | null;
  readonly isOrdered: boolean;
  readonly notice: 'ended' | 'signedOut' | null;
  /** The status a toast announces, until dismissed. */
  readonly toast: string | null;
}

/** The page a hash names; the verification is the front page of this portal. */
export function pageOf(hash: string): Page {
  const name = hash.replace(/^#\/?/, '');
  return pages.find((page) => page === name) ?? 'kyc';
}
