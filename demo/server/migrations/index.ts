/** Every migration by name, in the order they run. Text in modules, so that the built bundle carries them along. */
import { foundation } from './0001-foundation.ts';

export interface Migration {
  readonly name: string;
  /** One statement each. */
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [{ name: '0001-foundation', statements: foundation }];
