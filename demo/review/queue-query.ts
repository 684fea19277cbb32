/** What the queue shows, as words of its address: shared by a link, kept by the back button. */

export interface QueueQuery {
  /** `waiting` for a decision, a renewal's too; a verification status; or '' for all. */
  readonly status: string;
  /** Part of a name or an id. */
  readonly q: string;
  readonly type: string;
  readonly customerStatus: string;
  /** Only what has waited at least so many hours; '' for any. */
  readonly waitingOverHours: string;
  /** `newest`, `waiting` (the longest first), or '' for what fits the status. */
  readonly sort: string;
}

export const startQuery: QueueQuery = { status: 'waiting', q: '', type: '', customerStatus: '', waitingOverHours: '', sort: '' };

const names = Object.keys(startQuery) as (keyof QueueQuery)[];

/** `#/queue?status=&q=berg` → a query; what is left out is as at the start. */
export function queryOf(hash: string): QueueQuery {
  const [, search = ''] = /\?(.*)$/.exec(hash) ?? [];
  const given = new URLSearchParams(search);
  const query: Record<keyof QueueQuery, string> = { ...startQuery };
  for (const name of names) query[name] = given.get(name) ?? startQuery[name];
  return query;
}

export function hashOf(query: QueueQuery): string {
  const changed = names.filter((name) => query[name] !== startQuery[name]).map((name) => [name, query[name]]);
  const search = new URLSearchParams(changed).toString();
  return search ? `#/queue?${search}` : '#/queue';
}

/** As the server is asked; who waits for a decision is served in turn. */
export function searchOf(query: QueueQuery, cursor: string | null = null): URLSearchParams {
  const isWaiting = query.status === 'waiting';
  // Somebody completed whose renewal is under review waits, too: what waits is told by how long, not by the status.
  const which = isWaiting ? { status: '', waitingOverHours: query.waitingOverHours || '0' } : {};
  const sort = query.sort || (isWaiting ? 'waiting' : 'newest');
  const entries = Object.entries({ ...query, ...which, q: query.q.trim(), sort, cursor: cursor ?? '' });
  return new URLSearchParams(entries.filter(([, value]) => value !== ''));
}
