import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, html as lit } from 'lit';
import { DropController, type Dropped } from '../../src/controllers/drop-controller.ts';
import { EngineController } from '../../src/controllers/engine-controller.ts';
import { FormController } from '../../src/controllers/form-controller.ts';
import { LocaleController } from '../../src/controllers/locale-controller.ts';
import { MemoryKycClient } from '../../src/testing/memory-client.ts';
import { settled } from '../support/fake-clock.ts';

interface Fallen {
  readonly dropped: Dropped;
  readonly categoryId: string | null;
}

class DropHost extends LitElement {
  drags: (string | null)[] = [];
  fallen: Fallen[] = [];
  drop = new DropController(this, {
    onDrag: (categoryId) => this.drags.push(categoryId),
    onDrop: (dropped, categoryId) => this.fallen.push({ dropped, categoryId }),
  });
  override render() {
    return lit`<section data-category-id="identity"><p tabindex="0">here</p></section><p class="beside"></p>`;
  }
}
customElements.define('test-drop-host', DropHost);

class LocaleHost extends LitElement {
  language = new LocaleController(this);
  renders = 0;
  override render() {
    this.renders++;
    return lit``;
  }
}
customElements.define('test-locale-host', LocaleHost);

class EngineHost extends LitElement {
  client = new MemoryKycClient();
  engine = new EngineController(this, { configure: () => ({ client: this.client, updates: 'off' }), raise: () => true, isMain: true });
}
customElements.define('test-engine-host', EngineHost);

class FormHost extends HTMLElement {
  static readonly formAssociated = true;
  form = new FormController(this);
}
customElements.define('test-form-host', FormHost);

const file = () => new File(['x'], 'a.jpg', { type: 'image/jpeg' });

function transferOf(...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const one of files) transfer.items.add(one);
  return transfer;
}

describe('DropController', () => {
  let host: DropHost;
  const inside = (selector: string) => host.renderRoot.querySelector(selector) as HTMLElement;
  const drag = (type: string, target: HTMLElement, dataTransfer: DataTransfer) => {
    const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer });
    target.dispatchEvent(event);
    return event;
  };

  beforeEach(async () => { host = await fixture(html`<test-drop-host></test-drop-host>`); });

  it('names the card files are dragged over, once', () => {
    drag('dragover', inside('p'), transferOf(file()));
    drag('dragover', inside('section'), transferOf(file()));
    expect(host.drags).to.deep.equal(['identity']);
  });

  it('gives what fell on a card, and keeps the browser from opening it', () => {
    const event = drag('drop', inside('p'), transferOf(file()));
    expect(event.defaultPrevented).to.equal(true);
    expect(host.fallen[0]?.categoryId).to.equal('identity');
    expect(host.fallen[0]?.dropped).to.have.property('kind', 'files');
  });

  it('keeps the browser from opening a file that falls beside the cards', () => {
    expect(drag('drop', inside('.beside'), transferOf(file())).defaultPrevented).to.equal(true);
    expect(host.fallen[0]?.categoryId).to.equal(null);
  });

  it('tells a link or a text from a file', () => {
    const transfer = new DataTransfer();
    transfer.setData('text/uri-list', 'https://example.com');
    drag('drop', inside('p'), transfer);
    expect(host.fallen[0]?.dropped).to.deep.equal({ kind: 'nothing_to_add' });
  });

  it('leaves dragged text alone', () => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'hello');
    expect(drag('dragover', inside('p'), transfer).defaultPrevented).to.equal(false);
  });

  it('takes pasted files and leaves pasted text to the page', () => {
    const paste = (clipboardData: DataTransfer) => {
      const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true, clipboardData });
      inside('p').dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste(transferOf(file()))).to.equal(true);
    expect(paste(new DataTransfer())).to.equal(false);
    expect(host.fallen).to.have.length(1);
  });

  it('hears nothing once removed', () => {
    const target = inside('p');
    host.remove();
    drag('drop', target, transferOf(file()));
    expect(host.fallen).to.deep.equal([]);
  });
});

describe('LocaleController', () => {
  it('takes the nearest lang, also through a shadow tree', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="ar"><span></span></div>`);
    const shadow = (outer.firstElementChild as HTMLElement).attachShadow({ mode: 'open' });
    const host = document.createElement('test-locale-host') as LocaleHost;
    shadow.append(host);
    expect(host.language.pageLocale).to.equal('ar');
  });

  it('draws again when the page switches its language', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"><test-locale-host></test-locale-host></div>`);
    const host = outer.firstElementChild as LocaleHost;
    const before = host.renders;
    outer.lang = 'en';
    await settled();
    await host.updateComplete;
    expect(host.language.pageLocale).to.equal('en');
    expect(host.renders).to.be.greaterThan(before);
  });
});

describe('EngineController', () => {
  const started = (host: EngineHost) => new Promise<void>((resolve) => {
    const look = () => (host.engine.state.verification ? resolve() : setTimeout(look));
    look();
  });

  it('waits one task, so that a later script can still configure', async () => {
    const host = document.createElement('test-engine-host') as EngineHost;
    document.body.append(host);
    await Promise.resolve();
    expect(host.engine.engine).to.equal(undefined);
    await started(host);
    expect(host.client.calls).to.deep.equal(['getVerification']);
    host.remove();
  });

  it('keeps the engine when the element is moved', async () => {
    const host = await fixture<EngineHost>(html`<test-engine-host></test-engine-host>`);
    await started(host);
    const { engine } = host.engine;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(host);
    await settled();
    expect(host.engine.engine).to.equal(engine);
    expect(host.client.calls).to.have.length(1);
    elsewhere.remove();
  });

  it('begins anew when reconfigured, several times in a row as once', async () => {
    const host = await fixture<EngineHost>(html`<test-engine-host></test-engine-host>`);
    await started(host);
    host.client = new MemoryKycClient();
    host.engine.restart();
    host.engine.restart();
    expect(host.engine.state.verification).to.equal(undefined);
    await started(host);
    expect(host.client.calls).to.have.length(1);
  });
});

describe('EngineController after logout', () => {
  it('shows an ended session and asks nothing, also when moved, until somebody begins anew', async () => {
    const host = await fixture<EngineHost>(html`<test-engine-host></test-engine-host>`);
    host.engine.require();
    void host.engine.logOut();
    const { session } = host.engine.state;
    expect(session.kind === 'failed' && session.error.code).to.equal('session_error');
    const before = host.client.calls.length;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(host);
    await settled();
    expect(host.engine.engine).to.equal(undefined);
    expect(host.client.calls).to.have.length(before);
    await host.engine.require().refresh();
    expect(host.engine.state.verification?.status).to.equal('collecting');
    elsewhere.remove();
  });
});

describe('FormController', () => {
  it('is missing until something was submitted', async () => {
    const form = await fixture<HTMLFormElement>(html`<form><test-form-host name="kyc" tabindex="0"></test-form-host></form>`);
    const host = form.firstElementChild as FormHost;
    const facts = { isRequired: true, message: 'Please submit', states: ['collecting'] };
    host.form.update({ ...facts, submissionId: null }, undefined);
    expect(host.form.internals.validity.valueMissing).to.equal(true);
    host.form.update({ ...facts, submissionId: 'sub_1', states: ['pending'] }, undefined);
    expect(form.checkValidity()).to.equal(true);
    expect(new FormData(form).get('kyc')).to.equal('sub_1');
    expect([...(host.form.internals.states ?? [])]).to.deep.equal(['pending']);
  });
});
