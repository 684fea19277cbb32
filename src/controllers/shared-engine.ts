/**
 * One engine for all elements of a page that look at the same backend. Elements take seats; the engine runs while one of
 * them is connected and sends files while one is a place to work. Only engines in use are found by others: what an
 * element that left has seen is not shown by one that comes later.
 */
import { createEngine, type Engine, type EngineConfig, type UpdatesMode } from '../engine/index.ts';
import { snapshotEvents, type RaiseEvent } from '../model/events.ts';
import type { Verification } from '../model/verification.ts';

/** An element's place at an engine. */
export interface Seat {
  readonly raise: RaiseEvent;
  /** Works on the verification; the others only watch, and follow its settings. */
  readonly isMain: boolean;
  readonly updates: UpdatesMode;
  readonly locale: string | undefined;
  /** Something changed. */
  onState(): void;
  /** The customer was logged out. */
  onLogOut(): void;
}

const running: SharedEngine[] = [];

export class SharedEngine {
  readonly engine: Engine;
  readonly #config: EngineConfig;
  readonly #seats = new Set<Seat>();
  readonly #unsubscribe: () => void;
  #isOver = false;

  /** @throws KycError `config_error` */
  private constructor(config: Omit<EngineConfig, 'raise'>) {
    this.#config = { ...config, raise: (name, detail) => [...this.#seats].map((seat) => seat.raise(name, detail)).every(Boolean) };
    this.engine = createEngine(this.#config);
    this.#unsubscribe = this.engine.subscribe(() => [...this.#seats].forEach((seat) => seat.onState()));
  }

  /**
   * The engine for this configuration: the one that runs, else the element's own from before, else a new one. Files the own
   * one had in hand go along. @throws KycError `config_error`
   */
  static find(config: Omit<EngineConfig, 'raise'>, own?: SharedEngine): SharedEngine {
    const known = own && !own.#isOver ? own : undefined;
    const shared = running.find((one) => one.#fits(config)) ?? known ?? new SharedEngine(config);
    if (known && known !== shared) shared.engine.takeOver(known.giveUp());
    return shared;
  }

  /** Takes a seat; `isConnected` seats keep the engine running. What happened while nobody sat there is told. */
  enter(seat: Seat, { isConnected, seen }: { readonly isConnected: boolean; readonly seen?: Verification }): void {
    this.#seats.add(seat);
    if (isConnected) this.#run();
    const { verification } = this.engine.state;
    if (verification) for (const [name, detail] of snapshotEvents(seen, verification)) seat.raise(name, detail);
    seat.onState();
  }

  /** Leaves; without connected seats nothing runs on. */
  leave(seat: Seat): void {
    if (!this.#seats.delete(seat) || this.#isOver) return;
    this.#run();
  }

  /** Only watches what another one works on. */
  isLed(seat: Seat): boolean {
    return !seat.isMain && [...this.#seats].some(({ isMain }) => isMain);
  }

  setLocale(seat: Seat): void {
    if (!this.isLed(seat) && seat.locale) this.engine.setLocale(seat.locale);
  }

  /** The place of work goes elsewhere: its unfinished files. */
  giveUp(): ReturnType<Engine['handOver']> {
    const unfinished = this.engine.handOver();
    if (this.#seats.size === 0) this.#end();
    return unfinished;
  }

  logOut(): Promise<void> {
    const seats = [...this.#seats];
    const done = this.engine.logout();
    this.#end();
    for (const seat of seats) seat.onLogOut();
    return done;
  }

  #run(): void {
    const seats = [...this.#seats];
    const index = running.indexOf(this);
    if (seats.length === 0) {
      if (index >= 0) running.splice(index, 1);
      return this.engine.stop();
    }
    if (index < 0) running.push(this);
    this.engine.setUpdates((seats.find(({ isMain }) => isMain) ?? seats.find(({ updates }) => updates !== 'off'))?.updates ?? 'off');
    this.engine.start({ isWatching: !seats.some(({ isMain }) => isMain) });
  }

  #end(): void {
    this.#isOver = true;
    this.#seats.clear();
    this.#unsubscribe();
    const index = running.indexOf(this);
    if (index >= 0) running.splice(index, 1);
    this.engine.dispose();
  }

  #fits({ client, endpoint, fetchSession, credentials }: Omit<EngineConfig, 'raise'>): boolean {
    const own = this.#config;
    if (client ?? own.client) return client === own.client;
    return fetchSession === own.fetchSession && credentials === own.credentials && absolute(endpoint) === absolute(own.endpoint);
  }
}

function absolute(endpoint = ''): string {
  return URL.canParse(endpoint, document.baseURI) ? new URL(endpoint, document.baseURI).href.replace(/\/$/, '') : endpoint;
}
