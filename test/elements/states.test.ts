/** Every state, in both themes and directions and at every width: nothing axe objects to, nothing that sticks out. */
import { expect } from '@open-wc/testing';
import { scenarios } from '../../src/testing/index.ts';
import { openScenario, type KycPage, type PageOptions } from '../support/kyc-page.ts';

/** Rules about the page around the element: the host's. */
const ignoredRules = ['region', 'page-has-heading-one', 'landmark-one-main'];
const widths = [1280, 768, 390, 280];

/** Parts that stick out of the element to the side, by name; a dialog lies over the page, not in it. */
function overflowing({ element, root }: KycPage): string[] {
  const { left, right } = element.getBoundingClientRect();
  const isOut = (child: Element) => {
    const box = child.getBoundingClientRect();
    return box.width > 1 && (box.right > right + 1 || box.left < left - 1);
  };
  return [...root.querySelectorAll('[part]')].filter((child) => !child.closest('dialog') && isOut(child)).map((child) => child.getAttribute('part') ?? '');
}

/** What comes by itself after the scenario's last act. */
const settled: Readonly<Record<string, string>> = {
  interrupted: '.phase-waiting', 'storage-full': '.phase-waiting', 'other-tab': '.phase-waiting', 'choose-again': '.phase-needs_file',
  'several-uploads': '[part="uploads"]',
};

async function openSettled(name: string, options?: PageOptions): Promise<KycPage> {
  const page = await openScenario(name, options);
  const sign = settled[name];
  if (sign) await page.until(() => page.root.querySelector(sign) !== null, `${sign} is there`);
  return page;
}

function resize(page: KycPage, width: number): void {
  const frame = page.element.parentElement;
  if (frame) frame.style.inlineSize = `${width}px`;
}

describe('every state', () => {
  // The host's page decides the surface around the element; ours is plain.
  before(() => {
    document.documentElement.style.colorScheme = 'light dark';
  });
  afterEach(() => {
    document.documentElement.removeAttribute('dir');
  });

  for (const { name, title } of scenarios) {
    it(`${title}: is readable in light, left to right, and fits every width`, async () => {
      const page = await openSettled(name);
      await expect(page.element).to.be.accessible({ ignoredRules });
      for (const width of widths) {
        resize(page, width);
        expect(overflowing(page), `${width} px`).to.deep.equal([]);
      }
    });

    it(`${title}: is readable in dark, right to left, on a phone`, async () => {
      document.documentElement.dir = 'rtl';
      const page = await openSettled(name, { theme: 'dark', locale: 'ar', width: 390 });
      await page.until(() => page.part('container').closest('[dir]')?.getAttribute('dir') === 'rtl', 'Arabic is there');
      await expect(page.element).to.be.accessible({ ignoredRules });
      expect(overflowing(page)).to.deep.equal([]);
    });
  }
});
