/**
 * The person in front of the page: chooses files, waits, presses Submit; does what the page asks for and counts it.
 * Sees only what is on the page.
 */
import type { Page } from 'puppeteer-core';
import type { Look, Row, Seen } from './page-script.ts';

/** A file as it lies on the person's disk, and where it belongs. */
export interface ChosenFile {
  readonly name: string;
  readonly path: string;
  readonly categoryId: 'single' | 'sides';
  readonly side?: 'front' | 'back';
}

export interface PersonOptions {
  readonly page: Page;
  readonly files: readonly ChosenFile[];
  /** Page milliseconds in real ones. */
  readonly realMs: (pageMs: number) => number;
  readonly isSubmitDouble: boolean;
}

const lookEveryMs = 60;
/** How long a person waits (page time) before doing something about nothing. */
const patienceMs = 45_000;
/** A page may stand still for so long (page time), and on a busy machine for so long in truth, without a word. */
const silence = { pageMs: 90_000, realMs: 20_000 };
/** A chosen file is out of sight for so long before it is chosen again. */
const missed = { pageMs: 8000, realMs: 4000 };
/** A countdown, or the words for a wait that has none. */
const waitWords = /\d|tab|online|connection|soon|now/i;

export class Person {
  /** What the page made the person do, beyond choosing once and submitting once. */
  readonly actions: string[] = [];
  /** Trouble without words. */
  readonly untold: string[] = [];
  page: Page;
  last: Look | undefined;
  readonly #options: PersonOptions;
  readonly #since = new Map<string, { readonly state: string; readonly at: number }>();
  #hasRemoved = false;
  #submits = 0;
  #submittedAt = 0;

  constructor(options: PersonOptions) {
    this.#options = options;
    this.page = options.page;
  }

  async choose(file: ChosenFile, within?: string): Promise<void> {
    const { categoryId, side, path } = file;
    // The place for a new one, not the button that swaps what is there.
    const area = `[data-category-id="${categoryId}"] [part~="drop-area"]`;
    const place = `${area}${side ? `[data-side="${side}"]` : ''} input[type="file"]`;
    const input = await this.page.waitForSelector(`kyc-verification >>> ${within ?? place}`);
    await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(path);
    await input?.dispose();
  }

  /** What is on the page now; waits while it is being loaded. */
  async look(): Promise<Look | undefined> {
    const look = await this.page.evaluate(() => window.kycRig?.look()).catch(() => undefined);
    if (look) this.last = look;
    return look;
  }

  async seen(): Promise<Seen[]> {
    return (await this.page.evaluate(() => window.kycRig?.seen).catch(() => undefined)) ?? [];
  }

