/** Styles that come with a part: into the shadow root (or page) it stands in, once. */
import type { CSSResult } from 'lit';

export function adoptStyles(element: Element, { styleSheet }: CSSResult): void {
  const root = element.getRootNode();
  if (!styleSheet || !(root instanceof ShadowRoot || root instanceof Document) || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
