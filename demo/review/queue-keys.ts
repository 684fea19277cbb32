/** The queue by keyboard. */
import type { Shortcut } from './shortcuts.ts';

export const queueKeys: readonly Shortcut[] = [
  { keys: ['/'], title: 'Search', run: () => focusOn('#queue-search') },
  { keys: ['j'], title: 'Next case', run: () => step(1) },
  { keys: ['k'], title: 'Case before', run: () => step(-1) },
  { keys: ['ArrowDown'], title: 'Next case, from a case', run: () => isInQueue() && step(1) },
  { keys: ['ArrowUp'], title: 'Case before, from a case', run: () => isInQueue() && step(-1) },
];

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.queue-line')];
}

function isInQueue(): boolean {
  return document.activeElement?.classList.contains('queue-line') ?? false;
}

function step(by: 1 | -1): boolean {
  const all = lines();
  const at = all.findIndex((line) => line === document.activeElement);
  const next = at === -1 ? all[0] : all[at + by];
  next?.focus();
  return next !== undefined;
}

function focusOn(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  return found !== null;
}
