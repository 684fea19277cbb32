/** Words about a moment to come that follow the clock, second by second, without anything else being drawn again. */
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { systemClock } from '../model/clock.ts';

type Say = (remainingMs: number) => string;

class Countdown extends AsyncDirective {
  #until = 0;
  #say: Say = () => '';
  #stop = (): void => undefined;

  override render(until: number, say: Say): string {
    this.#until = until;
    this.#say = say;
    return this.#text();
  }

  override disconnected(): void {
    this.#stop();
  }

  override reconnected(): void {
    this.setValue(this.#text());
  }

  /** What is to be read now; comes again when the next second is full. */
  #text(): string {
    const remainingMs = Math.max(0, this.#until - systemClock.now());
    this.#stop();
    if (remainingMs > 0 && this.isConnected) {
      this.#stop = systemClock.after(remainingMs % 1000 || 1000, () => this.setValue(this.#text()));
    }
    return this.#say(remainingMs);
  }
}

/** `until` in epoch milliseconds; `say` gets the milliseconds left, 0 at the end. */
export const countdown = directive(Countdown);
