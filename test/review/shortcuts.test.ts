import { expect, fixture, html } from '@open-wc/testing';
import { Shortcuts } from '../../demo/review/shortcuts.ts';

const press = (target: EventTarget, key: string, init: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...init });
  target.dispatchEvent(event);
  return event;
};

describe('single-key shortcuts', () => {
  let pressed: string[];
  let shortcuts: Shortcuts;

  beforeEach(() => {
    localStorage.clear();
    pressed = [];
    shortcuts = new Shortcuts(() => [
      { keys: ['a', 'b'], title: 'Accept', run: () => pressed.push('a') },
      { keys: ['n'], title: 'Nothing to do', run: () => false },
    ]);
    document.addEventListener('keydown', shortcuts.onKeyDown);
  });

  afterEach(() => {
    document.removeEventListener('keydown', shortcuts.onKeyDown);
    localStorage.clear();
  });

  it('do what they say, and leave to the browser what they did nothing with', () => {
    expect(press(document.body, 'a').defaultPrevented).to.equal(true);
    expect(press(document.body, 'b').defaultPrevented).to.equal(true);
    expect(press(document.body, 'n').defaultPrevented).to.equal(false);
    expect(pressed).to.deep.equal(['a', 'a']);
  });

  it('rest while somebody types, chooses in a list, or holds a modifier', async () => {
    const form = await fixture<HTMLElement>(html`<div><input /><textarea></textarea><select></select><input type="search" /><button>a</button></div>`);
    for (const control of form.querySelectorAll('input, textarea, select')) press(control, 'a');
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) press(document.body, 'a', { [modifier]: true });
    expect(pressed).to.deep.equal([]);
    press(form.querySelector('button') as HTMLElement, 'a');
    expect(pressed).to.deep.equal(['a']);
  });

  it('rest behind a dialog', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`<dialog><button>x</button></dialog>`);
    dialog.showModal();
    press(document.body, 'a');
    dialog.close();
    expect(pressed).to.deep.equal([]);
  });

  it('can be switched off, which is remembered', () => {
    shortcuts.switch(false);
    press(document.body, 'a');
    expect(pressed).to.deep.equal([]);
    expect(new Shortcuts(() => []).isOn).to.equal(false);
    shortcuts.switch(true);
    expect(new Shortcuts(() => []).isOn).to.equal(true);
  });
});
