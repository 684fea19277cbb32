/**
 * Single-key shortcuts: never while somebody types, never with a modifier, and they can be switched off for good
 * (WCAG 2.1.4).
 */

export interface Shortcut {
  /** As `KeyboardEvent.key` says it; several do the same. */
  readonly keys: readonly string[];
  readonly title: string;
  /** False when it did nothing: the browser then does what the key does elsewhere. */
  readonly run: () => unknown;
}

const storageKey = 'kyc-review-shortcuts';

export class Shortcuts {
  readonly #current: () => readonly Shortcut[];
  #isOn = readIsOn();

  /** @param current what the keys do on the page as it stands */
  constructor(current: () => readonly Shortcut[]) {
    this.#current = current;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Remembered in this browser. */
  switch(isOn: boolean): void {
    this.#isOn = isOn;
    try {
      localStorage.setItem(storageKey, isOn ? 'on' : 'off');
    } catch {
      // Storage may be denied: the choice then lasts as long as the page.
    }
  }

  get all(): readonly Shortcut[] {
    return this.#current();
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (!this.#isOn || event.defaultPrevented || hasModifier(event) || isForAnother(event)) return;
    const found = this.#current().find(({ keys }) => keys.includes(event.key));
    if (found && found.run() !== false) event.preventDefault();
  };
}

/** For `aria-keyshortcuts`; nothing is promised while they are off. */
export function keysAttribute(shortcuts: Shortcuts, key: string): string | null {
  return shortcuts.isOn ? key : null;
}

function hasModifier({ ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || isComposing;
}

/** Typing, choosing in a list, and whatever lies in front of the page. */
function isForAnother(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  const isTyping = target.closest('input:not([type="checkbox"], [type="button"]), textarea, select, [contenteditable]') !== null;
  return isTyping || target.closest('dialog') !== null || document.querySelector('dialog[open]') !== null;
}

function readIsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}
