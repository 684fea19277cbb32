/** What every view gets: what to show, in which words, and whom to tell. */
import type { App } from '../app.ts';
import type { State } from '../state.ts';
import type { Texts } from '../texts/texts.ts';

export interface Scope {
  readonly state: State;
  readonly texts: Texts;
  readonly app: App;
}
