/** Counts what failed in a row for one upload, or one call, and says what to do about the next failure. */
import type { Clock } from '../model/clock.ts';
import type { KycError } from '../model/errors.ts';
import { delayAfter, type Delay, type Trouble } from './backoff.ts';
import { ruleFor, type FailurePlace, type Remedy, type RetryRule } from './retry-table.ts';

/** What to do, and after which wait (milliseconds; 0 = at once). */
export interface Cure extends Delay {
  readonly remedy: Remedy;
}

const giveUp: Cure = { remedy: 'give_up', delayMs: 0, isAsked: false };

export class Recovery {
  readonly #clock: Clock;
  readonly #random: () => number;
  #trouble: Trouble | undefined;
  readonly #uses = new Map<RetryRule, number>();

  constructor(clock: Clock, random: () => number = Math.random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Something got through: the next failure is a first one again. */
  reset(): void {
    this.#trouble = undefined;
    this.#uses.clear();
  }

  next(error: KycError, place: FailurePlace): Cure {
    const rule = ruleFor(error, place);
    if (!rule) return giveUp;
    const uses = (this.#uses.get(rule) ?? 0) + 1;
    this.#uses.set(rule, uses);
    if (uses > (rule.attempts ?? Infinity)) return giveUp;
    const now = this.#clock.now();
    this.#trouble = { since: this.#trouble?.since ?? now, attempts: (this.#trouble?.attempts ?? 0) + 1 };
    const delay = delayAfter(this.#trouble, { now, random: this.#random(), askedMs: error.detail.retryAfterMs });
    // A first refusal of the place or the token is answered by another one, not by waiting.
    const isAtOnce = uses === 1 && rule.remedy !== 'wait' && !delay.isAsked;
    return { ...delay, remedy: rule.remedy, ...(isAtOnce && { delayMs: 0 }) };
  }
}
