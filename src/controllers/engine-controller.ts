/**
 * Owns the element's engine: makes it one task after connecting (so that a later script can still set `fetchSession`),
 * anew when its configuration changes, stops it when the element is gone for longer than a microtask.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createEngine, type Engine, type EngineConfig } from '../engine/index.ts';
import { errorEventCode, KycError } from '../model/errors.ts';
import { initialState, type State } from '../model/state.ts';

type Host = ReactiveControllerHost & HTMLElement;

export class EngineController implements ReactiveController {
  readonly #host: Host;
  readonly #configure: () => EngineConfig;
  #engine: Engine | undefined;
  #failure: KycError | undefined;
  #isScheduled = false;
  #isLoggedOut = false;
  #unsubscribe: (() => void) | undefined;
  #unfinished: EngineConfig['unfinished'] = [];

  constructor(host: Host, configure: () => EngineConfig) {
    this.#host = host;
    this.#configure = configure;
    host.addController(this);
  }

  get state(): State {
    if (this.#engine) return this.#engine.state;
    return this.#failure ? { ...initialState, session: { kind: 'failed', error: this.#failure } } : initialState;
  }

  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The engine, for a method called by the host. @throws KycError `config_error` */
  require(): Engine {
    this.#isLoggedOut = false;
    if (!this.#engine) this.#create();
    if (!this.#engine) throw this.#failure ?? new KycError('config_error');
    return this.#engine;
  }

  hostConnected(): void {
    if (this.#engine) this.#engine.start();
    else if (!this.#isLoggedOut) this.#schedule();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#engine?.stop();
    });
  }

  /**
   * Another endpoint, client or session: what the old engine knew is gone, without an event. Files on their way go on when
   * the customer is the same.
   */
  restart(): void {
    this.#isLoggedOut = false;
    this.#unfinished = this.#engine?.handOver() ?? this.#unfinished;
    this.#release();
    this.#schedule();
  }

  /** Nobody is signed in any more: shown as an ended session until the host or the person begins anew. */
  logOut(): void {
    this.#release();
    this.#unfinished = [];
    this.#isLoggedOut = true;
    this.#failure = new KycError('session_error');
  }

  #release(): void {
    this.#unsubscribe?.();
    this.#engine?.dispose();
    this.#engine = this.#failure = undefined;
    this.#host.requestUpdate();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const create = () => {
      this.#isScheduled = false;
      if (this.#host.isConnected && !this.#engine && !this.#isLoggedOut) this.#create();
    };
    const oneTaskLater = () => setTimeout(create);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', oneTaskLater, { once: true });
    else oneTaskLater();
  }

  #create(): void {
    const config = { ...this.#configure(), unfinished: this.#unfinished };
    this.#unfinished = [];
    try {
      this.#engine = createEngine(config);
    } catch (reason) {
      this.#failure = KycError.from(reason, 'config_error');
      config.raise('kyc-error', { code: errorEventCode(this.#failure), fatal: true, retryable: false });
      this.#host.requestUpdate();
      return;
    }
    this.#failure = undefined;
    this.#unsubscribe = this.#engine.subscribe(() => this.#host.requestUpdate());
    if (this.#host.isConnected) this.#engine.start();
    this.#host.requestUpdate();
  }
}
