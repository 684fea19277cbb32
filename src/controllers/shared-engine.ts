/**
 * One engine for all elements of a page that look at the same backend. Elements take seats; the engine runs while one of
 * them is connected and sends files while one is a place to work. Only engines in use are found by others: what an
 * element that left has seen is not shown by one that comes later.
 */
import { createEngine, type Engine, type EngineConfig } from '../engine/index.ts';
import { snapshotEvents, type RaiseEvent } from '../model/events.ts';
import type { Verification } from '../model/verification.ts';

export type SeatConfig = Omit<EngineConfig, 'raise'>;

/** An element's place at an engine. */
export interface Seat {
  readonly raise: RaiseEvent;
  /** Works on the verification; the others only watch, and follow its settings. */
  readonly isMain: boolean;
  /** As the element is configured now. */
  readonly config: SeatConfig;
  /** Something changed. */
  onState(): void;
  /** The customer was logged out. */
  onLogOut(): void;
}

const running: SharedEngine[] = [];

export class SharedEngine {
  readonly engine: Engine;
  readonly #config: EngineConfig;
  /** In the order they came, and whether their element is connected. */
  readonly #seats = new Map<Seat, boolean>();
  readonly #unsubscribe: () => void;
  #isOver = false;

  /** @throws KycError `config_error` */
  private constructor(config: SeatConfig) {
    const workerUrl = () => this.#leader()?.config.workerUrl ?? config.workerUrl;
    this.#config = {
      ...config,
      // Asked for with the first file: whoever came first may not be the one that works.
      get workerUrl() { return workerUrl(); },
      raise: (name, detail) => this.#all().map((seat) => seat.raise(name, detail)).every(Boolean),
    };
    this.engine = createEngine(this.#config);
    this.#unsubscribe = this.engine.subscribe(() => this.#all().forEach((seat) => seat.onState()));
  }

  /**
   * The engine for this configuration: the one that runs, else the element's own from before, else a new one. Files the own
   * one had in hand go along. @throws KycError `config_error`
   */
  static find(config: SeatConfig, own?: SharedEngine): SharedEngine {
    const known = own && !own.#isOver ? own : undefined;
    const shared = running.find((one) => one.#fits(config)) ?? known ?? new SharedEngine(config);
    if (known && known !== shared) shared.engine.takeOver(known.giveUp());
    return shared;
  }

  /** Takes a seat; `isConnected` seats keep the engine running. What happened while nobody sat there is told. */
  enter(seat: Seat, { isConnected, seen }: { readonly isConnected: boolean; readonly seen?: Verification }): void {
    this.#seats.set(seat, isConnected);
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

  /** One of them works on the verification, and speaks for all. */
  get hasMain(): boolean {
    return this.#leader()?.isMain ?? false;
  }

  /** Of the one whose settings hold. */
  setLocale(seat: Seat): void {
    const { locale } = seat.config;
    if (locale && (this.#leader() ?? seat) === seat) this.engine.setLocale(locale);
  }

  /** The place of work goes elsewhere: its unfinished files, unless another one works here. */
  giveUp(): ReturnType<Engine['handOver']> {
    if (this.#leader()?.isMain) return [];
    const unfinished = this.engine.handOver();
    if (this.#seats.size === 0) this.#end();
    return unfinished;
  }

  logOut(): Promise<void> {
    const seats = this.#all();
    const done = this.engine.logout();
    this.#end();
    for (const seat of seats) seat.onLogOut();
    return done;
  }

  #run(): void {
    const leader = this.#leader();
    const index = running.indexOf(this);
    if (!leader) {
      if (index >= 0) running.splice(index, 1);
      return this.engine.stop();
    }
    if (index < 0) running.push(this);
    const { isMain, config: { maxConcurrentUploads } } = leader;
    this.setLocale(leader);
    if (isMain && maxConcurrentUploads) this.engine.setConcurrency(maxConcurrentUploads);
    this.engine.setUpdates((isMain ? [leader] : this.#connected()).map(({ config: { updates = 'auto' } }) => updates).find((updates) => updates !== 'off') ?? 'off');
    this.engine.start({ isWatching: !isMain });
  }

  #all(): Seat[] {
    return [...this.#seats.keys()];
  }

  #connected(): Seat[] {
    return this.#all().filter((seat) => this.#seats.get(seat));
  }

  /** Whose settings hold. */
  #leader(): Seat | undefined {
    const seats = this.#connected();
    return seats.find(({ isMain }) => isMain) ?? seats[0];
  }

  #end(): void {
    this.#isOver = true;
    this.#seats.clear();
    this.#unsubscribe();
    const index = running.indexOf(this);
    if (index >= 0) running.splice(index, 1);
    this.engine.dispose();
  }

  #fits({ client, endpoint, fetchSession, credentials }: SeatConfig): boolean {
    const own = this.#config;
    if (client ?? own.client) return client === own.client;
    return fetchSession === own.fetchSession && credentials === own.credentials && absolute(endpoint) === absolute(own.endpoint);
  }
}

function absolute(endpoint = ''): string {
  return URL.canParse(endpoint, document.baseURI) ? new URL(endpoint, document.baseURI).href.replace(/\/$/, '') : endpoint;
}
