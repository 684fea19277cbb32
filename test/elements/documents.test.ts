/** What a person does with stored documents: fills in fields, orders pages, uses one twice, turns a picture that stands there. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { addressCategory, gate, identityCategory, never, specimenFile } from '../../src/testing/index.ts';
import { darkPhoto, photoWithPosition } from '../../src/testing/specimen-photos.ts';
import { FakeCamera } from '../support/fake-camera.ts';
import { openPage, openScenario, type KycPage } from '../support/kyc-page.ts';

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

const two = { categories: [{ ...identityCategory, maxDocuments: 4 }, addressCategory] };

/** As by keyboard: what is pressed has the focus. */
async function pressByKey(page: KycPage, name: string | RegExp, within?: ParentNode): Promise<void> {
  page.control(name, within).focus();
  await page.press(name, within);
}

async function addPassport(page: KycPage, files: readonly File[] = [specimenFile('passport.png')]): Promise<void> {
  const card = page.card('identity');
  await page.press('Passport', card);
  page.control(/^Choose/, card).focus();
  await page.choose(/^Choose/, files, card);
}

describe('a card a person works in', () => {
  it('stays unfolded where it is narrow, and shows and tells what was taken out of the photo', async () => {
    const page = await openPage(two, { width: 390 });
    await addPassport(page, [await photoWithPosition()]);
    await page.until(() => page.text(page.part('category-badge', page.card('identity'))) === 'Added', 'it is added');
    await page.until(() => page.announced.startsWith('home.jpg: Added'), 'it is told');
    expect(page.announced).to.equal('home.jpg: Added. Location and camera details removed');
    expect(page.part('removed-note', page.card('identity')).checkVisibility()).to.equal(true);
  });

  it('stays unfolded while the focus is in it, whatever changes elsewhere', async () => {
    const page = await openPage(two, { width: 390 });
    const card = page.card('identity');
    page.control('Passport', card).focus();
    await page.element.addFiles('identity', [specimenFile('passport.png')], { documentTypeId: 'passport' });
    await page.until(() => page.text(page.part('category-badge', card)) === 'Added', 'it is added');
    expect(page.part('document', card).checkVisibility()).to.equal(true);
  });

  it('folds as the others do once everything is sent', async () => {
    const page = await openPage({ categories: [identityCategory] }, { width: 390 });
    await addPassport(page);
    await page.until(() => page.text(page.part('category-badge')) === 'Added', 'it is added');
    await page.element.submit();
    await page.until(() => !page.part('document').checkVisibility(), 'it is folded');
  });
});

describe('the focus', () => {
  it('goes with a file from its button to its row, and on to its document', async () => {
    const page = await openPage(two);
    const held = gate();
    page.client.holdUploadsAt(0.5, held);
    await addPassport(page);
    await page.until(() => page.focused?.matches('.upload') ?? false, 'the row has the focus');
    held.open();
    await page.until(() => page.focused?.matches('[part~="document"]') ?? false, 'the document has the focus');
  });

  it('is left where the person has gone meanwhile', async () => {
    const page = await openPage(two);
    const held = gate();
    page.client.holdUploadsAt(0.5, held);
    await addPassport(page);
    await page.until(() => page.hasPart('upload'), 'the row is there');
    const submit = page.control('Submit for review');
    submit.focus();
    const stored = page.next('kyc-upload-success');
    held.open();
    await stored;
    await page.until(() => page.hasPart('document') && !page.hasPart('upload'), 'the document is drawn');
    page.expectFocus(submit);
  });

  it('stays in the row of a file that is used anyway', async () => {
    const page = await openPage(two);
    page.client.holdUploadsAt(0.5, never);
    await addPassport(page, [await darkPhoto()]);
    await page.untilText('Use it anyway');
    await pressByKey(page, /^Use it anyway/);
    await page.until(() => !page.text().includes('Use it anyway'), 'it is on its way');
    await page.until(() => page.focused === page.part('upload'), 'the row has the focus');
  });

  it('stays at the document whose page is replaced', async () => {
    const page = await openScenario('pages');
    const replace = page.control('Replace: statement-first.png');
    replace.focus();
    await page.choose('Replace: statement-first.png', [specimenFile('again.png')]);
    await page.until(() => !replace.isConnected, 'the page is replaced');
    expect(page.focused?.closest('[part~="document"]')).to.equal(page.part('document'));
  });

  it('goes to the copy of a document', async () => {
    const page = await openScenario('copy-offer');
    const card = page.card('address');
    await pressByKey(page, 'Use Driving License from ID Proof', card);
    await page.until(() => page.hasPart('document', card) && page.focused === page.part('document', card), 'the copy has the focus');
  });

  it('goes to the question that takes the button’s place, and back to the button', async () => {
    const page = await openScenario('copy-offer');
    const button = page.control(/^Remove Driving License/);
    button.focus();
    await sendKeys({ press: 'Enter' });
    await page.until(() => page.focused?.matches('.remove-question') ?? false, 'the question has the focus');
    await sendKeys({ press: 'Tab' });
    page.expectFocus(page.control('Yes, remove'));
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    page.expectFocus(button);
  });

  it('goes back to the button that opened the camera', async () => {
    const device = new FakeCamera();
    try {
      const page = await openPage(two);
      const button = page.control(/^Take a photo/, page.card('identity'));
      await pressByKey(page, /^Take a photo/, page.card('identity'));
      await page.until(() => page.root.querySelector('dialog[open]') !== null, 'the camera is open');
      await sendKeys({ press: 'Escape' });
      await page.until(() => page.root.querySelector('kyc-verification-camera') === null, 'the camera is closed');
      await page.until(() => page.focused === button, 'the button has the focus');
    } finally {
      device.restore();
    }
  });
});

describe('many files that are not added', () => {
  it('are told by their number, and dismissed at once', async () => {
    const page = await openPage(two);
    const texts = [1, 2, 3].map((number) => new File([`note ${number}`], `note-${number}.txt`, { type: 'text/plain' }));
    await page.element.addFiles('identity', texts, { documentTypeId: 'passport' });
    await page.until(() => page.announced === '3 files were not added', 'the number is told');
    await pressByKey(page, 'Dismiss all', page.card('identity'));
    await page.until(() => !page.hasPart('upload'), 'no row is left');
    await page.until(() => page.focused?.id === 'category-identity', 'the focus is at the card');
  });
});
