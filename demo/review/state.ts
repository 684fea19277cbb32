/** What the review page shows: one immutable object, changed only through `App.update`. */
import type { Verification } from '../../src/model/verification.ts';
import type { Draft } from './configuration-draft.ts';
import { queryOf, type QueueQuery } from './queue-query.ts';
import type { Desk } from './case-desk.ts';
import type { AuditEntry, Contact, ListedCustomer, Mail, Round, Summary, Ticket, Webhook } from './schemas.ts';
import type { Session } from './session.ts';

export type Route =
  | { readonly kind: 'queue'; readonly query: QueueQuery }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'configuration' }
  | { readonly kind: ListRoom; readonly filters: Filters };

/** Rooms that are one list; what they show of it stands in their address. */
export const listRooms = ['customers', 'outbox', 'webhooks', 'audit'] as const;
export type ListRoom = (typeof listRooms)[number];
export type Filters = Readonly<Record<string, string>>;

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

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
  /** By tab: a status, `waiting`, or '' for all. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Case {
  readonly verification: Verification;
  readonly contact: Contact;
  readonly rounds: readonly Round[];
  readonly tickets: readonly Ticket[];
  readonly audit: readonly AuditEntry[];
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
  readonly customers: Loadable<Page<ListedCustomer>>;
  readonly outbox: Loadable<Page<Mail>>;
  readonly webhooks: Loadable<Page<Webhook>>;
  readonly audit: Loadable<Page<AuditEntry>>;
}

export function routeOf(hash: string): Route {
  const [, name, id] = /^#\/(\w+)(?:\/([^/?]+))?(?:\?.*)?$/.exec(hash) ?? [];
  if (name === 'case' && id) return { kind: 'case', id: decodeURIComponent(id) };
  if (name === 'configuration') return { kind: name };
  const room = listRooms.find((each) => each === name);
  if (room) return { kind: room, filters: filtersOf(hash) };
  return { kind: 'queue', query: queryOf(hash) };
}

/** `#/customers?status=locked&q=berg` */
export function roomHash(room: ListRoom, filters: Filters): string {
  const search = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString();
  return `#/${room}${search && `?${search}`}`;
}

function filtersOf(hash: string): Filters {
  return Object.fromEntries(new URLSearchParams(/\?(.*)$/.exec(hash)?.[1] ?? ''));
}
