/**
 * An element's engine: found or made one task after connecting (so that a later script can still set `fetchSession`),
 * anew when its configuration changes, left when the element is gone for longer than a microtask.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine } from '../engine/index.ts';
import { errorEventCode, KycError } from '../model/errors.ts';
import type { RaiseEvent } from '../model/events.ts';
import { initialState, type State } from '../model/state.ts';
import type { Verification } from '../model/verification.ts';
import { SharedEngine, type Seat, type SeatConfig } from './shared-engine.ts';

type Host = ReactiveControllerHost & HTMLElement;

export interface EngineControllerOptions {
  readonly configure: () => SeatConfig;
  readonly raise: RaiseEvent;
  /** Works on the verification, not only shows it. */
  readonly isMain: boolean;
}

export class EngineController implements ReactiveController {
  readonly #host: Host;
  readonly #options: EngineControllerOptions;
  readonly #seat: Seat;
  #shared: SharedEngine | undefined;
  #failure: KycError | undefined;
  #isScheduled = false;
  #isLoggedOut = false;
  /** The last snapshot whose events were told; undefined before the first. */
  #seen: Verification | undefined;
  #unfinished: ReturnType<Engine['handOver']> = [];

  constructor(host: Host, options: EngineControllerOptions) {
    this.#host = host;
    this.#options = options;
    const { configure, raise, isMain } = options;
    this.#seat = {
      raise, isMain,
      get config() { return configure(); },
      onState: () => this.#onState(),
      onLogOut: () => this.#onLogOut(),
    };
    host.addController(this);
  }

  get state(): State {
    if (this.#shared) return this.#shared.engine.state;
    return this.#failure ? { ...initialState, session: { kind: 'failed', error: this.#failure } } : initialState;
  }

  /** An element on the page works on the same verification. */
  get hasMain(): boolean {
    return this.#shared?.hasMain ?? false;
  }

  get engine(): Engine | undefined {
    return this.#shared?.engine;
  }

  /** The engine, for a method called by the host. @throws KycError `config_error` */
  require(): Engine {
    this.#isLoggedOut = false;
    if (!this.#shared) this.#join();
    if (!this.#shared) throw this.#failure ?? new KycError('config_error');
    return this.#shared.engine;
  }

  hostConnected(): void {
    if (this.#shared) this.#join();
    else if (!this.#isLoggedOut) this.#schedule();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#shared?.leave(this.#seat);
    });
  }

  /**
   * Another endpoint, client or session: what the old engine knew is gone, without an event. Files on their way go on when
   * the customer is the same.
   */
  restart(): void {
    this.#isLoggedOut = false;
    this.#release();
    this.#schedule();
  }

  /** Language of the server's texts. */
  followLocale(): void {
    this.#shared?.setLocale(this.#seat);
  }

  /** Nobody is signed in any more: shown as an ended session until the host or the person begins anew. */
  async logOut(): Promise<void> {
    const shared = this.#shared;
    this.#onLogOut();
    await shared?.logOut();
  }

  #onState(): void {
    this.#seen = this.#shared?.engine.state.verification ?? this.#seen;
    this.#host.requestUpdate();
  }

  #onLogOut(): void {
    this.#forget();
    this.#unfinished = [];
    this.#isLoggedOut = true;
    this.#failure = new KycError('session_error');
  }

  #release(): void {
    const shared = this.#shared;
    shared?.leave(this.#seat);
    if (this.#options.isMain && shared) this.#unfinished = shared.giveUp();
    this.#forget();
  }

  #forget(): void {
    this.#shared = this.#failure = this.#seen = undefined;
    this.#host.requestUpdate();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const join = () => {
      this.#isScheduled = false;
      if (this.#host.isConnected && !this.#shared && !this.#isLoggedOut) this.#join();
    };
    const oneTaskLater = () => setTimeout(join);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', oneTaskLater, { once: true });
    else oneTaskLater();
  }

  #join(): void {
    const { configure, raise } = this.#options;
    const seen = this.#seen;
    try {
      this.#shared = SharedEngine.find(configure(), this.#shared);
    } catch (reason) {
      this.#failure = KycError.from(reason, 'config_error');
      raise('kyc-error', { code: errorEventCode(this.#failure), fatal: true, retryable: false });
      this.#host.requestUpdate();
      return;
    }
    this.#failure = undefined;
    this.#shared.engine.takeOver(this.#unfinished);
    this.#unfinished = [];
    this.#shared.enter(this.#seat, { isConnected: this.#host.isConnected, seen });
  }
}
