/** The rooms that are one list: how each is read, and how it goes on. */
import type { AdminApi } from './api.ts';
import type { ListRoom, Page, Route, State } from './state.ts';

type RoomRoute = Extract<Route, { kind: ListRoom }>;

export const roomTitles: Readonly<Record<Route['kind'], string>> = {
  queue: 'Queue', case: 'Case', customers: 'Customers', configuration: 'Configuration', outbox: 'Outbox', webhooks: 'Webhooks', audit: 'Audit',
};

export function readRoom(api: AdminApi, { kind, filters }: RoomRoute, cursor: string | null = null): Promise<Page<unknown>> {
  switch (kind) {
    case 'customers':
      return api.customers(filters, cursor);
    case 'outbox':
      return api.outbox(filters);
    case 'webhooks':
      return api.webhooks();
    case 'audit':
      return api.auditPage(filters, cursor);
  }
}

/** The list with its next page. */
export async function moreOf(api: AdminApi, route: RoomRoute, state: State): Promise<Partial<State>> {
  const shown = state[route.kind];
  if (shown.phase !== 'ready' || shown.value.nextCursor === null) return {};
  const { items, nextCursor } = await readRoom(api, route, shown.value.nextCursor);
  return { [route.kind]: { phase: 'ready', value: { items: [...shown.value.items, ...items], nextCursor } } };
}
