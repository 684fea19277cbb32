/**
 * A paper in a window of its own, printed from there: from inside a shadow root the host's page could not be left out. The
 * window is made of elements and one constructed sheet, which the host's policy (a blank window inherits it) lets pass.
 */
import type { Paper } from '../views/context.ts';

const styles = `
  body { margin: 2rem auto; max-inline-size: 46rem; padding-inline: 1rem; font: 11pt/1.5 system-ui, sans-serif; color: #111; background: #fff; }
  h1 { font-size: 1.4em; } h2 { font-size: 1.05em; margin-block: 1.5em 0.25em; break-after: avoid; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25em 1.5em; } dt { color: #555; } dd { margin: 0; }
  h2, dd, p { text-align: -webkit-match-parent; text-align: match-parent; } p { margin: 0.15em 0; overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
`;

/** False where the browser opens no window. */
export function printPaper(paper: Paper): boolean {
  const opened = openWindow(paper);
  if (!opened) return false;
  const { document } = opened;
  document.body.append(...content(document, paper));
  opened.print();
  return true;
}

/** A blank window with our sheet; null where it was blocked. */
export function openWindow({ title, lang, dir }: Pick<Paper, 'title' | 'lang' | 'dir'>): Window | null {
  const opened = window.open('', '_blank') as (Window & typeof globalThis) | null;
  if (!opened) return null;
  const { document } = opened;
  document.title = title;
  Object.assign(document.documentElement, { lang, dir });
  const sheet = new opened.CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  return opened;
}

function content(document: Document, { title, facts, entries }: Paper): HTMLElement[] {
  const element = (name: string, text = '') => Object.assign(document.createElement(name), { textContent: text });
  const list = element('dl');
  list.append(...facts.flatMap(([label, value]) => [element('dt', label), isolated(element('dd', value))]));
  return [
    element('h1', title), list,
    ...entries.flatMap((entry) => [isolated(element('h2', entry.title)), ...entry.lines.map((line) => isolated(element('p', line)))]),
  ];
}

/** Names and numbers keep their own direction. */
function isolated(element: HTMLElement): HTMLElement {
  element.dir = 'auto';
  return element;
}
