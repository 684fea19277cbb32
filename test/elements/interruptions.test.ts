/** Uploads that are interrupted: what the person reads and hears, what the buttons do, what goes on by itself. */
import { expect } from '@open-wc/testing';
import { addressCategory, identityCategory, KycError, never, specimenFile } from '../../src/testing/index.ts';
import { openPage, openScenario, type KycPage } from '../support/kyc-page.ts';

const two = { categories: [identityCategory, addressCategory] };
const busy = new KycError('server_error', { retryable: true, detail: { status: 503, retryAfterMs: 60_000 } });
const row = (page: KycPage) => page.part('upload');
const idOf = (page: KycPage) => row(page).dataset['uploadId'];
const addPassport = (page: KycPage) => page.element.addFiles('identity', [specimenFile('passport.png')], { documentTypeId: 'passport' });

/** Everything said from now on to people who listen, in order. */
function listen(page: KycPage): readonly string[] {
  const said: string[] = [];
  const observer = new MutationObserver(() => said.push(page.announced));
  observer.observe(page.one('[aria-live]'), { childList: true, characterData: true, subtree: true });
  return said;
}

function drop(target: Element, file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer }));
  }
}

describe('an upload that is interrupted', () => {
  it('says why and when it goes on, keeps what has arrived, and goes on at once when asked to', async () => {
    const page = await openScenario('interrupted');
    await page.until(() => row(page).classList.contains('phase-waiting'), 'the row waits');
    expect(page.text(row(page))).to.match(/The service is busy.*trying again in/);
    expect((page.one('progress', row(page)) as HTMLProgressElement).value).to.equal(25);
    page.client.breakUploadsAt(0.5, null);
    const stored = page.next('kyc-upload-success');
    await page.press(/^Try now/, row(page));
    await stored;
  });

  it('is told once, however often the line breaks', async () => {
    const page = await openPage(two);
    const said = listen(page);
    page.client.breakUploadsAt(0.5, busy);
    await addPassport(page);
    for (let attempt = 0; attempt < 3; attempt++) {
      await page.until(() => row(page).classList.contains('phase-waiting'), 'the row waits');
      const moving = page.next('kyc-upload-progress');
      await page.press(/^Try now/, row(page));
      await moving;
    }
    await page.until(() => row(page).classList.contains('phase-waiting'), 'the row waits again');
    expect(said.filter((text) => text.includes('Interrupted'))).to.deep.equal(['passport.png: Interrupted; it goes on by itself']);
  });

  it('can be cancelled, and the focus stays at its card', async () => {
    const page = await openScenario('interrupted');
    await page.until(() => row(page).classList.contains('phase-waiting'), 'the row waits');
    await page.press(/^Cancel/, row(page));
    await page.until(() => page.focused?.id === 'category-identity', 'focus is at the card');
    expect(page.root.querySelector('[data-upload-id]')).to.equal(null);
  });

  it('tells that another tab is at it', async () => {
    const page = await openScenario('other-tab');
    await page.until(() => page.text(row(page)).includes('Being sent in another tab'), 'the row says so');
  });
});

describe('an upload an earlier page left unfinished', () => {
  const ready = async () => {
    const page = await openScenario('choose-again');
    await page.until(() => page.hasPart('upload'), 'the row is back');
    return page;
  };

  it('asks for the same file, and Submit leads there', async () => {
    const page = await ready();
    expect(page.text(row(page))).to.contain('passport.png').and.contain('Choose the same file again to go on');
    await page.press(/^Submit/);
    await page.until(() => page.root.querySelector('#missing') !== null, 'the list is shown');
    expect(page.all('#missing button').map((line) => page.text(line))[0]).to.equal('ID Proof: choose passport.png again');
    await page.press('ID Proof: choose passport.png again');
    await page.until(() => page.focused === row(page), 'focus is at the row');
  });

  it('goes on with the file that was chosen again, in its own row', async () => {
    const page = await ready();
    const uploadId = idOf(page);
    const stored = page.next('kyc-upload-success');
    await page.choose(/^Choose the file again/, [specimenFile('renamed.png')], row(page));
    expect((await stored).uploadId).to.equal(uploadId);
    expect(page.client.calls).not.to.include('createDocument');
  });

  it('goes on with the file that falls on its row', async () => {
    const page = await ready();
    const uploadId = idOf(page);
    const stored = page.next('kyc-upload-success');
    drop(row(page), specimenFile('passport.png'));
    expect((await stored).uploadId).to.equal(uploadId);
  });

  it('goes on with the file that falls on a card which takes no other', async () => {
    const page = await ready();
    page.client.provider.configure(page.client.provider.verification.categories.map((category) => ({ ...category, maxDocuments: 1 })));
    await page.element.refresh();
    const uploadId = idOf(page);
    const stored = page.next('kyc-upload-success');
    drop(page.one('[part~="category-title"]', page.card('identity')), specimenFile('passport.png'));
    expect((await stored).uploadId).to.equal(uploadId);
  });

  it('gives way to another file in its place', async () => {
    const page = await ready();
    const begun = idOf(page);
    const stored = page.next('kyc-upload-success');
    await page.choose(/^Choose the file again/, [specimenFile('other.pdf')], row(page));
    const { uploadId, documentId } = await stored;
    expect([uploadId === begun, documentId]).to.deep.equal([false, 'doc_passport']);
    await page.until(() => page.element.verification?.documents.find(({ id }) => id === 'doc_passport')?.files.length === 1, 'one file stands there');
  });
});

describe('several uploads', () => {
  it('are paused, resumed and cancelled by one button each', async () => {
    const page = await openPage(two);
    page.client.holdUploadsAt(0.5, never);
    page.listen('kyc-upload-abort');
    const phases = () => page.all('[data-upload-id]').map(({ classList }) => [...classList].find((name) => name.startsWith('phase-')));
    await addPassport(page);
    await page.element.addFiles('address', [specimenFile('bill.png')], { documentTypeId: 'utility_bill' });
    await page.until(() => page.hasPart('uploads'), 'the line is there');
    await page.press('Pause all');
    await page.until(() => String(phases()) === 'phase-paused,phase-paused', 'both are paused');
    await page.press('Resume all');
    await page.until(() => String(phases()) === 'phase-uploading,phase-uploading', 'both go on');
    await page.press('Cancel all');
    expect(page.details('kyc-upload-abort')).to.have.lengthOf(0);
    await page.press('Yes, cancel');
    await page.until(() => page.details('kyc-upload-abort').length === 2, 'both are cancelled');
    await page.until(() => page.focused?.id === 'submit' && !page.hasPart('uploads'), 'focus is at Submit');
  });
});
