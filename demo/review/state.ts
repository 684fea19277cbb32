/** What the review page shows: one immutable object, changed only through `App.update`. */
import type { Verification } from '../../src/model/verification.ts';
import type { ConfigurationProblem } from './configuration-draft.ts';
import { queryOf, type QueueQuery } from './queue-query.ts';
import type { Desk } from './case-desk.ts';
import type { AuditEntry, Configuration, Contact, Mail, Round, Summary, Ticket } from './schemas.ts';
import type { Session } from './session.ts';

export type Route =
  | { readonly kind: 'queue'; readonly query: QueueQuery }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'configuration' }
  | { readonly kind: 'outbox' };

export type Loadable<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly text: string }
  | { readonly phase: 'ready'; readonly value: T };

export interface Message {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
}

export interface Queue {
  readonly items: readonly Summary[];
  readonly nextCursor: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Case {
  readonly verification: Verification;
  readonly contact: Contact;
  readonly rounds: readonly Round[];
  readonly tickets: readonly Ticket[];
  readonly audit: readonly AuditEntry[];
}

export interface Draft {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
  readonly isChanged: boolean;
}

export interface State {
  readonly session: Session | null;
  readonly route: Route;
  readonly message: Message | null;
  /** A change is on its way; a second press waits for it. */
  readonly busy: boolean;
  readonly queue: Loadable<Queue>;
  readonly case: Loadable<Case>;
  readonly desk: Desk;
  readonly draft: Loadable<Draft>;
  readonly outbox: Loadable<readonly Mail[]>;
}

export function routeOf(hash: string): Route {
  const [, name, id] = /^#\/(\w+)(?:\/([^/?]+))?(?:\?.*)?$/.exec(hash) ?? [];
  if (name === 'case' && id) return { kind: 'case', id: decodeURIComponent(id) };
  if (name === 'configuration' || name === 'outbox') return { kind: name };
  return { kind: 'queue', query: queryOf(hash) };
}
