/** What everybody in a run shares: the backend, the way to it, which is shut while it is down, and what went wrong. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningBackend } from '../backend.ts';
import type { Answer } from '../backend-driver.ts';
import type { Draw } from '../faults/random.ts';
import type { Ledger } from './ledger.ts';

const betweenLooksMs = 60;
/** With a backend that is down for half of it, on a busy machine. */
const patienceMs = 600_000;

export class World {
  readonly backend: RunningBackend;
  readonly draw: Draw;
  /** One for each customer there ever was. */
  readonly ledgers: Ledger[] = [];
  readonly problems: string[] = [];
  /** Requests that a kill left without an answer. */
  lost = 0;
  /** Customers who are not done. */
  atWork = 0;
  /** Nobody begins anything new. */
  isEnding = false;
  #isShut = false;
  #gate: Promise<void> = Promise.resolve();
  #unlock: () => void = () => undefined;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(backend: RunningBackend, draw: Draw) {
    this.backend = backend;
    this.draw = draw;
  }

  /** The answer; null when the backend died over the request, and nobody knows whether it acted. */
  async send(request: () => Promise<Answer>): Promise<Answer | null> {
    await this.#gate;
    const sending = request();
    this.#underWay.add(sending);
    try {
      return await sending;
    } catch (reason) {
      if (!this.#isShut) this.problems.push(`a request was lost without a kill: ${String(reason)}`);
      this.lost += 1;
      return null;
    } finally {
      this.#underWay.delete(sending);
    }
  }

  /** The same request until it is answered: for those that may be repeated. */
  async ask(request: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const answer = await this.send(request);
      if (answer) return answer;
    }
  }

  /** Looks again and again until there is what is waited for. @throws Error naming what never came */
  async until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
    for (const since = Date.now(); Date.now() - since < patienceMs;) {
      const found = await look();
      if (found !== null) return found;
      await pause(betweenLooksMs);
    }
    throw new Error(`waited in vain: ${what}`);
  }

  /** Kills the backend under whatever is under way, and starts it again. Nobody gets through before `open`. */
  async killAndRestart(): Promise<void> {
    this.#isShut = true;
    this.#gate = new Promise((resolve) => { this.#unlock = resolve; });
    await this.backend.kill('SIGKILL');
    await Promise.allSettled(this.#underWay);
    await this.backend.restart();
  }

  open(): void {
    this.#isShut = false;
    this.#unlock();
  }
}
