/** Many runs: several lanes over one browser and few backends. Owns what it starts and ends it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { openBrowser, type BrowserName } from './browsers.ts';
import { catalogue } from './catalogue.ts';
import type { Fault } from './fault.ts';
import { hostFiles } from './host-page.ts';
import { drawFor, type Draw } from './random.ts';
import { runOnce, type RunReport } from './run.ts';
import { World, type Protocol } from './world.ts';

export interface SessionOptions {
  readonly seed: number;
  readonly runs: number;
  readonly browserName: BrowserName;
  /** This run alone. */
  readonly only?: number;
  /** Faults whose name contains one of these; default all. */
  readonly faults?: readonly string[];
  readonly protocol?: Protocol;
  readonly lanes: number;
  readonly clockFactor?: number;
  /** Ends the session at once: it rejects, with nothing left behind. */
  readonly signal?: AbortSignal;
  readonly onReport?: (report: RunReport) => void;
}

interface Planned {
  readonly index: number;
  readonly fault: Fault;
  readonly protocol: Protocol;
}

/** A browser forgets nothing of the pages it had; a new one now and then keeps it quick. */
const runsPerBrowser = 250;

export async function runSession(options: SessionOptions): Promise<RunReport[]> {
  const session = new Session(options);
  try {
    return await Promise.race([session.run(), interrupted(options.signal)]);
  } finally {
    await session.close();
  }
}

function interrupted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('interrupted'))));
}

class Session {
  readonly #options: SessionOptions;
  readonly #worlds = new Map<string, Promise<World>>();
  readonly #reports: RunReport[] = [];
  #browser: { opened: Promise<Browser>; runs: number; active: number; isOld: boolean } | undefined;
  readonly #oldBrowsers: Promise<void>[] = [];
  #ownBackend: Promise<unknown> = Promise.resolve();
  #folder = '';

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  async run(): Promise<RunReport[]> {
    this.#folder = await mkdtemp(join(tmpdir(), 'kyc-faults-'));
    const waiting = plan(this.#options);
    const ownAnswer = hostFiles();
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const report = await this.#one(next, ownAnswer);
        this.#reports.push(report);
        this.#options.onReport?.(report);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.#options.lanes, waiting.length) }, lane));
    return this.#reports.sort((a, b) => a.index - b.index);
  }

  async close(): Promise<void> {
    await this.#browser?.opened.then((browser) => browser.close()).catch(() => undefined);
    await Promise.all(this.#oldBrowsers);
    for (const world of this.#worlds.values()) await world.then((started) => started.stop()).catch(() => undefined);
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  #one(planned: Planned, ownAnswer: ReturnType<typeof hostFiles>): Promise<RunReport> {
    if (!planned.fault.needsOwnBackend) return this.#play(planned, this.#world(planned.protocol), ownAnswer);
    // Killed by one run at a time.
    const turn = this.#ownBackend.then(() => this.#play(planned, this.#world(planned.protocol, 'mortal'), ownAnswer));
    this.#ownBackend = turn.catch(() => undefined);
    return turn;
  }

  async #play({ index, fault }: Planned, world: Promise<World>, ownAnswer: ReturnType<typeof hostFiles>): Promise<RunReport> {
    const { seed, browserName, clockFactor } = this.#options;
    const { browser, done } = await this.#takeBrowser();
    try {
      return await runOnce({ seed, index, fault, world: await world, browser, browserName, folder: this.#folder, ownAnswer, clockFactor });
    } finally {
      done();
    }
  }

  #world(protocol: Protocol, kind = 'shared'): Promise<World> {
    const name = `${protocol} ${kind}`;
    const world = this.#worlds.get(name) ?? World.start(protocol);
    this.#worlds.set(name, world);
    // Told by the run that awaits it; the next one tries again.
    world.catch(() => this.#worlds.delete(name));
    return world;
  }

  async #takeBrowser(): Promise<{ browser: Browser; done: () => void }> {
    this.#browser ??= { opened: openBrowser(this.#options.browserName), runs: 0, active: 0, isOld: false };
    const current = this.#browser;
    current.active += 1;
    current.runs += 1;
    if (current.runs >= runsPerBrowser) {
      current.isOld = true;
      this.#browser = undefined;
    }
    const done = (): void => {
      current.active -= 1;
      if (current.isOld && current.active === 0) this.#oldBrowsers.push(current.opened.then((browser) => browser.close()).catch(() => undefined));
    };
    return { browser: await current.opened, done };
  }
}

/** Faults in turn, so that each has its share; what else varies is drawn. */
function plan({ seed, runs, only, faults: wanted, protocol }: SessionOptions): Planned[] {
  const faults = catalogue.filter(({ name }) => !wanted || wanted.some((part) => name.includes(part)));
  if (faults.length === 0) throw new Error(`no fault is called ${String(wanted)}`);
  const indexes = only === undefined ? Array.from({ length: runs }, (_, index) => index) : [only];
  return indexes.flatMap((index) => {
    const fault = faults[index % faults.length];
    if (!fault) return [];
    const own = fault.protocols ?? ['tus', 'form', 'put'];
    const drawn = drawProtocol(drawFor(seed ^ 0x51ed, index), own);
    return [{ index, fault, protocol: protocol && own.includes(protocol) ? protocol : drawn }];
  });
}

function drawProtocol(draw: Draw, own: readonly Protocol[]): Protocol {
  const usual = draw.pick<Protocol>(['tus', 'tus', 'tus', 'tus', 'form', 'put']);
  return own.includes(usual) ? usual : (own[0] ?? 'tus');
}
