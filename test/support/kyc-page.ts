/**
 * A person in front of `<kyc-verification>`: finds things by what they are called, presses them, chooses files, and
 * reads what is there. Tests go through this and the public API, never through private parts.
 */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/index.ts';
import type { KycVerification } from '../../src/elements/index.ts';
import type { KycEventDetails, KycEventName } from '../../src/model/events.ts';
import type { Verification } from '../../src/model/verification.ts';
import {
  MemoryKycClient, scenarioNamed, specimenNow, verification, type ScenarioRun,
} from '../../src/testing/index.ts';

export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly locale?: string;
  readonly width?: number;
}

export class KycPage {
  readonly element: KycVerification;
  readonly client: MemoryKycClient;
  readonly events: { readonly name: KycEventName; readonly detail: unknown }[] = [];

  constructor(element: KycVerification, client: MemoryKycClient) {
    this.element = element;
    this.client = client;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.element;
    if (!shadowRoot) throw new Error('the element has not been upgraded');
    return shadowRoot;
  }

  /** Everything that can be read, spaces made one. */
  text(within: ParentNode = this.root): string {
    return (within instanceof Element ? within.textContent : [...within.children].map((child) => child.textContent).join(' '))
      .replace(/\s+/g, ' ').trim();
  }

  /** What was last said to people who listen. */
  get announced(): string {
    return this.text(this.one('[aria-live]'));
  }

  one(selector: string, within: ParentNode = this.root): HTMLElement {
    const found = within.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  }

  all(selector: string, within: ParentNode = this.root): HTMLElement[] {
    return [...within.querySelectorAll<HTMLElement>(selector)];
  }

  part(name: string, within: ParentNode = this.root): HTMLElement {
    return this.one(`[part~="${name}"]`, within);
  }

  hasPart(name: string, within: ParentNode = this.root): boolean {
    return within.querySelector(`[part~="${name}"]`) !== null;
  }

  card(categoryId: string): HTMLElement {
    return this.one(`[data-category-id="${CSS.escape(categoryId)}"]`);
  }

  document(documentId: string): HTMLElement {
    return this.one(`#${CSS.escape(`document-${documentId}`)}`);
  }

  /** A button, link, radio or fold by its accessible name. */
  control(name: string | RegExp, within: ParentNode = this.root): HTMLElement {
    const controls = this.all('button, a[href], summary, input[type=radio], select', within);
    const found = controls.filter((control) => (typeof name === 'string' ? nameOf(control) === name : name.test(nameOf(control))));
    const [first] = found;
    if (!first) throw new Error(`no control is called ${String(name)}; there are: ${controls.map(nameOf).join(' | ')}`);
    return first;
  }

  async press(name: string | RegExp, within?: ParentNode): Promise<void> {
    this.control(name, within).click();
    await this.element.updateComplete;
  }

  /** Chooses files with the button of that name. */
  async choose(name: string | RegExp, files: readonly File[], within?: ParentNode): Promise<void> {
    const input = this.control(name, within).nextElementSibling;
    if (!(input instanceof HTMLInputElement)) throw new Error(`${String(name)} opens no file choice`);
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Resolves once it is so; fails with the words given. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    await waitUntil(isSo, what, { interval: 10, timeout: 20_000 }).catch((reason: unknown) => {
      throw new Error(`${String(reason)}; it says: ${this.text()}`);
    });
    await this.element.updateComplete;
  }

  untilText(expected: string | RegExp): Promise<void> {
    const isThere = () => (typeof expected === 'string' ? this.text().includes(expected) : expected.test(this.text()));
    return this.until(isThere, `the page says ${String(expected)}`);
  }

  listen(...names: KycEventName[]): void {
    for (const name of names) {
      this.element.addEventListener(name, (event) => this.events.push({ name, detail: (event as CustomEvent<unknown>).detail }));
    }
  }

  details<N extends KycEventName>(name: N): KycEventDetails[N][] {
    return this.events.filter((event) => event.name === name).map(({ detail }) => detail as KycEventDetails[N]);
  }

  /** Resolves with the detail of the next event of that name. */
  next<N extends KycEventName>(name: N): Promise<KycEventDetails[N]> {
    return new Promise((resolve) => {
      const onEvent = (event: Event) => resolve((event as CustomEvent<KycEventDetails[N]>).detail);
      this.element.addEventListener(name, onEvent, { once: true });
    });
  }

  /** What has the focus, inside the element. */
  get focused(): Element | null {
    return this.root.activeElement;
  }

  expectFocus(target: Element): void {
    expect(this.focused, 'focus').to.equal(target);
  }
}

function nameOf(control: HTMLElement): string {
  const labelledBy = control.getAttribute('aria-labelledby');
  const label = control.closest('label')?.textContent;
  const root = control.getRootNode() as ShadowRoot;
  const from = labelledBy ? root.getElementById(labelledBy)?.textContent : undefined;
  return (control.getAttribute('aria-label') ?? from ?? label ?? control.textContent).replace(/\s+/g, ' ').trim();
}

/** The element with what a scenario serves, drawn and acted on. */
export async function openScenario(name: string, options: PageOptions = {}): Promise<KycPage> {
  const run = scenarioNamed(name).create();
  const page = await mount(run, options);
  if (name === 'loading') return page;
  await drawn(page);
  await run.act?.(page.element);
  await page.element.updateComplete;
  return page;
}

/** The element with a snapshot of one's own. */
export async function openPage(values: Partial<Verification> = {}, options: PageOptions = {}): Promise<KycPage> {
  const client = new MemoryKycClient({ verification: verification(values), now: () => Date.parse(specimenNow) });
  return drawn(await mount({ client }, options));
}

async function mount({ client, properties }: ScenarioRun, { theme = 'light', locale = 'en', width }: PageOptions): Promise<KycPage> {
  const frame = document.createElement('div');
  if (width) frame.style.inlineSize = `${width}px`;
  const element = await fixture<KycVerification>(html`<kyc-verification
    .client=${client} locale=${locale} theme=${theme} updates="off"
    ?readonly=${properties?.readonly} ?disabled=${properties?.disabled}
  ></kyc-verification>`, { parentNode: frame });
  return new KycPage(element, client);
}

/** Waits until the first answer is drawn, with what loads late. */
async function drawn(page: KycPage): Promise<KycPage> {
  const { element } = page;
  await page.until(() => !element.matches(':state(loading)'), 'the first answer is drawn');
  if (element.verification?.categories.length) await page.until(() => page.hasPart('category'), 'the cards are drawn');
  const isEditable = ['collecting', 'action_required', 'expired'].includes(element.status ?? '')
    && element.verification?.customer.status !== 'locked' && !element.readonly && !element.disabled;
  if (isEditable) await page.until(() => page.hasPart('submit-bar'), 'the adding views are drawn');
  return page;
}
