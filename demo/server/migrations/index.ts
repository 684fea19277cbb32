/** Every migration by name, in the order they run. Text in modules, so that the built bundle carries them along. */
import { foundation } from './0001-foundation.ts';
import { outboxOrder } from './0002-outbox-order.ts';
import { usage } from './0003-usage.ts';
import { people } from './0004-people.ts';
import { provider } from './0005-provider.ts';

export interface Migration {
  readonly name: string;
  /** One statement each. */
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  { name: '0001-foundation', statements: foundation },
  { name: '0002-outbox-order', statements: outboxOrder },
  { name: '0003-usage', statements: usage },
  { name: '0004-people', statements: people },
  { name: '0005-provider', statements: provider },
];
