/**
 * News as they happen: one event stream while somebody looks, asked for again when it breaks, closed while the page is
 * hidden. Polling goes on behind it and rests while the stream lives. Loaded after the first snapshot.
 */
import type { Clock } from '../model/clock.ts';
import { errorEventCode, KycError } from '../model/errors.ts';
import type { EventsOptions } from './kyc-client.ts';
import type { PageActivity } from './polling.ts';

/** Heartbeats come every 15 s: whoever is silent for so long is gone, or this machine has slept. */
const silenceMs = 40_000;
/** How often silence is looked for; a machine that wakes up finds out so soon. */
const lookMs = 5_000;
/** Pauses are this long, half of it more or less, so that not all pages come back at once … */
const pauseMs = 1_000;
/** … and begin to grow, to this, when it takes longer than this. */
const longestPauseMs = 20_000;
const troubleMs = 2 * 60_000;
const longestWaitMs = 60_000;

export interface LiveUpdatesOptions {
  readonly watch: (options: EventsOptions) => Promise<void>;
  readonly clock: Clock;
  readonly page: PageActivity;
  /** Of the snapshot there is. */
  readonly version: () => number | undefined;
  /** Resolves when the answer that is on its way is there. */
  readonly answered: () => Promise<unknown>;
  /** Asks for the snapshot now; resolves also when that fails. */
  readonly ask: () => Promise<void>;
  /** Whether the stream lives. */
  readonly onLiving: (isLiving: boolean) => void;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

export class LiveUpdates {
  readonly #options: LiveUpdatesOptions;
  #connection: AbortController | undefined;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #lastEventId: string | null = null;
  /** Since when the stream lives; undefined while it does not. */
  #openedAt: number | undefined;
  #aliveAt = 0;
  #troubledAt: number | undefined;
  #failures = 0;
  #retryMs = pauseMs;
  #notBefore = 0;
  /** Opened by the next good answer or look, not by time: the session was refused. */
  #isRefused = false;
  /** There is no stream. */
  #isOver = false;
  /** The newest version told and not looked at yet; null = there may be one. */
  #news: number | null | undefined;
  #isCatchingUp = false;

  constructor(options: LiveUpdatesOptions) {
    this.#options = options;
  }

  start(): void {
    const { page } = this.#options;
    const stops = [page.onReturn(() => this.#returned()), page.onHide?.(() => this.#close())];
    this.#stopListening = () => stops.forEach((stop) => stop?.());
    this.#open();
  }

  stop(): void {
    this.#stopListening?.();
    this.#close();
    this.#isOver = true;
    this.#news = undefined;
  }

  /** The server has given a good answer: a refused session may be good again. */
  answered(): void {
    if (this.#isRefused) this.#open();
  }

  #returned(): void {
    if (this.#connection && this.#isSilent()) return this.#end();
    this.#troubledAt = undefined;
    this.#failures = 0;
    this.#open();
  }

  #open(): void {
    const { clock, page } = this.#options;
    if (this.#connection || this.#isOver || !page.isVisible() || clock.now() < this.#notBefore) return;
    this.#connection = new AbortController();
    this.#isRefused = false;
    this.#aliveAt = clock.now();
    this.#cancelTimer?.();
    this.#lookForSilence();
    void this.#listen(this.#connection);
  }

  async #listen(connection: AbortController): Promise<void> {
    const ifOpen = <A extends unknown[]>(act: (...args: A) => void) => (...args: A) => { if (connection === this.#connection) act(...args); };
    const end = ifOpen((error?: KycError) => this.#end(error));
    try {
      await this.#options.watch({
        signal: connection.signal, lastEventId: this.#lastEventId,
        onAlive: ifOpen(() => this.#alive()),
        onVersion: ifOpen((version, eventId) => {
          this.#lastEventId = eventId;
          this.#told(version);
        }),
        onRetry: ifOpen((delayMs) => (this.#retryMs = Math.min(Math.max(delayMs, pauseMs), longestPauseMs))),
      });
      end();
    } catch (reason) {
      end(KycError.from(reason));
    }
  }

  #alive(): void {
    const { clock, onLiving } = this.#options;
    this.#aliveAt = clock.now();
    if (this.#openedAt !== undefined) return;
    this.#openedAt = this.#aliveAt;
    onLiving(true);
    // What happened between the last answer and now was told to nobody.
    this.#told(null);
  }

  #told(version: number | null): void {
    this.#news = version;
    if (!this.#isCatchingUp) void this.#catchUp();
  }

  /** One question at a time, and none for what an answer on its way or an own change has brought. */
  async #catchUp(): Promise<void> {
    const { answered, ask, version } = this.#options;
    this.#isCatchingUp = true;
    while (this.#news !== undefined) {
      await answered();
      const news = this.#news;
      this.#news = undefined;
      if (news !== undefined && news !== version()) await ask();
    }
    this.#isCatchingUp = false;
  }

  /** Ended, broken, silent or refused. */
  #end(error?: KycError): void {
    const now = this.#options.clock.now();
    const openedAt = this.#openedAt;
    this.#close();
    if (openedAt !== undefined) this.#told(null);
    if (openedAt !== undefined && now - openedAt > silenceMs) this.#troubledAt = undefined;
    if (error?.code === 'not_found') return void (this.#isOver = true);
    const waitMs = this.#waitMs(error);
    this.#isRefused = error !== undefined && errorEventCode(error) === 'session_error';
    if (this.#isRefused || error?.detail.retryAfterMs) this.#notBefore = now + waitMs;
    if (!this.#isRefused) this.#cancelTimer = this.#options.clock.after(waitMs, () => this.#open());
  }

  #waitMs(error?: KycError): number {
    const { clock, random = Math.random } = this.#options;
    this.#troubledAt ??= clock.now();
    this.#failures = clock.now() - this.#troubledAt < troubleMs ? 0 : this.#failures + 1;
    const ownMs = Math.min(this.#retryMs * 2 ** this.#failures, longestPauseMs) * (0.5 + random());
    const askedMs = Math.min(error?.detail.retryAfterMs ?? 0, longestWaitMs) * (1 + 0.2 * random());
    return Math.max(ownMs, askedMs);
  }

  #close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#connection?.abort();
    this.#connection = undefined;
    if (this.#openedAt === undefined) return;
    this.#openedAt = undefined;
    this.#options.onLiving(false);
  }

  #lookForSilence(): void {
    this.#cancelTimer = this.#options.clock.after(lookMs, () => (this.#isSilent() ? this.#end() : this.#lookForSilence()));
  }

  /** By the clock on the wall, which goes on while the machine sleeps. */
  #isSilent(): boolean {
    return Math.abs(this.#options.clock.now() - this.#aliveAt) >= silenceMs;
  }
}