  /** Resolves once `isDone`; rejects when that takes longer than `limitMs` (real). */
  async until(isDone: (look: Look) => boolean, limitMs: number, act: (look: Look) => Promise<void> = async () => undefined): Promise<void> {
    const endsAt = Date.now() + limitMs;
    for (;;) {
      const look = await this.look();
      if (look && isDone(look)) return;
      if (Date.now() > endsAt) throw new Error(`stuck: ${describe(this.last)}`);
      if (look) await act(look);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Waits for the page to have loaded. */
  async arrive(limitMs: number): Promise<void> {
    await this.until(({ isReady }) => isReady, limitMs, (look) => this.#act(look));
  }

  /** Adds and sends everything, whatever comes; at most four times more than asked. */
  async finish(limitMs: number): Promise<void> {
    await this.until(({ isSent }) => isSent || this.actions.length > 4, limitMs, (look) => this.#act(look));
    if (this.actions.length > 4) throw new Error(`gave up after: ${this.actions.join(', ')}`);
  }

  async #act(look: Look): Promise<void> {
    this.#listen(look);
    if (look.failure && this.#lasts('failure', 'shown', patienceMs)) return this.#press(undefined, 'Try again', 'Try again on the page');
    for (const row of look.rows) if (await this.#help(row)) return;
    if (look.rows.length > 0 || !look.isReady || look.failure) return;
    const missing = this.#missing(look);
    const [first] = missing;
    if (first && this.#lasts('missing', missing.map(({ name }) => name).join(), missed.pageMs, missed.realMs)) return this.#chooseAgain(first);
    if (missing.length === 0) await this.#submit(look);
  }

  /** Whether the row needed the person. */
  async #help({ uploadId, phase, name, controls }: Row): Promise<boolean> {
    if (phase === 'warned') {
      await this.page.evaluate((id) => window.kycRig?.press(id, 'Use it anyway') || window.kycRig?.press(id, 'Use anyway'), uploadId);
      return true;
    }
    if (phase === 'paused') return this.#pressed(uploadId, 'Resume');
    if (!['failed', 'refused', 'needs_file'].includes(phase) || !this.#lasts(uploadId, phase, 1500)) return false;
    if (controls.includes('Try again')) return this.#pressed(uploadId, 'Try again');
    const file = this.#options.files.find((candidate) => candidate.name === name) ?? this.#options.files[0];
    this.#since.delete(uploadId);
    const within = `[data-upload-id="${uploadId}"] input[type="file"]`;
    // Gone while the person was reaching for it: the page has found out something better.
    const isStill = (await this.page.$(`kyc-verification >>> ${within}`)) !== null;
    if (file && isStill) await this.#chooseAgain(file, within);
    else if (controls.includes('Remove')) await this.#remove(uploadId);
    return true;
  }

  /** Makes way for choosing the file again, which is then the same one thing asked. */
  async #remove(uploadId: string): Promise<void> {
    await this.#press(uploadId, 'Remove', 'Remove');
    this.#hasRemoved = true;
  }

  async #chooseAgain(file: ChosenFile, within?: string): Promise<void> {
    if (!this.#hasRemoved) this.actions.push(`choose ${file.name} again`);
    this.#hasRemoved = false;
    this.#since.delete('missing');
    await this.choose(file, within);
  }

  async #submit(look: Look): Promise<void> {
    if (!look.canSubmit || look.isSubmitting) return;
    const { realMs, isSubmitDouble } = this.#options;
    if (this.#submits > 0 && Date.now() - this.#submittedAt < Math.max(realMs(3000), 1500)) return;
    if (this.#submits > 0) this.actions.push('Submit again');
    this.#submits += 1;
    this.#submittedAt = Date.now();
    await this.page.evaluate((presses) => {
      for (let press = 0; press < presses; press += 1) window.kycRig?.press(undefined, 'Submit for review');
    }, isSubmitDouble ? 2 : 1);
  }

  async #pressed(uploadId: string, label: string): Promise<boolean> {
    this.#since.delete(uploadId);
    await this.#press(uploadId, label, label);
    return true;
  }

  async #press(uploadId: string | undefined, label: string, action: string): Promise<void> {
    this.#since.delete('failure');
    this.actions.push(action);
    await this.page.evaluate((id, text) => window.kycRig?.press(id, text), uploadId, label);
  }

  #missing({ addedNames }: Look): ChosenFile[] {
    return this.#options.files.filter(({ name }) => !addedNames.includes(name));
  }

  /** Trouble has to be told: what it is, and for a wait until when; and nothing stands still without a word. */
  #listen({ rows }: Look): void {
    for (const { uploadId, phase, words, progress } of rows) {
      const isTrouble = ['waiting', 'failed', 'refused', 'needs_file', 'paused'].includes(phase);
      if (isTrouble && (words === '' || (phase === 'waiting' && !waitWords.test(words))) && this.#lasts(`${uploadId} words`, phase, 1500)) {
        this.untold.push(`${phase}: “${words}”`);
      }
      const isSilent = ['uploading', 'confirming', 'queued', 'inspecting'].includes(phase) && this.#lasts(`${uploadId} moves`, `${phase} ${String(progress)} ${words}`, silence.pageMs, silence.realMs);
      if (isSilent) this.untold.push(`${phase} for ${String(silence.pageMs / 1000)} s`);
    }
  }

  /** Whether this has been so for that long (page time). */
  #lasts(about: string, state: string, pageMs: number, leastMs = 0): boolean {
    const known = this.#since.get(about);
    if (known?.state !== state) this.#since.set(about, { state, at: Date.now() });
    return known?.state === state && Date.now() - known.at >= Math.max(leastMs, this.#options.realMs(pageMs));
  }
}

export function describe(look: Look | undefined): string {
  if (!look) return 'nothing to see';
  const rows = look.rows.map(({ name, phase, words, progress, controls }) => `${name} ${phase} ${String(progress)}% “${words}” [${controls.join(', ')}]`);
  const { addedNames, failure, banner, missing, isSent, canSubmit, isSubmitting } = look;
  return JSON.stringify({ rows, addedNames, failure, banner, missing, isSent, canSubmit, isSubmitting });
}
