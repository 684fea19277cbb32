/**
 * Keeps the snapshot true: loads, reloads, listens, polls, and raises the events a new snapshot gives rise to. An answer
 * asked for before an own change is thrown away and asked for again, so that an old one cannot undo a new one.
 */
import type { KycClient } from '../client/kyc-client.ts';
import type { LiveUpdates } from '../client/live-updates.ts';
import { Polling, type PageActivity } from '../client/polling.ts';
import { parseVerification } from '../contract/parse.ts';
import type { Clock } from '../model/clock.ts';
import { deepFreeze } from '../model/deep-freeze.ts';
import { errorEventCode, KycError } from '../model/errors.ts';
import { snapshotEvents, type RaiseEvent } from '../model/events.ts';
import type { Verification } from '../model/verification.ts';
import type { UpdatesMode } from './engine-config.ts';
import type { Store } from './store.ts';

export interface SynchronizerOptions {
  readonly store: Store;
  readonly client: KycClient;
  readonly raise: RaiseEvent;
  readonly clock: Clock;
  readonly page: PageActivity;
  /** How changes arrive. */
  readonly updates: UpdatesMode;
  /** The client is a host's own: what it gives is parsed, which also makes a copy that can be frozen. */
  readonly isForeign: boolean;
}

/** An answer that hangs does not hold up the next question for longer. */
const patienceMs = 1_000;

export class Synchronizer {
  readonly #options: SynchronizerOptions;
  readonly #polling: Polling;
  #updates: UpdatesMode;
  #isStarted = false;
  #live: LiveUpdates | undefined;
  #isLiveOnItsWay = false;
  #etag: string | null = null;
  #epoch = 0;
  #running: Promise<boolean> | undefined;
  #reloading: Promise<unknown> | undefined;
  #nextReload: Promise<void> | undefined;
  #controller = new AbortController();
  #reported: string | undefined;

  constructor(options: SynchronizerOptions) {
    this.#options = options;
    const { clock, page, updates } = options;
    this.#updates = updates;
    this.#polling = new Polling({ clock, page, poll: () => this.#ask() });
  }

  start(): void {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    this.#isStarted = true;
    this.setUpdates(this.#updates);
    void this.refresh().catch(() => undefined);
  }

  /** How changes arrive from now on. */
  setUpdates(updates: UpdatesMode): void {
    this.#updates = updates;
    if (!this.#isStarted) return;
    if (updates === 'off') this.#polling.stop();
    else this.#polling.start();
    if (!this.#isListening()) this.#endListening();
    else if (this.#options.store.state.verification) void this.#listen();
  }

  stop(): void {
    this.#isStarted = false;
    this.#endListening();
    this.#polling.stop();
    this.#controller.abort();
    this.#running = this.#reloading = undefined;
  }

  /** Asks now. Rejects with the `KycError` that the state shows too. */
  async refresh(): Promise<void> {
    // Somebody asked: a failure is told, also when it is the same as before.
    this.#reported = undefined;
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#options.store.apply({ kind: 'load' });
    try {
      await this.#ask();
      this.#polling.touch();
    } catch (reason) {
      const error = KycError.from(reason);
      this.#polling.failed(error);
      throw error;
    }
  }

  /** An own change was made: answers to earlier questions count no more. */
  invalidate(): void {
    this.#epoch++;
    this.#running = undefined;
    this.#polling.touch();
  }

  /** After an own change: the state it led to. A failure is shown by the state and healed by polling. */
  reload(): Promise<void> {
    this.invalidate();
    this.#nextReload ??= this.#reloadAfter(this.#reloading);
    return this.#nextReload;
  }

  /** Many changes at once lead to one state: those made while it is being loaded share the next load. */
  async #reloadAfter(earlier: Promise<unknown> | undefined): Promise<void> {
    await (earlier && this.#atMost(earlier, patienceMs));
    this.#nextReload = undefined;
    const reloading = (this.#reloading = this.#refresh().catch(() => undefined));
    await reloading;
    if (this.#reloading === reloading) this.#reloading = undefined;
  }

  #atMost(work: Promise<unknown>, limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(limitMs, resolve);
      void work.finally(() => (cancel(), resolve()));
    });
  }

  /** Texts in another language: the old tag says nothing about them. */
  forgetTag(): void {
    this.#etag = null;
  }

  /** Takes in a snapshot that came with the answer to an own change. */
  accept(verification: Verification): void {
    this.invalidate();
    this.#etag = null;
    this.#take(verification);
  }

  #isListening(): boolean {
    return this.#isStarted && ['auto', 'stream'].includes(this.#updates) && this.#options.client.watch !== undefined;
  }

  /** After an answer: the stream is opened, or told that answers are good again. */
  async #listen(): Promise<void> {
    if (this.#live) return this.#live.answered();
    if (this.#isLiveOnItsWay || !this.#isListening()) return;
    this.#isLiveOnItsWay = true;
    const module = await import('../client/live-updates.ts').catch(() => undefined);
    this.#isLiveOnItsWay = false;
    if (!module || !this.#isListening()) return;
    const { client, store, clock, page } = this.#options;
    this.#live = new module.LiveUpdates({
      clock, page,
      watch: async (options) => client.watch?.(options),
      version: () => store.state.verification?.version,
      answered: async () => this.#running?.catch(() => undefined),
      ask: () => this.#polling.ask(),
      onLiving: (isLiving) => this.#polling.rest(isLiving),
    });
    this.#live.start();
  }

  #endListening(): void {
    this.#live?.stop();
    this.#live = undefined;
  }

  #ask(): Promise<boolean> {
    if (this.#running) return this.#running;
    const asking = this.#load(this.#epoch).finally(() => {
      if (this.#running === asking) this.#running = undefined;
    });
    this.#running = asking;
    return asking;
  }

  async #load(epoch: number): Promise<boolean> {
    const { client, store, clock } = this.#options;
    const { signal } = this.#controller;
    try {
      const answer = await client.getVerification({ etag: this.#etag, signal });
      if (signal.aborted) return false;
      if (epoch !== this.#epoch) return await this.#ask();
      this.#reported = undefined;
      void this.#listen();
      if (answer.kind === 'unchanged') {
        store.apply({ kind: 'confirmed', at: clock.now() });
        return false;
      }
      this.#etag = answer.etag;
      if (answer.duplicateIds.length > 0) this.#report(new KycError('contract_error', { retryable: true }), false);
      return this.#take(answer.verification);
    } catch (reason) {
      if (signal.aborted || epoch !== this.#epoch) return false;
      const error = KycError.from(reason, 'contract_error');
      store.apply({ kind: 'fail', error });
      this.#report(error, store.state.verification === undefined);
      throw error;
    }
  }

  #take(answer: Verification): boolean {
    const { store, raise, clock, isForeign } = this.#options;
    const verification = isForeign ? parseVerification(answer).verification : answer;
    const previous = store.state.verification;
    store.apply({ kind: 'snapshot', verification, at: clock.now() });
    const current = deepFreeze(store.state.verification ?? verification);
    for (const [name, detail] of snapshotEvents(previous, current)) raise(name, detail as never);
    return previous !== current;
  }

  /** Once per failure, not once per poll. */
  #report(error: KycError, isFatal: boolean): void {
    const code = errorEventCode(error);
    if (this.#reported === code) return;
    this.#reported = code;
    const { raise } = this.#options;
    raise('kyc-error', { code, fatal: isFatal, retryable: error.retryable });
    if (code === 'session_error') raise('kyc-session-expired', { reason: error.code });
  }
}
