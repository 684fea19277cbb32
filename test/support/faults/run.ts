/** One run: a customer, a page, a proxy of its own, one fault, and the judgement of what became of it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { openBrowser, openPage, type BrowserName } from './browsers.ts';
import type { Fault, Plan } from './fault.ts';
import { FaultProxy } from './fault-proxy.ts';
import type { Answer } from './http-message.ts';
import { judge, type Problem } from './judge.ts';
import type { PageSettings, Seen } from './page-script.ts';
import { describe, Person, type ChosenFile } from './person.ts';
import { drawFor, type Draw } from './random.ts';
import { noisePicture, type SpecimenFile } from './specimen-file.ts';
import { act } from './stage.ts';
import type { World } from './world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly index: number;
  readonly fault: Fault;
  readonly world: World;
  readonly browser: Browser;
  readonly browserName: BrowserName;
  /** A folder for files and profiles of this run. */
  readonly folder: string;
  readonly ownAnswer: (path: string) => Answer | undefined;
  /** Overrides the drawn one. */
  readonly clockFactor?: number;
}

export interface RunReport {
  readonly index: number;
  readonly fault: string;
  readonly protocol: string;
  readonly clockFactor: number;
  readonly problems: readonly Problem[];
  readonly actions: readonly string[];
  /** Whether the fault came to pass. */
  readonly isStruck: boolean;
  readonly ms: number;
  readonly cancelMs?: number;
  /** Requests and strikes as they came. */
  readonly trace: readonly string[];
}

/** All that the acts on stage may touch. */
export interface Scene {
  readonly options: RunOptions;
  readonly plan: Plan;
  readonly proxy: FaultProxy;
  readonly person: Person;
  readonly settings: PageSettings;
  readonly realMs: (pageMs: number) => number;
  readonly seen: Seen[];
  readonly problems: Problem[];
  /** Where pages live; another one once the browser was killed. */
  context: BrowserContext | Browser;
  /** The process, when the run has its own. */
  ownBrowser: Browser | undefined;
  otherPage: Page | undefined;
}

const usualFactor = 10;
/** For a whole run: page time, but no less and no more than so long on the machine's clock. */
const limit = { pageMs: 300_000, leastMs: 75_000, mostMs: 150_000 };

export async function runOnce(options: RunOptions): Promise<RunReport> {
  const { seed, index, fault, world } = options;
  const startedAt = Date.now();
  const draw = drawFor(seed, index);
  const drawn = draw.chance(0.05) ? 1 : usualFactor;
  const clockFactor = options.clockFactor ?? drawn;
  const specimens = drawFiles(draw, fault);
  const plan = fault.plan(draw);
  const isCancelled = !plan.act && !plan.final && (plan.strikes?.length ?? 0) > 0 && draw.chance(0.06);
  const folder = join(options.folder, String(index));
  await mkdir(folder, { recursive: true });
  const files = await Promise.all(specimens.map(async (specimen) => {
    const path = join(folder, specimen.name);
    await writeFile(path, specimen.bytes);
    return { ...specimen, path };
  }));
  const customer = await world.newCustomer(`rig-${String(seed)}-${String(index)}-${String(startedAt)}`);
  const proxy = await FaultProxy.start({ upstream: world.upstream, storageOrigin: world.storageOrigin, ownAnswer: options.ownAnswer, cookie: customer.cookie, clockFactor });
  const settings: PageSettings = { clockFactor, epochMs: startedAt, ...(plan.database && { database: plan.database }) };
  const scene = await openScene({ ...options, folder }, { plan, proxy, settings, files });
  let cancelMs: number | undefined;
  try {
    cancelMs = await play(scene, files, isCancelled);
  } catch (reason) {
    scene.problems.push({ kind: 'lost', what: reason instanceof Error ? reason.message : String(reason) });
  }
  scene.seen.push(...(await scene.person.seen()));
  const problems = await judge(scene, { customerId: customer.customerId, files: specimens, cancelMs })
    .catch((reason: unknown) => [...scene.problems, { kind: 'lost' as const, what: `the truth could not be told: ${String(reason)}` }]);
  await closeScene(scene, folder);
  return {
    index, fault: fault.name, protocol: world.protocol, clockFactor, problems, actions: scene.person.actions,
    isStruck: proxy.struck.length > 0 || !plan.strikes, ms: Date.now() - startedAt, trace: proxy.trace, ...(cancelMs !== undefined && { cancelMs }),
  };
}

