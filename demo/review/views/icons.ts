/** The review page's icons: 20 × 20 strokes in the text's colour. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  shield: svg`<path d="M10 2.5 16 5v4.5c0 4-2.6 6.7-6 8-3.4-1.3-6-4-6-8V5z"/><path d="m7.5 9.8 1.9 1.9 3.4-3.7"/>`,
  check: svg`<circle cx="10" cy="10" r="7"/><path d="m7 10.2 2.2 2.200L13.2 8"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.300l2.7 1.7"/>`,
  alert: svg`<path d="M10 3.5 17.5 16.5h-15zM10 8.5v3.500M10 14.200v.2"/>`,
  todo: svg`<circle cx="10" cy="10" r="7" stroke-dasharray="2.5 2.5"/>`,
  eye: svg`<path d="M2.5 10c1.7-3.3 4.3-5 7.5-5s5.8 1.7 7.5 5c-1.7 3.3-4.3 5-7.5 5s-5.8-1.7-7.5-5"/><circle cx="10" cy="10" r="2.5"/>`,
  zoom: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4M9 6.800v4.400M6.8 9h4.4"/>`,
  download: svg`<path d="M10 3.500v9m-3.5-3.5 3.5 3.5 3.5-3.500M4 16.500h12"/>`,
  up: svg`<path d="M10 16V4.500M5.5 9 10 4.5 14.5 9"/>`,
  down: svg`<path d="M10 4v11.500M5.5 11l4.5 4.5 4.5-4.5"/>`,
  trash: svg`<path d="M4 6h12M8 6V4h4v2m-6.5 0 .8 10.500h7.400L14.5 6"/>`,
  plus: svg`<path d="M10 4.500v11M4.5 10h11"/>`,
  refresh: svg`<path d="M16 10a6 6 0 1 1-1.8-4.300M16 3.500v3.500h-3.5"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`;
