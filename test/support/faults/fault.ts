/** One fault: what befalls a run, where, and how it has to end. */
import type { DatabaseTrouble } from './page-script.ts';
import type { Draw } from './random.ts';
import type { Break, Call, Deed, Point, Strike } from './strike.ts';
import type { Protocol } from './world.ts';

/**
 * What the driver does when a strike `tell`s: to the page, the browser or the backend; the request holds meanwhile.
 * `outage`: nothing reaches the backend for 8 s of page time.
 */
export type Act =
  | 'reload' | 'kill_browser' | 'kill_backend' | 'second_tab' | 'first_tab_closes' | 'move_element' | 'remove_element'
  | 'outage' | 'outage_with_false_online' | 'say_offline';

export interface Plan {
  readonly strikes?: readonly Strike[];
  /** From when on requests are struck; default once the files are chosen. */
  readonly armed?: 'start' | 'chosen';
  readonly act?: Act;
  readonly database?: DatabaseTrouble;
  /** Nothing repairs it but a person: these words have to be shown; then the cause goes away. */
  readonly final?: RegExp;
  /** Submit is pressed twice at once. */
  readonly isSubmitDouble?: boolean;
}

export interface Fault {
  readonly name: string;
  /** Those it can befall; default all. */
  readonly protocols?: readonly Protocol[];
  /** Needs one chosen file, or a backend of its own. */
  readonly isSingle?: boolean;
  readonly needsOwnBackend?: boolean;
  /** Big files show it; default small ones. */
  plan(draw: Draw): Plan;
}

export function fault(name: string, plan: (draw: Draw) => Plan, more: Omit<Fault, 'name' | 'plan'> = {}): Fault {
  return { name, plan, ...more };
}

/** A byte of the body, by chance. */
export function anyByte(draw: Draw): Point {
  return { bodyShare: draw.share() };
}

export function on(call: Call | readonly Call[], at: Point, deed: Deed, more: { times?: number; skip?: number } = {}): Strike {
  return { on: typeof call === 'string' ? [call] : call, at, deed, ...more };
}

export function broken(how: Break): Deed {
  return { kind: 'break', how };
}

/** Every call the rig strikes. */
export const everyCall: readonly Call[] = ['announce', 'renew', 'offset', 'bytes', 'complete', 'read', 'submit', 'session'];
/** Those whose answer is JSON that somebody believes. */
export const jsonCalls = ['announce', 'complete', 'read', 'submit'] as const;
