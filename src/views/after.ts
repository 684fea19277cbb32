/** What stands on the page once there is something to look back on or to wait for. Loads with the first such state. */
import { nothing } from 'lit';
import { afterStyles } from './after.styles.ts';
import type { AfterViews } from './context.ts';

export { afterStyles };

export const afterViews: AfterViews = { afterView: () => nothing, history: () => nothing };