/** Chooses, suffers, submits. Resolves to how long Cancel took where the person cancelled instead. */
async function play(scene: Scene, files: readonly ChosenFile[], isCancelled: boolean): Promise<number | undefined> {
  const { plan, proxy, person, realMs } = scene;
  const limitMs = Math.min(limit.mostMs, Math.max(limit.leastMs, realMs(limit.pageMs)));
  if (plan.armed === 'start') proxy.arm(plan.strikes ?? []);
  await person.page.goto(proxy.origin, { waitUntil: 'domcontentloaded' });
  await person.arrive(limitMs);
  const told = plan.act ? proxy.told() : undefined;
  if (plan.armed !== 'start') proxy.arm(plan.strikes ?? []);
  for (const file of files) await person.choose(file);
  if (isCancelled) {
    const cancelMs = await cancel(scene);
    if (cancelMs !== undefined) return cancelMs;
  }
  if (plan.final) await suffer(scene, plan.final, limitMs);
  // The act comes when the struck request comes, which may be the submission's.
  const acted = told?.then(() => act(scene)).catch((reason: unknown) => scene.problems.push({ kind: 'lost', what: `on stage: ${String(reason)}` }));
  await person.finish(limitMs);
  proxy.goOn();
  if (proxy.struck.length > 0) await acted;
  return undefined;
}

/** A final fault is told in clear words, then somebody repairs its cause. */
async function suffer({ person, proxy, problems }: Scene, words: RegExp, limitMs: number): Promise<void> {
  const isTold = async (): Promise<boolean> => proxy.struck.length > 0 && words.test(allWords(person));
  const endsAt = Date.now() + limitMs / 3;
  while (!(await person.look().then(isTold))) {
    if (Date.now() > endsAt) {
      problems.push({ kind: 'untold', what: `no words like ${String(words)}: ${describe(person.last)}` });
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  proxy.heal();
}

function allWords({ last }: Person): string {
  const troubled = last?.rows.filter(({ phase }) => ['failed', 'refused', 'waiting', 'paused'].includes(phase)) ?? [];
  return [last?.failure, last?.banner, ...troubled.map(({ words }) => words)].join(' ');
}

/** `undefined` when there was nothing left to cancel. */
async function cancel({ person, proxy, realMs, plan }: Scene): Promise<number | undefined> {
  const isSubmission = plan.strikes?.every(({ on }) => on.includes('submit'));
  if (isSubmission) return undefined;
  const endsAt = Date.now() + realMs(20_000);
  while (proxy.struck.length === 0 && Date.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 20));
  const row = (await person.look())?.rows.find(({ controls }) => controls.includes('Cancel'));
  if (!row) return undefined;
  const ms = await person.page.evaluate((id) => window.kycRig?.cancel(id), row.uploadId);
  for (const other of (await person.look())?.rows ?? []) await person.page.evaluate((id) => window.kycRig?.cancel(id), other.uploadId);
  proxy.heal();
  await person.until(({ rows }) => rows.length === 0, realMs(60_000));
  return ms;
}

async function openScene(options: RunOptions, parts: Pick<Scene, 'plan' | 'proxy' | 'settings'> & { files: readonly ChosenFile[] }): Promise<Scene> {
  const { plan, settings, proxy, files } = parts;
  const needsOwn = plan.act === 'kill_browser';
  const ownBrowser = needsOwn ? await openBrowser(options.browserName, join(options.folder, 'profile')) : undefined;
  const context = ownBrowser ?? (await options.browser.createBrowserContext());
  const realMs = (pageMs: number): number => pageMs / settings.clockFactor;
  const page = await openPage(context, settings);
  const person = new Person({ page, files, realMs, isSubmitDouble: plan.isSubmitDouble ?? false });
  return { options, plan, proxy, person, settings, realMs, seen: [], problems: [], context, ownBrowser, otherPage: undefined };
}

async function closeScene({ context, ownBrowser, proxy, options }: Scene, folder: string): Promise<void> {
  await context.close().catch(() => undefined);
  await ownBrowser?.close().catch(() => undefined);
  await proxy.stop();
  if (options.folder) await rm(folder, { recursive: true, force: true });
}

function drawFiles(draw: Draw, { isSingle }: Fault): (SpecimenFile & Pick<ChosenFile, 'categoryId' | 'side'>)[] {
  const aboutBytes = draw.chance(0.02) ? draw.whole(5_000_000, 20_000_000) : draw.whole(20_000, 300_000);
  const one = noisePicture(draw, 'one.png', aboutBytes);
  const kind = isSingle ? 'one' : draw.pick(['one', 'one', 'two', 'sides']);
  if (kind === 'one') return [{ ...one, categoryId: 'single' }];
  const two = noisePicture(draw, 'two.png', draw.whole(20_000, 300_000));
  if (kind === 'two') return [{ ...one, categoryId: 'single' }, { ...two, categoryId: 'single' }];
  return [{ ...one, categoryId: 'sides', side: 'front' }, { ...two, categoryId: 'sides', side: 'back' }];
}
