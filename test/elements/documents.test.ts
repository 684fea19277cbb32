/** What a person does with stored documents: fills in fields, orders pages, uses one twice, turns a picture that stands there. */
import { expect } from '@open-wc/testing';
import { gate } from '../../src/testing/index.ts';
import { openScenario, type KycPage } from '../support/kyc-page.ts';

function fill(page: KycPage, id: string, value: string): void {
  const input = page.one(`[data-field-id="${id}"]`) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const fieldsOf = (page: KycPage) => page.client.provider.verification.documents[0]?.fields;

describe('fields', () => {
  it('are both saved when the second is filled in while the first is on its way', async () => {
    const page = await openScenario('fields');
    const held = gate();
    page.client.delay(held, 'updateDocument');
    fill(page, 'country', 'CH');
    await page.until(() => page.part('fields').getAttribute('aria-busy') === 'true', 'it is being saved');
    fill(page, 'number', 'X1111111');
    held.open();
    await page.until(() => fieldsOf(page)?.['number'] === 'X1111111', 'both are saved');
    expect(fieldsOf(page)).to.deep.include({ country: 'CH', number: 'X1111111' });
  });

  it('are led to from the list of what is missing', async () => {
    const page = await openScenario('fields');
    await page.press('Submit for review');
    await page.untilText('Before you can submit');
    await page.press('ID Proof: fill in Issuing country');
    await page.until(() => page.focused === page.one('[data-field-id="country"]'), 'the field has the focus');
    fill(page, 'country', 'CH');
    await page.until(() => !page.text().includes('fill in Issuing country'), 'it is not missing any more');
  });
});

describe('pages', () => {
  const names = (page: KycPage) => page.all('[data-file-id]').map(({ dataset }) => dataset['fileId']);

  for (const [name, id] of [['Move down: statement-first.png', 'fil_page_1'], ['Move up: statement-third.png', 'fil_page_3']] as const) {
    it(`change places, the focus stays, and it is said: ${name}`, async () => {
      const page = await openScenario('pages');
      const before = names(page);
      const button = page.control(name);
      button.focus();
      await page.press(name);
      await page.until(() => String(names(page)) !== String(before), 'the order is another');
      expect(names(page)[1]).to.equal(id);
      await page.until(() => page.focused === button, 'the button has the focus');
      expect(page.announced).to.match(/^Page \d: statement-\w+\.png\. Page \d: statement-\w+\.png\.$/);
    });
  }
});

describe('a document used twice', () => {
  it('stands in the second category with one press', async () => {
    const page = await openScenario('copy-offer');
    await page.press('Use Driving License from ID Proof', page.card('address'));
    await page.until(() => page.text(page.card('address')).includes('licence-front.png'), 'it is there');
    expect(page.root.querySelector('[part~="copy-button"]')).to.equal(null);
  });
});
